/**
 * The time-free product of several charts of one device: all of them hear every event, nobody else speaks. In two forms, which must
 * be the same: one parallel machine of XState, for graph tools to walk, and the charts' steps compiled to tables of integers.
 */
import { assign, createMachine, type AnyStateMachine } from 'xstate';
import type { ChartEvent } from '../../machines/language.ts';
import { startChart, stepChart, type StoredSnapshot } from '../../simulation/chart-engine.ts';
import { hashOf, hashRow, StateStore } from '../../simulation/exploration/state-store.ts';
import { timeFreeView } from './time-free-view.ts';

export interface PinnedChart {
  readonly name: string;
  readonly chart: AnyStateMachine;
  readonly input: object;
  readonly events: readonly ChartEvent[];
}

type Config = { readonly [key: string]: unknown };
type Args = { readonly context: { readonly [region: string]: unknown }; readonly event: unknown };
type Read = (args: unknown, params: unknown) => unknown;

const isFunction = (value: unknown): value is Read => typeof value === 'function';
const regionOf = (region: string, read: Read): Read => (args, params) => read({ ...(args as Args), context: (args as Args).context[region] }, params);

/** An action or guard of a chart, so that it sees and changes its region of the product's context alone. */
function inRegion(region: string, value: unknown): unknown {
  if (typeof value === 'string') return `${region}.${value}`;
  if (isFunction(value)) {
    const { type, assignment } = value as unknown as { type?: string; assignment?: unknown };
    // Other built-ins (raise, stateIn) look at no context.
    if (type !== 'xstate.assign') return type?.startsWith('xstate.') || 'check' in value ? value : regionOf(region, value);
    return assign((args: never, params: never) => {
      const own = (args as Args).context[region] as object;
      const local = { ...(args as Args), context: own };
      const changes = isFunction(assignment) ? assignment(local, params) : Object.fromEntries(Object.entries(assignment as object).map(([key, each]) => [key, isFunction(each) ? each(local, params) : each]));
      return { [region]: { ...own, ...(changes as object) } };
    });
  }
  const { type, params, ...rest } = value as { type: string; params?: unknown };
  return { ...rest, type: `${region}.${type}`, ...(params === undefined ? {} : { params: isFunction(params) ? regionOf(region, params) : params }) };
}

const each = (value: unknown, change: (one: unknown) => unknown): unknown => (value === undefined ? undefined : Array.isArray(value) ? value.map(change) : change(value));

/** The description of a region, with every action and guard kept to it. */
function regionConfig(region: string, config: Config): Config {
  const transition = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    const { actions, guard, ...rest } = one as Config;
    return { ...rest, ...(actions === undefined ? {} : { actions: each(actions, (action) => inRegion(region, action)) }), ...(guard === undefined ? {} : { guard: inRegion(region, guard) }) };
  };
  const { on, always, entry, exit, states, context: _context, ...rest } = config;
  return {
    ...rest,
    ...(on ? { on: Object.fromEntries(Object.entries(on as Config).map(([type, transitions]) => [type, each(transitions, transition)])) } : {}),
    ...(always ? { always: each(always, transition) } : {}),
    entry: each(entry ?? [], (action) => inRegion(region, action)), exit: each(exit ?? [], (action) => inRegion(region, action)),
    ...(states ? { states: Object.fromEntries(Object.entries(states as { [key: string]: Config }).map(([key, child]) => [key, regionConfig(region, child)])) } : {}),
  };
}

/**
 * One parallel machine, a region a chart. A chart lies one level below its region: a transition that enters its root again would
 * leave all regions of the parallel state otherwise.
 */
export function productMachine(charts: readonly PinnedChart[]): AnyStateMachine {
  const views = charts.map(({ name, chart, input }) => ({ name, view: timeFreeView(chart, input) }));
  const named = (kind: 'guards' | 'actions') => Object.fromEntries(views.flatMap(({ name, view }) => Object.entries(view.implementations[kind]).map(([key, value]) => [`${name}.${key}`, inRegion(name, value)])));
  return createMachine({
    id: 'product', type: 'parallel', context: Object.fromEntries(views.map(({ name, view }) => [name, view.config.context])),
    states: Object.fromEntries(views.map(({ name, view }) => [name, { initial: 'chart', states: { chart: regionConfig(name, view.config as Config) } }])),
  } as never, { guards: named('guards'), actions: named('actions') } as never) as AnyStateMachine;
}

