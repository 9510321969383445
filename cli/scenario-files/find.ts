/** From words of the command line to scenario files: files, folders, globs, ids of the library; nothing means the library. */
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { nearest } from '../../knowledge/nearest.ts';
import { fileProblem, type Problem } from '../../simulation/scenario/problems.ts';
import { systemMessage } from '../system-error.ts';
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

/** Folders that never hold scenarios of one's own. */
const skipped = (name: string): boolean => name === 'node_modules' || name.startsWith('.');

/** Scenario files below a folder, in one order on every platform. */
function below(dir: string, root: string = dir): string[] {
  const inside = readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return skipped(entry.name) || isBase(relative(root, path)) ? [] : below(path, root);
    return entry.isFile() && extension.test(entry.name) && !/\.(test|d)\.ts$/.test(entry.name) ? [path] : [];
  });
  return dir === root ? inside.sort((a, b) => (slashes(a) < slashes(b) ? -1 : 1)) : inside;
}

/** `*` stays inside a folder, `**` crosses folders, `?` is one character. */
function globPattern(glob: string): RegExp {
  const wildcards: { readonly [wildcard: string]: string | undefined } = { '**/': '.*', '**': '.*', '*': '[^/]*', '?': '[^/]' };
  const parts = glob.split(/(\*\*\/?|\*|\?)/).map((part) => wildcards[part] ?? part.replace(/[.+^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('')}$`);
}

function found(path: string, root: string, cwd: string): FoundFile {
  const inLibrary = !relative(libraryDir, path).startsWith('..');
  const from = inLibrary ? libraryDir : root;
  return { path, file: slashes(relative(cwd, path)) || path, id: slashes(relative(from, path)).replace(extension, '') };
}

type Found = { readonly files: readonly FoundFile[] } | { readonly problem: Problem };

function onDisk(word: string, path: string, cwd: string): Found {
  const status = statSync(path);
  if (status.isFile()) return { files: [found(path, dirname(path), cwd)] };
  if (!status.isDirectory()) return { problem: fileProblem('JL107', word, `"${word}" is neither a file nor a folder`) };
  const inside = below(path);
  return inside.length > 0 ? { files: inside.map((file) => found(file, path, cwd)) } : { problem: fileProblem('JL102', word, `"${word}"`) };
}

/** What a glob can match lies below the folders before its first wildcard. */
function byGlob(word: string, cwd: string): readonly FoundFile[] {
  const parts = slashes(word).split('/');
  const fixed = parts.slice(0, parts.findIndex((part) => /[*?]/.test(part)));
  const root = resolve(cwd, fixed.join('/') || (isAbsolute(word) ? '/' : '.'));
  if (!existsSync(root) || !statSync(root).isDirectory()) return [];
  const pattern = globPattern(parts.slice(fixed.length).join('/'));
  return below(root).filter((file) => pattern.test(slashes(relative(root, file)))).map((file) => found(file, root, cwd));
}

function findWord(word: string, cwd: string): Found {
  const path = isAbsolute(word) ? word : resolve(cwd, word);
  try {
    // A link into nowhere or in a circle is there and cannot be read; that it is missing would mislead.
    if (lstatSync(path, { throwIfNoEntry: false })) return onDisk(word, path, cwd);
    const library = below(libraryDir).map((file) => found(file, libraryDir, cwd));
    const byId = library.find(({ id }) => id === word.replace(extension, ''));
    if (byId) return { files: [byId] };
    const matches = /[*?]/.test(word) ? byGlob(word, cwd) : [];
    return matches.length > 0 ? { files: matches } : { problem: fileProblem('JL101', word, `"${word}"`, nearest(word, library.map(({ id }) => id))) };
  } catch (error) {
    return { problem: fileProblem('JL107', word, systemMessage(error)) };
  }
}

export function findScenarioFiles(words: readonly string[], cwd: string): { readonly files: readonly FoundFile[]; readonly problems: readonly Problem[] } {
  if (words.length === 0) return { files: below(libraryDir).map((path) => found(path, libraryDir, cwd)), problems: [] };
  const all = words.map((word) => findWord(word, cwd));
  const once = new Map(all.flatMap((one) => ('files' in one ? one.files : [])).map((file) => [file.path, file]));
  return { files: [...once.values()], problems: all.flatMap((one) => ('problem' in one ? [one.problem] : [])) };
}
