/** The virtual clock of a served lab: it stands still, or runs so many times as fast as the wall's. */
import { instantMsMax } from '../../simulation/scenario/read-time.ts';
import type { Labs } from './labs.ts';

/** A million: a week in under a second. */
export const speedMax = 1_000_000;

export class VirtualClock {
  /** Virtual milliseconds in one of the wall's; 0: it stands still. */
  speed: number;
  private readonly labs: Labs;
  /** Virtual time that passed and was less than a millisecond. */
  private restMs = 0;

  constructor(labs: Labs, speed = 0) {
    this.labs = labs;
    this.speed = speed;
  }

  /** So much of the wall's time has passed. */
  tick(wallMs: number): void {
    if (this.speed === 0) return;
    const lab = this.labs.current;
    const passed = Math.min(wallMs * this.speed + this.restMs, instantMsMax - lab.nowMs);
    const whole = Math.floor(passed);
    this.restMs = passed - whole;
    if (whole <= 0) return;
    lab.advance(whole);
    this.labs.onChange();
  }
}
