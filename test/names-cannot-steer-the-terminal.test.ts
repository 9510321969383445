import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { joinlab } from './support/command-line.ts';
import { elementsOf } from './support/xml.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-names-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const file = 'a%,:\u001b[2J.yaml';
writeFileSync(join(dir, file), String.raw`title: "\e]0;owned\x07 \u202e | a` + '`b`' + String.raw` <x>&]]> \n::error::no"
ticket: "t\e[2J"
base: managed/home-laptop
timeline:
  - at: 0m
    do: alice signs in
    see: { within: 1m, event: 306, portal.registered: "\e[2J|" }
`);

// oxlint-disable-next-line no-control-regex
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test('escape sequences and direction marks are shown, not sent', () => {
  for (const args of [['run', file], ['trace', file], ['show', 'nothing\u001b[2J', file], ['run', file, '--reporter', 'markdown'], ['run', file, '--reporter', 'github'], ['run', '\u009b2J']]) {
    const { out, error } = joinlab(args, { cwd: dir });
    expect(steering.exec(out + error)).toBe(null);
  }
  expect(joinlab(['run', file], { cwd: dir }).out.split('\n')[0]).toBe('FAIL a%,:\\x1b[2J  \\x1b]0;owned\\x07 \\u202e | a`b` <x>&]]> ::error::no');
});

test('JUnit stays XML, annotations stay on their line, Markdown stays in its cell', () => {
  joinlab(['run', file, '--reporter', 'junit', '--reporter', 'github', '--reporter', 'markdown', '--output-dir', 'out'], { cwd: dir });
  const cases = elementsOf(readFileSync(join(dir, 'out', 'junit.xml'), 'utf8')).filter(({ name }) => name === 'testcase');
  expect(cases.map(({ attributes }) => attributes.name)).toEqual(['?]0;owned? \u202e | a`b` <x>&]]> ::error::no']);
  const annotations = readFileSync(join(dir, 'out', 'github.txt'), 'utf8').trimEnd().split('\n');
  expect(annotations).toHaveLength(1);
  expect(annotations[0]).toMatch(/^::error file=a%25%2C%3A\\x1b\[2J\.yaml,line=7,col=\d+,title=[^,:]*::not seen in time%0A/);
  const row = readFileSync(join(dir, 'out', 'run.md'), 'utf8').split('\n').find((line) => line.startsWith('| failed'));
  expect(row?.replaceAll('\\|', '').split('|')).toHaveLength(7);
  expect(row).toContain('a\\`b\\` &lt;x>&amp;');
});