/** Every event that one of the charts understands, once. */
export const eventsOf = (charts: readonly PinnedChart[]): readonly ChartEvent[] => [...new Map(charts.flatMap(({ events }) => events.map((event) => [JSON.stringify(event), event] as const))).values()];

const keyOf = (value: unknown, context: unknown): string => JSON.stringify([value, context]);

/** A state of the parallel machine in the words of `IntegerProduct.key`. */
export const productKey = (charts: readonly PinnedChart[]) => (snapshot: { readonly value: unknown; readonly context: unknown }): string =>
  charts.map(({ name }) => keyOf(((snapshot.value as Config)[name] as Config).chart, (snapshot.context as Config)[name])).join('\n');

interface Table {
  readonly keys: readonly string[];
  /** Next state by state and event. */
  readonly next: Int32Array;
}

/** Every state that the chart can get into, stepped as the simulation steps it, once for each event. */
function compile({ chart, input }: PinnedChart, events: readonly ChartEvent[]): Table {
  const ids = new Map<string, number>();
  const snapshots: StoredSnapshot[] = [];
  const idOf = (snapshot: StoredSnapshot): number => {
    const key = keyOf(snapshot.value, snapshot.context);
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, snapshots.length);
    return snapshots.push(snapshot) - 1;
  };
  idOf(startChart(chart, input as never).snapshot);
  const understood = new Set<string>((chart as AnyStateMachine).events.map(String));
  const isTimeFree = (type: string): boolean => type.startsWith('xstate.');
  const next: number[] = [];
  for (let state = 0; state < snapshots.length; state += 1) {
    const snapshot = snapshots[state] as StoredSnapshot;
    for (const event of events) next.push(understood.has(event.type) || isTimeFree(event.type) ? idOf(stepChart(chart, snapshot, event).snapshot) : state);
  }
  return { keys: [...ids.keys()], next: Int32Array.from(next) };
}

/** The same product: tables of integers, and rows of them found again as exploration finds its states. */
export class IntegerProduct {
  readonly events: readonly ChartEvent[];
  readonly store: StateStore;
  readonly #tables: readonly Table[];
  edges = 0;

  constructor(charts: readonly PinnedChart[]) {
    this.events = eventsOf(charts);
    this.#tables = charts.map((chart) => compile(chart, this.events));
    this.store = new StateStore(charts.length);
    const row = new Int32Array(charts.length);
    this.store.put(row, hashRow(row), -1, -1);
  }

  /** Every state, breadth first. @param visit every edge, those that lead back included */
  run(visit: (state: number, event: number, target: number) => void = () => {}): void {
    const { store } = this;
    const tables = this.#tables.map(({ next }) => next);
    const events = this.events.length;
    const from = new Int32Array(tables.length);
    const row = new Int32Array(tables.length);
    for (let state = 0; state < store.size; state += 1) {
      store.load(state, from);
      for (let event = 0; event < events; event += 1) {
        let hash = store.hash(state);
        for (let at = 0; at < tables.length; at += 1) {
          const is = from[at] as number;
          const becomes = (tables[at] as Int32Array)[is * events + event] as number;
          row[at] = becomes;
          if (becomes !== is) hash = (hash - hashOf(at, is) + hashOf(at, becomes)) | 0;
        }
        this.edges += 1;
        visit(state, event, store.put(row, hash, state, event));
      }
    }
  }

  key(state: number): string {
    const row = new Int32Array(this.#tables.length);
    this.store.load(state, row);
    return this.#tables.map(({ keys }, at) => keys[row[at] as number] ?? '').join('\n');
  }

  sizes(): readonly number[] {
    return this.#tables.map(({ keys }) => keys.length);
  }
}
