/**
 * Names of the certificates and keys that devices make. Each carries the number of its making (`WindowsDevice.made`), so a device
 * that registers again and again would never be in the same state twice. Which number it is never decides, only which names are
 * the same: exploration numbers them by first appearance in the state, and drops usable keys that nothing else refers to.
 */
import type { DirectoryState } from '../../mocks/active-directory/state.ts';
import type { ConnectState } from '../../mocks/connect/state.ts';
import type { WindowsDevice } from '../../mocks/windows/state.ts';
import { guidFor } from '../identity.ts';
import { relativeConnect, relativeDirectory, usnSignature } from './imported-usns.ts';
import type { Part } from './part.ts';

type Facet = 'certificate' | 'keys';

interface Name {
  readonly place: string;
  readonly number: number;
  readonly facet: Facet;
}

/** As operations make them (`operations/windows.ts`). */
const spell = (seed: string, { place, number, facet }: Name): string => (facet === 'certificate' ? `${place}/bootstrap/${number}` : guidFor(seed, `${place}/keys/${number}`));

const facets: readonly Facet[] = ['certificate', 'keys'];

/** Thumbprints of device certificates come from key and date: they are known by the fields they stand in, and named in their turn. */
const thumbprintFields: ReadonlySet<string> = new Set(['thumbprint', 'deviceCertificateThumbprint']);
const thumbprintName = (number: number): string => `thumbprint ${number}`;

/** Slots whose parts hold such names; `PartTable` fails on any other that does. */
const carriers = ['device:', 'directory', 'connect', 'tenant', 'actor:registration:', 'asked:registration:'];
export const carriesNames = (slot: string): boolean => carriers.some((prefix) => slot.startsWith(prefix));

const isDevice = (slot: string): boolean => slot.startsWith('device:');

/** Keys that are merely usable are not thereby in use: they do not count as an appearance. */
const scanned = (slot: string, part: Part): unknown => (isDevice(slot) ? { ...(part as WindowsDevice), usableKeys: [] } : part);

function visitTexts(value: unknown, visit: (text: string, field: string) => void, field = ''): void {
  if (typeof value === 'string') visit(value, field);
  else if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) visitTexts(inner, visit, key);
}

function mapTexts(value: unknown, change: (text: string, field: string) => string, field = ''): unknown {
  if (typeof value === 'string') return change(value, field);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change, field));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change, key)]));
}

const isThumbprint = (text: string, field: string): boolean => text !== '' && thumbprintFields.has(field);

/** A text of a part that is a name. */
interface Mention {
  readonly text: string;
  readonly field: string;
  /** `null` for a thumbprint that is spelled like no name. */
  readonly name: Name | null;
}

export class NameBook {
  readonly #seed: string;
  readonly #places: readonly string[];
  readonly #bySpelling = new Map<string, Name>();
  #numbersMax = 0;
  /** Parts are values: what one mentions is looked for once, as long as no further name is learnt. */
  #mentions = new WeakMap<Part, readonly Mention[]>();

  constructor(seed: string, places: readonly string[]) {
    this.#seed = seed;
    this.#places = places;
    this.know(8);
  }

  /** Learns every name up to this number. */
  know(made: number): void {
    if (this.#numbersMax < made) this.#mentions = new WeakMap();
    for (; this.#numbersMax < made; this.#numbersMax += 1) {
      for (const place of this.#places) {
        for (const facet of facets) {
          const name = { place, number: this.#numbersMax, facet };
          this.#bySpelling.set(spell(this.#seed, name), name);
        }
      }
    }
  }

  /** Names in a part, in order, as often as they appear. */
  #mentionsOf(slot: string, part: Part): readonly Mention[] {
    const known = this.#mentions.get(part);
    if (known) return known;
    const mentions: Mention[] = [];
    visitTexts(scanned(slot, part), (text, field) => {
      const name = this.#bySpelling.get(text) ?? null;
      if (name !== null || isThumbprint(text, field)) mentions.push({ text, field, name });
    });
    this.#mentions.set(part, mentions);
    return mentions;
  }

  /** The names that appear in a part, in order, each once; for a device also which keys are usable. */
  signature(slot: string, part: Part): string {
    if (isDevice(slot)) this.know((part as WindowsDevice).made + 1);
    const seen = new Set<string>();
    for (const { text, field, name } of this.#mentionsOf(slot, part)) {
      if (isThumbprint(text, field)) seen.add(text);
      else if (name) seen.add(`${name.place}#${name.number}`);
    }
    return `${[...seen].join(' ')}${usnSignature(slot, part)}${isDevice(slot) ? `|${(part as WindowsDevice).usableKeys.join(' ')}|${(part as WindowsDevice).made}` : ''}`;
  }

  /** Renumbers the names of all parts that carry any, given with their slots in the order of the slots' names. A part in which nothing changes is handed back as it is. */
  canonical(parts: readonly (readonly [slot: string, part: Part])[]): Part[] {
    const numbers = new Map<string, number>();
    const counts = new Map<string, number>();
    const referred = new Set<string>();
    const thumbprints = new Map<string, string>();
    for (const [slot, part] of parts) {
      for (const { text, field, name } of this.#mentionsOf(slot, part)) {
        if (isThumbprint(text, field) && !thumbprints.has(text)) thumbprints.set(text, thumbprintName(thumbprints.size));
        referred.add(text);
        const key = name && `${name.place}#${name.number}`;
        if (!name || !key || numbers.has(key)) continue;
        const count = counts.get(name.place) ?? 0;
        numbers.set(key, count);
        counts.set(name.place, count + 1);
      }
    }
    const renamed = (text: string, field: string): string => {
      if (isThumbprint(text, field)) return thumbprints.get(text) ?? text;
      const name = this.#bySpelling.get(text);
      const number = name && numbers.get(`${name.place}#${name.number}`);
      return name && number !== undefined && number !== name.number ? spell(this.#seed, { ...name, number }) : text;
    };
    const directory = parts.find(([slot]) => slot === 'directory')?.[1] as DirectoryState;
    const relative = (slot: string, part: Part): Part => (slot === 'directory' ? relativeDirectory(directory) : slot === 'connect' ? relativeConnect(part as ConnectState, directory) : part);
    return parts.map(([slot, unsettled]) => {
      // Update sequence numbers are no texts: what a part mentions stays the same.
      const keepsNames = this.#mentionsOf(slot, unsettled).every(({ text, field }) => renamed(text, field) === text);
      const part = relative(slot, unsettled);
      if (!isDevice(slot)) return keepsNames ? part : (mapTexts(part, renamed) as Part);
      const device = part as WindowsDevice;
      const usableKeys = device.usableKeys.filter((key) => this.#isReferred(key, referred, parts)).map((key) => renamed(key, '')).sort();
      const made = counts.get(device.name) ?? 0;
      if (keepsNames && made === device.made && usableKeys.length === device.usableKeys.length && usableKeys.every((key, at) => key === device.usableKeys[at])) return device;
      return { ...(keepsNames ? device : (mapTexts({ ...device, usableKeys: [] }, renamed) as WindowsDevice)), usableKeys, made };
    });
  }

  /** A key is known by its name; one that is spelled like none is looked for in every text. */
  #isReferred(key: string, referred: ReadonlySet<string>, parts: readonly (readonly [slot: string, part: Part])[]): boolean {
    if (this.#bySpelling.has(key)) return referred.has(key);
    return parts.some(([slot, part]) => {
      let isThere = false;
      visitTexts(scanned(slot, part), (text) => {
        isThere ||= text === key;
      });
      return isThere;
    });
  }
}
