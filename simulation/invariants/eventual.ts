/** Eventual properties, judged at the end of a run: I19, I20. "Pending" is not a breach: the run ended before. */
import { lifecycleOf } from '../cloud-device.ts';
import type { EventualCheck } from './invariant.ts';

export const eventualInvariants: readonly EventualCheck[] = [
  {
    id: 'I19',
    judge: (world) => {
      const waiting = Object.values(world.devices).filter((device) => device.bootstrapCertificateWritten && ['absent', 'deleted'].includes(lifecycleOf(world, device.objectGuid)));
      return waiting.length === 0 ? { status: 'held', why: 'every written certificate has its object' } : { status: 'pending', why: `${waiting.map((device) => device.name).join(', ')} waits for a cycle` };
    },
  },
  {
    id: 'I20',
    judge: (world) => {
      const waiting = Object.values(world.devices).filter((device) => lifecycleOf(world, device.objectGuid) === 'pending');
      return waiting.length === 0 ? { status: 'held', why: 'no device is Pending' } : { status: 'pending', why: `${waiting.map((device) => device.name).join(', ')} is Pending` };
    },
  },
];
