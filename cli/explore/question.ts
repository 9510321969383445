/** What the questions about a scenario have in common: the scenario, its device and world, the answer in rows or as JSON, and `--vary`. */
import { evidences } from '../../evidence/index.ts';
import { settingsLine } from '../../reports/settings-line.ts';
import { formatDuration } from '../../simulation/calendar.ts';
import { everydayAlphabet, wideAlphabet, type PossibleAction } from '../../simulation/exploration/alphabet.ts';
import { repairAlphabet } from '../../simulation/exploration/questions/repair.ts';
import { variationsOf } from '../../simulation/exploration/questions/vary.ts';
import { replay } from '../../simulation/replay.ts';
import { worldOf } from '../../simulation/run-scenario.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import type { World } from '../../simulation/world.ts';
import { exitCodes, type Io } from '../io.ts';
import { deviceAsked, loadOne, parseInstant, usage, type LoadingOptions } from '../loading.ts';
import { rows } from './answer.ts';
import { changedAlphabet } from './changed-alphabet.ts';
import { progressOf } from './progress.ts';
import type { Row } from './rows.ts';

export interface QuestionOptions extends LoadingOptions {
  readonly actions?: string;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly at?: string;
  readonly device?: string;
  readonly maxStates: string;
  readonly maxSeconds: string;
  readonly vary?: boolean;
  readonly progress?: boolean;
  readonly json?: boolean;
}

/** A scenario and how long there is for it. */
export interface Asked {
  readonly scenario: Scenario;
  readonly device: string;
  /** At `--at`, or as the scenario begins. */
  readonly world: World;
  readonly actions: readonly PossibleAction[];
  readonly statesMax: number;
  readonly shouldStop: () => boolean;
}

export interface Question<Answer> {
  readonly name: string;
  /** What may be done where `--actions` does not say. */
  readonly actions: 'everyday' | 'repair';
  readonly ask: (asked: Asked) => Answer;
  readonly rows: (answer: Answer, asked: Asked) => readonly Row[];
  readonly json: (answer: Answer) => object;
  /** What counts when two answers are compared. */
  readonly gist: (answer: Answer) => string;
}

function worldAt(scenario: Scenario, atMs: number | undefined): World | string {
  const world = worldOf(scenario);
  if (atMs === undefined) return world;
  const run = replay(scenario, world, { evidences, untilMs: atMs, withTrace: false });
  const impossible = run.failures.find(({ kind }) => kind === 'impossible-action');
  return impossible ? `${scenario.file ?? scenario.id}, at ${formatDuration(impossible.atMs)}: ${impossible.message}` : run.world;
}

const alphabets: { readonly [Name in string]?: (world: World, device: string) => readonly string[] } = { everyday: everydayAlphabet, wide: wideAlphabet, repair: repairAlphabet };

function actionsOf(world: World, device: string, usual: Question<unknown>['actions'], options: QuestionOptions): readonly PossibleAction[] | string {
  const sentences = alphabets[options.actions ?? usual]?.(world, device) ?? [];
  return changedAlphabet(sentences, options);
}

function wholeNumber(option: string, text: string, io: Io): number | null {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  usage(io, `${option} is a whole number from 1; "${text}" is not.`);
  return null;
}

/** Why there was no time for something. */
const unseenWords = (isInterrupted: boolean): string => (isInterrupted ? 'interrupted' : 'ran out of --max-seconds');

/** Asks again under every other value of what is not known, as long as there is time. */
function varied<Answer>(question: Question<Answer>, answer: Answer, asked: Asked, options: QuestionOptions, atMs: number | undefined, io: Io) {
  const gist = question.gist(answer);
  return variationsOf(asked.scenario).map(({ question: id, key, value, scenario }) => {
    if (asked.shouldStop()) return { id, key, value, changes: null, why: unseenWords(io.interrupts() > 0) };
    const world = worldAt(scenario, atMs);
    const actions = typeof world === 'string' ? world : actionsOf(world, asked.device, question.actions, options);
    if (typeof world === 'string' || typeof actions === 'string') return { id, key, value, changes: true, why: 'the scenario is not possible then' };
    const other = question.gist(question.ask({ ...asked, scenario, world, actions: actions as readonly PossibleAction[] }));
    if (asked.shouldStop()) return { id, key, value, changes: null, why: unseenWords(io.interrupts() > 0) };
    return { id, key, value, changes: other !== gist, why: other === gist ? '' : other };
  });
}

function varyRows(results: ReturnType<typeof varied>): Row[] {
  const changed = results.filter(({ changes }) => changes === true);
  const same = results.filter(({ changes }) => changes === false);
  const open = results.filter(({ changes }) => changes === null);
  return [
    ...(changed.length === 0 ? [['vary', 'no other value of an open question that was tried changes the answer'] as const] : changed.map(({ id, key, value, why }, index) => [index === 0 ? 'vary' : '', `${id} ${key}=${value} changes it: ${why}`] as const)),
    ...(same.length > 0 ? [['', `the same under ${same.map(({ key, value }) => `${key}=${value}`).join(', ')}`] as const] : []),
    ...(open.length > 0 ? [['', `not tried, ${open[0]?.why ?? ''}: ${open.map(({ key, value }) => `${key}=${value}`).join(', ')}`] as const] : []),
  ];
}

export async function askQuestion<Answer>(question: Question<Answer>, word: string, options: QuestionOptions, io: Io): Promise<number> {
  const startedMs = io.wallMs();
  const atMs = parseInstant('--at', options.at, io);
  const statesMax = wholeNumber('--max-states', options.maxStates, io);
  const secondsMax = wholeNumber('--max-seconds', options.maxSeconds, io);
  if (atMs === null || statesMax === null || secondsMax === null) return exitCodes.usage;
  const scenario = await loadOne(word, options, io);
  if (typeof scenario === 'number') return scenario;
  const device = deviceAsked(scenario, options.device, io);
  if (device === null) return exitCodes.usage;
  const world = worldAt(scenario, atMs);
  if (typeof world === 'string') {
    io.writeError(`${world}\n`);
    return exitCodes.invalidFile;
  }
  const actions = actionsOf(world, device, question.actions, options);
  if (typeof actions === 'string') return usage(io, actions);
  const say = progressOf(question.name, options.progress === true || io.showsProgress, io);
  const shouldStop = (): boolean => {
    say();
    return io.interrupts() > 0 || io.wallMs() - startedMs >= secondsMax * 1000;
  };
  const asked: Asked = { scenario, device, world, actions, statesMax, shouldStop };
  const answer = question.ask(asked);
  const results = options.vary ? varied(question, answer, asked, options, atMs, io) : null;
  const interrupted = io.interrupts() > 0;
  const code = interrupted ? exitCodes.interrupted : exitCodes.ok;
  if (options.json) {
    io.write(`${JSON.stringify({ schemaVersion: 1, question: question.name, scenario: scenario.id, interrupted, device, atMs: world.nowMs, actions: actions.map(({ action, who }) => ({ do: action.text, who })), ...question.json(answer), ...(results ? { vary: results } : {}) }, null, 2)}\n`);
    return code;
  }
  const settings = settingsLine(scenario);
  io.write(rows([
    ['question', `${question.name} ${scenario.id}${atMs === undefined ? '' : ` at ${formatDuration(atMs)}`}, ${device}`], ...(settings === null ? [] : [['settings', settings] as const]),
    ...(interrupted ? [['interrupted', 'this is the answer so far: where a limit or time is said to have ended something, Ctrl-C did'] as const] : []),
    ...question.rows(answer, asked), ...(results ? varyRows(results) : []),
  ], io.style));
  return code;
}
