/**
 * A world made from a vector, in which every part notes that it was looked into. Handing a part on (an object spread of the table
 * around it) is no look: what comes back untouched did not count. To note too much costs only repetitions; to note too little
 * would be wrong, so every look is noted.
 */
import type { PartTable } from './part-table.ts';
import type { Part } from './part.ts';

export class ReadTracker {
  readonly #table: PartTable;
  /** Proxies by slot and id: made once, so that what XState keeps by snapshot is found again. */
  readonly #proxies: Part[][] = [];
  readonly #seen: boolean[] = [];
  /** Slots in the order they were first looked into. */
  reads: number[] = [];

  constructor(table: PartTable) {
    this.#table = table;
  }

  begin(): void {
    for (const slot of this.reads) this.#seen[slot] = false;
    this.reads = [];
  }

  read(slot: number): void {
    if (this.#seen[slot]) return;
    this.#seen[slot] = true;
    this.reads.push(slot);
  }

  hasRead(slot: number): boolean {
    return this.#seen[slot] === true;
  }

  proxy(slot: number, id: number): Part {
    const proxies = (this.#proxies[slot] ??= []);
    return (proxies[id] ??= this.#proxyOf(slot, this.#table.part(slot, id) ?? {}));
  }

  #proxyOf(slot: number, part: Part): Part {
    const look = (): void => this.read(slot);
    return new Proxy(part, {
      get(target, key, receiver) {
        look();
        return Reflect.get(target, key, receiver) as unknown;
      },
      has(target, key) {
        look();
        return Reflect.has(target, key);
      },
      ownKeys(target) {
        look();
        return Reflect.ownKeys(target);
      },
      getOwnPropertyDescriptor(target, key) {
        look();
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
      set() {
        throw new Error('exploration: a step wrote into a part of the world instead of making a new one.');
      },
    });
  }
}
