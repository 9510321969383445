/** A lab in which the timeline of a scenario goes on: as time passes, its people do what is written there. */
import { advancingBefore, withoutPause } from './advance.ts';
import { formatDuration, parseDurationMs } from './calendar.ts';
import { WorkingLab } from './lab.ts';
import { performAction } from './perform.ts';
import { worldOf } from './run-scenario.ts';
import type { Scenario, ScenarioStep } from './scenario/model.ts';
import { Trace } from './trace.ts';
import { ImpossibleAction } from './vocabulary/verb.ts';
import type { World } from './world.ts';

export interface PlayedLabOptions {
  /** Told when something of the timeline is impossible, because somebody else has changed the world meanwhile; it is left out. */
  readonly onLeftOut?: (message: string) => void;
}

export class PlayedLab extends WorkingLab {
  private remaining: readonly ScenarioStep[];
  private plays = true;
  private readonly scenario: Scenario;
  private readonly options: PlayedLabOptions;

  constructor(scenario: Scenario, options: PlayedLabOptions = {}, world: World = worldOf(scenario), trace: Trace = new Trace()) {
    super(world, trace);
    this.scenario = scenario;
    this.options = options;
    this.remaining = this.stepsFrom(world.nowMs, trace.entries.length > 0);
  }

  /** Instant of the next thing that the timeline says, or that is due; `null`: nothing will happen any more. */
  get nextMs(): number | null {
    const soonest = Math.min(this.remaining[0]?.atMs ?? Number.POSITIVE_INFINITY, this.world.agenda[0]?.dueMs ?? Number.POSITIVE_INFINITY);
    return Number.isFinite(soonest) ? soonest : null;
  }

  /** From now on nobody acts but those who use the lab. */
  stopPlaying(): void {
    this.remaining = [];
    this.plays = false;
  }

  override advance(duration: string | number): this {
    const ms = typeof duration === 'number' ? duration : parseDurationMs(duration);
    const untilMs = this.nowMs + (ms ?? 0);
    // Something that is no duration is refused below, before anything has happened.
    if (ms !== undefined && ms >= 0) this.playTo(untilMs);
    super.advance(ms === undefined ? duration : untilMs - this.nowMs);
    return this;
  }

  override toNextEvent(): this {
    const next = this.nextMs;
    if (next === null) return this;
    this.playTo(next);
    if (this.world.agenda[0]?.dueMs === next) super.toNextEvent();
    else super.advance(Math.max(0, next - this.nowMs));
    return this;
  }

  override restore(snapshot: string): this {
    super.restore(snapshot);
    // What was to be done at that very instant had been done.
    this.remaining = this.stepsFrom(this.world.nowMs, true);
    return this;
  }

  override branch(): PlayedLab {
    const twin = new PlayedLab(this.scenario, this.options, this.world, new Trace(this.trace.entries));
    twin.remaining = this.remaining;
    twin.plays = this.plays;
    return twin;
  }

  private stepsFrom(nowMs: number, done: boolean): readonly ScenarioStep[] {
    if (!this.plays) return [];
    return this.scenario.timeline.filter(({ atMs, actions }) => actions.length > 0 && (done ? atMs > nowMs : atMs >= nowMs));
  }

  private playTo(untilMs: number): void {
    for (let step = this.remaining[0]; step && step.atMs <= untilMs; step = this.remaining[0]) {
      this.remaining = this.remaining.slice(1);
      this.world = withoutPause(advancingBefore(this.world, step.atMs, this.trace));
      for (const action of step.actions) {
        try {
          this.world = performAction(this.world, action, this.trace);
        } catch (error) {
          if (!(error instanceof ImpossibleAction)) throw error;
          this.options.onLeftOut?.(`At ${formatDuration(step.atMs)} the timeline says "${action.text}", which is impossible now: ${error.message}. It was left out.`);
        }
      }
      super.advance(0);
    }
  }
}
