/** The answer over all configurations on one screen, and as JSON: made of what stands in the parts, and of nothing else. */
import type { Style } from '../../reports/report.ts';
import type { Shard } from '../shards/shard.ts';
import { endedWords, modeWords, rows } from './answer.ts';
import type { ConfigurationResult } from './across.ts';
import { configurationName } from './configurations.ts';
import { grouped } from './rows.ts';
import { whereWords } from './where.ts';

export interface AcrossAnswer {
  readonly scenario: string;
  /** As on the command line: `scp=directory,registry`. */
  readonly dimensions: readonly string[];
  /** What this answer is about; a shard of more than one part knows only some of the configurations. */
  readonly shard: Shard;
  readonly configurations: readonly ConfigurationResult[];
}

type Answer = NonNullable<ConfigurationResult['answer']>;
type Explored = ConfigurationResult & { readonly answer: Answer };
type Row = readonly [string, string];

type JsonPath = Answer['sometimes']['found'][number]['path'];

/** What is done on a way; what comes by itself is not in it. */
function wayWords(path: JsonPath): string {
  if (path.length === 0) return 'from the start';
  const done = path.flatMap((step) => ('do' in step ? [step.do] : 'ages' in step ? [`${String(step.ages).split(/[ :]/)[0] ?? ''} ages`] : []));
  return done.length === 0 ? 'by itself' : done.join('; ');
}

const isExplored = (result: ConfigurationResult): result is Explored => result.answer !== null;
const sum = (explored: readonly Explored[], of: (answer: Answer) => number): string => grouped(explored.reduce((total, { answer }) => total + of(answer), 0));

/** What ended a search early, or cut it, by configurations. */
function endings(explored: readonly Explored[]): string {
  const incomplete = explored.filter(({ answer }) => !answer.complete);
  const ends = Object.entries(endedWords).flatMap(([end, words]) => {
    const those = incomplete.filter(({ answer }) => answer.endedBy === end);
    return those.length === 0 ? [] : [`${words} ${whereWords(those, explored)}`];
  });
  const cut = (those: readonly Explored[], words: string): readonly string[] => (those.length === 0 ? [] : [`${words} ${whereWords(those, explored)}`]);
  return [
    incomplete.length === 0 ? 'all complete' : `NOT complete: ${ends.join(', ')}`,
    ...cut(explored.filter(({ answer }) => answer.cutByBudget), 'the limits of --faults, --helpdesk, --admin or --max-actions cut ways off'),
    ...cut(explored.filter(({ answer }) => answer.cutByHorizon), 'the horizon cuts ways off'),
  ].join('; ');
}

function alwaysText(explored: readonly Explored[]): string {
  const checked = `on each of ${sum(explored, ({ always }) => always.steps)} steps`;
  const ids = [...new Set(explored.flatMap(({ answer }) => answer.always.breaches.map(({ id }) => id)))].sort();
  if (ids.length === 0) return `hold ${checked}`;
  return `BROKEN ${checked}: ${ids.map((id) => {
    const those = explored.filter(({ answer }) => answer.always.breaches.some((breach) => breach.id === id));
    const first = those[0]?.answer.always.breaches.find((breach) => breach.id === id);
    return `${id} ${whereWords(those, explored)}: ${first?.what ?? ''} (${wayWords(first?.path ?? [])})`;
  }).join('; ')}`;
}

const devicesOf = (explored: readonly Explored[], of: (answer: Answer) => readonly { readonly device: string }[] | null): readonly string[] => [...new Set(explored.flatMap(({ answer }) => (of(answer) ?? []).map(({ device }) => device)))];

function recoverableText(explored: readonly Explored[]): string {
  const of = (result: Explored, device: string) => result.answer.recoverable?.find((each) => each.device === device);
  const devices = devicesOf(explored, ({ recoverable }) => recoverable);
  if (devices.length === 0) return 'not judged: a bounded search does not see what comes after its horizon';
  return devices.map((device) => {
    const lost = explored.filter((result) => (of(result, device)?.lostStates ?? 0) > 0);
    const first = lost[0] && of(lost[0], device)?.lost;
    if (lost.length === 0) return explored.every(({ answer }) => answer.complete) ? `${device}: from every state some actions lead to registered with a PRT` : `${device}: no state so far is known to be lost; those not looked at count as ways out`;
    return `${device}: LOST in ${lost.length} of ${explored.length}, ${whereWords(lost, explored)}${lost.some(({ answer }) => answer.cutByBudget) ? ', within the limits to actions' : ''}; the nearest: ${first?.standing ?? ''} (${wayWords(first?.path ?? [])})`;
  }).join('; ');
}

