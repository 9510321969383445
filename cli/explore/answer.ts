/** The answer of `joinlab explore` on one screen, and as JSON. */
import type { Style } from '../../reports/report.ts';
import { wrap } from '../../reports/timeline.ts';
import { formatDuration } from '../../simulation/calendar.ts';
import type { PathStep } from '../../simulation/exploration/exploration.ts';
import { keyFields } from '../../simulation/exploration/key-fields.ts';
import type { Properties } from '../../simulation/exploration/properties.ts';
import type { OwnVerdict } from '../../simulation/exploration/own-properties.ts';
import { ownJson, ownLines } from './own.ts';
import { doneWords, grouped, pathJson } from './rows.ts';
import type { EndedBy, Session } from './session.ts';

const columns = 80;
const indent = 14;

export const endedWords: { readonly [End in EndedBy]: string } = {
  states: 'stopped at --max-states', memory: 'stopped at --max-memory', time: 'stopped at --max-seconds', interrupted: 'interrupted',
};

/** How the search ended: complete, or which limit. */
const endingOf = ({ endedBy }: Session): string => (endedBy === null ? 'complete' : `NOT complete, ${endedWords[endedBy]}`);

const groupsOf = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

function cutsOf({ outcome, exploration, horizonMs }: Session): readonly string[] {
  const budget = Object.entries(exploration.options.budget ?? {}).map(([who, most]) => `${most} ${who === 'nature' ? 'faults' : who === 'total' ? 'actions in all' : `of ${who}`}`);
  return [
    ...(outcome.cutByBudget ? [`at most ${budget.join(', ')} on one way: what more would do is not known`] : []),
    ...(outcome.cutByHorizon ? [`nothing later than ${formatDuration(horizonMs ?? 0)}`] : []),
  ];
}

const interleavingWords = { breaking: 'between legs only those that break paths or sessions', everywhere: 'everywhere', settled: 'only where nothing is due' } as const;

export const modeWords = (horizonMs: number | null): string => (horizonMs === null ? 'to the fixpoint (short delays take no time, long ones end at any time)' : `bounded (real latencies, up to ${formatDuration(horizonMs)})`);

/** What is the same for every question: mode, limits, sizes, alphabet. */
export function headLines(session: Session): readonly (readonly [string, string])[] {
  const { exploration, outcome, actions, horizonMs } = session;
  const never = exploration.neverTaken().map(({ action }) => action.text);
  return [
    ['mode', [modeWords(horizonMs), endingOf(session), ...cutsOf(session)].join('; ')],
    ['states', `${grouped(outcome.states)} with time, ${grouped(exploration.discreteCount(outcome.states))} without; ${grouped(outcome.edges)} edges${outcome.frontier > 0 ? `; ${grouped(outcome.frontier)} not looked at yet` : ''}`],
    ['actions', `${actions.length}, ${interleavingWords[exploration.options.interleaving ?? 'everywhere']}: ${actions.map(({ action }) => action.text).join(', ')}`],
    ...(never.length > 0 ? [['  never', never.join(', ')] as const] : []),
  ];
}

/** Rows of a word and a text, wrapped; a word that fills its column has a line of its own. */
export const rows = (lines: readonly (readonly [string, string])[], style: Style): string =>
  lines.flatMap(([word, text]) => {
    const texts = wrap(text, columns - indent).map((line) => `${' '.repeat(indent)}${line}\n`);
    return word.length >= indent ? [`${style.bold(word)}\n`, ...texts] : [`${style.bold(word.padEnd(indent))}${texts.join('').slice(indent)}`];
  }).join('');

function alwaysText({ always: { breaches, cleared, steps, stopped, judgedOnRuns, notModelled } }: Properties): string {
  const checked = `on each of ${grouped(steps)} steps${stopped ? ' so far (NOT complete, there was no time for the others)' : ''}`;
  const excused = Object.entries(cleared).map(([id, count]) => `${id} (${count})`);
  const rest = [
    ...(excused.length > 0 ? [`cleared where the whole way is looked at: ${excused.join(', ')}`] : []), `judged on runs only: ${judgedOnRuns.join(', ')}`, `not modelled: ${notModelled.filter((id) => id !== 'I21').join(', ')}`,
  ].join('; ');
  if (breaches.length === 0) return `hold ${checked}; ${rest}`;
  return `BROKEN ${checked}: ${breaches.map(({ id, what, path }) => `${id}, ${what} (${doneWords(path)})`).join('; ')}; ${rest}`;
}

function recoverableText({ recoverable }: Properties, { endedBy, outcome }: Session): string {
  if (recoverable === null) return 'not judged: a bounded search does not see what comes after its horizon';
  return recoverable.map(({ device, doneStates, lostStates, lost }) =>
    lost !== null ? `${device}: LOST in ${grouped(lostStates)} states, from which no action${outcome.cutByBudget ? ' within the budget' : ''} leads to registered with a PRT; the nearest: ${lost.standing} (${doneWords(lost.path)})`
      : endedBy === null ? `${device}: from every state some actions lead to registered with a PRT (${grouped(doneStates)} states are that)`
        : `${device}: no state so far is known to be lost; those not looked at count as ways out`).join('; ');
}

