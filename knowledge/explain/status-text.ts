/** Reads a pasted `dsregcmd /status`, tolerantly, and comments it line by line. */
import { dsregcmdFields, dsregcmdSections, fieldAliases, type DsregcmdField } from '../dsregcmd-fields.ts';
import { wordKey } from './explanation.ts';
import { findingOf, type Finding } from './finding.ts';
import { explain } from './look-up.ts';

interface CodeInLine {
  readonly code: string;
  readonly symbol: string;
  readonly meaning: string;
}

export interface CommentedLine {
  /** Number in the pasted text, from 1. */
  readonly number: number;
  readonly text: string;
  readonly kind: 'section' | 'field' | 'other';
  /** Title of the section that the line stands in, where one was seen. */
  readonly section?: string;
  readonly field?: string;
  readonly value?: string;
  /** What the value means. */
  readonly comment?: string;
  readonly codes: readonly CodeInLine[];
}

export interface StatusComment {
  readonly lines: readonly CommentedLine[];
  readonly finding: Finding;
}

/** Nobody's status is longer; the rest of a pasted log file is not read. */
const linesMax = 2_000;
const lineLengthMax = 1_000;

/** @example explainStatusText('AzureAdJoined : NO\nDomainJoined : YES').finding.state // 'not-joined' */
export function explainStatusText(text: string): StatusComment {
  let section: string | undefined;
  const lines = text.split(/\r\n|\n|\r/).slice(0, linesMax).map((raw, index): CommentedLine => {
    const line = { number: index + 1, text: raw.trimEnd(), codes: [] };
    const title = sectionIn(raw);
    if (title !== undefined) section = title;
    const place = section === undefined ? {} : { section };
    if (title !== undefined) return { ...line, kind: 'section', ...place };
    const found = fieldIn(raw.slice(0, lineLengthMax), section);
    if (found === undefined) return { ...line, kind: 'other', ...place };
    const { field, value } = found;
    return { ...line, kind: 'field', ...place, field: field.name, value, comment: commentOn(field, value), codes: codesIn(field, value) };
  });
  return { lines, finding: findingOf(lines) };
}

const fieldsByKey = new Map<string, DsregcmdField[]>();
for (const field of dsregcmdFields) {
  const spellings = [field.name, ...Object.keys(fieldAliases).filter((alias) => fieldAliases[alias] === field.name)];
  for (const key of new Set(spellings.map(wordKey))) fieldsByKey.set(key, [...(fieldsByKey.get(key) ?? []), field]);
}

/** Two names differ in a blank or in case only (`Server ErrorCode`, `Server Error Code`): spelling decides, then the section. */
function fieldNamed(name: string, section: string | undefined): DsregcmdField | undefined {
  const candidates = fieldsByKey.get(wordKey(name)) ?? [];
  const title = section?.replace(/ \d+$/, '') ?? '';
  return candidates.find((field) => field.name === name) ?? candidates.find(({ sections }) => sections.includes(title)) ?? candidates[0];
}

const sectionByKey = new Map(dsregcmdSections.map(({ title }) => [wordKey(title), title]));

function sectionIn(raw: string): string | undefined {
  const bare = raw.slice(0, lineLengthMax).replaceAll(/[|>*#]/g, ' ').trim();
  if (bare.includes(':')) return undefined;
  const account = /^Work Account (\d{1,3})$/i.exec(bare);
  return account === null ? sectionByKey.get(wordKey(bare)) : `Work Account ${account[1] ?? ''}`;
}

/** Words of a field's name at most; what stands before them is a prompt or noise. */
const nameWordsMax = 4;
/** Colons of one line at which a name may end; times and addresses hold the others. */
const colonsMax = 6;

function fieldIn(raw: string, section: string | undefined): { field: DsregcmdField; value: string } | undefined {
  let colon = raw.indexOf(':');
  for (let tried = 0; colon !== -1 && tried < colonsMax; tried += 1) {
    const words = raw.slice(0, colon).replaceAll(/[>|$#*`"]/g, ' ').trim().split(/\s+/);
    for (let count = Math.min(nameWordsMax, words.length); count >= 1; count -= 1) {
      const field = fieldNamed(words.slice(-count).join(' '), section);
      // The old layout prints "KeySignTest: : PASSED".
      if (field !== undefined) return { field, value: raw.slice(colon + 1).replace(/^\s*:\s/, '').trim() };
    }
    colon = raw.indexOf(':', colon + 1);
  }
  return undefined;
}

/** Reasons why a value stands there that tell nothing about what it means. */
const tellsNothing = /^(always\b.*|in block|joined|registered|when a request was sent|as answered|all published samples|other kinds exist)?$/;

function commentOn(field: DsregcmdField, value: string): string {
  const meaning = field.meaning;
  const exact = field.values.find((known) => known.value.toLowerCase() === value.toLowerCase());
  const known = exact ?? field.values.find((candidate) => candidate.value.includes('<') && patternOf(candidate.value).test(value));
  if (known === undefined || tellsNothing.test(known.when) || (exact === undefined && /^<[^>]*>$/.test(known.value))) return meaning;
  return /^(YES|NO|UNKNOWN|ENABLED|DISABLED|PASS|PASSED|SKIPPED)$/i.test(value) ? known.when : `${meaning}: ${known.when}`;
}

/** `FAIL [<code>]` matches any code. */
function patternOf(value: string): RegExp {
  const parts = value.split(/<[^>]*>/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}

const statusFields = new Set(['Https Status', 'HTTP status']);
const serverWordFields = new Set(['Server ErrorCode', 'Server ErrorSubCode', 'Server Operation', 'Server Error Code']);

function codesIn(field: DsregcmdField, value: string): CodeInLine[] {
  const queries = [...value.matchAll(/0x[0-9a-f]{1,8}(?![0-9a-z])|AADSTS\d{4,8}|MSIS\d{4}/gi)].map(([code]) => code);
  if (statusFields.has(field.name) && /^\d{3}$/.test(value)) queries.push(`HTTP ${value}`);
  if (serverWordFields.has(field.name) && /^\w{3,60}$/.test(value)) queries.push(value);
  return [...new Set(queries)].flatMap((query) => {
    if (/^0x0+$/.test(query)) return [{ code: query, symbol: '', meaning: 'no error' }];
    const [first] = explain(query).filter(({ kind }) => kind === 'error code' || kind === 'code');
    return first === undefined ? [] : [{ code: query, symbol: first.title, meaning: first.meaning }];
  });
}
