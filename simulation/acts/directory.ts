/** Replication between domain controllers. Source: on-premises.md 1.8. */
import { controllerOf, linksFrom, replicate } from '../../mocks/active-directory/replica.ts';
import { faultById } from '../../mocks/faults.ts';
import { defineAct, type Act } from '../operation.ts';
import type { World } from '../world.ts';

/** A fault stops it as it would refuse a question: one that wraps `replicate` for the source, the target, or all. */
function stoppedByFault(world: World, source: string, target: string): boolean {
  const question = { operation: 'replicate', input: { source, target }, place: target, target: source };
  return world.faults.some((active) => {
    const wrap = faultById(active.id).answers?.replicate;
    if (!wrap || (active.target !== null && active.target !== source && active.target !== target)) return false;
    return !wrap(question, () => ({ outcome: { ok: true, output: {} }, takesEffect: true })).takesEffect;
  });
}

export const directoryActs: readonly Act[] = [
  defineAct<{ source: string; target: string }>({
    name: 'replicate',
    perform: (world, _asker, { source, target }) => {
      const from = controllerOf(world.directory, source);
      // Nothing originates on a read-only DC, and its partners take nothing from it.
      if (from.readOnly) return {};
      if (!from.running || !controllerOf(world.directory, target).running || stoppedByFault(world, source, target)) {
        return { tells: [{ to: { kind: 'replication', of: `${source}>${target}` }, event: { type: 'NOT_COPIED' } }] };
      }
      const directory = replicate(world.directory, source, target);
      if (directory === world.directory) return {};
      const tells = linksFrom(directory, target)
        .filter((link) => directory.replicationLinks[link]?.target !== source)
        .map((link) => ({ to: { kind: 'replication' as const, of: link }, event: { type: 'CHANGED' } }));
      return { changes: { directory }, tells };
    },
  }),
];
