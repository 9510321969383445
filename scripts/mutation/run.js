/**
 * `npm run mutation`: runs Stryker with the given arguments and writes docs/mutation.md and docs/mutation.json. A run of some files
 * (`-- --mutate machines/vpn.ts`) replaces the rows of those files only. No date is written: the same code gives the same files.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
const reportPath = 'reports/out/mutation.json';
const keptPath = 'docs/mutation.json';
const goal = 80;

const rowOf = ({ mutants }) => {
  const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const places = (status) =>
    mutants
      .filter((mutant) => mutant.status === status)
      .sort((a, b) => a.location.start.line - b.location.start.line || a.location.start.column - b.location.start.column)
      .map(({ location: { start }, mutatorName, replacement }) => `${start.line}:${start.column} ${mutatorName} ${replacement.replaceAll(/\s+/g, ' ').slice(0, 80)}`);
  return { killed: count('Killed'), timeout: count('Timeout'), survived: count('Survived'), noCoverage: count('NoCoverage'), errors: count('RuntimeError', 'CompileError'), survivors: places('Survived') };
};

const numbers = ['killed', 'timeout', 'survived', 'noCoverage', 'errors'];
const sum = (rows) => Object.fromEntries(numbers.map((key) => [key, rows.reduce((total, row) => total + row[key], 0)]));
const score = ({ killed, timeout, survived, noCoverage }) => (100 * (killed + timeout)) / (killed + timeout + survived + noCoverage);
const line = (name, row) => `| ${name} | ${Number.isNaN(score(row)) ? '–' : score(row).toFixed(1)} | ${row.killed} | ${row.timeout} | ${row.survived} | ${row.noCoverage} |`;
const table = (first, lines) => [`| ${first} | score % | killed | timeout | survived | no coverage |`, '|---|---:|---:|---:|---:|---:|', ...lines];

function page(files) {
  const entries = Object.entries(files);
  const folders = [...new Set(entries.map(([name]) => name.slice(0, name.indexOf('/'))))];
  const below = entries.filter(([, row]) => score(row) < goal);
  const { errors } = sum(Object.values(files));
  return [
    '# Mutation testing',
    '',
    'Written by `npm run mutation`; `npm run mutation -- --mutate machines/vpn.ts` renews the rows of that file only. Survivors stand in `mutation.json`.',
    'The score is the share of mutants that a test notices (killed, or endless and so timed out). Not mutated: descriptions and types of charts, which no run reads.',
    ...(errors > 0 ? [`${errors} mutants broke the runner and are not counted.`] : []),
    '',
    ...table('folder', [...folders.map((folder) => line(folder, sum(entries.filter(([name]) => name.startsWith(`${folder}/`)).map(([, row]) => row)))), line('all', sum(Object.values(files)))]),
    '',
    `## Below ${goal} %`,
    '',
    ...(below.length > 0 ? below.map(([name, row]) => `- ${name}: ${score(row).toFixed(1)} %`) : ['None.']),
    '',
    '## Files',
    '',
    ...table('file', entries.map(([name, row]) => line(name, row))),
    '',
  ].join('\n');
}

const args = process.argv.slice(2);
rmSync(reportPath, { force: true });
const { status } = spawnSync(process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', ...args], { stdio: 'inherit' });
const someLines = args.some((argument) => /\.ts:\d/.test(argument));
if (status === 0 && existsSync(reportPath) && !someLines) {
  const kept = existsSync(keptPath) ? JSON.parse(readFileSync(keptPath, 'utf8')) : {};
  const run = JSON.parse(readFileSync(reportPath, 'utf8')).files;
  const rows = { ...kept, ...Object.fromEntries(Object.entries(run).map(([name, file]) => [name, rowOf(file)])) };
  const files = Object.fromEntries(Object.entries(rows).filter(([name]) => existsSync(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(keptPath, `${JSON.stringify(files, null, 1)}\n`);
  writeFileSync('docs/mutation.md', page(files));
}
process.exitCode = status ?? 1;
