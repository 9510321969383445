import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fc } from './support/properties.ts';
import { expect, test } from 'vitest';
import diagnostics from '../knowledge/data/diagnostics.json' with { type: 'json' };
import errorCodes from '../knowledge/data/error-codes.json' with { type: 'json' };
import events from '../knowledge/data/events.json' with { type: 'json' };
import { dsregcmdFields, dsregcmdSections } from '../knowledge/dsregcmd-fields.ts';
import { eventDefinitions } from '../knowledge/events.ts';
import { explain, explainStatusText, suggest } from '../knowledge/explain.ts';
import { invariants } from '../knowledge/invariants.ts';
import { openQuestions } from '../knowledge/open-questions.ts';
import { otherCodes } from '../knowledge/other-codes.ts';
import { settingKeys } from '../knowledge/settings.ts';
import { stages } from '../knowledge/stages.ts';
import { doorProblems } from '../doors/problems.ts';
import { problemCatalogue } from '../simulation/scenario/problems.ts';
import { joinlab } from './support/command-line.ts';

const answers = (query: string, id: string): boolean => explain(query).some((explanation) => explanation.id === id);
const unanswered = (pairs: readonly (readonly [query: string, id: string])[]): string[] => pairs.filter(([query, id]) => !answers(query, id)).map(([query, id]) => `${query} -> ${id}`);

const hexCodes = errorCodes.filter(({ code }) => code.startsWith('0x'));
const valueOf = (code: string): number => Number.parseInt(code, 16);

test('there are 341 error codes and 213 events, each with a source and a confidence', () => {
  expect([errorCodes.length, events.length]).toEqual([341, 213]);
  expect([...errorCodes, ...events].filter(({ sources, confidence }) => sources.length === 0 || !['high', 'medium', 'low'].includes(confidence))).toEqual([]);
});

test('every code answers in hex, whatever its case, leading zeros or missing prefix', () => {
  expect(unanswered(hexCodes.flatMap(({ code }) => [
    [code, code],
    [code.toUpperCase().replace('0X', '0x'), code],
    [`0X${code.slice(2).toUpperCase()}`, code],
    [`0x${code.slice(2).padStart(8, '0')}`, code],
  ] as const))).toEqual([]);
  expect(unanswered(hexCodes.filter(({ code }) => code.length === 10).map(({ code }) => [code.slice(2), code]))).toEqual([]);
});

test('every code answers in decimal, signed and unsigned', () => {
  expect(unanswered(errorCodes.map(({ code, decimal }) => [`${decimal}`, code]))).toEqual([]);
  expect(unanswered(hexCodes.map(({ code }) => [`${valueOf(code)}`, code]))).toEqual([]);
  expect(unanswered(hexCodes.map(({ code }) => [`${valueOf(code) | 0}`, code]))).toEqual([]);
});

test('every symbol answers, in any case', () => {
  const named = errorCodes.filter(({ symbol }) => symbol !== '');
  expect(unanswered(named.flatMap(({ code, symbol }) => [[symbol, code], [symbol.toLowerCase(), code]] as const))).toEqual([]);
});

test('AADSTS codes answer with and without the prefix', () => {
  const signIn = errorCodes.filter(({ code }) => code.startsWith('AADSTS'));
  expect(signIn.length).toBe(136);
  expect(unanswered(signIn.flatMap(({ code }) => [[code, code], [code.toLowerCase(), code], [code.slice(6), code], [`AADSTS ${code.slice(6)}`, code]] as const))).toEqual([]);
});

test('every event answers by its number alone, with "event", and by its log', () => {
  const pairs = events.flatMap(({ log, id }) => {
    const shown = `${log.replace('Microsoft-Windows-', '')} ${id}`;
    return [[`${id}`, shown], [`event ${id}`, shown], [`Event ID ${id}`, shown], [shown, shown]] as const;
  });
  expect(unanswered(pairs)).toEqual([]);
  expect(explain('100').map(({ id }) => id)).toEqual(['User Device Registration/Admin 100', 'Workplace Join/Admin 100']);
});

test('every event that the simulation can log answers', () => {
  expect(eventDefinitions.filter(({ id }) => explain(`event ${id}`).length === 0)).toEqual([]);
});

