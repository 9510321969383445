import type { FaultableAnswer, Question, Fault } from '../../fault.ts';

/** The DC that answers does not call itself close: the locator remembers it for fifteen minutes only. */
function notClose(_question: Question, next: () => FaultableAnswer): FaultableAnswer {
  const answer = next();
  if (!answer.outcome.ok) return answer;
  return { ...answer, outcome: { ok: true, output: { ...(answer.outcome.output as { readonly controller: string }), closestSite: false } } };
}

export const clientSiteUnknownFault: Fault = {
  id: 'client-site-unknown',
  catalogue: 'N12',
  mock: 'network',
  title: 'The address of the device belongs to no site',
  steps: ['pre-check'],
  observable: 'a DC is found and not marked CLOSE; it is looked for anew after fifteen minutes',
  heals: 'admin',
  target: 'device',
  source: 'on-premises.md 7 N12, 2.1',
  confidence: 'documented',
  answers: { locateController: notClose },
};