function eventuallyText({ eventually }: Properties, { endedBy }: Session): string {
  if (eventually === null) return 'not judged: a bounded search sees no cycles';
  const soFar = endedBy === null ? '' : ' so far';
  return eventually.map(({ device, pendingStates, withController, betweenTriggers }) => {
    if (pendingStates === 0) return `${device}: is never Pending${soFar}`;
    const promise = withController === null ? (endedBy === null ? 'Pending with a domain controller in reach at the hourly run ends registered (I20)' : 'nothing breaks I20 so far') : `BROKEN I20: Pending for ever with a domain controller in reach (${doneWords(withController.path)})`;
    const trap = betweenTriggers === null ? `no trap between triggers (I21)${soFar}` : `the trap I21 is there: Pending for ever by ${doneWords(betweenTriggers.cycle)}, again and again`;
    return `${device}: ${promise}; ${trap}`;
  }).join('; ');
}

function sometimesLines({ sometimes: { found, atStart, unseen } }: Properties, { endedBy }: Session): readonly (readonly [string, string])[] {
  const names = (kind: string): readonly string[] => found.filter((witness) => witness.kind === kind).map(({ name }) => name);
  // Where a state is never entered, neither is what lies in it.
  const never = unseen.filter((name) => !unseen.some((outer) => name.startsWith(`${outer}.`)));
  const wrong = found.filter(({ notConfirmed }) => notConfirmed !== null);
  const byLog = groupsOf(names('event'), (name) => name.slice(0, name.lastIndexOf(' ')));
  const events = [...byLog].map(([log, list]) => `${log} ${list.map((name) => Number(name.slice(log.length + 1))).sort((a, b) => a - b).join(' ')}`);
  const confirmed = wrong.length === 0 ? `all ${found.length} witnesses confirmed with real times` : `${found.length - wrong.length} of ${found.length} witnesses confirmed with real times, not ${wrong.map(({ name }) => name).join(', ')} (--json says why)`;
  return [
    ['sometimes', `${names('state').length + atStart.length} states of the charts${unseen.length > 0 ? `, ${unseen.length} never${endedBy === null ? '' : ' so far'}` : ''}; ${confirmed}`],
    ['  events', events.join('; ') || 'none'],
    ['  codes', [...names('code')].sort().join(' ') || 'none'],
    ...(unseen.length > 0 ? [['  never', never.join(', ')] as const] : []),
  ];
}

/** Said where somebody did not wait for all that is made of the search. */
export const interruptedRow = ({ isInterrupted, endedBy }: Pick<Session, 'isInterrupted' | 'endedBy'>): readonly (readonly [string, string])[] =>
  (isInterrupted() && endedBy !== 'interrupted' ? [['interrupted', 'what there was no time for below was not looked at']] : []);

export function answerText(session: Session, properties: Properties, own: readonly OwnVerdict[], style: Style): string {
  return rows([
    ['scenario', session.scenario.id], ...headLines(session), ...interruptedRow(session), ['always', alwaysText(properties)], ['recoverable', recoverableText(properties, session)], ['eventually', eventuallyText(properties, session)], ...sometimesLines(properties, session), ...ownLines(own),
  ], style);
}

/** Every field of the world, whether it tells states apart. */
export function keyText(session: Session): string {
  const fields = keyFields(session.world);
  const list = (inKey: boolean): string => [...groupsOf(fields.filter((field) => field.inKey === inKey), ({ part }) => part)].map(([part, of]) => `  ${part}: ${of.map(({ field }) => field || '(itself)').join(', ')}\n`).join('');
  return `In the key:\n${list(true)}Not in the key (only shown, or following from the rest):\n${list(false)}`;
}

const loopJson = (loop: { readonly path: readonly PathStep[]; readonly cycle: readonly PathStep[] } | null) => loop && { path: pathJson(loop.path), cycle: pathJson(loop.cycle) };

export type ExploreAnswer = ReturnType<typeof answerJson>;

export function answerJson(session: Session, { always, sometimes, recoverable, eventually }: Properties, own: readonly OwnVerdict[]) {
  const { exploration, outcome, actions, scenario, horizonMs, endedBy } = session;
  const { states, edges, frontier, cutByBudget, cutByHorizon } = outcome;
  return {
    schemaVersion: 1 as const, question: 'explore' as const, scenario: scenario.id, mode: exploration.options.time.kind, horizonMs, interleaving: exploration.options.interleaving, budget: exploration.options.budget ?? {},
    complete: endedBy === null, endedBy, interrupted: session.isInterrupted(), cutByBudget, cutByHorizon, states, discreteStates: exploration.discreteCount(states), edges, frontier,
    actions: actions.map(({ action, who }) => ({ do: action.text, who })), neverTaken: exploration.neverTaken().map(({ action }) => action.text), keyFields: keyFields(session.world),
    always: { breaches: always.breaches.map(({ id, what, path }) => ({ id, what, path: pathJson(path) })), cleared: always.cleared, steps: always.steps, stopped: always.stopped, judgedOnRuns: always.judgedOnRuns, notModelled: always.notModelled },
    sometimes: { found: sometimes.found.map(({ kind, name, device, notConfirmed, path }) => ({ kind, name, device, confirmed: notConfirmed === null, why: notConfirmed, path: pathJson(path) })), atStart: sometimes.atStart, unseen: sometimes.unseen },
    recoverable: recoverable?.map(({ device, doneStates, lostStates, lost }) => ({ device, doneStates, lostStates, lost: lost && { standing: lost.standing, path: pathJson(lost.path) } })) ?? null,
    eventually: eventually?.map(({ device, pendingStates, withController, betweenTriggers }) => ({ device, pendingStates, withController: loopJson(withController), betweenTriggers: loopJson(betweenTriggers) })) ?? null,
    properties: own.map(ownJson),
  };
}
