/** Small helpers of the text evidences. */
import { formatDateTime, formatDuration, formatIso } from '../simulation/calendar.ts';
import type { World } from '../simulation/world.ts';

/** `2026-01-05 09:45:00 UTC`. */
export const utc = (world: World, atMs: number): string => `${formatDateTime(world.startMs + atMs)} UTC`;

/** `2026-01-05T09:45:00Z`, the form of Graph. */
export const isoSeconds = (world: World, atMs: number): string => `${formatIso(world.startMs + atMs).slice(0, 19)}Z`;

/** `1h45m`, to the second. */
export const offset = (atMs: number): string => formatDuration(Math.floor(atMs / 1000) * 1000);

/** Name and value lines, names right-aligned as on Windows screens. */
export function table(rows: readonly (readonly [string, string])[], indent = '  '): string {
  const width = rows.reduce((widest, [name]) => Math.max(widest, name.length), 0);
  return rows.map(([name, value]) => `${indent}${name.padEnd(width)}  ${value}`.trimEnd()).join('\n');
}
