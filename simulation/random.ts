/**
 * The only source of chance. A draw is a function of (seed, stream, number of earlier draws of that stream), so adding a
 * device or a draw elsewhere changes no other stream.
 */
import { sha256Hex } from './canonical.ts';

/** Uniform in [0, 1), 48 bits. */
export function drawUnit(seed: string, stream: string, index: number): number {
  return Number.parseInt(sha256Hex(`${seed}\u0000${stream}\u0000${index}`).slice(0, 12), 16) / 2 ** 48;
}

/** Whole milliseconds, uniform in [minMs, maxMs]. */
export function drawMs(seed: string, stream: string, index: number, range: { readonly minMs: number; readonly maxMs: number }): number {
  return range.minMs + Math.floor(drawUnit(seed, stream, index) * (range.maxMs - range.minMs + 1));
}

const scrambled = (word: number): number => {
  let hash = Math.imul(word ^ (word >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
};

/**
 * Draws for very many members, numbered from 1, where a hash for each would take too long: integer arithmetic on two words of
 * (seed, stream). A draw is a function of seed, stream, member and index alone, as with `drawUnit`.
 */
export class MemberStream {
  readonly #first: number;
  readonly #second: number;

  constructor(seed: string, stream: string) {
    const hex = sha256Hex(`${seed}\u0000members\u0000${stream}`);
    this.#first = Number.parseInt(hex.slice(0, 8), 16) | 0;
    this.#second = Number.parseInt(hex.slice(8, 16), 16) | 0;
  }

  /** Uniform in [0, 1), 32 bits. */
  unit(member: number, index = 0): number {
    const own = scrambled(Math.imul(member, 0x9e37_79b1) ^ this.#first);
    return (scrambled((own + Math.imul(index + 1, 0x7feb_352d)) ^ this.#second) >>> 0) / 2 ** 32;
  }

  /** Whole number, uniform in [min, max]. */
  whole(member: number, index: number, min: number, max: number): number {
    return min + Math.floor(this.unit(member, index) * (max - min + 1));
  }
}
