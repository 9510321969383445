/** Files of `joinlab merge`: read, and held against each other. Parts of one job, every shard, none told in two ways. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { canonicalJson } from '../../simulation/canonical.ts';
import { fileProblem, type Problem } from '../../simulation/scenario/problems.ts';
import { systemMessage } from '../system-error.ts';
import { contentOf, digestOf, keyOf, partVersion, type Asked, type Part } from './part.ts';
import type { Shard } from './shard.ts';

interface ReadPart extends Part {
  readonly file: string;
}

export interface PartsOfOneJob {
  readonly kind: string;
  /** By shard, each once. */
  readonly parts: readonly Part[];
}

const isFields = (value: unknown): value is { readonly [name: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value);
const isShard = (value: unknown): value is Shard => isFields(value) && Number.isInteger(value.index) && Number.isInteger(value.of) && (value.index as number) >= 1 && (value.index as number) <= (value.of as number);

export function readPart(file: string, cwd: string): ReadPart | Problem {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    return fileProblem('JL107', file, systemMessage(error));
  }
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch (error) {
    return fileProblem('JL401', file, `it is no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  if (!isFields(fields) || typeof fields.kind !== 'string' || !isShard(fields.shard) || typeof fields.key !== 'string' || !isFields(fields.asked)) return fileProblem('JL401', file, 'it has no kind, shard, key and asked');
  if (fields.schemaVersion !== partVersion) return fileProblem('JL401', file, `its schemaVersion is ${JSON.stringify(fields.schemaVersion)}; this joinlab reads ${partVersion}`);
  const { kind, shard, key } = fields;
  const asked = fields.asked as Asked;
  const content = contentOf(fields);
  if (fields.digest !== digestOf({ kind, shard, key, content }) || key !== keyOf(kind, asked)) return fileProblem('JL402', file, 'its digest is not that of what it holds');
  return { schemaVersion: partVersion, kind, shard, key, asked, content, file };
}

/** Two attempts at one shard find the same; only how long they took may differ. */
const sameFindings = (a: Part, b: Part): boolean => {
  const text = ({ content }: Part): string => JSON.stringify(content, (name, value: unknown) => (name === 'wallMs' ? undefined : value));
  return text(a) === text(b);
};

const words = (value: unknown): string => (value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value));

/** What two jobs asked otherwise, by name. */
function differencesOf(first: ReadPart, other: ReadPart): readonly string[] {
  if (first.kind !== other.kind) return [`kind is ${first.kind} in ${first.file} and ${other.kind} here`];
  const names = [...new Set([...Object.keys(first.asked), ...Object.keys(other.asked)])];
  return names.flatMap((name) => (canonicalJson(first.asked[name] ?? null) === canonicalJson(other.asked[name] ?? null) ? [] : [`${name} is ${words(first.asked[name])} in ${first.file} and ${words(other.asked[name])} here`]));
}

/** The parts in order of their shards, or everything that keeps them from being merged. */
export function readParts(files: readonly string[], cwd: string): PartsOfOneJob | readonly Problem[] {
  const read = files.map((file) => readPart(file, cwd));
  const unreadable = read.filter((part): part is Problem => 'code' in part);
  if (unreadable.length > 0) return unreadable;
  const parts = read as readonly ReadPart[];
  const [first] = parts;
  if (!first) return [fileProblem('JL404', 'command line', 'no part was named')];
  const strangers = parts.flatMap((part) => differencesOf(first, part).map((difference) => fileProblem('JL403', part.file, difference)));
  if (strangers.length > 0) return strangers;
  const { of } = first.shard;
  const otherSplit = parts.filter((part) => part.shard.of !== of).map((part) => fileProblem('JL403', part.file, `it is shard ${part.shard.index}/${part.shard.of}, and ${first.file} is ${first.shard.index}/${of}`));
  if (otherSplit.length > 0) return otherSplit;
  const byIndex = new Map<number, ReadPart>();
  const contradictions: Problem[] = [];
  for (const part of parts) {
    const known = byIndex.get(part.shard.index);
    if (known && !sameFindings(known, part)) contradictions.push(fileProblem('JL405', part.file, `shard ${part.shard.index}/${of} is in ${known.file} as well, and found something else`));
    byIndex.set(part.shard.index, known ?? part);
  }
  if (contradictions.length > 0) return contradictions;
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0) return [fileProblem('JL404', 'command line', `${missing.map((index) => `${index}/${of}`).join(', ')} ${missing.length === 1 ? 'is' : 'are'} not among the ${files.length} files`)];
  return { kind: first.kind, parts: [...byIndex].sort(([a], [b]) => a - b).map(([, { file: _file, ...part }]) => part) };
}
