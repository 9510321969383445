/** A step of a cycle that does not get through: the chart records the run result that stands as the code (on-premises.md 4.2). */
import type { FaultableAnswer } from '../../fault.ts';

export const endsWith = (result: string, reason: string) => (): FaultableAnswer => ({ outcome: { ok: false, failure: { code: result, reason } }, takesEffect: false });
