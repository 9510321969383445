/** Lets a lab go on until what one waits for is shown, instant by instant, so that nothing is missed and no time is wasted. */
import { agrees } from '../../simulation/expectations.ts';
import type { ShowOptions } from '../../simulation/lab.ts';
import type { PlayedLab } from '../../simulation/played-lab.ts';
import { expectedOf } from '../../simulation/scenario/read-expectation.ts';

export interface Outcome {
  readonly held: boolean;
  /** What the fields show now; `null`: not shown. */
  readonly actual: { readonly [field: string]: string | null };
}

/** @throws Error of the lab where a field or device is unknown */
export function runUntil(lab: PlayedLab, shows: { readonly [field: string]: string }, view: ShowOptions, withinMs: number): Outcome {
  const endMs = lab.nowMs + withinMs;
  const wanted = Object.entries(shows).map(([field, text]) => ({ field, expected: expectedOf(text) }));
  const holds = (): boolean => wanted.every(({ field, expected }) => agrees(expected, lab.field(field, view)));
  const outcome = (held: boolean): Outcome => ({ held, actual: Object.fromEntries(wanted.map(({ field }) => [field, lab.field(field, view) ?? null])) });
  while (!holds()) {
    const next = lab.nextMs;
    if (next === null || next > endMs) {
      lab.advance(endMs - lab.nowMs);
      return outcome(holds());
    }
    lab.toNextEvent();
  }
  return outcome(true);
}
