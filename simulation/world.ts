/**
 * The world is one plain value: everything that decides or is ever shown, and nothing else. It is serialised with
 * `JSON.stringify`, restored with `JSON.parse`, branched by keeping a reference. Only `step.ts` makes new ones.
 */
import type { Json, PromptContext } from '../knowledge/vocabulary.ts';
import type { Settings } from '../knowledge/settings.ts';
import type { DirectoryState } from '../mocks/active-directory/state.ts';
import type { ConnectState } from '../mocks/connect/state.ts';
import type { TenantState } from '../mocks/entra/state.ts';
import type { NetworkState, SecurityContext, Destination } from '../mocks/network/state.ts';
import type { WindowsDevice } from '../mocks/windows/state.ts';
import type { Agenda } from './agenda.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import type { StoredSnapshot } from './chart-engine.ts';

export interface World {
  /** Virtual milliseconds since the start. */
  readonly nowMs: number;
  /** The start as epoch milliseconds (UTC): only evidence prints it. */
  readonly startMs: number;
  readonly seed: string;
  readonly settings: Settings;
  /** Statecharts by actor id: `task:LAPTOP01`, `prt:LAPTOP01/alice`, `cloud-device:<deviceId>`. */
  readonly actors: { readonly [actorId: string]: StoredSnapshot };
  readonly agenda: Agenda;
  /** Questions under way, by `<actorId>|<invokeId>`. */
  readonly questions: { readonly [id: string]: PendingQuestion };
  readonly directory: DirectoryState;
  readonly connect: ConnectState;
  readonly tenant: TenantState;
  readonly network: NetworkState;
  readonly devices: { readonly [name: string]: WindowsDevice };
  /** People of the scenario, by first name as written there (`alice`). */
  readonly people: { readonly [name: string]: Person };
  /** Faults switched on, in the order they were. */
  readonly faults: readonly ActiveFault[];
  /** Commands that were run, oldest first, at most `commandsMax`. */
  readonly commands: readonly CommandRun[];
  /** Draws taken so far, per stream of chance. */
  readonly draws: { readonly [stream: string]: number };
}

/** What a person knows and types. */
export interface Person {
  readonly name: string;
  readonly samAccountName: string;
  /** The password version the person types from now on. */
  readonly typesPasswordVersion: number;
  readonly isLocalAdministrator: boolean;
}

export interface CommandRun {
  readonly id: number;
  /** Device or server on which it ran. */
  readonly place: string;
  readonly line: string;
  readonly by: string;
  readonly context: PromptContext;
  readonly startedAtMs: number;
  /** `null` while it runs. */
  readonly endedAtMs: number | null;
  readonly exitCode: number | null;
  readonly output: string;
  /** What it waits for before it prints its end. */
  readonly awaits: 'join' | 'leave' | null;
}

export interface ActiveFault {
  readonly id: string;
  /** Device, server, DC or host that it is limited to; `null` is everywhere. */
  readonly target: string | null;
}

export interface PendingQuestion {
  readonly id: string;
  readonly actor: string;
  readonly invokeId: string;
  readonly operation: string;
  readonly input: Json;
  readonly context: SecurityContext;
  readonly destination: Destination;
  /** `request`: on its way out, not yet answered. `answer`: answered, the answer is on its way back. `giving-up`: the path was closed, nothing went out. */
  readonly leg: 'request' | 'answer' | 'giving-up';
  /** The answer that is on its way, as the event the chart will receive. */
  readonly answer: { readonly type: string; readonly [field: string]: Json | undefined } | null;
  readonly answerDelayMs: number;
  readonly cause: number | null;
}

/** `task:LAPTOP01` → `task`. */
export const kindOf = (actorId: string): string => actorId.slice(0, actorId.indexOf(':'));

/** `prt:LAPTOP01/alice` → `LAPTOP01/alice`. */
export const ownerOf = (actorId: string): string => actorId.slice(actorId.indexOf(':') + 1);

/** `prt:LAPTOP01/alice` → `LAPTOP01`: the device or server beside which the chart lives. */
export function placeOf(actorId: string): string {
  const owner = ownerOf(actorId);
  const slash = owner.indexOf('/');
  return slash < 0 ? owner : owner.slice(0, slash);
}

/** What pends names the trace entry that led to it: that belongs to the trace, and differs by what was recorded in between. */
export const withoutCauses = (world: World): World => ({
  ...world,
  agenda: world.agenda.map((item) => ({ ...item, cause: null })),
  questions: Object.fromEntries(Object.entries(world.questions).map(([id, question]) => [id, { ...question, cause: null }])),
});

/** Hash of the whole world: equal worlds, equal hash, on every platform, with or without a trace. */
export const hashWorld = (world: World): string => sha256Hex(canonicalJson(withoutCauses(world)));

/** The world as text, for `restoreWorld`. */
export const serialiseWorld = (world: World): string => JSON.stringify(world);

const parts: { readonly [part in keyof World]: 'number' | 'string' | 'object' | 'list' } = {
  nowMs: 'number', startMs: 'number', seed: 'string', settings: 'object', actors: 'object', agenda: 'list', questions: 'object', directory: 'object', connect: 'object',
  tenant: 'object', network: 'object', devices: 'object', people: 'object', faults: 'list', commands: 'list', draws: 'object',
};

const nextStep = 'serialiseWorld and lab.snapshot() write one.';

const kindOfPart = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Error(`The text is no world of joinlab: ${error.message}. ${nextStep}`, { cause: error });
  }
}

/**
 * The world that `serialiseWorld` wrote. Text of something else is refused; what is inside the parts is taken as it is.
 * @throws Error that says which parts of a world the text lacks
 */
export function restoreWorld(text: string): World {
  const world = parseJson(text);
  if (kindOfPart(world) !== 'object') throw new Error(`The text is no world of joinlab but ${kindOfPart(world)}. ${nextStep}`);
  const known = world as { readonly [part: string]: unknown };
  const lacking = Object.entries(parts).filter(([part, kind]) => !Object.hasOwn(known, part) || kindOfPart(known[part]) !== kind).map(([part]) => part);
  if (lacking.length > 0) throw new Error(`The text is no world of joinlab: it lacks ${lacking.join(', ')}. ${nextStep}`);
  return world as World;
}

/** Paths at which two worlds differ, depth first, at most `max`. */
export function compareWorlds(a: unknown, b: unknown, max = 20, path = ''): string[] {
  if (Object.is(a, b)) return [];
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isObject(a) || !isObject(b)) return [path];
  const differences: string[] = [];
  for (const key of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
    if (differences.length >= max) break;
    differences.push(...compareWorlds(a[key], b[key], max - differences.length, path === '' ? key : `${path}.${key}`));
  }
  return differences;
}

/** Replaces one device. */
export function withDevice(world: World, name: string, change: (device: WindowsDevice) => WindowsDevice): { devices: World['devices'] } {
  return { devices: { ...world.devices, [name]: change(deviceOf(world, name)) } };
}

/** The device, or an error that names the ones there are: asking for another is a bug of the caller. */
export function deviceOf(world: World, name: string): WindowsDevice {
  const device = world.devices[name];
  if (!device) throw new Error(`There is no device ${name}; this world has ${Object.keys(world.devices).join(', ')}.`);
  return device;
}