test('every field, section and debug key answers, with blanks or without', () => {
  expect(unanswered(dsregcmdFields.flatMap(({ name }) => [[name, name], [name.toLowerCase(), name], [name.replaceAll(' ', '').toLowerCase(), name]] as const))).toEqual([]);
  expect(unanswered(dsregcmdSections.map(({ title }) => [title, title]))).toEqual([]);
  const keys = [...diagnostics.debugJoin.preCheckBlock, ...diagnostics.debugJoin.outcomeBlock].map(({ key }) => key);
  expect(unanswered(keys.map((key) => [key, key]))).toEqual([]);
});

test('task results, LDAP and HTTP answers, run results and server words answer', () => {
  expect(unanswered(otherCodes.filter(({ area }) => area !== 'event').map(({ code }) => [code, code]))).toEqual([]);
  expect(otherCodes.filter(({ words, symbol }) => [symbol, ...words].some((word) => word !== '' && explain(word).length === 0))).toEqual([]);
  const asked = ['0x41301', '0x41303', 'stopped-deletion-threshold-exceeded', 'completed-export-errors', '0x54b', '1355', 'HTTP 429', 'ldap 32', 'data 52e', 'Pending', 'DirectoryError', '5719'];
  expect(asked.filter((query) => explain(query).length === 0)).toEqual([]);
});

/** `file: code` for all that a pattern's first group finds in the sources of some rooms. */
function writtenIn(rooms: readonly string[], pattern: RegExp): string[] {
  const root = new URL('../', import.meta.url);
  const files = rooms.flatMap((room) =>
    readdirSync(new URL(room, root), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => `${room}/${name.replaceAll('\\', '/')}`));
  return files.flatMap((file) => [...readFileSync(new URL(file, root), 'utf8').matchAll(pattern)].map(([, code = '']) => `${file}: ${code}`));
}

test('every code that the charts, mocks, acts and evidence write out answers', () => {
  const written = writtenIn(['machines', 'mocks', 'simulation', 'evidence'], /'(0x[0-9a-f]{3,8}|AADSTS\d{4,8}|(?:stopped|completed)-[a-z-]+)\b/g);
  expect(written.length).toBeGreaterThan(20);
  expect(written.filter((place) => explain(place.split(': ')[1] ?? '').length === 0)).toEqual([]);
});

test('every JL number that files, commands and doors say stands in one catalogue, none stands there in vain, and each answers', () => {
  const written = writtenIn(['simulation', 'evidence', 'reports', 'doors', 'cli'], /\b(JL\d{3})\b/g).filter((place) => !place.includes('/problems.ts: '));
  expect([...new Set(written.map((place) => place.split(': ')[1]))].toSorted()).toEqual([...Object.keys(problemCatalogue), ...Object.keys(doorProblems)].toSorted());
  expect(joinlab(['explain', 'jl412'])).toMatchObject({ code: 0, out: expect.stringMatching(/^JL412 {2}no host of the simulated cloud .*\n {4}- Correct the address/s) });
});

test('no number is explained twice, once here and once there', () => {
  const known = new Set(hexCodes.map(({ code }) => valueOf(code)));
  expect(otherCodes.filter(({ value }) => value !== undefined && known.has(value)).map(({ code }) => code)).toEqual([]);
  expect(otherCodes.filter(({ code }) => errorCodes.some((entry) => entry.code === code)).map(({ code }) => code)).toEqual([]);
});

test('every invariant, open question, stage and setting answers', () => {
  expect(unanswered([...invariants, ...openQuestions, ...stages].map(({ id }) => [id.toLowerCase(), id]))).toEqual([]);
  expect(unanswered(settingKeys.map((key) => [key, key]))).toEqual([]);
});

test('a topic of another room answers like a built-in one, and is suggested', () => {
  const fault = { words: ['dc-down', 'N10'], explanation: { kind: 'fault', id: 'dc-down', title: '', meaning: 'A domain controller is down.', facts: [], values: [], remedy: [], related: [], sources: [], confidence: 'high' } } as const;
  expect(explain('DC down', [fault])).toEqual([fault.explanation]);
  expect(explain('dc-down')).toEqual([]);
  expect(suggest('dc-donw', [fault]).nearest[0]).toBe('dc-down');
});

test('explain and suggest never throw, whatever they are asked', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^-?(0x)?[0-9a-fA-F]{0,12}$/), fc.constantFrom('__proto__', 'constructor', 'toString', '\u0000', '0x', '-', '-0', '99999999999999999999'));
  fc.assert(fc.property(anything, (query) => {
    expect(Array.isArray(explain(query))).toBe(true);
    expect(Array.isArray(suggest(query).nearest)).toBe(true);
  }), { numRuns: 500 });
});

