/** Where the package lies: found upwards from this file, so that it works from the sources and from `dist`. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function find(from: string): string {
  const file = join(from, 'package.json');
  if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'joinlab') return from;
  const above = dirname(from);
  if (above === from) throw new Error('The joinlab package cannot be found above its own files.');
  return find(above);
}

export const packageRoot: string = find(dirname(fileURLToPath(import.meta.url)));
export const libraryDir: string = join(packageRoot, 'scenarios');
export const packageVersion = (): string => (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }).version;
