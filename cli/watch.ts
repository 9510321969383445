/**
 * `joinlab run --watch`: runs again whenever a scenario is saved, added or removed, until it is interrupted. It looks at the files
 * instead of waiting for the system to tell: network shares and containers do not tell.
 */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitCodes, type Io } from './io.ts';
import { findScenarioFiles } from './scenario-files/find.ts';

const lookEveryMs = 250;

/** Every scenario with its time and size, and its neighbours: base worlds lie beside them. */
function stampOf(words: readonly string[], cwd: string): string {
  const paths = findScenarioFiles(words, cwd).files.map(({ path }) => path);
  const folders = [...new Set(paths.map((path) => dirname(path)))];
  const beside = folders.flatMap((folder) => readdirSync(folder).flatMap((name) => (/\.(ya?ml|ts)$/.test(name) ? [join(folder, name)] : [])));
  return [...new Set([...paths, ...beside])].map((path) => {
    const status = statSync(path, { throwIfNoEntry: false });
    return `${path} ${status?.mtimeMs ?? 0} ${status?.size ?? 0}`;
  }).join('\n');
}

export async function watch(words: readonly string[], run: () => Promise<number>, io: Io): Promise<number> {
  let stamp = stampOf(words, io.cwd);
  const first = await run();
  // A wrong option stays wrong whatever is saved.
  if (first === exitCodes.usage) return first;
  const interrupted = new AbortController();
  process.once('SIGINT', () => { interrupted.abort(); });
  io.writeError('Watching for changes. Ctrl-C ends it.\n');
  while (!interrupted.signal.aborted) {
    await sleep(lookEveryMs, undefined, { signal: interrupted.signal }).catch(() => undefined);
    const now = interrupted.signal.aborted ? stamp : stampOf(words, io.cwd);
    if (now === stamp) continue;
    stamp = now;
    io.writeError('\n');
    await run();
  }
  return exitCodes.interrupted;
}
