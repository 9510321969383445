/**
 * What a step depends on, as a tree: a node asks for one column of the vector, a branch is what stands there, and at the end is a
 * leaf. Ids are small, so branches are dense up to a bound; what lies beyond goes into a hash table.
 */
import { missing, PairMap } from './int-map.ts';
import type { Vector } from './state-world.ts';

const denseMax = 64;
const firstWidth = 8;

const grown = (from: Int32Array, atLeast: number): Int32Array => {
  if (atLeast <= from.length) return from;
  const to = new Int32Array(Math.max(from.length * 2, atLeast)).fill(missing, from.length);
  to.set(from);
  return to;
};

export class DecisionTree {
  #count = 0;
  #columns: Int32Array = new Int32Array(1024);
  /** Where the dense branches of a node begin, and how many there are. */
  #bases: Int32Array = new Int32Array(1024);
  #widths: Int32Array = new Int32Array(1024);
  #dense: Int32Array = new Int32Array(8192).fill(missing);
  #denseUsed = 0;
  readonly #sparse = new PairMap();
  /** A node (0 or more), a leaf (`~leaf`), or `missing`, of each input. */
  #roots: Int32Array = new Int32Array(256).fill(missing);

  get nodes(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#dense.byteLength + this.#columns.byteLength * 3 + this.#sparse.bytes;
  }

  /** The leaf that a vector (of every column that a node asks for) leads to; `missing` where none is known. */
  find(input: number, vector: Vector): number {
    if (input >= this.#roots.length) return missing;
    let node = this.#roots[input] as number;
    while (node >= 0) node = this.#branch(node, vector[this.#columns[node] as number] as number);
    return node === missing ? missing : ~node;
  }

  /** Hangs a leaf where a vector leads that was looked into in this order. @throws Error when another order was known so far */
  add(input: number, reads: readonly number[], vector: Vector, leaf: number): void {
    this.#roots = grown(this.#roots, input + 1);
    let parent = missing;
    for (const column of reads) {
      const id = parent === missing ? 0 : (vector[this.#columns[parent] as number] as number);
      const known = parent === missing ? (this.#roots[input] as number) : this.#branch(parent, id);
      let node = known;
      if (known === missing) {
        node = this.#addNode(column);
        this.#hang(input, parent, id, node);
      } else if (known < 0 || this.#columns[known] !== column) {
        throw new Error(`exploration: input ${input} looked into column ${column} where it had not before; a step must depend on the world alone.`);
      }
      parent = node;
    }
    if (this.find(input, vector) !== missing) throw new Error(`exploration: the step of input ${input} is known already.`);
    this.#hang(input, parent, parent === missing ? 0 : (vector[this.#columns[parent] as number] as number), ~leaf);
  }

  #branch(node: number, id: number): number {
    return id < (this.#widths[node] as number) ? (this.#dense[(this.#bases[node] as number) + id] as number) : id < denseMax ? missing : this.#sparse.get(node, id);
  }

  #addNode(column: number): number {
    const node = this.#count;
    this.#count += 1;
    this.#columns = grown(this.#columns, this.#count);
    this.#bases = grown(this.#bases, this.#count);
    this.#widths = grown(this.#widths, this.#count);
    this.#columns[node] = column;
    this.#bases[node] = 0;
    this.#widths[node] = 0;
    return node;
  }

  #hang(input: number, parent: number, id: number, child: number): void {
    if (parent === missing) this.#roots[input] = child;
    else if (id >= denseMax) this.#sparse.set(parent, id, child);
    else {
      if (id >= (this.#widths[parent] as number)) this.#widen(parent, id + 1);
      this.#dense[(this.#bases[parent] as number) + id] = child;
    }
  }

  /** Moves a node's branches to where there is room; the old place is given up. */
  #widen(node: number, atLeast: number): void {
    const width = this.#widths[node] as number;
    let next = Math.max(firstWidth, width);
    while (next < atLeast) next *= 2;
    const base = this.#denseUsed;
    this.#denseUsed += next;
    this.#dense = grown(this.#dense, this.#denseUsed);
    this.#dense.copyWithin(base, this.#bases[node] as number, (this.#bases[node] as number) + width);
    this.#bases[node] = base;
    this.#widths[node] = next;
  }
}
