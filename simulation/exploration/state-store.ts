/** States as rows of small integers, found again by hash, each with the state and the input that first led to it. */
import { mix } from './int-map.ts';
import type { Vector } from './state-world.ts';

const rowsPerChunk = 1 << 14;
const chunkShift = 14;
const chunkMask = rowsPerChunk - 1;

/** Share of one column in a row's hash: rows are hashed by what changed. Columns that are 0 count for nothing. */
export const hashOf = (column: number, id: number): number => (id === 0 ? 0 : mix(column + 1, id));

export function hashRow(row: Vector): number {
  let hash = 0;
  for (let column = 0; column < row.length; column += 1) hash = (hash + hashOf(column, row[column] as number)) | 0;
  return hash;
}

export class StateStore {
  size = 0;
  #width: number;
  #chunks: Int32Array[] = [];
  #hashes: Int32Array = new Int32Array(rowsPerChunk);
  #parents: Int32Array = new Int32Array(rowsPerChunk);
  #inputs: Int32Array = new Int32Array(rowsPerChunk);
  /** State plus one; 0 is free. */
  #index = new Int32Array(1 << 16);

  constructor(width: number) {
    this.#width = width;
  }

  get bytes(): number {
    return this.#chunks.length * rowsPerChunk * this.#width * 4 + this.#hashes.byteLength * 3 + this.#index.byteLength;
  }

  parent(state: number): number {
    return this.#parents[state] as number;
  }

  /** Input of the step from the parent: as in `RememberedSteps`, or `timePasses`. */
  input(state: number): number {
    return this.#inputs[state] as number;
  }

  hash(state: number): number {
    return this.#hashes[state] as number;
  }

  /** Copies a row; the rest of the vector is 0. */
  load(state: number, into: Vector): void {
    const chunk = this.#chunks[state >>> chunkShift] as Int32Array;
    const base = (state & chunkMask) * this.#width;
    for (let column = 0; column < this.#width; column += 1) into[column] = chunk[base + column] as number;
    for (let column = this.#width; column < into.length; column += 1) into[column] = 0;
  }

  /** The state of a row, added if it is new (then it is the last one). */
  put(row: Vector, hash: number, parent: number, input: number): number {
    const width = this.#width;
    const mask = this.#index.length - 1;
    let at = mix(hash, 1) & mask;
    for (let found = this.#index[at] as number; found !== 0; found = this.#index[at] as number) {
      const state = found - 1;
      if (this.#hashes[state] === hash) {
        const chunk = this.#chunks[state >>> chunkShift] as Int32Array;
        const base = (state & chunkMask) * width;
        let column = 0;
        while (column < width && chunk[base + column] === row[column]) column += 1;
        if (column === width) return state;
      }
      at = (at + 1) & mask;
    }
    this.#index[at] = this.size + 1;
    return this.#add(row, hash, parent, input);
  }

  /** Makes room for columns that were not there: in the rows so far they are 0. */
  widen(width: number): void {
    if (width <= this.#width) return;
    this.#chunks = this.#chunks.map((chunk) => {
      const wider = new Int32Array(rowsPerChunk * width);
      for (let row = 0; row < rowsPerChunk; row += 1) wider.set(chunk.subarray(row * this.#width, (row + 1) * this.#width), row * width);
      return wider;
    });
    this.#width = width;
  }

  #add(row: Vector, hash: number, parent: number, input: number): number {
    const state = this.size;
    if ((state & chunkMask) === 0) this.#chunks.push(new Int32Array(rowsPerChunk * this.#width));
    if (state === this.#hashes.length) this.#growColumns();
    (this.#chunks[state >>> chunkShift] as Int32Array).set(row.subarray(0, this.#width), (state & chunkMask) * this.#width);
    this.#hashes[state] = hash;
    this.#parents[state] = parent;
    this.#inputs[state] = input;
    this.size += 1;
    if (this.size * 2 > this.#index.length) this.#growIndex();
    return state;
  }

  #growColumns(): void {
    const grown = (from: Int32Array): Int32Array => {
      const to = new Int32Array(from.length * 2);
      to.set(from);
      return to;
    };
    this.#hashes = grown(this.#hashes);
    this.#parents = grown(this.#parents);
    this.#inputs = grown(this.#inputs);
  }

  #growIndex(): void {
    this.#index = new Int32Array(this.#index.length * 2);
    const mask = this.#index.length - 1;
    for (let state = 0; state < this.size; state += 1) {
      let at = mix(this.#hashes[state] as number, 1) & mask;
      while (this.#index[at] !== 0) at = (at + 1) & mask;
      this.#index[at] = state + 1;
    }
  }
}
