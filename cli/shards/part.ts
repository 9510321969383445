/**
 * What one shard leaves behind for `joinlab merge`: a JSON file that says what was asked, which shard it is, and what it found.
 * Every kind of work has the same envelope; what is in `content` is its own.
 */
import { resolve } from 'node:path';
import { canonicalJson, sha256Hex } from '../../simulation/canonical.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import type { Io } from '../io.ts';
import { usage } from '../loading.ts';
import { systemMessage } from '../system-error.ts';
import { writeWhole } from '../write-whole.ts';
import type { Shard } from './shard.ts';

/** What was asked, in names and values that a person can compare; the same in every shard of one job. */
export interface Asked {
  readonly [name: string]: string | number | boolean | null | readonly string[];
}

/** What a kind of work adds to the envelope. */
export type Content = Readonly<Record<string, unknown>>;

export interface Part {
  readonly schemaVersion: 1;
  readonly kind: string;
  readonly shard: Shard;
  /** Digest of `asked`: parts of one job have the same. */
  readonly key: string;
  readonly asked: Asked;
  /** What the shard found: fields of its kind. */
  readonly content: Content;
}

export const partVersion = 1;
/** Fields of the envelope; all others are the content. */
const envelope: ReadonlySet<string> = new Set(['schemaVersion', 'kind', 'shard', 'key', 'asked', 'digest']);

/** Tells whether two machines read the same scenario, wherever its file lies. */
export const scenarioDigest = (scenario: Scenario): string => sha256Hex(canonicalJson({ ...scenario, file: null }));

export const keyOf = (kind: string, asked: Asked): string => sha256Hex(canonicalJson({ kind, asked }));

/** Tells a file that was cut off or edited. */
export const digestOf = ({ kind, shard, key, content }: Pick<Part, 'kind' | 'shard' | 'key' | 'content'>): string => sha256Hex(canonicalJson({ kind, shard, key, content }));

export const contentOf = (fields: { readonly [name: string]: unknown }): Content => Object.fromEntries(Object.entries(fields).filter(([name]) => !envelope.has(name)));

export const makePart = (kind: string, shard: Shard, asked: Asked, content: Content): Part => ({ schemaVersion: partVersion, kind, shard, key: keyOf(kind, asked), asked, content });

function partText({ content, ...part }: Part): string {
  const { schemaVersion, kind, shard, key, asked } = part;
  return `${JSON.stringify({ schemaVersion, kind, shard, key, asked, digest: digestOf({ kind, shard, key, content }), ...content }, null, 1)}\n`;
}

/** @returns whether it could be written */
export function writePart(file: string, part: Part, io: Io): boolean {
  const path = resolve(io.cwd, file);
  try {
    writeWhole(path, partText(part));
    return true;
  } catch (error) {
    usage(io, `--output ${file}: ${systemMessage(error)}\n  Next step: name another file.`);
    return false;
  }
}
