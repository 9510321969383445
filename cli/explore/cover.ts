/** `joinlab explore --cover`: a small set of scenarios that takes what the exploration reaches, counted in their replays. */
import type { Style } from '../../reports/report.ts';
import { coverOf, takenByRun, type Chosen, type Cover } from '../../simulation/exploration/covering/cover.ts';
import type { Criterion } from '../../simulation/exploration/covering/criteria.ts';
import { runScenario, worldOf } from '../../simulation/run-scenario.ts';
import type { Io } from '../io.ts';
import { headLines, interruptedRow, rows } from './answer.ts';
import type { ExploreOptions } from './options.ts';
import { causeOf, saveFindings, type Saved, type ToSave } from './save.ts';
import { grouped } from './rows.ts';
import type { Session } from './session.ts';

interface Answer {
  readonly cover: Cover;
  readonly saved: Saved;
  /** What the scenarios take, run one after the other as they are written; what every run takes at its start included. */
  readonly taken: readonly string[];
}

const words: { readonly [Name in Criterion]: string } = {
  states: 'states of the charts', transitions: 'transitions', pairs: 'pairs of transitions', guards: 'answers of guards', faults: 'faults at a step that they break',
};

/** Names on the screen; `--json` has all. */
const namesMax = 8;

const listed = (names: readonly string[]): string => `${names.slice(0, namesMax).join('; ')}${names.length > namesMax ? `; ${grouped(names.length - namesMax)} more with --json` : ''}`;

function toSave({ finding, items, path }: Chosen, index: number, criterion: Criterion, count: number): ToSave {
  const number = String(index + 1).padStart(String(count).length, '0');
  const more = items.length > 1 ? ` and ${items.length - 1} more` : '';
  const sentences = finding.actions.map(({ action }) => action.text);
  return {
    name: `cover-${criterion}-${number}`, finding,
    text: { title: `Covers ${criterion}, ${index + 1} of ${count}: ${items[0] ?? ''}${more}`, cause: causeOf(sentences, path.length === 0), note: `Takes, what none before it takes:\n${items.join('\n')}\n` },
  };
}

function answerOf(session: Session, criterion: Criterion, shouldStop: () => boolean, folder: string | null, io: Io): Answer {
  const { scenario, exploration } = session;
  const cover = coverOf(exploration, { criterion, makeWorld: () => worldOf(scenario), shouldStop });
  const saved = saveFindings(folder, cover.chosen.map((chosen, index) => toSave(chosen, index, criterion, cover.chosen.length)), session, io);
  const known = new Set(cover.all);
  const taken = new Set(cover.atStart);
  for (const one of saved.scenarios) {
    const run = (onInstant: Parameters<Parameters<typeof takenByRun>[2]>[0]): unknown => runScenario(one, { withTrace: false, onInstant });
    for (const item of takenByRun(criterion, () => worldOf(one), run)) if (known.has(item)) taken.add(item);
  }
  return { cover, saved, taken: cover.all.filter((item) => taken.has(item)) };
}

function answerText(session: Session, { cover: { criterion, all, atStart, never, notConfirmed, stopped }, saved, taken }: Answer, folder: string | null, style: Style): string {
  const missing = notConfirmed.filter(({ item }) => !taken.includes(item)).map(({ item }) => item);
  const unseen = never.filter((item) => !taken.includes(item));
  const verb = folder === null ? '' : ` written to ${folder}`;
  return rows([
    ['scenario', session.scenario.id], ...headLines(session), ...interruptedRow(session),
    ['cover', `${grouped(saved.scenarios.length)} scenarios${verb} take ${grouped(taken.length)} of ${grouped(all.length)} ${words[criterion]}, counted in their replays${atStart.length > 0 ? `; ${grouped(atStart.length)} of them as the world begins` : ''}${stopped ? '; NOT complete, there was no time for the rest' : ''}`],
    ...(missing.length > 0 ? [['  unconfirmed', `${grouped(missing.length)} only with short delays taken as nothing, not replayed with real times: ${listed(missing)}`] as const] : []),
    ...(saved.notSaved.length > 0 ? [['  not kept', saved.notSaved.map(({ name, why }) => `${name}: ${why}`).join('; ')] as const] : []),
    ['  never', `${grouped(unseen.length)} ${session.endedBy === null && !stopped ? 'not reached within these actions and limits' : 'not reached so far'}${unseen.length > 0 ? `: ${listed(unseen)}` : ''}`],
  ], style);
}

function answerJson(session: Session, { cover, saved, taken }: Answer): object {
  const { exploration, outcome, actions, scenario, horizonMs, endedBy } = session;
  return {
    schemaVersion: 1, question: 'cover', criterion: cover.criterion, scenario: scenario.id, mode: exploration.options.time.kind, horizonMs, interleaving: exploration.options.interleaving, budget: exploration.options.budget ?? {},
    complete: endedBy === null && !cover.stopped, endedBy, interrupted: session.isInterrupted(), states: outcome.states, edges: outcome.edges, actions: actions.map(({ action, who }) => ({ do: action.text, who })),
    items: cover.all.length, taken, atStart: cover.atStart, notConfirmed: cover.notConfirmed.filter(({ item }) => !taken.includes(item)), never: cover.never.filter((item) => !taken.includes(item)),
    scenarios: saved.scenarios.map(({ id, title, timeline }) => ({ id, title, actions: timeline.flatMap((step) => step.actions.map(({ text }) => ({ atMs: step.atMs, do: text }))) })), files: saved.files, notSaved: saved.notSaved,
  };
}

/** Chooses, writes, replays and says it. @throws Error of the system where the folder cannot be written */
export function coverAnswer(session: Session, criterion: Criterion, options: ExploreOptions, shouldStop: () => boolean, io: Io): void {
  const folder = options.save ?? null;
  const answer = answerOf(session, criterion, shouldStop, folder, io);
  io.write(options.json ? `${JSON.stringify(answerJson(session, answer), null, 2)}\n` : answerText(session, answer, folder, io.style));
}
