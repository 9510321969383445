/** Replays a scenario: does what its timeline says, lets time pass, and watches for what must be seen. */
import { advancingBefore, advancingTo, LimitReached, withoutPause, type Advancing, type AnsweredOutside, type Pause } from './advance.ts';
import { holdsNow, look, newestRecords, type Evidences, type Watch } from './expectations.ts';
import type { Answer } from './operation.ts';
import { performAction } from './perform.ts';
import { conditionsOf, truthOf } from './properties.ts';
import type { Expectation, Position, Property, Scenario } from './scenario/model.ts';
import { Trace, noTrace, type TraceSink } from './trace.ts';
import { ImpossibleAction } from './vocabulary/verb.ts';
import type { World } from './world.ts';

/** Why a run did not pass. */
export interface ReplayFailure {
  readonly kind: 'expectation' | 'impossible-action' | 'invariant' | 'property' | 'limit';
  /** Index in the timeline; -1 where it belongs to no step. */
  readonly step: number;
  /** Virtual milliseconds since the start. */
  readonly atMs: number;
  /** Place in the file, where there is one. */
  readonly at: Position | null;
  readonly message: string;
  /** What was expected together, and what was shown instead. */
  readonly conditions: readonly { readonly text: string; readonly holds: boolean; readonly actual: string }[];
  /** What would have been possible, for an impossible action. */
  readonly validChoices: readonly string[];
}

/** Something that is checked after every instant of a run: the invariants. */
export interface Monitor {
  /** @returns messages of what is broken now */
  check(world: World): readonly string[];
  /** @returns what the end of the run shows */
  end?(world: World): readonly string[];
}

/** How a scenario is replayed. */
export interface RunOptions {
  /** Stop after this instant (virtual milliseconds). @default to the end of the scenario */
  readonly untilMs?: number;
  /** Whether to record what happens; without, the run is faster and has no hash. @default true */
  readonly withTrace?: boolean;
  /** Looks at every instant and stops the run where it objects, for example `createInvariantMonitor()`. */
  readonly monitor?: Monitor;
  /** Told the world after every instant. */
  readonly onInstant?: (world: World) => void;
}

export interface ReplayOptions extends RunOptions {
  readonly evidences: Evidences;
  /** Questions that a door answers (`replayThrough`). */
  readonly answeredOutside?: AnsweredOutside;
}

export interface ReplayResult {
  /** `invalid`: somebody was to do what is impossible at that moment. */
  readonly status: 'passed' | 'failed' | 'invalid';
  /** The world at the end. */
  readonly world: World;
  readonly trace: Trace;
  readonly failures: readonly ReplayFailure[];
  /** Virtual time that passed. */
  readonly virtualMs: number;
}

class Run {
  world: World;
  readonly failures: ReplayFailure[] = [];
  readonly trace = new Trace();
  readonly sink: TraceSink;
  private watches: Watch[] = [];
  private readonly options: ReplayOptions;
  private readonly broken = new Set<string>();

  private promised: readonly Property[];

  constructor(scenario: Scenario, world: World, options: ReplayOptions) {
    this.world = world;
    this.options = options;
    this.promised = scenario.properties.filter(({ kind }) => kind === 'always');
    this.sink = options.withTrace === false ? noTrace : this.trace;
    // The monitor judges changes: it must know the world before the first of them.
    for (const message of options.monitor?.check(world) ?? []) this.breach(message);
    this.keepPromises();
  }

  /** After everything due at an instant has happened. */
  settle(world: World): void {
    this.world = world;
    this.options.onInstant?.(world);
    for (const message of this.options.monitor?.check(world) ?? []) this.breach(message);
    this.keepPromises();
    if (this.watches.length > 0) this.watches = this.watches.filter((watch) => !this.decide(watch));
  }

  /** What is to hold always is said once, at the first instant at which it does not. */
  private keepPromises(): void {
    const broken = this.promised.filter((property) => truthOf(property, this.world, this.options.evidences) === 'broken');
    if (broken.length === 0) return;
    this.promised = this.promised.filter((property) => !broken.includes(property));
    for (const property of broken) {
      this.failures.push({
        kind: 'property', step: -1, atMs: this.world.nowMs, at: property.at, message: `"${property.name}" does not hold always`,
        conditions: conditionsOf(property, this.world, this.options.evidences), validChoices: [],
      });
    }
  }

  private breach(message: string): void {
    if (this.broken.has(message)) return;
    this.broken.add(message);
    this.failures.push({ kind: 'invariant', step: -1, atMs: this.world.nowMs, at: null, message, conditions: [], validChoices: [] });
  }

  watch(expectation: Expectation, step: number, records: Watch['records']): void {
    const watch = { expectation, step, fromMs: this.world.nowMs, untilMs: this.world.nowMs + expectation.windowMs, records };
    if (!this.decide(watch)) this.watches.push(watch);
  }

  /** @returns whether the watch is settled, one way or the other */
  private decide(watch: Watch): boolean {
    const holds = holdsNow(this.world, watch, this.options.evidences);
    const { mode, takes } = watch.expectation;
    switch (mode) {
      case 'now':
        return this.verdict(watch, holds);
      case 'within': {
        if (!holds) return false;
        const tookMs = this.world.nowMs - watch.fromMs;
        if (takes && (tookMs < takes.minMs || tookMs > takes.maxMs)) return this.verdict(watch, false, `it took ${tookMs} ms, not ${takes.minMs} to ${takes.maxMs} ms`);
        return this.verdict(watch, true);
      }
      case 'always':
        return holds ? false : this.verdict(watch, false, 'it did not hold all the time');
      case 'never':
        return holds ? this.verdict(watch, false, 'it happened') : false;
      default: {
        const unknown: never = mode;
        throw new Error(`replay: ${String(unknown)}`);
      }
    }
  }

