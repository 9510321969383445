/**
 * What an exploration has seen happen at least once, each with the shortest way to it: the states of the charts, the events that
 * are written, the codes that answers carry. And what it has not seen: states that nothing in this world leads to.
 */
import type { AnyStateNode } from 'xstate';
import { charts } from '../../machines/index.ts';
import type { ChartKind } from '../../machines/language.ts';
import type { TraceEntry } from '../trace.ts';
import { kindOf, placeOf, type World } from '../world.ts';
import type { Exploration, PathStep } from './exploration.ts';
import type { Leaf } from './remembered-steps.ts';

export type MarkKind = 'state' | 'event' | 'code';

export interface Mark {
  readonly kind: MarkKind;
  /** `task instance.running`; `User Device Registration 304`; `0x801c03f2`. */
  readonly name: string;
}

export interface Witness extends Mark {
  /** Device on which it happened, where it happened on one. */
  readonly device: string | null;
  /** What the answer says, beside its code. */
  readonly reason: string | null;
  readonly path: readonly PathStep[];
}

export interface Witnesses {
  readonly found: readonly Witness[];
  /** States of charts that stand as the world begins. */
  readonly atStart: readonly string[];
  /** States of the charts of this world that nothing leads to. */
  readonly unseen: readonly string[];
}

type Happened = Pick<TraceEntry, 'actor' | 'kind' | 'data'>;

/** A state and all that it lies in: `verifying`, `verifying.fromCache`. */
function statesIn(value: unknown, prefix = ''): readonly string[] {
  if (typeof value === 'string') return [`${prefix}${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([state, inner]) => [`${prefix}${state}`, ...statesIn(inner, `${prefix}${state}.`)]);
}

/** A state that is left in the same step as it is entered is never seen. */
const isTransient = (node: AnyStateNode): boolean => (node.always ?? []).some(({ guard }) => guard === undefined);

const statesOfChart = (node: AnyStateNode, prefix = ''): readonly string[] =>
  Object.values(node.states).flatMap((child) => (isTransient(child) ? [] : [`${prefix}${child.key}`, ...statesOfChart(child, `${prefix}${child.key}.`)]));

function deviceOfActor(world: World, actor: string): string | null {
  if (actor in world.devices) return actor;
  const place = placeOf(actor);
  return Object.values(world.devices).find(({ name, objectGuid }) => name === place || objectGuid === place || place.startsWith(`${name}/`))?.name ?? null;
}

/** What an entry shows. */
function marksOf({ actor, kind, data }: Happened): readonly Mark[] {
  if (kind === 'transition') return statesIn(data.to).map((state) => ({ kind: 'state', name: `${kindOf(actor)} ${state}` }));
  if (kind === 'log') return [{ kind: 'event', name: `${String(data.log)} ${String(data.id)}` }];
  return typeof data.code === 'string' && (kind === 'answer' || kind === 'lost') ? [{ kind: 'code', name: data.code }] : [];
}

/** Whether an entry of a real run shows the same. */
export const shows = (mark: Mark) => (entry: Happened): boolean => marksOf(entry).some(({ kind, name }) => kind === mark.kind && name === mark.name);

export function witnessesOf(exploration: Exploration): Witnesses {
  const { store, search, start } = exploration;
  const first = new Map<string, { readonly mark: Mark; readonly of: Happened; readonly state: number; readonly input: number }>();
  const atStart = new Set(Object.entries(start.actors).flatMap(([actor, { value }]) => statesIn(value).map((state) => `${kindOf(actor)} ${state}`)));
  const looked = new Set<Leaf>();
  const states = store.size;
  for (let state = 0; state < states; state += 1) {
    search.steps(state, (input, _target, leaf) => {
      // States come in the order of their distance: the first that takes a step is the nearest.
      if (!leaf || looked.has(leaf)) return;
      looked.add(leaf);
      for (const of of exploration.happened(leaf)) {
        for (const mark of marksOf(of)) {
          const key = `${mark.kind} ${mark.name}`;
          if (!first.has(key) && !(mark.kind === 'state' && atStart.has(mark.name))) first.set(key, { mark, of, state, input });
        }
      }
    });
  }
  const kinds = [...new Set(Object.keys(start.actors).map(kindOf)), ...[...first.values()].flatMap(({ mark }) => (mark.kind === 'state' ? [mark.name.split(' ')[0] ?? ''] : []))];
  const all = [...new Set(kinds)].flatMap((kind) => statesOfChart(charts[kind as ChartKind].root).map((state) => `${kind} ${state}`));
  return {
    found: [...first.values()].map(({ mark, of, state, input }) => ({
      ...mark, device: deviceOfActor(start, of.actor), reason: typeof of.data.reason === 'string' ? of.data.reason : null, path: [...exploration.path(state), exploration.step(state, input)],
    })),
    atStart: [...atStart],
    unseen: all.filter((name) => !atStart.has(name) && !first.has(`state ${name}`)),
  };
}
