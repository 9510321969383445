/**
 * The clock's agenda: what is due, and when. It jumps from due time to due time; what is due at the same instant happens in a
 * fixed rank, so that a replay has one order (exploration takes every order of `dueNow`).
 */
import type { ChartEvent } from '../machines/language.ts';

export type AgendaItem =
  | {
    readonly kind: 'timer';
    readonly dueMs: number;
    readonly rank: number;
    readonly actor: string;
    readonly id: string;
    readonly event: ChartEvent;
    readonly cause: number | null;
  }
  | { readonly kind: 'leg'; readonly dueMs: number; readonly rank: number; readonly actor: string; readonly id: string; readonly cause: number | null };

export type Agenda = readonly AgendaItem[];

export type AgendaChange = { readonly kind: 'schedule'; readonly item: AgendaItem } | { readonly kind: 'unschedule'; readonly actor: string; readonly id: string };

/**
 * An agenda that a step can write and not see: it always looks empty and keeps what was asked of it. A step then is the same
 * step whatever else is due, and exploration can remember it (`exploration/remembered-steps.ts`).
 */
export class WriteOnlyAgenda extends Array<AgendaItem> {
  readonly changes: AgendaChange[] = [];
}

/** Earlier first; at one instant by rank of the chart's kind, then actor, then the item's own id. */
export function compareItems(a: AgendaItem, b: AgendaItem): number {
  if (a.dueMs !== b.dueMs) return a.dueMs - b.dueMs;
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.actor !== b.actor) return a.actor < b.actor ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}

/** Adds an item; one with the same actor and id is replaced. */
export function schedule(agenda: Agenda, item: AgendaItem): Agenda {
  if (agenda instanceof WriteOnlyAgenda) {
    agenda.changes.push({ kind: 'schedule', item });
    return agenda;
  }
  const next = agenda.filter((known) => known.actor !== item.actor || known.id !== item.id);
  let at = next.length;
  while (at > 0 && compareItems(item, next[at - 1] as AgendaItem) < 0) at -= 1;
  next.splice(at, 0, item);
  return next;
}

export function unschedule(agenda: Agenda, actor: string, id: string): Agenda {
  if (agenda instanceof WriteOnlyAgenda) {
    agenda.changes.push({ kind: 'unschedule', actor, id });
    return agenda;
  }
  return agenda.some((item) => item.actor === actor && item.id === id) ? agenda.filter((item) => item.actor !== actor || item.id !== id) : agenda;
}
