/**
 * Something to know of every state ("registered with a PRT", "an invariant is broken"), computed once for every combination of the
 * parts that it looks into, and looked up for all others.
 */
import type { World } from '../world.ts';
import { DecisionTree } from './decision-tree.ts';
import { missing } from './int-map.ts';
import type { PartTable } from './part-table.ts';
import { observedWorld, type Constants, type Vector } from './state-world.ts';
import { ReadTracker } from './tracked-world.ts';

export class Observation<Value> {
  readonly #look: (world: World) => Value;
  readonly #table: PartTable;
  readonly #constants: Constants;
  readonly #tracker: ReadTracker;
  readonly #tree = new DecisionTree();
  readonly #values: Value[] = [];

  /** @param look depends on the world alone, and not on its agenda, which it sees empty */
  constructor(table: PartTable, constants: Constants, look: (world: World) => Value) {
    this.#look = look;
    this.#table = table;
    this.#constants = constants;
    this.#tracker = new ReadTracker(table);
  }

  /** How often it was really computed. */
  get computed(): number {
    return this.#values.length;
  }

  /** @param vector one entry for every slot of the table */
  of(vector: Vector): Value {
    const known = this.#tree.find(0, vector);
    if (known !== missing) return this.#values[known] as Value;
    const tracker = this.#tracker;
    tracker.begin();
    tracker.read(this.#table.slot('actors'));
    const world = observedWorld(this.#table, this.#constants, vector, (slot, id) => tracker.proxy(slot, id));
    this.#values.push(this.#look(world));
    this.#tree.add(0, tracker.reads, vector, this.#values.length - 1);
    return this.#values[this.#values.length - 1] as Value;
  }
}
