/** Replication between domain controllers. */
import { linksFrom, replicate } from '../../mocks/active-directory/replica.ts';
import { defineAct, type Act } from '../operation.ts';

export const directoryActs: readonly Act[] = [
  defineAct<{ source: string; target: string }>({
    name: 'replicate',
    perform: (world, _asker, { source, target }) => {
      const directory = replicate(world.directory, source, target);
      if (directory === world.directory) return {};
      const tells = linksFrom(directory, target)
        .filter((link) => directory.replicationLinks[link]?.target !== source)
        .map((link) => ({ to: { kind: 'replication' as const, of: link }, event: { type: 'CHANGED' } }));
      return { changes: { directory }, tells };
    },
  }),
];
