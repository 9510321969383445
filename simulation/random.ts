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
