/** Invariants of Azure AD Connect: I16, I17, I18, I24. */
import { isEnabled, lifecycleOf } from '../cloud-device.ts';
import type { ConnectServer } from '../../mocks/connect/state.ts';
import type { World } from '../world.ts';
import type { InvariantCheck } from './invariant.ts';

/** Runs that ended between two worlds, by server. */
function newRuns(now: World, before: World | null): { readonly server: ConnectServer; readonly run: ConnectServer['runs'][number] }[] {
  if (before === null) return [];
  return Object.values(now.connect.servers).flatMap((server) => {
    const last = before.connect.servers[server.name]?.runs.at(-1);
    const at = last ? server.runs.lastIndexOf(last) : -1;
    return last && at < 0 ? [] : server.runs.slice(at + 1).map((run) => ({ server, run }));
  });
}

const exportsOf = (now: World, before: World | null) => newRuns(now, before).filter(({ run }) => run.profile === 'Export');

export const connectInvariants: readonly InvariantCheck[] = [
  { id: 'I16', reads: ['connect'], check: (now, before) => exportsOf(now, before).flatMap(({ server }) => (server.stagingMode ? [`${server.name} is in staging mode and exported`] : [])) },
  {
    id: 'I17',
    reads: ['connect'],
    check: (now, before) => exportsOf(now, before).flatMap(({ server, run }) => (server.deletionThreshold !== null && run.deletes > server.deletionThreshold ? [`${server.name} deleted ${run.deletes} objects over a threshold of ${server.deletionThreshold}`] : [])),
  },
  {
    id: 'I18',
    reads: ['connect'],
    check: (now, before) => exportsOf(now, before).flatMap(({ server }) => (now.actors[`connect-cycle:${server.name}`]?.value === 'idle' && before?.actors[`connect-cycle:${server.name}`]?.value === 'idle' ? [`${server.name} exported outside a cycle`] : [])),
  },
  {
    id: 'I24',
    reads: ['connect'],
    check: (now, before) =>
      exportsOf(now, before).flatMap(({ server, run }) =>
        run.result !== 'success' && run.result !== 'completed-no-objects'
          ? []
          : Object.values(server.connectorSpace).flatMap((object) => {
              if (!object.exported || object.withheld !== null || lifecycleOf(now, object.objectGuid) === 'deleted') return [];
              return object.imported && object.imported.enabled !== isEnabled(now, object.objectGuid) ? [`${object.imported.displayName} is ${isEnabled(now, object.objectGuid) ? 'enabled' : 'disabled'} in Azure AD and not in AD after a cycle`] : [];
            }),
      ),
  },
];
