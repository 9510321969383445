/** Building blocks of the faults of Azure AD: answers given instead of the service's own. */
import type { Failure } from '../../../knowledge/vocabulary.ts';
import type { FaultableAnswer, Question } from '../../fault.ts';

/** The service never sees the request. */
export const refusedAtOnce = (failure: Failure) => (): FaultableAnswer => ({ outcome: { ok: false, failure }, takesEffect: false });

/** The service does its work and the client does not learn of it; a refusal is not changed. */
export const lostOnTheWayBack = (failure: Failure) => (_question: Question, next: () => FaultableAnswer): FaultableAnswer => {
  const answer = next();
  return answer.outcome.ok ? { outcome: { ok: false, failure }, takesEffect: answer.takesEffect } : answer;
};

/** The requestId of an answer that a fault makes up: no counter of the tenant moves. */
export const noRequestId = '00000000-0000-0000-0000-000000000000';
