/** The virtual clock of a served lab: it stands still, or runs so many times as fast as the wall's. */
import { instantMsMax } from '../../simulation/scenario/read-time.ts';
import type { Labs } from './labs.ts';

/** A million: a week in under a second. */
export const speedMax = 1_000_000;

/** How often it follows the wall's. */
export const tickMs = 100;

export class VirtualClock {
  /** Virtual milliseconds in one of the wall's; 0: it stands still. */
  speed: number;
  private readonly labs: Labs;
  /** Virtual time that passed and was less than a millisecond. */
  private restMs = 0;
  private followedMs: number | null = null;

  constructor(labs: Labs, speed = 0) {
    this.labs = labs;
    this.speed = speed;
  }

  /**
   * Catches up with the wall's clock. What the lab itself took beyond a tick is not owed: on a machine that is too slow for the speed each
   * step would be longer than the one before, and nobody would be answered any more.
   */
  follow(wallMs: () => number): void {
    const nowMs = wallMs();
    this.tick(nowMs - (this.followedMs ?? nowMs));
    this.followedMs = nowMs + Math.max(0, wallMs() - nowMs - tickMs);
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
