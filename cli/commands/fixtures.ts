/** `joinlab fixtures`: a folder of evidence for tests of tools in other languages. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { nearestOrAll } from '../../knowledge/nearest.ts';
import { windowsReleaseNames, type WindowsRelease } from '../../knowledge/windows-releases.ts';
import { collectFixtures, type Fixture, type FixtureFile } from '../fixtures/collect.ts';
import { exitCodes, type Io } from '../io.ts';
import { loadAll, sayProblems, usage, type LoadingOptions } from '../loading.ts';
import { packageVersion } from '../scenario-files/package-root.ts';
import { systemMessage } from '../system-error.ts';

export interface FixturesOptions extends LoadingOptions {
  readonly output: string;
  readonly windows?: readonly string[];
}

export const indexName = 'index.json';

/** `null` after saying what is wrong. */
function releasesOf(asked: readonly string[] | undefined, io: Io): readonly WindowsRelease[] | null {
  if (!asked) return windowsReleaseNames;
  const releases: WindowsRelease[] = [];
  for (const word of asked) {
    const release = windowsReleaseNames.find((known) => known.toLowerCase() === word.toLowerCase());
    if (!release) {
      usage(io, `--windows ${word} is no release that joinlab tells apart. Releases: ${nearestOrAll(word, windowsReleaseNames).join(', ')}`);
      return null;
    }
    releases.push(release);
  }
  return releases;
}

/** A folder of somebody else's is not written into, and a file is not replaced. */
const isFree = (folder: string): boolean => !existsSync(folder) || (statSync(folder).isDirectory() && (readdirSync(folder).length === 0 || existsSync(join(folder, indexName))));

/** All or nothing: written beside and put in place at the end. */
function deliver(folder: string, files: readonly FixtureFile[]): void {
  const beside = `${folder}.${process.pid}.tmp`;
  try {
    for (const { path, text } of files) {
      const file = join(beside, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(beside, folder);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

export async function fixturesCommand(words: readonly string[], options: FixturesOptions, io: Io): Promise<number> {
  const releases = releasesOf(options.windows, io);
  if (!releases) return exitCodes.usage;
  const folder = resolve(io.cwd, options.output);
  if (!isFree(folder)) return usage(io, `${options.output} holds something else than fixtures of joinlab and is left as it is. Name another folder with --output.`);
  const loaded = await loadAll(words, options, io);
  if (typeof loaded === 'number') return loaded;
  if (loaded.problems.length > 0) {
    sayProblems(loaded.problems, io);
    return exitCodes.invalidFile;
  }
  const fixtures: Fixture[] = [];
  const files: FixtureFile[] = [];
  for (const scenario of loaded.scenarios) {
    const collected = collectFixtures(scenario, releases);
    fixtures.push(...collected.fixtures);
    files.push(...collected.files);
  }
  files.push({ path: indexName, text: `${JSON.stringify({ schemaVersion: 1, joinlab: packageVersion(), fixtures }, null, 2)}\n` });
  try {
    deliver(folder, files);
  } catch (error) {
    return usage(io, `${options.output} cannot be written: ${systemMessage(error)}`);
  }
  io.write(`${fixtures.length} ${fixtures.length === 1 ? 'fixture' : 'fixtures'} of ${loaded.scenarios.length} ${loaded.scenarios.length === 1 ? 'scenario' : 'scenarios'}, ${files.length} files in ${options.output}; ${indexName} lists them\n`);
  return exitCodes.ok;
}
