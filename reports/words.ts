/** Trace entries in words: who did what and why, for people who have never seen a statechart. */
import { operations } from '../simulation/operations/index.ts';
import { eventDefinition } from '../knowledge/events.ts';
import { chartOf } from '../simulation/actors.ts';
import { formatDuration } from '../simulation/calendar.ts';
import type { TraceEntry } from '../simulation/trace.ts';
import { kindOf, ownerOf } from '../simulation/world.ts';

interface Transition {
  readonly description?: string;
  readonly target?: readonly Described[];
}

interface Described {
  readonly description?: string;
  readonly type: string;
  readonly path: readonly string[];
  readonly always?: readonly unknown[];
  readonly initial?: { readonly target?: readonly Described[] };
  readonly states: { readonly [key: string]: Described };
  readonly transitions: ReadonlyMap<string, readonly Transition[]>;
}

const rootOf = (kind: string): Described => chartOf(kind).root as unknown as Described;

/** Deepest states of a value that changed, described as the chart describes them. */
function describeState(kind: string, from: unknown, to: unknown): string[] {
  const texts: string[] = [];
  const walk = (node: Described | undefined, before: unknown, after: unknown): void => {
    if (!node || JSON.stringify(before) === JSON.stringify(after)) return;
    if (typeof after === 'string') {
      const text = node.states[after]?.description;
      if (text) texts.push(text);
      return;
    }
    for (const [key, inner] of Object.entries((after ?? {}) as object)) {
      const below = typeof before === 'object' && before !== null ? (before as { [key: string]: unknown })[key] : undefined;
      if (JSON.stringify(below) === JSON.stringify(inner)) continue;
      const child = node.states[key];
      // Regions that begin together say nothing new each: the state that holds them says it.
      if (below === undefined && child?.type === 'parallel' && child.description) texts.push(child.description);
      else {
        const count = texts.length;
        walk(child, below, inner);
        if (texts.length === count && child?.description) texts.push(child.description);
      }
    }
  };
  walk(rootOf(kind), from, to);
  return texts;
}

/** Paths of all states that a value names: `{ a: 'b' }` is `a` and `a.b`. */
function pathsIn(value: unknown, above: readonly string[] = []): string[] {
  if (typeof value === 'string') return [[...above, value].join('.')];
  return Object.entries((value ?? {}) as object).flatMap(([key, inner]) => [[...above, key].join('.'), ...pathsIn(inner, [...above, key])]);
}

function nodeAt(root: Described, path: string): Described | undefined {
  return path.split('.').reduce<Described | undefined>((node, key) => node?.states[key], root);
}

/** Ids of events in a chart's description: "No domain controller (334)." */
const eventsIn = (description: string): readonly number[] => [...description.matchAll(/\b\d{3,4}\b/g)].map(([id]) => Number(id));

interface Reason {
  readonly description: string;
  /** The state passed through on the way, where the transition leads to none that lasts. */
  readonly passed: string | undefined;
}

/** Whether a transition to this state, and on into where it begins, leads to what holds now. */
function leadsTo(node: Described, now: ReadonlySet<string>): boolean {
  if (!now.has(node.path.join('.'))) return false;
  return node.type !== 'compound' || (node.initial?.target ?? []).every((first) => (first.always?.length ?? 0) > 0 || leadsTo(first, now));
}

/** What may have changed the state: transitions of what held before that lead, at once or through passing states, to what holds now. */
function reasonsFor(kind: string, event: string, from: unknown, to: unknown): Reason[] {
  const root = rootOf(kind);
  const now = new Set(pathsIn(to));
  return [...pathsIn(from).map((path) => nodeAt(root, path)), root].flatMap((node) =>
    (node?.transitions.get(event) ?? []).flatMap(({ description, target = [] }) => {
      const lasting = target.every((node) => leadsTo(node, now));
      const passing = target.every(({ always }) => (always?.length ?? 0) > 0);
      return description && target.length > 0 && (lasting || passing) ? [{ description, passed: lasting ? undefined : target[0]?.description }] : [];
    }),
  );
}

/** Why the state changed, as the chart says it; nothing where two reasons are possible and the events logged do not tell. */
function describeReason({ actor, data }: TraceEntry, loggedIds: readonly number[]): string[] {
  const possible = reasonsFor(kindOf(actor), String(data.event), data.from, data.to);
  const told = possible.filter(({ description }) => eventsIn(description).some((id) => loggedIds.includes(id)));
  const [reason, other] = possible.length === 1 ? possible : told;
  return reason === undefined || other !== undefined ? [] : [reason.description, ...(reason.passed === undefined ? [] : [reason.passed])];
}

