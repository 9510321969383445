/** From words of the command line to scenario files: files, folders, globs, ids of the library; nothing means the library. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { nearest } from '../../knowledge/nearest.ts';
import type { Problem } from '../../simulation/scenario/problems.ts';
import { libraryDir } from './package-root.ts';

export interface FoundFile {
  readonly path: string;
  /** Relative to the current folder, with forward slashes. */
  readonly file: string;
  /** Path below its folder without extension. */
  readonly id: string;
}

const extension = /\.(ya?ml|ts)$/;
const slashes = (path: string): string => path.split(sep).join('/');
const isBase = (path: string): boolean => /(^|\/)bases(\/|$)/.test(slashes(path));

function below(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extension.test(entry.name) && !/\.(test|d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !isBase(relative(dir, path)))
    .sort((a, b) => (slashes(a) < slashes(b) ? -1 : 1));
}

/** `*` stays inside a folder, `**` crosses folders, `?` is one character. */
const globPattern = (glob: string): RegExp =>
  new RegExp(`^${glob.split(/(\*\*\/?|\*|\?)/).map((part) => (part.startsWith('**') ? '.*' : part === '*' ? '[^/]*' : part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&'))).join('')}$`);

function found(path: string, root: string, cwd: string): FoundFile {
  const inLibrary = !relative(libraryDir, path).startsWith('..');
  const from = inLibrary ? libraryDir : root;
  return { path, file: slashes(relative(cwd, path)) || path, id: slashes(relative(from, path)).replace(extension, '') };
}

const missing = (word: string, choices: readonly string[]): Problem => ({ code: 'JL101', message: `"${word}"`, file: word, line: null, column: null, choices, next: 'joinlab run --list names the scenarios of the library.' });

export function findScenarioFiles(words: readonly string[], cwd: string): { readonly files: readonly FoundFile[]; readonly problems: readonly Problem[] } {
  if (words.length === 0) return { files: below(libraryDir).map((path) => found(path, libraryDir, cwd)), problems: [] };
  const files: FoundFile[] = [];
  const problems: Problem[] = [];
  for (const word of words) {
    const path = isAbsolute(word) ? word : resolve(cwd, word);
    if (existsSync(path)) {
      if (!statSync(path).isDirectory()) {
        files.push(found(path, join(path, '..'), cwd));
        continue;
      }
      const inside = below(path);
      if (inside.length === 0) problems.push({ code: 'JL102', message: `"${word}"`, file: word, line: null, column: null, choices: [], next: 'joinlab init writes a first scenario.' });
      files.push(...inside.map((file) => found(file, path, cwd)));
      continue;
    }
    const library = below(libraryDir).map((file) => found(file, libraryDir, cwd));
    const byId = library.find(({ id }) => id === word.replace(extension, ''));
    if (byId) {
      files.push(byId);
      continue;
    }
    if (/[*?]/.test(word)) {
      const pattern = globPattern(slashes(word));
      const matches = below(cwd).filter((file) => pattern.test(slashes(relative(cwd, file))));
      if (matches.length > 0) {
        files.push(...matches.map((file) => found(file, cwd, cwd)));
        continue;
      }
    }
    problems.push(missing(word, nearest(word, library.map(({ id }) => id))));
  }
  const once = new Map(files.map((file) => [file.path, file]));
  return { files: [...once.values()], problems };
}