  private verdict(watch: Watch, ok: boolean, why?: string): true {
    const { expectation } = watch;
    this.sink.record({
      atMs: this.world.nowMs,
      actor: expectation.device ?? 'scenario',
      kind: 'expectation',
      data: { ok, mode: expectation.mode, text: expectation.conditions.map(({ text }) => text).join('; ') },
      cause: null,
    });
    if (ok) return true;
    const seen = look(this.world, watch, this.options.evidences);
    this.failures.push({
      kind: 'expectation',
      step: watch.step,
      atMs: this.world.nowMs,
      at: expectation.at,
      message: why ?? (expectation.mode === 'within' ? 'not seen in time' : 'not seen'),
      conditions: expectation.conditions.map((condition, index) => ({ text: condition.text, holds: seen[index]?.holds ?? false, actual: seen[index]?.actual ?? '' })),
      validChoices: [],
    });
    return true;
  }

  /** Windows that end at or before an instant are decided by what held until then. */
  close(atMs: number): void {
    const ended = this.watches.filter((watch) => watch.untilMs <= atMs);
    this.watches = this.watches.filter((watch) => watch.untilMs > atMs);
    for (const watch of ended) this.verdict(watch, watch.expectation.mode !== 'within');
  }

  get nextWindowEndMs(): number {
    return this.watches.reduce((soonest, watch) => Math.min(soonest, watch.untilMs), Number.POSITIVE_INFINITY);
  }

  get lastWindowEndMs(): number {
    return this.watches.reduce((latest, watch) => Math.max(latest, watch.untilMs), 0);
  }

  /** Lets time pass up to an instant (included or not), closing windows on the way. */
  *passTo(instantMs: number, included: boolean): Advancing<void> {
    for (let end = this.nextWindowEndMs; end < instantMs || (included && end === instantMs); end = this.nextWindowEndMs) {
      this.world = yield* this.advancing(advancingTo, end);
      this.close(end);
    }
    this.world = yield* this.advancing(included ? advancingTo : advancingBefore, instantMs);
  }

  /** Everybody looks after each instant. */
  advancing(advance: typeof advancingTo, untilMs: number): Advancing {
    return advance(this.world, untilMs, this.sink, (world) => this.settle(world), this.options.answeredOutside);
  }

  /** An action or a limit ends the run: what follows would be about another world. */
  stop(failure: ReplayFailure): void {
    this.failures.push(failure);
    this.watches = [];
  }
}

/** Replays a scenario whose questions are all answered by their operations. */
export const replay = (scenario: Scenario, world: World, options: ReplayOptions): ReplayResult => withoutPause(replaying(scenario, world, options));

/** Replays a scenario some of whose questions a door answers: the clock stands still meanwhile. */
export async function replayThrough(
  scenario: Scenario,
  world: World,
  options: ReplayOptions & { readonly answeredOutside: AnsweredOutside },
  answer: (pause: Pause) => Promise<Answer<unknown>>,
): Promise<ReplayResult> {
  const run = replaying(scenario, world, options);
  let turn = run.next();
  while (!turn.done) turn = run.next(await answer(turn.value));
  return turn.value;
}

function* replaying(scenario: Scenario, world: World, options: ReplayOptions): Advancing<ReplayResult> {
  const run = new Run(scenario, world, options);
  const untilMs = options.untilMs ?? Number.POSITIVE_INFINITY;
  let stepIndex = -1;
  let actionAt: Position | null = null;
  let invalid = false;
  try {
    for (const [index, step] of scenario.timeline.entries()) {
      if (step.atMs > untilMs) break;
      stepIndex = index;
      yield* run.passTo(step.atMs, false);
      const records = newestRecords(run.world);
      for (const action of step.actions) {
        actionAt = action.at;
        run.world = performAction(run.world, action, run.sink);
      }
      run.settle(run.world);
      // What became due at this very instant belongs to it before anybody looks.
      run.world = yield* run.advancing(advancingTo, step.atMs);
      for (const expectation of step.expectations) run.watch(expectation, index, records);
    }
    yield* run.passTo(Math.min(untilMs, Math.max(run.lastWindowEndMs, run.world.nowMs, options.untilMs ?? 0)), true);
    if (options.untilMs === undefined) {
      for (const message of options.monitor?.end?.(run.world) ?? []) {
        run.stop({ kind: 'invariant', step: -1, atMs: run.world.nowMs, at: null, message, conditions: [], validChoices: [] });
      }
    }
  } catch (error) {
    if (error instanceof ImpossibleAction) {
      invalid = true;
      const step = scenario.timeline[stepIndex];
      run.stop({
        kind: 'impossible-action', step: stepIndex, atMs: run.world.nowMs, at: actionAt ?? step?.at ?? null, message: error.message,
        conditions: [], validChoices: error.validChoices,
      });
    } else if (error instanceof LimitReached) {
      run.stop({ kind: 'limit', step: stepIndex, atMs: run.world.nowMs, at: null, message: error.message, conditions: [], validChoices: [] });
    } else throw error;
  }
  const status = invalid ? 'invalid' : run.failures.length > 0 ? 'failed' : 'passed';
  return { status, world: run.world, trace: run.trace, failures: run.failures, virtualMs: run.world.nowMs };
}
