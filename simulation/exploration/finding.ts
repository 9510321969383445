/**
 * From a way of an exploration to a finding that people can use: replayed with real times (confirmed, or not and why), shortened,
 * and written as an ordinary scenario file that ends in the same place.
 */
import { stringify } from 'yaml';
import { evidences } from '../../evidence/index.ts';
import { formatDuration, formatIso } from '../calendar.ts';
import type { Scenario } from '../scenario/model.ts';
import type { World } from '../world.ts';
import { rounded, shortened, walkWay, type Goal, type TimedAction, type WayStep } from './way.ts';

export type Finding =
  | { readonly outcome: 'confirmed'; readonly atMs: number; readonly world: World; readonly actions: readonly TimedAction[] }
  | { readonly outcome: 'not confirmed'; readonly why: string };

/** Replays the way with real times; what is not needed to get there is left out. */
export function findingOf(start: World, way: readonly WayStep[], goal: Goal): Finding {
  const walked = walkWay(start, way, goal);
  if (walked.kind === 'missed') return { outcome: 'not confirmed', why: walked.why };
  const short = goal.kind === 'end' ? walked : walkWay(start, shortened(start, way, goal), goal);
  const { atMs, world, actions } = rounded(start, short.kind === 'reached' ? short : walked, goal);
  return { outcome: 'confirmed', atMs, world, actions };
}

/** Where a world came from, in the words of its scenario file: a base and changes to it, or all of it. */
export interface Origin {
  readonly base?: unknown;
  readonly world?: unknown;
  readonly change?: { readonly [path: string]: unknown };
}

export interface FindingText {
  readonly title: string;
  /** Why it ends like this, in words. */
  readonly cause: string;
  readonly source: readonly string[];
  /** Events that are written at the end: an id, or a log and an id. */
  readonly events?: readonly (number | string)[];
  readonly device?: string;
  /** For people who read the file: what it is there for. */
  readonly note?: string;
  /** `evidence.field`, each with what it shows at the end. @default `endFields` */
  readonly fields?: readonly string[];
}

/** What a device has come to, in the words that people look for first. */
export const endFields: readonly string[] = ['ad.userCertificate', 'portal.registered', 'dsregcmd.AzureAdJoined', 'dsregcmd.AzureAdPrt', 'stage.state'];

/** What a field shows, as `see:` compares it. */
function shown(world: World, device: string, path: string): string {
  const dot = path.indexOf('.');
  const evidence = evidences[path.slice(0, dot)];
  if (!evidence) throw new Error(`finding: there is no evidence "${path}".`);
  const text = evidence.field({ world, device, as: 'user' }, path.slice(dot + 1));
  if (text === undefined || text === '') return '(absent)';
  // What looks like a pattern or a negation would be read as one.
  return /^\/.*\/$|^not |^\((?:any|absent)\)$/s.test(text) ? `/^${text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)}$/` : text;
}

/** The file: `joinlab run` replays it to the same end. @param origin the explored scenario's own words, without them its world is written out */
export function scenarioText(explored: Scenario, finding: Finding & { readonly outcome: 'confirmed' }, text: FindingText, origin: Origin | null): string {
  const { world, atMs, actions } = finding;
  const device = text.device ?? Object.keys(world.devices)[0] ?? '';
  const instants = [...new Set([...actions.map((action) => action.atMs), atMs])].sort((a, b) => a - b);
  const see = {
    ...(Object.keys(world.devices).length > 1 ? { on: device } : {}),
    ...(text.events && text.events.length > 0 ? { event: text.events.length === 1 ? text.events[0] : text.events } : {}),
    ...Object.fromEntries((text.fields ?? endFields).map((path) => [path, shown(world, device, path)])),
  };
  const timeline = instants.map((instant) => {
    const sentences = actions.filter((action) => action.atMs === instant).map(({ action }) => action.text);
    return { at: formatDuration(instant), ...(sentences.length > 0 ? { do: sentences.length === 1 ? sentences[0] : sentences } : {}), ...(instant === atMs ? { ...(text.note === undefined ? {} : { note: text.note }), see } : {}) };
  });
  const file = {
    title: text.title, cause: text.cause, source: text.source, start: formatIso(explored.startMs).replace(/\.000Z$/, 'Z'), seed: explored.seed, ...(origin ?? { world: explored.world }), timeline,
  };
  return stringify(file, { lineWidth: 0 });
}
