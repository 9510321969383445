/** Invariants of Azure AD Connect: I16, I17, I18, I24, I25, I26. They follow a run, because a cycle takes minutes. */
import type { ConnectorObject, ConnectServer, RunRecord } from '../../mocks/connect/state.ts';
import { isEnabled, lifecycleOf } from '../cloud-device.ts';
import { ownerOf } from '../world.ts';
import type { Instant } from './instant.ts';
import type { InvariantCheck } from './invariant.ts';

interface NewRun {
  readonly was: ConnectServer | undefined;
  readonly server: ConnectServer;
  readonly run: RunRecord;
}

function newRuns({ now, before }: Instant): readonly NewRun[] {
  if (now.connect === before.connect) return [];
  return Object.values(now.connect.servers).flatMap((server) => {
    const was = before.connect.servers[server.name];
    const last = was?.runs.at(-1);
    return server.runs.slice(last ? server.runs.lastIndexOf(last) + 1 : 0).map((run) => ({ was, server, run }));
  });
}

const exportsOf = (instant: Instant): readonly NewRun[] => newRuns(instant).filter(({ run }) => run.profile === 'Export');
const succeeded = ({ run }: NewRun): boolean => run.result === 'success' || run.result === 'completed-no-objects';
const objectsOf = (server: ConnectServer): readonly ConnectorObject[] => Object.values(server.connectorSpace);
const exists = (instant: Instant, deviceId: string): boolean => ['pending', 'registered'].includes(lifecycleOf(instant.now, deviceId));

/** When each account was last switched in the cloud, so that a cycle is held only to what it could have seen. */
class CloudSwitches {
  readonly #switchedAtMs = new Map<string, number>();
  readonly #readAtMs = new Map<string, number>();

  see(instant: Instant): void {
    const byExport = exportsOf(instant).length > 0;
    for (const { actor } of instant.charts('cloud-device')) {
      const deviceId = ownerOf(actor);
      if (!byExport && isEnabled(instant.now, deviceId) !== isEnabled(instant.before, deviceId)) this.#switchedAtMs.set(deviceId, instant.now.nowMs);
    }
    // The import from Azure AD answers with a record that carries no DC: it is the cycle's second one.
    for (const { question } of instant.answered('importTenant')) this.#readAtMs.set(ownerOf(question.actor), instant.now.nowMs);
  }

  /** Whether the server's cycle read the cloud after the last switch of this account. */
  seenBy(server: string, deviceId: string): boolean {
    return (this.#readAtMs.get(server) ?? -1) > (this.#switchedAtMs.get(deviceId) ?? -2);
  }
}

/** Enabled state of an object that flows, in AD as imported and in the cloud now. */
function disagreement(instant: Instant, object: ConnectorObject): string | null {
  if (!object.imported || !object.exported || object.withheld !== null || !exists(instant, object.objectGuid)) return null;
  const enabled = isEnabled(instant.now, object.objectGuid);
  if (enabled === object.imported.enabled) return null;
  return `${object.imported.displayName} is ${enabled ? 'enabled' : 'disabled'} in Azure AD and ${enabled ? 'disabled' : 'enabled'} in AD after a cycle`;
}

export function createConnectInvariants(): readonly InvariantCheck[] {
  const switches = new CloudSwitches();
  return [
    {
      id: 'I16',
      reads: ['connect'],
      check: (instant) => exportsOf(instant).flatMap(({ server, was }) => (server.stagingMode && was?.stagingMode ? [`${server.name} is in staging mode and exported`] : [])),
    },
    {
      id: 'I17',
      reads: ['connect'],
      check: (instant) =>
        exportsOf(instant).flatMap(({ server, was, run }) => {
          const removed = was ? objectsOf(was).filter((object) => object.exported && !server.connectorSpace[object.objectGuid]?.exported).length : 0;
          const deletes = Math.max(run.deletes, removed);
          return server.deletionThreshold !== null && deletes > server.deletionThreshold
            ? [`${server.name} deleted ${deletes} objects, over a threshold of ${server.deletionThreshold}`]
            : [];
        }),
    },
    {
      id: 'I18',
      reads: ['connect', 'tenant'],
      check: (instant) => {
        const runs = exportsOf(instant);
        const idle = ({ server }: NewRun): boolean => [instant.now, instant.before].every((world) => world.actors[`connect-cycle:${server.name}`]?.value === 'idle');
        const outside = runs.filter(idle).map(({ server }) => `${server.name} exported outside a cycle`);
        if (instant.isFirst || runs.length > 0) return outside;
        return instant.cloudDevices.flatMap(({ was, is }) => (was?.objectId === is.objectId ? [] : [`${is.displayName} appeared in Azure AD without an export`]));
      },
    },
    {
      id: 'I24',
      reads: ['connect', 'actors'],
      check: (instant) => {
        switches.see(instant);
        return exportsOf(instant).filter(succeeded).flatMap(({ server }) =>
          objectsOf(server).flatMap((object) => (switches.seenBy(server.name, object.objectGuid) ? (disagreement(instant, object) ?? []) : [])),
        );
      },
    },
    {
      id: 'I25',
      reads: ['connect'],
      // The cloud-only half of I24: what counts is that the cycle saw the switch and AD still says enabled.
      check: (instant) =>
        exportsOf(instant).filter(succeeded).flatMap(({ server }) =>
          objectsOf(server).flatMap((object) =>
            (object.imported?.enabled && switches.seenBy(server.name, object.objectGuid) && disagreement(instant, object)
              ? [`${object.imported.displayName} stays disabled in the cloud although AD says enabled`]
              : []),
          ),
        ),
    },
    {
      id: 'I26',
      reads: ['connect', 'tenant'],
      check: (instant) => [
        ...exportsOf(instant).filter(succeeded).flatMap(({ was, server }) =>
          objectsOf(server).flatMap((object) => {
            const left = object.withheld !== null && object.withheld !== 'too-many-certificates' && was?.connectorSpace[object.objectGuid]?.exported;
            return left && exists(instant, object.objectGuid) ? [`${object.objectGuid} left the scope (${object.withheld ?? ''}) and is still there`] : [];
          }),
        ),
        ...(instant.isFirst || instant.now.settings['entra.hybridSoftDelete']
          ? []
          : instant.cloudDevices.flatMap(({ was, is }) =>
            (was !== undefined && was.objectId !== is.objectId && lifecycleOf(instant.now, is.deviceId) !== 'pending'
              ? [`${is.displayName} came back ${lifecycleOf(instant.now, is.deviceId)}, not Pending`]
              : []),
          )),
      ],
    },
  ];
}
