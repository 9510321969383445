/**
 * What came of the devices of a fleet, as counts: a sum over devices, so that the parts of any sharding add up to the same.
 * Times are counted in whole minutes, rounded up.
 */
import { minuteMs } from '../calendar.ts';

/** Minutes since the start (rounded up) and how many devices came there then, in the order of time. */
export type ByMinute = readonly (readonly [minute: number, devices: number])[];

export interface ValueCount {
  readonly devices: number;
  readonly registered: number;
  readonly prt: number;
}

/** Devices that end in one and the same place. */
export interface LeftGroup {
  /** `step 3, The pre-check decides whether to join`. */
  readonly stage: string;
  /** `Pending in the portal, not joined on the device, no PRT`. */
  readonly standing: string;
  readonly waitsFor: string;
  readonly devices: number;
  /** Lowest number among them. */
  readonly example: number;
  readonly traits: { readonly [trait: string]: { readonly [value: string]: number } };
}

export interface Tally {
  readonly devices: number;
  /** First registered on both sides. */
  readonly registered: ByMinute;
  /** First with a primary refresh token. */
  readonly prt: ByMinute;
  readonly traits: { readonly [trait: string]: { readonly [value: string]: ValueCount } };
  /** Without a token ever, or no longer registered at the end; the most first. */
  readonly left: readonly LeftGroup[];
  readonly throttledRequests: number;
}

export const minuteOf = (ms: number): number => Math.ceil(ms / minuteMs);

type Counts = { [key: string]: number };

const added = (a: Counts, b: Counts): Counts => {
  const sum = { ...a };
  for (const [key, count] of Object.entries(b)) sum[key] = (sum[key] ?? 0) + count;
  return sum;
};

const inOrder = (counts: ReadonlyMap<number, number>): ByMinute => [...counts].sort(([a], [b]) => a - b);

function sumOf(lists: readonly ByMinute[]): ByMinute {
  const counts = new Map<number, number>();
  for (const [minute, devices] of lists.flat()) counts.set(minute, (counts.get(minute) ?? 0) + devices);
  return inOrder(counts);
}

export type LeftWords = Pick<LeftGroup, 'stage' | 'standing' | 'waitsFor'>;

const keyOf = ({ stage, standing, waitsFor }: LeftWords): string => [stage, standing, waitsFor].join('\n');

const byKey = <Value>(table: { readonly [key: string]: Value }): { readonly [key: string]: Value } => Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));

function mergedGroup(a: LeftGroup, b: LeftGroup): LeftGroup {
  const traits = Object.fromEntries([...new Set([...Object.keys(a.traits), ...Object.keys(b.traits)])].map((trait) => [trait, byKey(added({ ...a.traits[trait] }, { ...b.traits[trait] }))]));
  return { ...a, devices: a.devices + b.devices, example: Math.min(a.example, b.example), traits };
}

const inSize = (groups: Iterable<LeftGroup>): LeftGroup[] => [...groups].sort((a, b) => b.devices - a.devices || a.example - b.example);

/** The sum of several, whatever their order. */
export function sumOfTallies(tallies: readonly Tally[]): Tally {
  const groups = new Map<string, LeftGroup>();
  for (const group of tallies.flatMap(({ left }) => left)) {
    const known = groups.get(keyOf(group));
    groups.set(keyOf(group), known ? mergedGroup(known, group) : group);
  }
  const traits: { [trait: string]: { [value: string]: ValueCount } } = {};
  for (const tally of tallies) {
    for (const [trait, values] of Object.entries(tally.traits)) {
      for (const [value, { devices, registered, prt }] of Object.entries(values)) {
        const known = (traits[trait] ??= {})[value] ?? { devices: 0, registered: 0, prt: 0 };
        (traits[trait] as { [value: string]: ValueCount })[value] = { devices: known.devices + devices, registered: known.registered + registered, prt: known.prt + prt };
      }
    }
  }
  const sum = (count: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + count(tally), 0);
  return {
    devices: sum(({ devices }) => devices), registered: sumOf(tallies.map(({ registered }) => registered)), prt: sumOf(tallies.map(({ prt }) => prt)), traits, left: inSize(groups.values()),
    throttledRequests: sum(({ throttledRequests }) => throttledRequests),
  };
}

/** One device, as it is counted. */
export interface Counted {
  readonly device: number;
  /** Value of each trait by name. */
  readonly values: readonly string[];
  /** Milliseconds since the start; negative where it never came to it. */
  readonly registeredMs: number;
  readonly prtMs: number;
  /** Requests that the registration service did not take. */
  readonly throttled: number;
  /** `null` where all is well. */
  readonly left: LeftWords | null;
}

export class Counter {
  readonly #names: readonly string[];
  #devices = 0;
  #throttled = 0;
  readonly #registered = new Map<number, number>();
  readonly #prt = new Map<number, number>();
  readonly #traits: Map<string, { devices: number; registered: number; prt: number }>[];
  readonly #left = new Map<string, { readonly words: LeftWords; example: number; devices: number; readonly traits: Counts[] }>();

  /** @param traits with all their values, so that one that nobody drew is counted as 0 */
  constructor(traits: readonly { readonly name: string; readonly values: readonly string[] }[]) {
    this.#names = traits.map(({ name }) => name);
    this.#traits = traits.map(({ values }) => new Map(values.map((value) => [value, { devices: 0, registered: 0, prt: 0 }])));
  }

  count({ device, values, registeredMs, prtMs, throttled, left }: Counted): void {
    this.#devices += 1;
    this.#throttled += throttled;
    const put = (counts: Map<number, number>, ms: number): unknown => (ms < 0 ? null : counts.set(minuteOf(ms), (counts.get(minuteOf(ms)) ?? 0) + 1));
    put(this.#registered, registeredMs);
    put(this.#prt, prtMs);
    for (const [index, counts] of this.#traits.entries()) {
      const count = counts.get(values[index] as string);
      if (!count) throw new Error(`fleet: ${this.#names[index] ?? ''} has no value "${values[index] ?? ''}".`);
      count.devices += 1;
      if (registeredMs >= 0) count.registered += 1;
      if (prtMs >= 0) count.prt += 1;
    }
    if (!left) return;
    const known = this.#left.get(keyOf(left)) ?? { words: left, example: device, devices: 0, traits: this.#names.map((): Counts => ({})) };
    this.#left.set(keyOf(left), known);
    known.devices += 1;
    known.example = Math.min(known.example, device);
    for (const [index, counts] of known.traits.entries()) counts[values[index] as string] = (counts[values[index] as string] ?? 0) + 1;
  }

  tally(): Tally {
    const groups = [...this.#left.values()].map(({ words, example, devices, traits }): LeftGroup => ({ ...words, devices, example, traits: Object.fromEntries(traits.map((counts, index) => [this.#names[index] as string, byKey(counts)])) }));
    return {
      devices: this.#devices, registered: inOrder(this.#registered), prt: inOrder(this.#prt),
      traits: Object.fromEntries(this.#traits.map((counts, index) => [this.#names[index] as string, Object.fromEntries(counts)])), left: inSize(groups), throttledRequests: this.#throttled,
    };
  }
}

/** Devices that had come there by a minute. */
export const cameBy = (times: ByMinute, minute: number): number => times.reduce((sum, [at, devices]) => (at <= minute ? sum + devices : sum), 0);

/** First minute by which so large a share of all devices had come there; `null` where it never was. */
export function percentile(times: ByMinute, devices: number, share: number): number | null {
  let sum = 0;
  for (const [minute, count] of times) {
    sum += count;
    if (sum >= share * devices && sum > 0) return minute;
  }
  return null;
}
