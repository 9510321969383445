/** The trace: an append-only list of what happened. Every entry names the entry that led to it, so "why?" is a walk. */
import type { Json } from '../knowledge/vocabulary.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';

export type TraceKind =
  /** Somebody did something: a scenario step. */
  | 'action'
  /** A chart took an event and changed its state. */
  | 'transition'
  /** A chart took an event that changed nothing but its context or its effects. */
  | 'event'
  /** A question left its asker, reached the service, came back, or was lost on the way. */
  | 'question'
  | 'request'
  | 'answer'
  | 'lost'
  /** A local act. */
  | 'act'
  /** An event-log entry was written. */
  | 'log'
  /** Something was to be seen. */
  | 'expectation';

/** One thing that happened. */
export interface TraceEntry {
  readonly index: number;
  /** Virtual milliseconds since the start. */
  readonly atMs: number;
  /** Actor id, person or device. */
  readonly actor: string;
  readonly kind: TraceKind;
  readonly data: { readonly [field: string]: Json | undefined };
  /** Index of the entry that led to it. */
  readonly cause: number | null;
}

/** Where a run records what happened; without one, a run leaves no trace and is faster. */
export interface TraceSink {
  /** @returns the new entry's index, the cause of what follows from it. */
  record(entry: Omit<TraceEntry, 'index'>): number;
  /** False: event-log lines are recorded here alone and not kept on the device (exploration: a log never decides). */
  readonly keepsEventLogs?: false;
}

/** The trace of one run. */
/** The entry as canonical JSON. Its own keys are known: only what it carries is put in order. */
export const entryText = ({ index, atMs, actor, kind, data, cause }: TraceEntry): string =>
  `{"actor":${JSON.stringify(actor)},"atMs":${atMs},"cause":${cause},"data":${canonicalJson(data)},"index":${index},"kind":"${kind}"}`;

export class Trace implements TraceSink {
  readonly entries: TraceEntry[];

  /** @param entries with which it begins, copied */
  constructor(entries: readonly TraceEntry[] = []) {
    this.entries = [...entries];
  }

  record(entry: Omit<TraceEntry, 'index'>): number {
    const index = this.entries.length;
    this.entries.push({ index, ...entry });
    return index;
  }

  /** From the first cause to the entry itself. */
  why(index: number): TraceEntry[] {
    const chain: TraceEntry[] = [];
    for (let at: number | null = index; at !== null; ) {
      const entry: TraceEntry | undefined = this.entries[at];
      if (!entry) break;
      chain.unshift(entry);
      at = entry.cause;
    }
    return chain;
  }

  /** SHA-256 over the entries, one canonical JSON line each. */
  hash(): string {
    return sha256Hex(this.entries.map((entry) => `${entryText(entry)}\n`).join(''));
  }
}

export const noTrace: TraceSink = { record: () => -1 };
