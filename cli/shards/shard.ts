/** `--shard i/n`: the i-th of n parts of a fixed order, counted from 1. Every n-th position, so that neighbours that are slow spread. */
import type { Io } from '../io.ts';
import { usage } from '../loading.ts';

export interface Shard {
  readonly index: number;
  readonly of: number;
}

export const wholeShard: Shard = { index: 1, of: 1 };

/** Whether a position (from 0) of the order is in a shard. Each is in exactly one of n. */
export const isInShard = ({ index, of }: Shard, position: number): boolean => position % of === index - 1;

/** The j-th of m parts of a shard is itself a shard: of the same order, but finer. */
export const shardOfShard = ({ index, of }: Shard, part: Shard): Shard => ({ index: index + (part.index - 1) * of, of: of * part.of });

/** @returns the whole where nothing was said, `null` after saying what is wrong */
export function parseShard(text: string | undefined, io: Io): Shard | null {
  if (text === undefined) return wholeShard;
  const [, first, second] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { index: Number(first), of: Number(second) };
  if (shard.index >= 1 && shard.index <= shard.of) return shard;
  usage(io, `--shard is written i/n with i from 1 to n, for example 1/4; "${text}" is not.`);
  return null;
}
