/**
 * What of a statechart's snapshot decides. Dropped are times that are only shown, counters, and values that the chart sets anew
 * before it looks at them again ("dead" in the state it is in); each rule names why nothing reads the value any more.
 */
import type { Json } from '../../../knowledge/vocabulary.ts';
import type { ChartKind } from '../../../machines/language.ts';
import type { StoredSnapshot } from '../../chart-engine.ts';
import { kindOf } from '../../world.ts';

type Context = StoredSnapshot['context'];
type Rule = (context: Context, value: StoredSnapshot['value']) => Context;

const inside = (value: StoredSnapshot['value'], state: string): boolean =>
  value === state || (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, state));

const presence = (time: Context[string] | undefined): 0 | null => (time === null || time === undefined ? null : 0);

/** `answer`, `failure` and `phase` are set and used within one step; the keys live from their making to the answer. */
const registration: Rule = (context, value) => {
  const registering = JSON.stringify(value) === '{"join":"registering"}';
  const spent = { answer: null, failure: null, phase: 'pre-check', ...(registering ? {} : { keyContainerId: '' }) };
  // Without a DC an attempt may go on with what the last one learnt (OQ20); with one, each attempt learns it anew.
  if (context.precheckRequiresDc === false) return { ...context, ...spent };
  const untaught = inside(value, 'idle') || inside(value, 'preCheck') || inside(value, 'leaving');
  const seeksTenant = ['clientServiceConnectionPoint', 'directoryServiceConnectionPoint'].some((state) => JSON.stringify(value) === `{"discover":"${state}"}`);
  const joinedAlready = inside(value, 'idle') || inside(value, 'leaving') ? false : context.joinedAlready ?? false;
  return { ...context, ...spent, joinedAlready, certificateWritten: false, ...(untaught ? { controller: '' } : {}), ...(untaught || seeksTenant ? { tenant: null } : {}) };
};

/** A token's times are shown; its gate and its end are timers. What was tried is asked for only where OQ7 says "tries again". */
const prt: Rule = (context) => {
  const times = { updatedAtMs: presence(context.updatedAtMs), expiresAtMs: presence(context.expiresAtMs) };
  if (context.retryOnNetworkUp !== true) return { ...context, ...times, attempt: null, inSession: false, withCredential: false };
  const attempt = context.attempt as { readonly failure?: { readonly server?: unknown } } | null;
  const reached = attempt?.failure?.server !== undefined;
  return { ...context, ...times, attempt: attempt && { failure: reached ? { server: {} } : {} } as Json };
};

/** The credential counts only while it is being checked; who verified it, and why one was refused, is shown. */
const session: Rule = (context, value) => {
  const checking = inside(value, 'verifying') || JSON.stringify(value).includes('unlocking');
  return { ...context, verifiedBy: null, refusedWith: null, ...(checking ? {} : { credential: 'password', passwordVersion: 0 }) };
};

const rules: { readonly [Kind in ChartKind]?: Rule } = {
  registration,
  prt,
  session,
  // The first delay is spent once its timer runs: every later one is set before it is used. The trigger is told on at once.
  task: (context) => ({ ...context, untilNextMs: 0, trigger: 'hourly' }),
  'connect-scheduler': (context) => ({ ...context, untilNextMs: 0, policy: 'Delta' }),
  // Cycles are numbered for the run history; the policy goes out with the questions.
  'connect-cycle': (context, value) => ({ ...context, cycle: 0, ...(value === 'idle' ? { policy: 'Delta' } : {}) }),
};

export function normaliseActor(actor: string, { value, context, status }: StoredSnapshot): StoredSnapshot {
  const rule = rules[kindOf(actor) as ChartKind];
  return { value, context: rule ? rule(context, value) : context, status };
}
