import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packageRoot } from '../cli/scenario-files/package-root.ts';
import { joinlab, type Spawned } from './support/command-line.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-docs-'));
const examplesDir = join(packageRoot, 'reports', 'out', 'examples');
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
  rmSync(examplesDir, { recursive: true, force: true });
});

const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(packageRoot, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const textOf = (page: string): string => readFileSync(join(packageRoot, page), 'utf8');
const blocksOf = (page: string, language: string): string[] => [...textOf(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, body]) => body ?? '');

/** Words of a command line as a shell takes them apart; `< file` is standard input. */
function runLine(line: string): Spawned {
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
  const from = words.indexOf('<');
  const input = from < 0 ? undefined : readFileSync(join(packageRoot, words[from + 1] ?? ''));
  return joinlab(words.slice(1, from < 0 ? undefined : from), { cwd: dir, ...(input ? { input } : {}) });
}

interface ConsoleExample {
  readonly page: string;
  readonly line: string;
  readonly output: string;
}

/** `$ command`, then what it prints; a line `...` stands for lines left out. */
const consoleExamples = pages.flatMap((page) =>
  blocksOf(page, 'console').flatMap((block) =>
    block.split(/^\$ /m).slice(1).map((part): ConsoleExample => ({ page, line: part.split('\n')[0] ?? '', output: part.split('\n').slice(1).join('\n') })),
  ),
);

function matches(expected: string, actual: string): boolean {
  const parts = expected.trimEnd().split(/^\.\.\.$/m).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\d+\\\.\d s$/gm, String.raw`\d+\.\d s`));
  return new RegExp(`^${parts.join(String.raw`[\s\S]*`)}$`).test(actual.trimEnd());
}

test.each(consoleExamples)('$page: $line', ({ line, output }) => {
  const { out, error } = runLine(line);
  const printed = `${out}${error}`;
  // Where it fits, the difference is empty; where not, it shows all of it.
  expect(matches(output, printed) ? output : printed).toBe(output);
  expect(matches(`${output}\nand more`, printed)).toBe(false);
});

const inlineCommands = [...new Set(pages.flatMap((page) => [...textOf(page).replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/`(joinlab [^`]+)`/g)].map(([, line]) => (line ?? '').replaceAll('\\|', '|'))))]
  // Words in capitals are to be filled in; explain - reads what is pasted; the whole library has a test of its own.
  .filter((line) => line !== 'joinlab run' && !/\b[A-Z]{3,}\b|\||…| -$/.test(line.replace(/\bJL\d+|LAPTOP01/g, '')));

test.each(inlineCommands)('`%s` can be typed as it stands', (line) => {
  expect(runLine(line)).toMatchObject({ code: 0 });
});

test('there are examples to run', () => {
  expect(consoleExamples.length).toBeGreaterThanOrEqual(5);
  expect(inlineCommands.length).toBeGreaterThanOrEqual(8);
});

/** Files from which the package's entries export, and the entries themselves. */
function publicFiles(): string[] {
  const entries = ['index.ts', 'matchers.ts'];
  return [...entries, ...entries.flatMap((entry) => [...textOf(entry).matchAll(/^export .* from '\.\/(.+)';$/gm)].map(([, file]) => file ?? ''))];
}

const tsdocExamples = [
  ...[...new Set(publicFiles())].flatMap((file) => [...textOf(file).matchAll(/@example\n((?:\s*\* .*\n)+?)\s*\*(?:\/|\s@)/g)].map(([, body], index) => ({ name: `${file} ${index + 1}`, code: (body ?? '').replaceAll(/^\s*\* ?/gm, '') }))),
  ...pages.flatMap((page) => blocksOf(page, 'ts').map((code, index) => ({ name: `${page} ts ${index + 1}`, code }))),
];

/** `expression; // value` must show that value. */
function executable(code: string): string {
  const body = code
    .replaceAll(/^import .*;\n/gm, '')
    .replaceAll(/^export /gm, '')
    .replaceAll(/^(?!const |let |expect)([^\n]+?); \/\/ (.+)$/gm, (_whole, expression: string, value: string) => `expect(inspect(${expression})).toBe(${JSON.stringify(value)});`);
  return `import { inspect } from 'node:util';\nimport { expect } from 'vitest';\nimport * as library from '../../../index.ts';\nimport '../../../matchers.ts';\nconst { createLab, defineScenario, explore, loadScenarios, runScenario } = library;\nvoid [createLab, defineScenario, explore, loadScenarios, runScenario];\n${body}\nexport const done = true;\n`;
}

test.each(tsdocExamples)('$name', async ({ name, code }) => {
  mkdirSync(examplesDir, { recursive: true });
  const path = join(examplesDir, `${name.replaceAll(/\W+/g, '-')}.ts`);
  writeFileSync(path, executable(code));
  expect(await import(path)).toMatchObject({ done: true });
});

test('createLab, defineScenario, runScenario, loadScenarios and the matchers have examples', () => {
  expect(tsdocExamples.map(({ name }) => name)).toEqual(expect.arrayContaining(['matchers.ts 1', 'matchers.ts 2', 'simulation/lab.ts 1', 'cli/scenario-files/run-definition.ts 1', 'cli/scenario-files/explore-definition.ts 1', 'cli/scenario-files/load.ts 1', 'simulation/scenario/define-scenario.ts 1', 'README.md ts 1']));
});
