/** `no-return`: from which moment of a run on its users alone cannot bring it to a good end any more. */
import { runScenario } from '../../run-scenario.ts';
import type { Scenario } from '../../scenario/model.ts';
import type { World } from '../../world.ts';
import { actorsOfActions, type PossibleAction, type Who } from '../alphabet.ts';
import { createExploration } from '../exploration.ts';
import { fixpointTime } from '../time-model.ts';
import { byPeople, cheapestWay, type WayFound } from './cheapest-way.ts';
import { isDone, standingOf, standingWords } from './standing.ts';

/** Who has to act at least: `nature` is nobody, it comes by itself; `limit`: not found within the limits; `none`: nobody can. */
export type Helps = Who | 'done' | 'limit' | 'none';

export interface Stretch {
  readonly fromMs: number;
  readonly helps: Helps;
  readonly standing: string;
  /** What has to be done, from its first moment on. */
  readonly actions: readonly string[];
}

export interface NoReturnAnswer {
  readonly stretches: readonly Stretch[];
  /** First moment at which nothing that users can do gets there: only the help desk, an administrator or nobody helps. */
  readonly noReturnMs: number | null;
  readonly endMs: number;
  readonly instants: number;
  readonly searched: number;
}

const beyondUsers: ReadonlySet<Helps> = new Set(['helpdesk', 'admin', 'none']);

/** Instants of a run at which no question is under way. */
export function settledInstants(scenario: Scenario): readonly World[] {
  const worlds: World[] = [];
  const { world } = runScenario(scenario, { withTrace: false, onInstant: (now) => {
    if (Object.keys(now.questions).length === 0) worlds.push(now);
  } });
  return [...worlds, world];
}

function helpsOf(way: WayFound, done: boolean): Pick<Stretch, 'helps' | 'actions'> {
  if (done) return { helps: 'done', actions: [] };
  if (way.kind !== 'found') return { helps: way.kind, actions: [] };
  const taken = way.path.flatMap((step) => (step.kind === 'action' ? [step.action] : []));
  const helps = actorsOfActions.findLast((who) => taken.some((action) => action.who === who)) ?? 'nature';
  return { helps, actions: taken.map(({ action }) => action.text) };
}

/** @param worlds moments of one run, in order */
export function noReturnOf(worlds: readonly World[], device: string, actions: readonly PossibleAction[], statesMax: number, shouldStop: () => boolean = () => false): NoReturnAnswer {
  const [start] = worlds;
  if (!start) throw new Error('no-return: the run has no instant.');
  const exploration = createExploration(start, { actions: actions.filter(({ who }) => who !== 'nature'), time: fixpointTime, interleaving: 'settled' });
  const isGoal = exploration.observe((seen: World) => isDone(seen, device));
  const known = new Map<number, Pick<Stretch, 'helps' | 'actions'>>();
  const stretches: Stretch[] = [];
  let searched = 0;
  for (const world of worlds) {
    const state = exploration.add(world);
    const standing = standingWords(standingOf(world, device));
    let answer = known.get(state);
    if (!answer) {
      const way = cheapestWay(exploration, { from: state, isGoal, cost: byPeople(exploration), statesMax: shouldStop() ? 1 : statesMax, shouldStop });
      searched += way.searched;
      answer = helpsOf(way, isDone(world, device));
      known.set(state, answer);
    }
    const last = stretches.at(-1);
    if (last?.helps !== answer.helps || last.standing !== standing) stretches.push({ fromMs: world.nowMs, standing, ...answer });
  }
  return { stretches, noReturnMs: stretches.find(({ helps }) => beyondUsers.has(helps))?.fromMs ?? null, endMs: worlds.at(-1)?.nowMs ?? 0, instants: worlds.length, searched };
}
