/** Drives one chart by hand in a test: events in, what it says out, timers fired when the test says so. */
import type { AnyStateMachine } from 'xstate';
import type { Json } from '../knowledge/vocabulary.ts';
import type { ChartEvent } from '../machines/language.ts';
import { startChart, stepChart, type ChartEffect, type ChartStep, type StoredSnapshot } from '../simulation/chart-engine.ts';

/** `tell` and `perform` in one line each: `dc-locator TRANSPORT_UP`, `act replicate`. */
const inWords = (effect: ChartEffect): string[] => {
  if (effect.kind === 'tell') return [`${typeof effect.to === 'string' ? effect.to : `${effect.to.kind}:${effect.to.of}`} ${effect.event.type}`];
  if (effect.kind === 'perform') return [`act ${effect.act}`];
  if (effect.kind === 'log') return [`log ${effect.id}`];
  if (effect.kind === 'ask') return [`asks ${effect.operation}`];
  return [];
};

export class ChartDriver {
  snapshot: StoredSnapshot;
  /** Everything said since the last `take()`. */
  effects: ChartEffect[] = [];
  readonly timers = new Map<string, { readonly delayMs: number; readonly event: ChartEvent }>();
  readonly #machine: AnyStateMachine;

  constructor(machine: AnyStateMachine, input: unknown) {
    this.#machine = machine;
    this.snapshot = this.#keep(startChart(machine, input));
  }

  #keep(step: ChartStep): StoredSnapshot {
    for (const effect of step.effects) {
      if (effect.kind === 'start-timer') this.timers.set(effect.timerId, { delayMs: effect.delayMs, event: effect.event });
      if (effect.kind === 'cancel-timer') this.timers.delete(effect.timerId);
      this.effects.push(effect);
    }
    return step.snapshot;
  }

  send(...events: ChartEvent[]): this {
    for (const event of events) this.snapshot = this.#keep(stepChart(this.#machine, this.snapshot, event));
    return this;
  }

  answer(invokeId: string, output: { readonly [field: string]: Json } = {}): this {
    return this.send({ type: `xstate.done.actor.${invokeId}`, output });
  }

  fail(invokeId: string, code = '0x8007054b', more: { readonly [field: string]: Json } = {}): this {
    return this.send({ type: `xstate.error.actor.${invokeId}`, error: { code, reason: 'test', ...more } });
  }

  /** Fires the timer that is due after this many milliseconds. */
  fire(delayMs: number): this {
    const due = [...this.timers].find(([, timer]) => timer.delayMs === delayMs);
    if (!due) throw new Error(`no timer of ${delayMs} ms runs; there are ${[...this.timers.values()].map((timer) => timer.delayMs).join(', ') || 'none'}`);
    this.timers.delete(due[0]);
    return this.send(due[1].event);
  }

  /** What went out with the questions since the last `take()`. */
  get questions(): unknown[] {
    return this.effects.flatMap((effect) => (effect.kind === 'ask' ? [effect.input] : []));
  }

  /** What was said since the last call, in words. */
  take(): string[] {
    const said = this.effects.flatMap(inWords);
    this.effects = [];
    return said;
  }

  get value(): unknown {
    return this.snapshot.value;
  }
}
