/** Value forms of dsregcmd. Source: dsregcmd.md 1. */
import { formatIso } from '../../simulation/calendar.ts';

export interface Field {
  readonly name: string;
  readonly value: string;
}

export interface Section {
  readonly title: string;
  /** Groups are separated by one empty line. */
  readonly groups: readonly (readonly Field[])[];
  /** Printed before the fields as it stands. */
  readonly preamble?: string;
}

export const field = (name: string, value: string): Field => ({ name, value });
export const flag = (name: string, value: boolean): Field => ({ name, value: value ? 'YES' : 'NO' });

/** `2026-01-05 08:00:00.000 UTC`; milliseconds are real only in Previous Prt Attempt. */
export function time(epochMs: number, realMilliseconds = false): string {
  const iso = formatIso(epochMs);
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}.${realMilliseconds ? iso.slice(20, 23) : '000'} UTC`;
}

export const range = (fromMs: number, toMs: number): string => `[ ${time(fromMs)} -- ${time(toMs)} ]`;

/** Values never hold blank-colon-blank: parsers split there (dsregcmd.md 8). */
export const safe = (text: string): string => text.replaceAll(' : ', ': ').replace(/[\r\n]+/g, ' ').trim();