function eventuallyText(explored: readonly Explored[]): string {
  const devices = devicesOf(explored, ({ eventually }) => eventually);
  if (devices.length === 0) return 'not judged: a bounded search sees no cycles';
  return devices.map((device) => {
    const those = (test: (of: NonNullable<Answer['eventually']>[number]) => boolean): readonly Explored[] => explored.filter(({ answer }) => answer.eventually?.some((each) => each.device === device && test(each)));
    const broken = those(({ withController }) => withController !== null);
    const trap = those(({ betweenTriggers }) => betweenTriggers !== null);
    const never = those(({ pendingStates }) => pendingStates === 0);
    const soFar = explored.every(({ answer }) => answer.complete) ? '' : ' so far';
    return `${device}: ${[
      broken.length === 0 ? `nothing breaks I20${soFar}` : `BROKEN I20 ${whereWords(broken, explored)}`,
      trap.length === 0 ? `no trap between triggers (I21)${soFar}` : `the trap I21 is there ${whereWords(trap, explored)}`,
      ...(never.length === 0 ? [] : [`is never Pending${soFar} ${whereWords(never, explored)}`]),
    ].join('; ')}`;
  }).join('; ');
}

/** Codes that answers carry, those of single configurations with their names. */
function codesText(explored: readonly Explored[]): string {
  const codes = [...new Set(explored.flatMap(({ answer }) => answer.sometimes.found.flatMap(({ kind, name }) => (kind === 'code' ? [name] : []))))].sort();
  const of = codes.map((code) => ({ code, where: whereWords(explored.filter(({ answer }) => answer.sometimes.found.some(({ kind, name }) => kind === 'code' && name === code)), explored) }));
  const places = [...new Set(of.map(({ where }) => where))].sort((a, b) => Number(b === 'everywhere') - Number(a === 'everywhere'));
  return places.map((place) => `${of.filter(({ where }) => where === place).map(({ code }) => code).join(' ')} ${place}`).join('; ') || 'none';
}

function witnessText(explored: readonly Explored[]): string {
  const found = explored.flatMap(({ answer }) => answer.sometimes.found);
  const wrong = found.filter(({ confirmed }) => !confirmed);
  return `${grouped(found.length)} witnesses, ${wrong.length === 0 ? 'all' : `${grouped(found.length - wrong.length)} of them`} confirmed with real times${wrong.length === 0 ? '' : `, not ${[...new Set(wrong.map(({ name }) => name))].join(', ')} (--json says why)`}`;
}

/** One configuration in a line. */
function configurationRow(result: ConfigurationResult): Row {
  const name = `#${result.index + 1}`;
  if (!isExplored(result)) return [`  ${name}`, `${configurationName(result)}: not explored, ${result.why ?? ''}`];
  const { answer } = result;
  const lost = (answer.recoverable ?? []).flatMap(({ device, lostStates }) => (lostStates > 0 ? [`${device} LOST in ${grouped(lostStates)}`] : []));
  const broken = [...answer.always.breaches.map(({ id }) => id), ...answer.properties.filter(({ verdict }) => verdict === 'broken').map(({ name }) => `"${name}"`)].map((name) => `${name} BROKEN`);
  const saved = answer.saved === undefined ? [] : [`${answer.saved.files.length} scenarios written`];
  return [`  ${name}`, `${configurationName(result)}: ${[`${grouped(answer.states)} states${answer.complete ? '' : ' so far'}`, ...broken, ...lost, ...saved].join('; ')}`];
}

export function acrossText({ scenario, dimensions, shard, configurations }: AcrossAnswer, style: Style): string {
  const explored = configurations.filter(isExplored);
  const [first] = explored;
  const part = shard.of === 1 ? '' : `, shard ${shard.index} of ${shard.of}`;
  return rows([
    ['explored', `${scenario} in ${configurations.length} configuration${configurations.length === 1 ? '' : 's'}${part}: ${dimensions.join(' ')}`],
    ...(first ? [
      ['mode', `${modeWords(first.answer.horizonMs)}; ${endings(explored)}`],
      ['states', `${sum(explored, ({ states }) => states)} with time, ${sum(explored, ({ discreteStates }) => discreteStates)} without; ${sum(explored, ({ edges }) => edges)} edges, over all configurations`],
      ['always', alwaysText(explored)], ['recoverable', recoverableText(explored)], ['eventually', eventuallyText(explored)], ['sometimes', witnessText(explored)], ['  codes', codesText(explored)],
    ] as const : []),
    ['one by one', explored.length === configurations.length ? 'each explored by itself' : `${configurations.length - explored.length} could not be explored`],
    ...configurations.map(configurationRow),
  ], style);
}

/** Nobody has to have merged for a program to read it: a shard says which it is. */
export const acrossJson = ({ scenario, dimensions, shard, configurations }: AcrossAnswer): object => ({
  schemaVersion: 1, question: 'explore configurations', scenario, dimensions, ...(shard.of === 1 ? {} : { shard }), holds: configurations.every(({ holds }) => holds !== false), configurations,
});
