/** Trace entries in words: who did what and why, for people who have never seen a statechart. */
import { operations } from '../simulation/operations/index.ts';
import { eventDefinition } from '../knowledge/events.ts';
import { chartOf } from '../simulation/actors.ts';
import { formatDuration } from '../simulation/calendar.ts';
import type { TraceEntry } from '../simulation/trace.ts';
import { kindOf, ownerOf } from '../simulation/world.ts';

interface Described {
  readonly description?: string;
  readonly states: { readonly [key: string]: Described };
}

/** Deepest states of a value that changed, described as the chart describes them. */
function describeState(kind: string, from: unknown, to: unknown): string {
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
      const count = texts.length;
      walk(node.states[key], below, inner);
      const own = node.states[key]?.description;
      if (texts.length === count && own && JSON.stringify(below) !== JSON.stringify(inner)) texts.push(own);
    }
  };
  walk(chartOf(kind).root as unknown as Described, from, to);
  return texts.join(' ');
}

export const actorName = (actor: string): string => {
  if (!actor.includes(':')) return actor;
  const kind = kindOf(actor);
  const owner = ownerOf(actor);
  return kind === 'cloud-device' ? `${kind} ${owner.slice(0, 8)}` : `${kind} ${owner}`;
};

/** One sentence, or `null` for entries that only machines care about. */
export function sentenceOf(entry: TraceEntry): string | null {
  const { data } = entry;
  switch (entry.kind) {
    case 'action':
      return String(data.text);
    case 'transition':
      return data.event === 'START' ? null : describeState(kindOf(entry.actor), data.from, data.to) || null;
    case 'log': {
      const known = eventDefinition(data.log as 'AAD', Number(data.id));
      return `event ${String(data.id)}${known ? `: ${known.title}` : ''}`;
    }
    case 'request':
      return data.ok === true ? `${operations[String(data.operation)]?.title ?? String(data.operation)}: answered` : `${operations[String(data.operation)]?.title ?? String(data.operation)}: ${String(data.reason)} (${String(data.code)})`;
    case 'lost':
      return `the answer is lost: ${String(data.reason)} (${String(data.code)})`;
    case 'answer':
      return null;
    case 'expectation':
      return `${data.ok === true ? 'seen' : 'NOT SEEN'}: ${String(data.text)}`;
    default:
      return null;
  }
}

/** `  1h46m36s`. */
export const clock = (atMs: number): string => formatDuration(Math.floor(atMs / 1000) * 1000).padStart(9);
