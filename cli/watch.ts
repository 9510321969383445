/** `joinlab run --watch`: runs again whenever a scenario or a base world beside it is saved, until it is interrupted. */
import { watch as watchFolder } from 'node:fs';
import { dirname } from 'node:path';
import { exitCodes, type Io } from './io.ts';
import { findScenarioFiles } from './scenario-files/find.ts';

/** Editors write a file in several strokes. */
const settleMs = 100;

export async function watch(words: readonly string[], run: () => Promise<number>, io: Io): Promise<number> {
  const folders = new Set(findScenarioFiles(words, io.cwd).files.map(({ path }) => dirname(path)));
  // Nothing to watch, or a wrong option: said once, as without --watch.
  const first = await run();
  if (folders.size === 0 || first === exitCodes.usage) return first;
  io.writeError(`Watching ${[...folders].join(', ')}. Ctrl-C ends it.\n`);
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    let running = Promise.resolve();
    const again = (): void => {
      running = running.then(async () => {
        io.writeError('\n');
        await run();
      });
    };
    const watchers = [...folders].map((folder) =>
      watchFolder(folder, (_event, name) => {
        if (name !== null && !/\.(ya?ml|ts)$/.test(name)) return;
        clearTimeout(timer);
        timer = setTimeout(again, settleMs);
      }),
    );
    process.once('SIGINT', () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      resolve(exitCodes.interrupted);
    });
  });
}
