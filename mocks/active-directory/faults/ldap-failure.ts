/** What LDAP's faults have in common: a read ends as "configuration unreadable", a write with the code itself (on-premises.md 1.7). */
import type { Failure } from '../../../knowledge/vocabulary.ts';
import type { Fault, FaultableAnswer, Question } from '../../fault.ts';

type Wrap = (question: Question, next: () => FaultableAnswer) => FaultableAnswer;

/** The service is not asked, nothing happens there. */
export const refuse = (failure: Failure): Wrap => () => ({ outcome: { ok: false, failure }, takesEffect: false });

/** The service does its work; only its answer is lost. */
export const loseAnswer = (failure: Failure): Wrap => (_question, next) => ({ outcome: { ok: false, failure }, takesEffect: next().outcome.ok });

export const unreadable = (innerCode: string, reason: string): Failure => ({ code: '0x801c001d', reason, innerCode });

export const refuseReads = (code: string, reason: string): NonNullable<Fault['answers']> => ({
  readServiceConnectionPoint: refuse(unreadable(code, reason)),
  readComputerObject: refuse(unreadable(code, reason)),
});

export const refuseLdap = (code: string, reason: string): NonNullable<Fault['answers']> => ({
  ...refuseReads(code, reason),
  writeUserCertificate: refuse({ code, reason }),
});
