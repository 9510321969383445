/**
 * The one module that steps XState. A chart is used as a pure function of (stored snapshot, event); delays, questions and
 * actions come back as data, so that a world can be stored, branched and compared at any moment.
 *
 * After every step only `{ value, context, status }` is kept, and the next step starts from the snapshot that XState rebuilds
 * from those three: a live chart and a restored one are then the same thing. Three habits follow from measured traps:
 * the key order of `value` is kept (it decides the order of actions in parallel regions); a question is dropped when its
 * state is no longer active (a stop loses its id after a restore); raises without delay are left to XState itself.
 */
import { transition as xstateTransition, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate';
import type { Json, LogLine } from '../knowledge/vocabulary.ts';
import type { ChartEvent, Perform, Tell } from '../machines/language.ts';

export interface StoredSnapshot {
  readonly value: Json;
  readonly context: { readonly [key: string]: Json };
  readonly status: 'active' | 'done';
}

export type ChartEffect =
  | { readonly kind: 'ask'; readonly invokeId: string; readonly operation: string; readonly input: Json }
  | { readonly kind: 'start-timer'; readonly timerId: string; readonly delayMs: number; readonly event: ChartEvent }
  | { readonly kind: 'cancel-timer'; readonly timerId: string }
  | ({ readonly kind: 'tell' } & Tell)
  | ({ readonly kind: 'log' } & LogLine)
  | ({ readonly kind: 'perform' } & Perform);

export interface ChartStep {
  readonly snapshot: StoredSnapshot;
  readonly effects: readonly ChartEffect[];
  /** Invoke ids active after the step: a pending question of this chart that is not among them is dropped. */
  readonly activeQuestions: ReadonlySet<string>;
}

interface Action {
  readonly type: string;
  readonly params?: unknown;
}
interface Scope {
  actionExecutor: (action: Action) => void;
  readonly system: { _sendInspectionEvent: (event: Microstep) => void };
}

let scope: Scope | undefined;
let stepping = false;

interface Microstep {
  readonly type: string;
  readonly _transitions?: readonly object[];
}

/** Told what goes on inside the charts: which chart is stepped, and which arrows (of XState's own description) it takes. */
export interface ChartWatch {
  begins(actor: string, isStart: boolean): void;
  takes(arrow: object): void;
  /** The state nodes that are active after all that. */
  isIn(nodeIds: readonly string[]): void;
}

let watch: ChartWatch | null = null;

/** Watches every step of every chart until the returned function is called. One watch at a time. */
export function watchCharts(by: ChartWatch): () => void {
  if (watch) throw new Error('chart-engine: the charts are watched already.');
  watch = by;
  return () => {
    watch = null;
  };
}

/** XState builds an actor for every public `transition`; a probe logic hands out the scope once, and it is reused. */
function reusableScope(): Scope {
  if (scope) return scope;
  const probe = {
    transition: (state: unknown, _event: unknown, handed: Scope) => {
      scope = handed;
      return state;
    },
    getInitialSnapshot: () => ({ status: 'active', output: undefined, error: undefined }),
    getPersistedSnapshot: (state: unknown) => state,
  };
  xstateTransition(probe as never, { status: 'active' } as never, { type: 'probe' } as never);
  if (!scope) throw new Error('chart-engine: XState no longer hands its scope to the logic it steps.');
  return scope;
}

function watched(current: Scope, by: ChartWatch, run: (scope: Scope) => AnyMachineSnapshot): AnyMachineSnapshot {
  const inspect = current.system._sendInspectionEvent;
  current.system._sendInspectionEvent = ({ _transitions: arrows }) => {
    for (const arrow of arrows ?? []) by.takes(arrow);
  };
  try {
    const snapshot = run(current);
    by.isIn(snapshot._nodes.map(({ id }) => id));
    return snapshot;
  } finally {
    current.system._sendInspectionEvent = inspect;
  }
}

function collect(run: (scope: Scope) => AnyMachineSnapshot): [AnyMachineSnapshot, Action[]] {
  if (stepping) throw new Error('chart-engine: a step was started inside another step.');
  const actions: Action[] = [];
  const current = reusableScope();
  current.actionExecutor = (action) => actions.push(action);
  stepping = true;
  try {
    return [watch ? watched(current, watch, run) : run(current), actions];
  } finally {
    stepping = false;
  }
}

const live = new WeakMap<StoredSnapshot, AnyMachineSnapshot>();

function revive(machine: AnyStateMachine, stored: StoredSnapshot): AnyMachineSnapshot {
  const known = live.get(stored);
  if (known && known.machine === machine) return known;
  const snapshot = machine.resolveState({ value: stored.value as never, context: stored.context as never, status: stored.status } as never);
  live.set(stored, snapshot);
  return snapshot;
}

function toEffect(chart: string, action: Action): ChartEffect | undefined {
  const params = (action.params ?? {}) as Record<string, unknown>;
  switch (action.type) {
    case 'xstate.raise':
      if (params.delay === undefined) return undefined;
      if (typeof params.delay !== 'number' || !Number.isFinite(params.delay)) {
        throw new Error(`chart-engine: ${chart} started the timer ${String(params.id)} without a delay in milliseconds.`);
      }
      return { kind: 'start-timer', timerId: String(params.id), delayMs: params.delay, event: params.event as ChartEvent };
    case 'xstate.cancel':
      return { kind: 'cancel-timer', timerId: String(params.sendId) };
    case 'xstate.spawnChild':
      return { kind: 'ask', invokeId: String(params.id), operation: String(params.src), input: (params.input ?? null) as Json };
    case 'xstate.stopChild':
      return undefined;
    case 'tell':
      return { kind: 'tell', ...(params as unknown as Tell) };
    case 'log':
      return { kind: 'log', ...(params as unknown as LogLine) };
    case 'perform':
      return { kind: 'perform', ...(params as unknown as Perform) };
    default:
      throw new Error(`chart-engine: ${chart} used the action "${action.type}"; charts may only tell, log and perform.`);
  }
}

function settle(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, actions: readonly Action[]): ChartStep {
  if (snapshot.status === 'error') throw new Error(`chart-engine: ${machine.id} broke: ${String(snapshot.error)}`);
  const stored: StoredSnapshot = {
    value: snapshot.value as Json,
    context: snapshot.context as StoredSnapshot['context'],
    status: snapshot.status === 'done' ? 'done' : 'active',
  };
  const activeQuestions = new Set<string>();
  for (const node of snapshot._nodes) for (const invoke of node.invoke) activeQuestions.add(invoke.id);
  const effects: ChartEffect[] = [];
  for (const action of actions) {
    const effect = toEffect(machine.id, action);
    if (effect) effects.push(effect);
  }
  return { snapshot: stored, effects, activeQuestions };
}

/** The chart's first snapshot and what entering it does. @param actor whose chart it is, for a watch */
export function startChart(machine: AnyStateMachine, input: unknown, actor: string = machine.id): ChartStep {
  watch?.begins(actor, true);
  const [snapshot, actions] = collect((handed) => machine.getInitialSnapshot(handed as never, input as never));
  return settle(machine, snapshot, actions);
}

/** One event, run to completion. @param actor whose chart it is, for a watch */
export function stepChart(machine: AnyStateMachine, stored: StoredSnapshot, event: ChartEvent, actor: string = machine.id): ChartStep {
  const before = revive(machine, stored);
  // XState ends a chart that hears an error nobody waits for: the state that asked was left by a message that came first.
  const answered = answeredQuestion(event.type);
  if (answered !== null && !questionsOf(before).has(answered)) return { snapshot: stored, effects: [], activeQuestions: questionsOf(before) };
  watch?.begins(actor, false);
  const [snapshot, actions] = collect((handed) => machine.transition(before, event as never, handed as never));
  if (snapshot === before && actions.length === 0) return { snapshot: stored, effects: [], activeQuestions: questionsOf(before) };
  return settle(machine, snapshot, actions);
}

/** `xstate.error.actor.pingController` → `pingController`; `null` for any other event. */
export function answeredQuestion(type: string): string | null {
  for (const prefix of ['xstate.done.actor.', 'xstate.error.actor.']) if (type.startsWith(prefix)) return type.slice(prefix.length);
  return null;
}

function questionsOf(snapshot: AnyMachineSnapshot): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const node of snapshot._nodes) for (const invoke of node.invoke) ids.add(invoke.id);
  return ids;
}
