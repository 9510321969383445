/** Value forms of dsregcmd, from plain data. Source: dsregcmd.md 1. */

export interface Field {
  readonly name: string;
  readonly value: string;
}

export interface Section {
  readonly title: string;
  /** Printed with one empty line between them. */
  readonly groups: readonly (readonly Field[])[];
  /** A line of text under the banner, before the fields. */
  readonly notice?: string;
}

/** Words with one blank between them, none of which begins with a colon: nearly every value. */
const isOneLine = /^(?:[^\s:]\S*(?: [^\s:]\S*)*)?$/;

/** Line breaks, blanks at the ends and blank-colon-blank would make parsers misread the line; foreign texts lose them here. */
export function oneLine(text: string): string {
  if (isOneLine.test(text)) return text;
  // A colon that stands alone joins the word before it; ": :" becomes "::", which stands alone again, so begin with those at the front.
  const words = text.split(/\s+/).filter((word) => word !== '');
  const first = words.findIndex((word) => !/^:+$/.test(word));
  return first < 0 ? '' : words.slice(first).join(' ').replace(/ +:(?= |$)/g, ':');
}

export const field = (name: string, value: string): Field => ({ name, value: oneLine(value) });

export const yesNo = (value: boolean): string => (value ? 'YES' : 'NO');

export const flag = (name: string, value: boolean): Field => ({ name, value: yesNo(value) });

/** Upper case in braces, as the Windows GUID formatter writes it. */
export const bracedGuid = (guid: string): string => `{${guid.toUpperCase()}}`;

const msPerDay = 86_400_000;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly clock: string;
  readonly milliseconds: number;
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

/** Days to year, month, day by counting from 1 March of year 0, so that the leap day is the last day of its year. */
function civilTime(epochMs: number): CivilTime {
  const days = Math.floor(epochMs / msPerDay);
  const inDayMs = epochMs - days * msPerDay;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const seconds = Math.floor(inDayMs / 1000);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
    clock: `${padded(Math.floor(seconds / 3600), 2)}:${padded(Math.floor(seconds / 60) % 60, 2)}:${padded(seconds % 60, 2)}`,
    milliseconds: Math.floor(inDayMs % 1000),
  };
}

function dateAndClock(civil: CivilTime): string {
  return `${padded(civil.year, 4)}-${padded(civil.month, 2)}-${padded(civil.day, 2)} ${civil.clock}`;
}

/** `2026-01-05 08:00:00.000 UTC`: whole seconds everywhere but in Previous Prt Attempt. */
export const time = (epochMs: number): string => `${dateAndClock(civilTime(epochMs))}.000 UTC`;

/** With real milliseconds: Previous Prt Attempt only. */
export function exactTime(epochMs: number): string {
  const civil = civilTime(epochMs);
  return `${dateAndClock(civil)}.${padded(civil.milliseconds, 3)} UTC`;
}

export const timeRange = (fromMs: number, toMs: number): string => `[ ${time(fromMs)} -- ${time(toMs)} ]`;

/** `Mon, 05 Jan 2026 08:00:00 GMT`, as HTTP answers carry it. */
export function httpDate(epochMs: number): string {
  const civil = civilTime(epochMs);
  return `${weekdayNames[civil.weekday]}, ${padded(civil.day, 2)} ${monthNames[civil.month - 1]} ${padded(civil.year, 4)} ${civil.clock} GMT`;
}
