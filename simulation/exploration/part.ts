/**
 * The parts into which exploration takes a world apart. A part has a *slot*, named after what it is (`actor:task:LAPTOP01`,
 * `device:LAPTOP01`, `directory`), and a value in normal form that is interned to a small integer: 0 is "not there".
 */
import type { DirectoryState } from '../../mocks/active-directory/state.ts';
import type { ConnectState } from '../../mocks/connect/state.ts';
import type { TenantState } from '../../mocks/entra/state.ts';
import type { WindowsDevice } from '../../mocks/windows/state.ts';
import type { StoredSnapshot } from '../chart-engine.ts';
import type { QuestionsOfActor } from '../question-table.ts';
import type { PendingQuestion, World } from '../world.ts';
import { normaliseActor } from './normal-form/actors.ts';
import { normaliseDevice } from './normal-form/device.ts';
import { normaliseDirectory } from './normal-form/directory.ts';
import { normaliseQuestions } from './normal-form/questions.ts';
import { normaliseConnect, normaliseTenant } from './normal-form/services.ts';

export type Part = object;

/** Parts of the world that are one slot each. */
export const wholeParts = ['directory', 'connect', 'tenant', 'network', 'people', 'faults'] as const;

/** Tables of the world with one slot per entry; the order of the entries decides (who is told first) and is a slot of its own. */
export const tables = ['actors', 'devices'] as const;
export type Table = (typeof tables)[number];

const entryPrefixes: { readonly [Name in Table]: string } = { actors: 'actor:', devices: 'device:' };
export const slotOf = (table: Table, key: string): string => entryPrefixes[table] + key;

/** Questions under way: a slot for each asker. */
const askedPrefix = 'asked:';
export const askedSlot = (actor: string): string => askedPrefix + actor;

/** `actor:task:LAPTOP01` without its first word; slots of whole parts have none. */
const keyOf = (slot: string): string => slot.slice(slot.indexOf(':') + 1);

const groupedByActor = (questions: World['questions']): Map<string, { [invokeId: string]: PendingQuestion }> => {
  const groups = new Map<string, { [invokeId: string]: PendingQuestion }>();
  for (const question of Object.values(questions)) groups.set(question.actor, { ...groups.get(question.actor), [question.invokeId]: question });
  return groups;
};

/** Fields of the world that are no parts: the same in every state (the first four), relative (now, agenda), or only shown (commands). */
const otherFields: readonly (keyof World)[] = ['startMs', 'seed', 'settings', 'draws', 'nowMs', 'agenda', 'commands'];

/** @throws Error for a field of the world that would be left out of the key by oversight */
export function checkFields(world: World): void {
  const known: readonly string[] = [...wholeParts, ...tables, ...otherFields, 'questions'];
  const unknown = Object.keys(world).filter((field) => !known.includes(field));
  if (unknown.length > 0) throw new Error(`exploration: the world has ${unknown.join(' and ')}, which is no part yet; name it in exploration/part.ts.`);
}

/** All parts of a world by slot, as they are. */
export function partsOf(world: World): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const table of tables) {
    const entries = world[table] as { readonly [key: string]: Part };
    parts.set(table, Object.keys(entries));
    for (const [key, part] of Object.entries(entries)) parts.set(slotOf(table, key), part);
  }
  for (const [actor, asked] of groupedByActor(world.questions)) parts.set(askedSlot(actor), asked);
  for (const name of wholeParts) parts.set(name, world[name]);
  return parts;
}

/** A part as it decides, except for the names of certificates and keys, which are settled over the whole world. */
export function normalise(slot: string, part: Part, nowMs: number): Part {
  if (slot.startsWith(entryPrefixes.actors)) return normaliseActor(keyOf(slot), part as StoredSnapshot);
  if (slot.startsWith(askedPrefix)) return normaliseQuestions(part as QuestionsOfActor, nowMs);
  if (slot.startsWith(entryPrefixes.devices)) return normaliseDevice(part as WindowsDevice, nowMs);
  if (slot === 'directory') return normaliseDirectory(part as DirectoryState, nowMs);
  if (slot === 'connect') return normaliseConnect(part as ConnectState, nowMs);
  if (slot === 'tenant') return normaliseTenant(part as TenantState, nowMs);
  return part;
}
