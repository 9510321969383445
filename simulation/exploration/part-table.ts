/** Slots and interned parts: the dictionary between worlds and vectors of small integers. */
import type { World } from '../world.ts';
import { carriesNames, NameBook } from './names.ts';
import { checkFields, normalise, partsOf, type Part } from './part.ts';

interface Slot {
  readonly name: string;
  readonly index: number;
  readonly carriesNames: boolean;
  readonly idByText: Map<string, number>;
  /** Parts are values: one that was interned before is known by itself. */
  readonly idByPart: WeakMap<Part, number>;
  /** By id; the first is "not there". */
  readonly parts: (Part | undefined)[];
  readonly signatures: string[];
}

/** Columns of a state's vector that are no part: which agenda, and how much of the budgets is spent. */
export const agendaColumn = 0;
export const spentColumn = 1;

export class PartTable {
  readonly slots: Slot[] = [];
  readonly #byName = new Map<string, Slot>();
  readonly #names: NameBook;
  /** Normal form of a part at an instant, but for the names. */
  readonly #normal = new WeakMap<Part, { readonly nowMs: number; readonly normal: Part }>();

  constructor(world: World) {
    checkFields(world);
    this.#names = new NameBook(world.seed, Object.keys(world.devices));
    for (const column of ['agenda', 'spent']) this.slot(column);
    for (const name of [...partsOf(world).keys()].sort()) this.slot(name);
  }

  /** Index of a slot; a name that is new gets the next one. */
  slot(name: string): number {
    const known = this.#byName.get(name);
    if (known) return known.index;
    const slot: Slot = { name, index: this.slots.length, carriesNames: carriesNames(name), idByText: new Map(), idByPart: new WeakMap(), parts: [undefined], signatures: [''] };
    this.slots.push(slot);
    this.#byName.set(name, slot);
    return slot.index;
  }

  part(slot: number, id: number): Part | undefined {
    return this.slots[slot]?.parts[id];
  }

  signature(slot: number, id: number): string {
    return this.slots[slot]?.signatures[id] ?? '';
  }

  signatureOf(slot: string, part: Part): string {
    return this.#names.signature(slot, part);
  }

  /** Slots that are there and may carry names of certificates and keys, in the order in which names are numbered. */
  nameSlots(isThere: (slot: number) => boolean): number[] {
    return this.slots.filter((slot) => slot.carriesNames && isThere(slot.index)).map(({ index }) => index).sort((a, b) => ((this.slots[a]?.name ?? '') < (this.slots[b]?.name ?? '') ? -1 : 1));
  }

  canonicalNames(parts: readonly (readonly [slot: string, part: Part])[]): Part[] {
    return this.#names.canonical(parts);
  }

  /** The id of a part in normal form. Key order is kept: it decides in statecharts and tables. */
  intern(slot: number, part: Part): number {
    const at = this.slots[slot];
    if (!at) throw new Error(`exploration: there is no slot ${slot}.`);
    const same = at.idByPart.get(part);
    if (same !== undefined) return same;
    const text = JSON.stringify(part);
    const known = at.idByText.get(text);
    if (known !== undefined) {
      at.idByPart.set(part, known);
      return known;
    }
    const signature = this.#names.signature(at.name, part);
    if (signature !== '' && !at.carriesNames) throw new Error(`exploration: ${at.name} holds the names ${signature}; say so in names.ts.`);
    const id = at.parts.length;
    at.idByText.set(text, id);
    const kept = JSON.parse(text) as Part;
    at.idByPart.set(part, id).set(kept, id);
    at.parts.push(kept);
    at.signatures.push(signature);
    return id;
  }

  /** The whole world in normal form, as one id per slot. */
  internWorld(world: World): Map<number, number> {
    const parts = [...partsOf(world)].map(([slot, part]) => [slot, this.#normalOf(slot, part, world.nowMs)] as const).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [slot, part] of parts) this.#names.signature(slot, part);
    const carriers = parts.filter(([slot]) => carriesNames(slot));
    const renamed = this.#names.canonical(carriers);
    const canonical = new Map(carriers.map(([slot], index) => [slot, renamed[index] as Part]));
    return new Map(parts.map(([slot, part]) => {
      const index = this.slot(slot);
      return [index, this.intern(index, canonical.get(slot) ?? part)] as const;
    }));
  }

  #normalOf(slot: string, part: Part, nowMs: number): Part {
    const known = this.#normal.get(part);
    if (known?.nowMs === nowMs) return known.normal;
    const normal = normalise(slot, part, nowMs);
    this.#normal.set(part, { nowMs, normal });
    return normal;
  }
}
