import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCommand, type RunOptions } from '../cli/commands/run.ts';
import { captureIo } from './support/command-line.ts';
import { elementsOf } from './support/xml.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-reports-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const scenario = 'title: At home\nbase: managed/home-laptop\ntimeline:\n  - at: 0m\n    do: alice signs in\n    see: { within: 2m, event: 334 }\n  - at: 1h5m\n    see: { portal.row: absent }\n';
writeFileSync(join(dir, 'good.yaml'), scenario);
writeFileSync(join(dir, 'wrong.yaml'), scenario.replace('334', '306'));
writeFileSync(join(dir, 'broken.yaml'), scenario.replace('title', 'titel').replace('signs in', 'sings in'));
const files = ['good.yaml', 'wrong.yaml', 'broken.yaml'];

async function run(options: RunOptions, words: readonly string[] = files): Promise<{ code: number; out: string; error: string }> {
  const { io, said } = captureIo(dir);
  const code = await runCommand(words, options, io);
  return { code, ...said };
}

test('--list --json', async () => {
  const { code, out, error } = await run({ list: true, json: true }, ['good.yaml']);
  expect([code, error]).toEqual([0, '']);
  expect(JSON.parse(out)).toEqual({ schemaVersion: 1, scenarios: [{ id: 'good', file: 'good.yaml', title: 'At home', devices: ['LAPTOP01'], instants: ['0m', '1h5m'], durationMs: 3_900_000 }] });
});

test('json: one entry a file, with everything that is wrong with it', async () => {
  const { code, out } = await run({ reporter: ['json'] });
  expect(code).toBe(3);
  const report = JSON.parse(out) as { scenarios: { traceHash: string | null }[] };
  expect(report).toEqual({
    schemaVersion: 1,
    joinlab: expect.stringMatching(/^\d+\.\d+\.\d+/),
    summary: { scenarios: 3, passed: 1, failed: 1, invalid: 1, virtualMs: 7_800_000, wallMs: 0 },
    scenarios: [
      { id: 'good', file: 'good.yaml', title: 'At home', status: 'passed', traceHash: expect.stringMatching(/^[0-9a-f]{64}$/), virtualMs: 3_900_000, wallMs: 0, failures: [] },
      {
        id: 'wrong', file: 'wrong.yaml', title: 'At home', status: 'failed', traceHash: expect.stringMatching(/^[0-9a-f]{64}$/), virtualMs: 3_900_000, wallMs: 0,
        failures: [{ kind: 'expectation', step: 0, atMs: 120_000, line: 6, column: 10, message: 'not seen in time', conditions: [{ text: 'event: 306', holds: false, actual: 'events 334' }], validChoices: [] }],
      },
      {
        id: 'broken.yaml', file: 'broken.yaml', title: null, status: 'invalid', traceHash: null, virtualMs: 0, wallMs: 0,
        failures: expect.arrayContaining([expect.objectContaining({ kind: 'file', code: 'JL203', line: 1, choices: ['title'] }), expect.objectContaining({ kind: 'file', code: 'JL204', line: 5 })]),
      },
    ],
  });
  expect(await run({ json: true })).toEqual({ code: 3, out, error: '' });
});

test('junit: a case a scenario, one failure or error in each that has one, and counts that agree', async () => {
  const { out } = await run({ reporter: ['junit'] });
  const elements = elementsOf(out);
  expect(elements.map(({ name }) => name)).toEqual(['testsuites', 'testsuite', 'testcase', 'testcase', 'failure', 'testcase', 'error']);
  expect(elements[1]?.attributes).toEqual({ name: 'joinlab', tests: '3', failures: '1', errors: '1', time: '0.000' });
  expect(elements[3]?.attributes).toEqual({ name: 'At home', classname: 'wrong', file: 'wrong.yaml', time: '0.000' });
  expect(elements[4]).toMatchObject({ attributes: { message: 'not seen in time' }, text: 'step 1 at 2m: not seen in time\n-> event: 306 (shows events 334)\nAgain: joinlab run wrong.yaml' });
  expect(elements[6]?.text).toContain('broken.yaml:5:9 JL204 unknown sentence: "alice sings in"');
});

test('github: an annotation at the line of the expectation', async () => {
  const { out } = await run({ reporter: ['github'] }, ['wrong.yaml']);
  expect(out).toBe('::error file=wrong.yaml,line=6,col=10,title=At home::not seen in time%0Aevent: 306 (shows events 334)%0AAgain: joinlab run wrong.yaml\n');
});

test('markdown: a table and what went wrong', async () => {
  const { out } = await run({ reporter: ['markdown'] }, ['wrong.yaml']);
  expect(out).toBe(
    ['# joinlab: 0 passed, 1 failed, 0 invalid', '', '| status | scenario | what happens | why | virtual time |', '|---|---|---|---|---|', '| failed | `wrong` | At home |  | 1h5m |', '', '## What went wrong', '', '- `wrong` step 1 at 2m: not seen in time, `event: 306` shows `events 334`; again: `joinlab run wrong.yaml`', ''].join('\n'),
  );
});

test('several at once: each in its file, the console and the annotations still seen, nothing half written', async () => {
  const { out, error } = await run({ reporter: ['default', 'json', 'junit', 'github', 'markdown'], outputDir: 'out/' }, ['wrong.yaml']);
  expect(readdirSync(join(dir, 'out'))).toEqual(['github.txt', 'junit.xml', 'run.json', 'run.md', 'run.txt']);
  expect(out).toMatch(/^FAIL wrong[\s\S]*::error file=wrong\.yaml[^\n]*\n$/);
  expect(error).toBe('Reports: out/run.txt, out/run.json, out/junit.xml, out/github.txt, out/run.md\n');
  expect(readFileSync(join(dir, 'out', 'run.txt'), 'utf8')).toMatch(/^FAIL wrong/);
});

test('--output-file takes the last reporter, or the one that it names', async () => {
  const { out } = await run({ reporter: ['default', 'json'], outputFile: ['a.json', 'junit=b.xml'] }, ['good.yaml']);
  expect(out).toMatch(/^ok {3}good/);
  expect(out).not.toContain('schemaVersion');
  expect(JSON.parse(readFileSync(join(dir, 'a.json'), 'utf8'))).toMatchObject({ summary: { passed: 1 } });
  expect(elementsOf(readFileSync(join(dir, 'b.xml'), 'utf8'))).toHaveLength(3);
});

test('--shard: every scenario in exactly one part; --bail stops at the first failure; --grep is blind to case', async () => {
  const part = async (shard: string): Promise<string> => (await run({ list: true, shard }, ['good.yaml', 'wrong.yaml'])).out;
  expect([await part('1/2'), await part('2/2')]).toEqual(['good  At home\n', 'wrong  At home\n']);
  expect((await run({ bail: true }, ['wrong.yaml', 'good.yaml'])).out).toContain('0 passed, 1 failed');
  expect((await run({ list: true, grep: 'AT HOME' }, ['good.yaml'])).out).toBe('good  At home\n');
});
