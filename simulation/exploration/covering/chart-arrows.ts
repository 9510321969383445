/**
 * Every state and every arrow of the statecharts, with a name that lasts longer than its description, and which arrows can follow
 * one another. A region is what has one active state at a time: a chart, or one side of a parallel state.
 */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { charts } from '../../../machines/index.ts';
import type { ChartKind } from '../../../machines/language.ts';

/** A guard of XState: a function, or one that is made of others (`and`, `or`, `not`) and is asked through `check`. */
interface Guard {
  (args: object, params: unknown): boolean;
  check?: (snapshot: object, args: object, guard: Guard) => boolean;
}

/** An arrow in XState's own description. */
interface Described {
  readonly source: AnyStateNode;
  readonly target?: readonly AnyStateNode[];
  guard?: unknown;
}

export interface Arrow {
  /** `vpn.up SIGNED_OUT [endsAtSignOut] -> vpn.down` */
  readonly name: string;
  readonly kind: ChartKind;
  readonly guarded: boolean;
  readonly source: string;
  /** The region that it leaves or stays in. */
  readonly region: string;
  /** Regions that it brings into a state. */
  readonly enters: readonly string[];
  /** Whether another arrow can be the next out of what this one brings about. */
  readonly leadsTo: (next: Arrow) => boolean;
}

const nodesOf = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(nodesOf)];
const upTo = (node: AnyStateNode): AnyStateNode[] => [node, ...(node.parent ? upTo(node.parent) : [])];
const regionOf = (node: AnyStateNode): string => upTo(node).find(({ parent }) => parent === undefined || parent.type === 'parallel')?.id ?? '';

/** A node and what is entered with it. */
const descent = (node: AnyStateNode): AnyStateNode[] => [
  node, ...(node.type === 'parallel' ? Object.values(node.states) : node.initial.target ?? []).flatMap(descent),
];

/** What is entered on the way to a target, sides of a parallel state included. */
function enteredBy(source: AnyStateNode, target: AnyStateNode): AnyStateNode[] {
  const stays = new Set(upTo(source));
  const newOnTheWay = upTo(target).slice(1).filter((node) => !stays.has(node));
  return [...newOnTheWay.flatMap((node) => (node.type === 'parallel' ? descent(node) : [node])), ...descent(target)];
}

function nameOf(node: AnyStateNode, eventType: string, { target, guard }: Described): string {
  const event = eventType === '' ? 'always' : eventType.replace(`.${node.id}`, '').replace('xstate.', '');
  return `${node.id} ${event}${typeof guard === 'string' ? ` [${guard}]` : ''} -> ${target?.map(({ id }) => id).join(', ') ?? 'itself'}`;
}

function arrowOf(kind: ChartKind, name: string, { source, target, guard }: Described): Arrow {
  const entered = target?.flatMap((one) => enteredBy(source, one)) ?? [];
  // Without a target the state stays what it was: the source, what it lies in, or anything in it.
  const after = new Set(target ? [...entered, ...target.flatMap(upTo)].map(({ id }) => id) : [...upTo(source), ...nodesOf(source)].map(({ id }) => id));
  const enters = new Set(target ? entered.map(regionOf) : [regionOf(source)]);
  return { name, kind, guarded: guard !== undefined, source: source.id, region: regionOf(source), enters: [...enters], leadsTo: (next) => next.kind === kind && enters.has(next.region) && after.has(next.source) };
}

function arrowsOf(kind: ChartKind, machine: AnyStateMachine): (readonly [object, Arrow])[] {
  return nodesOf(machine.root).flatMap((node) => [...node.transitions, ['', node.always ?? []] as const].flatMap(([eventType, arrows]) => {
    const told = arrows.map((arrow) => nameOf(node, eventType, arrow as Described));
    // Branches that differ only in a guard without a name are numbered.
    return arrows.map((arrow, index) => {
      const alike = told.slice(0, index).filter((name) => name === told[index]).length;
      return [arrow, arrowOf(kind, `${told[index]}${alike > 0 ? ` (${alike + 1})` : ''}`, arrow as Described)] as const;
    });
  }));
}

const kinds = Object.keys(charts) as readonly ChartKind[];

/** By the object that XState itself uses. */
export const arrowsByObject: ReadonlyMap<object, Arrow> = new Map(kinds.flatMap((kind) => arrowsOf(kind, charts[kind])));

export const arrowsOfKind = (kind: ChartKind): readonly Arrow[] => [...arrowsByObject.values()].filter((arrow) => arrow.kind === kind);

/** Regions out of which arrows lead. */
export const regionsOfKind = (kind: ChartKind): readonly string[] => [...new Set(arrowsOfKind(kind).map(({ region }) => region))];

/** A chart itself is no state that it could be in or not. */
export const stateIdsOfKind = (kind: ChartKind): readonly string[] => nodesOf(charts[kind].root).slice(1).map(({ id }) => id);

/** Told of every guard that XState asks. */
let asked: ((arrow: Arrow, holds: boolean) => void) | null = null;
let wrapped = false;

/** XState tells nobody which guards it asks: each is put into a wrapper once, which is silent unless somebody listens. */
function wrapGuards(): void {
  if (wrapped) return;
  wrapped = true;
  for (const kind of kinds) {
    const named = charts[kind].implementations.guards as { readonly [name: string]: Guard };
    for (const [object, arrow] of arrowsByObject) {
      if (arrow.kind !== kind || !arrow.guarded) continue;
      const described = object as Described;
      const guard = typeof described.guard === 'string' ? named[described.guard] : (described.guard as Guard);
      if (typeof guard !== 'function') throw new Error(`chart-arrows: the guard of ${arrow.name} is neither a name nor a function.`);
      const told = (holds: boolean): boolean => {
        asked?.(arrow, holds);
        return holds;
      };
      const { check } = guard;
      described.guard = Object.assign((args: object, params: unknown) => told(guard(args, params)), check ? { check: (snapshot: object, args: object) => told(check(snapshot, args, guard)) } : {});
    }
  }
}

/** Hears every guard that is asked until the returned function is called. */
export function listenToGuards(hear: (arrow: Arrow, holds: boolean) => void): () => void {
  wrapGuards();
  asked = hear;
  return () => {
    asked = null;
  };
}
