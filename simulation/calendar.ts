/** Calendar and durations: the only place that knows `Date`. Virtual time is milliseconds since the scenario's start. */

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** "Never" as a plain number, so that it can be stored: a hundred years. Written `inf`. */
export const foreverMs = 36_525 * dayMs;

/** 2026-01-05T08:00:00Z, where scenarios start unless they say otherwise. */
export const defaultStartMs = Date.UTC(2026, 0, 5, 8, 0, 0);

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: secondMs, m: minuteMs, h: hourMs, d: dayMs };

/** `90s`, `1h30m`, `2d`, `0m`, ISO `PT30M`/`P1D`, `inf`; undefined when the text is none of these. */
export function parseDurationMs(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === 'inf') return foreverMs;
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(trimmed);
  if (iso && trimmed.length > 2) {
    const [, d, h, m, s] = iso;
    return Number(d ?? 0) * dayMs + Number(h ?? 0) * hourMs + Number(m ?? 0) * minuteMs + Number(s ?? 0) * secondMs;
  }
  if (!/^(\d+(ms|s|m|h|d)\s*)+$/.test(trimmed)) return trimmed === '0' ? 0 : undefined;
  let total = 0;
  for (const [, count, unit] of trimmed.matchAll(/(\d+)(ms|s|m|h|d)/g)) total += Number(count) * (unitMs[unit ?? ''] ?? 0);
  return total;
}

/** Shortest form that `parseDurationMs` reads back: `1h5m`, `90s` is `1m30s`, `0m`. */
export function formatDuration(ms: number): string {
  if (ms >= foreverMs) return 'inf';
  if (ms === 0) return '0m';
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, size] of [['d', dayMs], ['h', hourMs], ['m', minuteMs], ['s', secondMs], ['ms', 1]] as const) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * size;
  }
  return parts.join('');
}

/** `2026-01-05 08:00 UTC`, `2026-01-05T08:00:00Z`, `2026-01-05`; undefined when it is no such date. */
export function parseUtc(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?)?\s*(?:Z|UTC)?$/.exec(text.trim());
  if (!match) return undefined;
  const [year, month, day, hour, minute, second, milli] = match.slice(1).map((part) => Number(part ?? 0));
  const ms = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second, milli);
  const back = new Date(ms);
  const same = back.getUTCFullYear() === year && back.getUTCMonth() + 1 === month && back.getUTCDate() === day && back.getUTCHours() === hour && back.getUTCMinutes() === minute;
  return same ? ms : undefined;
}

/** The same day and time in a later year; 29 February becomes 1 March where the year has none. */
export const yearsLaterMs = (epochMs: number, years: number): number => {
  const date = new Date(epochMs);
  return date.setUTCFullYear(date.getUTCFullYear() + years);
};

/** `2026-01-05T08:00:00.000Z`. */
export const formatIso = (epochMs: number): string => new Date(epochMs).toISOString();

/** `2026-01-05 08:00:00`: whole seconds, UTC, for texts that name the zone behind it. */
export const formatDateTime = (epochMs: number): string => formatIso(epochMs).slice(0, 19).replace('T', ' ');
