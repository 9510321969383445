/** Reads scenario files from disk: bounded, checked, YAML or TypeScript. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { evidenceFields } from '../../evidence/index.ts';
import { parseScenario, type ParseContext } from '../../simulation/scenario/parse-yaml.ts';
import { fileProblem, type Problem } from '../../simulation/scenario/problems.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import { scenarioBytesMax } from '../../simulation/scenario/yaml-tree.ts';
import { systemMessage } from '../system-error.ts';
import { findScenarioFiles, type FoundFile } from './find.ts';
import { libraryDir } from './package-root.ts';

/** How `loadScenarios` reads. */
export interface LoadOptions {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** Values by setting or path, as after `--set`: `{ 'task.nextRun': '5m', 'LAPTOP01.windows': '1607' }`. */
  readonly overrides?: { readonly [path: string]: string };
  /** @default the seed of each file, else 'joinlab' */
  readonly seed?: string;
}

/** What `loadScenarios` found. */
export interface Loaded {
  /** In the order of the words, of a folder in the order of the names. */
  readonly scenarios: readonly Scenario[];
  /** What is wrong with the others; `formatProblem` makes texts of them. */
  readonly problems: readonly Problem[];
}

/** The text, or why it cannot be a scenario. The size is looked at before anything is read. */
function readText(found: Pick<FoundFile, 'path' | 'file'>): { readonly text: string } | { readonly problem: Problem } {
  let bytes: Buffer;
  try {
    const { size } = statSync(found.path);
    if (size > scenarioBytesMax) return { problem: fileProblem('JL103', found.file, `${size} bytes; at most ${scenarioBytesMax}`) };
    bytes = readFileSync(found.path);
  } catch (error) {
    return { problem: fileProblem('JL107', found.file, systemMessage(error)) };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { problem: fileProblem('JL104', found.file, 'it is not UTF-8 text') };
  }
}

const basesDir = join(libraryDir, 'bases');

export function baseNamesOf(): readonly string[] {
  if (!existsSync(basesDir)) return [];
  const files = readdirSync(basesDir, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  return files.map((name) => name.replaceAll('\\', '/').replace(/\.ya?ml$/, '')).sort();
}

/** A base world by name, or by path relative to the scenario where that lies on disk. */
export function lookupFrom(dir: string | null): ParseContext['lookup'] {
  return (name) => {
    for (const path of [join(basesDir, `${name}.yaml`), join(basesDir, `${name}.yml`), ...(dir === null ? [] : [join(dir, name), join(dir, `${name}.yaml`)])]) {
      if (name.includes('\0') || !existsSync(path) || !statSync(path).isFile()) continue;
      const read = readText({ path, file: path });
      if ('text' in read) return { text: read.text, file: path };
    }
    return undefined;
  };
}

/**
 * Reads scenarios of the library (by id), files, folders and globs; no word at all means the library. What is wrong with a file
 * is in `problems`, never thrown.
 * @example
 * const { scenarios } = await loadScenarios(['vpn/hourly-run-completes'], { cwd: '.' });
 * scenarios.map((scenario) => runScenario(scenario).status); // [ 'passed' ]
 */
export async function loadScenarios(words: readonly string[], options: LoadOptions): Promise<Loaded> {
  const { files, problems: missing } = findScenarioFiles(words, options.cwd);
  const scenarios: Scenario[] = [];
  const problems: Problem[] = [...missing];
  const baseNames = baseNamesOf();
  for (const found of files) {
    const context: ParseContext = {
      id: found.id, file: found.file, evidences: evidenceFields, baseNames, lookup: lookupFrom(dirname(found.path)),
      ...(options.overrides ? { overrides: options.overrides } : {}), ...(options.seed ? { seed: options.seed } : {}),
    };
    const read = readText(found);
    if ('problem' in read) {
      problems.push(read.problem);
      continue;
    }
    const parsed = found.path.endsWith('.ts') ? await (await import('./typescript.ts')).loadTypeScript(found, read.text, context) : parseScenario(read.text, context);
    if ('problems' in parsed) problems.push(...parsed.problems);
    else scenarios.push(parsed.scenario);
  }
  return { scenarios, problems };
}
