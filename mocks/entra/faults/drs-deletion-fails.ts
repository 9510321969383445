/** The registration service knows the device by its certificate, and its directory does not let go of the object (E11). */
import type { Fault } from '../../fault.ts';
import { noRequestId, refusedAtOnce } from './answers.ts';

export const drsDeletionFailsFault: Fault = {
  id: 'drs-deletion-fails',
  catalogue: null,
  mock: 'entra',
  title: 'The registration service cannot delete the device',
  steps: ['register'],
  observable: 'dsregcmd /leave: the device leaves locally while Azure AD goes on showing it Registered',
  heals: 'auto',
  target: 'device',
  source: 'protocols.md 5.7 E11, 5.9; lifecycle.md OQ22',
  confidence: 'assumed',
  answers: {
    unregisterDevice: refusedAtOnce({
      code: '0x801c03f2',
      reason: 'the directory of the registration service fails to delete the object',
      server: { httpStatus: 400, code: 'DirectoryError', message: 'The device object could not be deleted.', requestId: noRequestId },
    }),
  },
};
