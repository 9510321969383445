/** Invariants of the directory: I4, I44. */
import { reachesController } from './paths.ts';
import { atEitherEnd } from './instant.ts';
import type { InvariantCheck } from './invariant.ts';

export const directoryInvariants: readonly InvariantCheck[] = [
  {
    id: 'I4',
    reads: ['questions'],
    check: (instant) =>
      instant.answered('writeUserCertificate').flatMap(({ question, input, ok }) => {
        const device = question.actor.slice('registration:'.length);
        const controller = String(input.controller ?? '');
        if (!ok || atEitherEnd(instant, (world) => reachesController(world, device, controller))) return [];
        return [`${device} wrote its certificate to ${controller}, which it cannot reach`];
      }),
  },
  {
    id: 'I44',
    reads: ['tenant'],
    check: ({ now, isFirst, cloudDevices }) =>
      isFirst
        ? []
        : cloudDevices.flatMap(({ was, is }) => {
            const created = was?.objectId !== is.objectId;
            const downlevel = Object.values(now.directory.controllers).some(({ replica }) => replica.computers[is.deviceId]?.operatingSystemVersion.startsWith('6.'));
            return created && downlevel ? [`${is.displayName} runs Windows ${is.operatingSystemVersion} and was exported`] : [];
          }),
  },
];
