import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { libraryDir, packageRoot } from '../cli/scenario-files/package-root.ts';

const schema = JSON.parse(readFileSync(join(packageRoot, 'schema', 'scenario.schema.json'), 'utf8')) as object;
const accepts = new Ajv({ strict: false, allErrors: false }).compile(schema);

/** As an editor reads it: plain YAML, where 334 is a number. */
const errorsOf = (text: string): readonly string[] => (accepts(parse(text)) ? [] : (accepts.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`));

const library = readdirSync(libraryDir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml') && !file.startsWith('bases'));

test('an editor underlines nothing in the scenarios of the library', () => {
  expect(library.length).toBeGreaterThan(35);
  expect(library.flatMap((file) => errorsOf(readFileSync(join(libraryDir, file), 'utf8')).map((error) => `${file}: ${error}`))).toEqual([]);
});

const good = ['title: t', 'base: managed/home-laptop', 'timeline:', '  - at: 5m', '    do: alice signs in', '    see: { within: 2m, event: 334 }', ''].join('\n');

test.each([
  ['a key that no scenario has', good.replace('title:', 'titel:')],
  ['a key that no step has', good.replace('    do:', '    does:')],
  ['a sentence that is none', good.replace('signs in', 'signs inn on the moon')],
  ['a time that is none', good.replace('at: 5m', 'at: soon')],
  ['an evidence that does not exist', good.replace('event: 334', 'portall.registered: Pending')],
  ['a field that the evidence does not have', good.replace('event: 334', 'portal.registeredd: Pending')],
  ['a setting that does not exist', `${good}settings: { task.nextRunn: 5m }\n`],
  ['a property of no kind', `${good}properties: [{ name: x }]\n`],
  ['a property of two kinds', `${good}properties: [{ always: { portal.row: absent }, sometimes: { portal.row: absent } }]\n`],
  ['a field that a property cannot look at', `${good}properties: [{ always: { if: { portal.roww: absent }, then: { portal.row: absent } } }]\n`],
  ['if without then', `${good}properties: [{ always: { if: { portal.row: absent } } }]\n`],
  ['a scenario without a timeline', 'title: t\n'],
])('an editor underlines %s', (_what, text) => {
  expect(errorsOf(good)).toEqual([]);
  expect(errorsOf(`${good}properties: [{ name: x, on: PC01, as: system, eventually: { if: { portal.row: absent }, then: { dsregcmd.AzureAdPrt: NO } } }]\n`)).toEqual([]);
  expect(errorsOf(text)).not.toEqual([]);
});