test('a random paste never throws and keeps its lines', () => {
  const words = fc.constantFrom(...dsregcmdFields.map(({ name }) => name), ':', ' : ', 'YES', 'NO', '0x801c03f2', '|', '> ', 'PS C:\\>', '[', '(', '\\', '*');
  const line = fc.oneof(fc.string({ unit: 'binary' }), fc.array(words, { maxLength: 8 }).map((parts) => parts.join(' ')));
  fc.assert(fc.property(fc.array(line, { maxLength: 20 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
    const { finding, lines: commented } = explainStatusText(lines.join(end));
    expect(finding.summary).not.toBe('');
    expect(commented.length).toBeGreaterThanOrEqual(1);
  }), { numRuns: 300 });
});

// Real outputs are test data of the authors, not part of the package.
const domain = new URL('../../shared/domain/', import.meta.url);
const absent = !existsSync(domain);

interface Sample {
  readonly id: string;
  readonly switch: string;
  readonly state: string;
  readonly complete: boolean;
}

test.skipIf(absent)('published outputs: every line "name : value" is recognised (skipped where ../shared/domain is absent)', () => {
  const samples = JSON.parse(readFileSync(new URL('dsregcmd-samples/index.json', domain), 'utf8')) as Sample[];
  const unknown: string[] = [];
  for (const { id } of samples.filter((sample) => sample.switch === '/status')) {
    const { lines, finding } = explainStatusText(readFileSync(new URL(`dsregcmd-samples/${id}.txt`, domain), 'utf8'));
    if (finding.state === 'unrecognised') unknown.push(id);
    unknown.push(...lines.filter(({ kind, text }) => kind === 'other' && /\S \s*: /.test(text)).map(({ text }) => `${id}: ${text}`));
  }
  expect(unknown).toEqual([]);
});

test.skipIf(absent)('published outputs: the finding fits the state that is known of each (skipped where ../shared/domain is absent)', () => {
  const samples = JSON.parse(readFileSync(new URL('dsregcmd-samples/index.json', domain), 'utf8')) as Sample[];
  const found = samples.filter((sample) => sample.switch === '/status' && sample.complete).map(({ id, state }) => [id, state, explainStatusText(readFileSync(new URL(`dsregcmd-samples/${id}.txt`, domain), 'utf8')).finding.state]);
  const fitting: Readonly<Record<string, RegExp>> = {
    entra: /^(healthy|joined|device-unverified|joined-|prt-)/,
    hybrid: /^(healthy|joined|device-|joined-|prt-|enterprise-prt|partial)/,
    'domain-only': /^(no-|waiting|discovery|not-|certificate|registration|authentication)/,
    none: /^not-in-domain$/,
    workplace: /^registered-only$/,
  };
  expect(found.filter(([, state = '', finding = '']) => !fitting[state]?.test(finding))).toEqual([]);
});

test.skipIf(absent)('no code, event or diagnostic field of the collected facts is missing (skipped where ../shared/domain is absent)', () => {
  const read = <Shape>(name: string): Shape => JSON.parse(readFileSync(new URL(name, domain), 'utf8')) as Shape;
  const facts = read<{ code: string; remedy: string[]; trigger: string }[]>('errors.json');
  expect(facts.filter(({ code, remedy, trigger }) => !errorCodes.some((entry) => entry.code === code && entry.trigger === trigger && entry.remedy.length === remedy.length))).toEqual([]);
  const logged = read<{ log: string; id: number }[]>('events.json');
  expect(logged.filter(({ log, id }) => !events.some((entry) => entry.log === log && entry.id === id))).toEqual([]);
  const fields = read<{ sections: { fields: { name: string }[] }[] }>('prejoin-diagnostics.json').sections.flatMap((section) => section.fields);
  expect(fields.filter(({ name }) => !dsregcmdFields.some((field) => field.name === name))).toEqual([]);
});