function transitionSentence(entry: TraceEntry, loggedIds: readonly number[]): string | null {
  const { actor, data } = entry;
  if (data.event === 'START' && data.from === null) return null;
  return [...new Set([...describeReason(entry, loggedIds), ...describeState(kindOf(actor), data.from, data.to)])].join(' ') || null;
}

/** Actors as people call them. */
const names: { readonly [kind: string]: string } = {
  session: 'Windows', task: 'join task', registration: 'registration', vpn: 'VPN', network: 'network', 'dc-locator': 'DC locator', prt: 'token',
  'cloud-device': 'Azure AD device', 'connect-cycle': 'Connect', 'connect-scheduler': 'Connect scheduler', 'password-sync': 'password sync', replication: 'replication',
};

/** What is told of: several devices, tunnels or users of a kind are told apart by their name, a single one needs none. */
export type Naming = (actor: string) => string;

export function namingOf(actors: Iterable<string>): Naming {
  const owners = new Map<string, Set<string>>();
  const devices = new Set<string>();
  for (const actor of actors) {
    if (!actor.includes(':')) continue;
    owners.set(kindOf(actor), (owners.get(kindOf(actor)) ?? new Set()).add(ownerOf(actor)));
    if (kindOf(actor) === 'session') devices.add(ownerOf(actor));
  }
  return (actor) => {
    if (!actor.includes(':')) return devices.has(actor) ? (devices.size === 1 ? 'event log' : `events ${actor}`) : actor;
    const kind = kindOf(actor);
    const owner = ownerOf(actor);
    const place = (owners.get(kind)?.size ?? 0) <= 1 ? '' : kind === 'cloud-device' ? owner.slice(0, 8) : owner.replace('/', ' ');
    return `${names[kind] ?? kind} ${place}`.trim();
  };
}

const titleOf = (operation: unknown): string => operations[String(operation)]?.title ?? String(operation);
const failed = ({ data }: TraceEntry): string => `${titleOf(data.operation)}: ${String(data.reason).replace(/\.$/, '')} (${String(data.code)})`;

/** Neighbours of an entry in its trace. */
export interface Context {
  readonly causeOf: (entry: TraceEntry) => TraceEntry | undefined;
  /** Ids of the events that an entry logged. */
  readonly loggedBy: (entry: TraceEntry) => readonly number[];
}

/** Of a trace whose end is not known yet: what led to an entry is in it, what follows from it not before it has come. */
export function growingContext(): Context & { readonly add: (entry: TraceEntry) => void } {
  const byIndex = new Map<number, TraceEntry>();
  const logged = new Map<number, number[]>();
  return {
    add(entry) {
      const { index, kind, cause, data } = entry;
      byIndex.set(index, entry);
      if (kind !== 'log' || cause === null) return;
      const ids = logged.get(cause);
      if (ids) ids.push(Number(data.id));
      else logged.set(cause, [Number(data.id)]);
    },
    causeOf: ({ cause }) => (cause === null ? undefined : byIndex.get(cause)),
    loggedBy: ({ index }) => logged.get(index) ?? [],
  };
}

export function contextOf(entries: readonly TraceEntry[]): Context {
  const context = growingContext();
  for (const entry of entries) context.add(entry);
  return context;
}

/** One sentence, or `null` for entries that only machines care about. */
export function sentenceOf(entry: TraceEntry, context: Context): string | null {
  const { data } = entry;
  switch (entry.kind) {
    case 'action':
      return String(data.text);
    case 'transition':
      return transitionSentence(entry, context.loggedBy(entry));
    case 'log': {
      const known = eventDefinition(data.log as 'AAD', Number(data.id));
      return `event ${String(data.id)}${known ? `: ${known.title}` : ''}`;
    }
    case 'request':
      return data.ok === true ? `${titleOf(data.operation)}: answered` : failed(entry);
    case 'lost':
      return `${titleOf(data.operation)}: the answer is lost, ${String(data.reason)} (${String(data.code)})`;
    case 'answer':
      // What the service refused was said when it did; what never reached one is said here.
      return data.ok === false && context.causeOf(entry)?.kind === 'question' ? failed(entry) : null;
    case 'expectation':
      return `${data.ok === true ? '' : 'NOT SEEN: '}${data.mode === 'never' ? 'never ' : data.mode === 'always' ? 'all the time ' : ''}${String(data.text)}`;
    default:
      return null;
  }
}

/** `  1h46m36s`. */
export const clock = (atMs: number): string => formatDuration(Math.floor(atMs / 1000) * 1000).padStart(9);
