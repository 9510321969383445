/** The TPM makes no key: the join ends in its own phase with 202 (lifecycle.md 2.5). */
import type { FaultableAnswer } from '../../fault.ts';

export const makesNoKey = (code: string, reason: string) => ({
  createDeviceKeys: (): FaultableAnswer => ({ outcome: { ok: false, failure: { code, reason } }, takesEffect: false }),
});
