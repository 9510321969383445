/**
 * Delays that each device draws for itself. In the machine's worlds they stand as numbers that no other delay has, and are
 * replaced by the device's own when a timer starts with one: no rule compares times, so that nothing else depends on them.
 */
import type { Settings } from '../../knowledge/settings.ts';
import { foreverMs } from '../calendar.ts';
import { deviceName } from './device-world.ts';
import { guidFor } from '../identity.ts';
import { drawMs } from '../random.ts';

/** Odd numbers of milliseconds after thirty years. */
export const drawnDelays = { nextRun: 946_080_000_001, logonDelay: 946_080_000_003, propagation: 946_080_000_007 } as const;
const drawnMin = drawnDelays.nextRun;
const drawnMax = drawnDelays.propagation;

export const isDrawn = (delayMs: number): boolean => delayMs >= drawnMin && delayMs <= drawnMax;

const wide = ({ minMs, maxMs }: { readonly minMs: number; readonly maxMs: number }): boolean => maxMs > minMs;
const fixed = (ms: number) => ({ minMs: ms, maxMs: ms });

/**
 * Settings of the machine's worlds. Password hashes are not looked for where no password ever changes: every look would find
 * nothing, every two minutes, on every device.
 */
export const machineSettings = (settings: Settings, passwordsChange: boolean): Settings => ({
  ...settings,
  'task.nextRun': drawnDelays.nextRun,
  ...(wide(settings['task.logonDelay']) ? { 'task.logonDelay': fixed(drawnDelays.logonDelay) } : {}),
  ...(wide(settings['entra.propagation']) ? { 'entra.propagation': fixed(drawnDelays.propagation) } : {}),
  ...(passwordsChange ? {} : { 'connect.passwordSyncEvery': foreverMs }),
});

/** As a replay of a device of that name draws them (`start-world.ts`, `actors.ts`); each once. */
export class DrawnDelays {
  readonly #seed: string;
  readonly #settings: Settings;
  readonly #nextRunMs: (device: number) => number;
  #device = 0;
  #logonDelayMs = -1;
  #propagationMs = -1;

  constructor(seed: string, settings: Settings, nextRunMs: (device: number) => number) {
    this.#seed = seed;
    this.#settings = settings;
    this.#nextRunMs = nextRunMs;
  }

  /** From now on what is drawn is this device's. */
  device(device: number): void {
    this.#device = device;
    this.#logonDelayMs = -1;
    this.#propagationMs = -1;
  }

  ms(delayMs: number): number {
    if (delayMs === drawnDelays.nextRun) return this.#nextRunMs(this.#device);
    if (delayMs === drawnDelays.logonDelay) return this.#logonDelay();
    return delayMs === drawnDelays.propagation ? this.#propagation() : delayMs;
  }

  #logonDelay(): number {
    if (this.#logonDelayMs < 0) this.#logonDelayMs = drawMs(this.#seed, `task.logonDelay ${deviceName(this.#device)}`, 0, this.#settings['task.logonDelay']);
    return this.#logonDelayMs;
  }

  #propagation(): number {
    if (this.#propagationMs < 0) this.#propagationMs = drawMs(this.#seed, `entra.propagation ${guidFor(this.#seed, `computer ${deviceName(this.#device)}`)}`, 0, this.#settings['entra.propagation']);
    return this.#propagationMs;
  }
}
