/** A hash table from pairs of small integers to an integer: no objects, no strings, so that the hot loop allocates nothing. */

/** What `get` gives for a pair that is not there. */
export const missing = -0x8000_0000;

export const mix = (a: number, b: number): number => {
  let hash = Math.imul(a, 0x9e37_79b1) ^ Math.imul(b, 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a_2d39);
  return hash ^ (hash >>> 15);
};

export class PairMap {
  #capacity = 1024;
  #entries = new Int32Array(3 * 1024).fill(-1);
  size = 0;

  get(a: number, b: number): number {
    const mask = this.#capacity - 1;
    const entries = this.#entries;
    for (let at = mix(a, b) & mask; ; at = (at + 1) & mask) {
      const base = at * 3;
      const key = entries[base] as number;
      if (key === -1) return missing;
      if (key === a && entries[base + 1] === b) return entries[base + 2] as number;
    }
  }

  /** Both numbers of the pair are 0 or more. */
  set(a: number, b: number, value: number): void {
    if ((this.size + 1) * 2 > this.#capacity) this.#grow();
    this.#put(a, b, value);
  }

  get bytes(): number {
    return this.#entries.byteLength;
  }

  #put(a: number, b: number, value: number): void {
    const mask = this.#capacity - 1;
    let at = mix(a, b) & mask;
    for (; this.#entries[at * 3] !== -1; at = (at + 1) & mask) {
      if (this.#entries[at * 3] === a && this.#entries[at * 3 + 1] === b) break;
    }
    if (this.#entries[at * 3] === -1) this.size += 1;
    this.#entries.set([a, b, value], at * 3);
  }

  #grow(): void {
    const old = this.#entries;
    this.#capacity *= 2;
    this.#entries = new Int32Array(3 * this.#capacity).fill(-1);
    this.size = 0;
    for (let base = 0; base < old.length; base += 3) if (old[base] !== -1) this.#put(old[base] as number, old[base + 1] as number, old[base + 2] as number);
  }
}
