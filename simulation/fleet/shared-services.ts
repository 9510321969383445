/**
 * What the devices of a fleet share beyond the schedule of Connect, which is the same for all: how many registrations the service
 * takes (lifecycle.md 4 [S15]: it throttles, the limit is not published), and how many deletions one export may hold
 * (on-premises.md 4.5). A device learns of the others' part by a sentence that holds for one step: no rule stands here.
 */
import type { WorldSpec } from '../scenario/world-spec.ts';
import type { Verb } from '../vocabulary/verb.ts';
import type { Aside } from './device-run.ts';
import { gates } from './machine.ts';
import { registrationWindowMs, type Population } from './population.ts';

/** More than any threshold. */
const many = 999_999;
const sentences = [
  'fault drs-throttled on for {device}', 'fault drs-throttled off for {device}', `${many} deletions of other computers wait in Connect`, '0 deletions of other computers wait in Connect',
] as const;

/** What can lead to a deletion in Connect: somebody changes the directory or the filter, or a device is in the tenant from the start. */
const deletingGroups: ReadonlySet<Verb['group']> = new Set(['admin in AD', 'admin of Connect']);

export class SharedServices {
  readonly sentences: readonly string[] = sentences;
  readonly limitsRegistrations: boolean;
  readonly limitsDeletions: boolean;
  readonly hasThreshold: boolean;
  readonly #limit: number;
  readonly #firstSentence: number;
  #windowStart = -1;
  #inWindow = 0;

  /**
   * `eventGroups`: groups of what happens in the population. `firstSentence`: index of the first of `sentences` among those of the
   * machine. `deletionsWait`: deletions were seen to wait.
   */
  constructor(population: Population, world: WorldSpec, { eventGroups, firstSentence, deletionsWait }: { readonly eventGroups: readonly Verb['group'][]; readonly firstSentence: number; readonly deletionsWait: boolean }) {
    this.#limit = population.registrationLimit ?? Number.POSITIVE_INFINITY;
    this.#firstSentence = firstSentence;
    this.limitsRegistrations = population.registrationLimit !== null;
    const states = population.traits.find(({ name }) => name === 'state')?.values ?? [world.devices[population.like]?.state ?? ''];
    const mayDelete = deletionsWait || eventGroups.some((group) => deletingGroups.has(group)) || states.some((state) => state === 'pending' || state === 'registered');
    this.hasThreshold = Object.values(world.connect).some(({ deletionThreshold }) => deletionThreshold !== 'off');
    this.limitsDeletions = mayDelete && this.hasThreshold;
  }

  get shares(): boolean {
    return this.limitsRegistrations || this.limitsDeletions;
  }

  isGate(gate: number): boolean {
    return (gate === gates.registration && this.limitsRegistrations) || (gate === gates.export && this.limitsDeletions);
  }

  /** Asked in the order of time, for each request that reaches the service. */
  registration(atMs: number): Aside | null {
    const windowStart = Math.floor(atMs / registrationWindowMs);
    if (windowStart !== this.#windowStart) {
      this.#windowStart = windowStart;
      this.#inWindow = 0;
    }
    if (this.#inWindow < this.#limit) {
      this.#inWindow += 1;
      return null;
    }
    return { on: this.#firstSentence, off: this.#firstSentence + 1, text: null };
  }

  /**
   * @param deletions that wait in the whole fleet at this export
   * @param own those among them of this device
   * @param threshold as the device's world has it
   */
  export(deletions: number, own: number, threshold: number | null): Aside | null {
    if (threshold === null || deletions <= threshold) return null;
    return { on: this.#firstSentence + 2, off: this.#firstSentence + 3, text: `${deletions - own} deletions of other computers wait in Connect` };
  }
}
