/** `repair`: what the least is that somebody has to do so that a device gets registered and its user a PRT. */
import type { World } from '../../world.ts';
import { vpnProfilesOf } from '../../vocabulary/people.ts';
import { possibleAction, wideAlphabet, type PossibleAction, type Who } from '../alphabet.ts';
import { createExploration, type Exploration, type PathStep } from '../exploration.ts';
import type { Finding } from '../finding.ts';
import { fixpointTime } from '../time-model.ts';
import { rounded, walkWay, wayOf, type Goal, type WayStep } from '../way.ts';
import { byPeople, byTime, cheapestWay, costPerMs, type Price, type WayFound } from './cheapest-way.ts';
import { isDone } from './standing.ts';

export interface Repair {
  readonly path: readonly PathStep[];
  /** How often who has to do something. */
  readonly counts: { readonly [Kind in Exclude<Who, 'nature'>]: number };
  /** How long is waited in between; latencies of seconds are not counted. */
  readonly waitsMs: number;
  /** The same with real times. */
  readonly finding: Finding;
  /** States looked at until it was found: all that cost less are among them. */
  readonly searched: number;
}

export type RepairAnswer =
  | { readonly kind: 'nothing to repair' }
  /** `quicker`: ways of users alone, or with one thing that the help desk or an administrator does, that wait less than the cheapest; quickest first. */
  | { readonly kind: 'found'; readonly cheapest: Repair; readonly quicker: readonly Repair[] }
  /** `none`: no way within the alphabet. */
  | { readonly kind: 'none' | 'limit'; readonly searched: number };

/** What only takes something away is no part of a repair. */
const harmful = / disables | to OU Quarantine$/;

/**
 * What may be done to get out: the wide alphabet without what only takes something away. The device stays where it is, unless it has
 * no VPN of its own and the office is the only place with a domain controller.
 */
export function repairAlphabet(world: World, device: string): readonly string[] {
  const hasVpn = vpnProfilesOf(world, device).length > 0;
  return wideAlphabet(world).filter((sentence) => {
    const { verb } = possibleAction(sentence).action;
    return verb === 'move' ? !hasVpn && sentence.endsWith('to corporate-lan') : !harmful.test(sentence);
  });
}

export interface RepairOptions {
  readonly actions: readonly PossibleAction[];
  /** Look for quicker ways of a higher cost class, too. @default false */
  readonly all?: boolean;
  readonly statesMax?: number;
  readonly shouldStop?: () => boolean;
}

function repairOf(world: World, device: string, { path, searched }: WayFound & { readonly kind: 'found' }): Repair {
  const counts = { user: 0, helpdesk: 0, admin: 0 };
  let waitsMs = 0;
  for (const step of path) {
    if (step.kind === 'time') waitsMs += step.passesMs;
    if (step.kind === 'action' && step.action.who !== 'nature') counts[step.action.who] += 1;
  }
  return { path, counts, waitsMs, searched, finding: confirm(world, device, wayOf(path)) };
}

/** With real times, and nothing left out: what is left out might be made up for by waiting. */
function confirm(world: World, device: string, way: readonly WayStep[]): Finding {
  const goal: Goal = { kind: 'world', holds: (seen) => isDone(seen, device) };
  const walked = walkWay(world, way, goal);
  return walked.kind === 'missed' ? { outcome: 'not confirmed', why: walked.why } : { ...rounded(world, walked, goal), outcome: 'confirmed' };
}

/** Whether a way gets there as soon without one of its sentences: it was led through it for nothing. */
function isNeedless({ path, finding }: Repair, world: World, device: string, text: string): boolean {
  if (finding.outcome !== 'confirmed') return false;
  const without = confirm(world, device, wayOf(path).filter((step) => step.kind !== 'do' || step.action.text !== text));
  return without.outcome === 'confirmed' && without.atMs <= finding.atMs;
}

/** Users, and of what others do this one thing or nothing. */
const withOne = (exploration: Exploration, input: number | null, cost: Price): Price => (candidate, passesMs) => {
  const action = exploration.options.actions[candidate];
  return action && action.who !== 'user' && candidate !== input ? null : cost(candidate, passesMs);
};

/** People act where nothing is due: a repair that had to hit the millisecond would be none. */
export function repairOfWorld(world: World, device: string, { actions, all = false, statesMax, shouldStop }: RepairOptions): RepairAnswer {
  if (isDone(world, device)) return { kind: 'nothing to repair' };
  const exploration = createExploration(world, { actions: actions.filter(({ who }) => who !== 'nature'), time: fixpointTime, interleaving: 'settled' });
  const limits = { ...(statesMax === undefined ? {} : { statesMax }), ...(shouldStop ? { shouldStop } : {}) };
  const isGoal = exploration.observe((seen: World) => isDone(seen, device));
  const way = cheapestWay(exploration, { isGoal, cost: byPeople(exploration), ...limits });
  if (way.kind !== 'found') return way;
  const cheapest = repairOf(world, device, way);
  if (!all) return { kind: 'found', cheapest, quicker: [] };
  const cost = byTime(exploration);
  const inputs = [null, ...exploration.options.actions.flatMap(({ who }, input) => (who === 'user' ? [] : [input]))];
  const quicker = inputs.flatMap((input) => {
    const found = cheapestWay(exploration, { isGoal, cost: withOne(exploration, input, cost), costMax: cheapest.waitsMs * costPerMs, ...(input === null ? {} : { through: input }), ...limits });
    if (found.kind !== 'found') return [];
    const repair = repairOf(world, device, found);
    const text = input === null ? null : (exploration.options.actions[input]?.action.text ?? null);
    return text !== null && isNeedless(repair, world, device, text) ? [] : [repair];
  });
  return { kind: 'found', cheapest, quicker: quicker.sort((a, b) => a.waitsMs - b.waitsMs || a.counts.admin - b.counts.admin) };
}
