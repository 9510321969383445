import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { packageRoot } from '../cli/scenario-files/package-root.ts';
import { runScenario } from '../simulation/run-scenario.ts';

const dir = mkdtempSync(join(packageRoot, 'reports', 'ts-scenarios-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function write(name: string, body: string): string {
  const path = join(dir, name);
  writeFileSync(path, `import { defineScenario } from '../../index.ts';\n${body}`);
  return path;
}

test('a TypeScript scenario is loaded and replayed', async () => {
  const path = write('good.ts', `export const scenario = defineScenario({ title: 'No tunnel, no domain controller', base: 'managed/home-laptop', timeline: [{ at: '0m', do: 'alice signs in', see: { within: '2m', event: 334 } }] });\n`);
  const { scenarios, problems } = await loadScenarios([path], { cwd: dir });
  expect(problems).toEqual([]);
  expect(scenarios.map((scenario) => runScenario(scenario).status)).toEqual(['passed']);
});

test('a type error is shown with its line before anything runs', async () => {
  const path = write('bad.ts', `export const scenario = defineScenario({\n  title: 'x',\n  timelin: [],\n});\n`);
  const { scenarios, problems } = await loadScenarios([path], { cwd: dir });
  expect(scenarios).toEqual([]);
  expect(problems[0]).toMatchObject({ code: 'JL105', line: 4, column: 3 });
  expect(problems[0]?.message).toContain('timelin');
});

test('a sentence that is none is a type error that names the nearest sentences', async () => {
  const path = write('sentence.ts', `export const scenario = defineScenario({ title: 'x', base: 'managed/home-laptop', timeline: [{ at: '0m', do: 'alice signs inn' }] });\n`);
  const { problems } = await loadScenarios([path], { cwd: dir });
  expect(problems[0]).toMatchObject({ code: 'JL105', line: 2, choices: expect.arrayContaining(['alice signs in']) });
});
