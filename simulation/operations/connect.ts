/** What a Connect server asks the directory and Azure AD. Sources: lifecycle.md 5, on-premises.md 4. */
import type { CyclePolicy } from '../../knowledge/vocabulary.ts';
import { afterExport, importDirectory, importTenant, planExport, recordRun, withoutRefused } from '../../mocks/connect/engine.ts';
import { exportObjectErrorFault } from '../../mocks/connect/faults/export-object-error.ts';
import type { ConnectServer, RunRecord } from '../../mocks/connect/state.ts';
import { afterUserExport, confirmUsers } from '../../mocks/connect/users.ts';
import { exportDevices } from '../../mocks/entra/synchronised-devices.ts';
import { exportUsers, nameInTenant, userFrom } from '../../mocks/entra/users.ts';
import { controllerOf } from '../../mocks/active-directory/replica.ts';
import { isEnabled, lifecycleOf } from '../cloud-device.ts';
import { defineOperation, failed, succeeded, type Operation } from '../operation.ts';
import { serverOf, withServer } from '../servers.ts';
import type { World } from '../world.ts';

/** objectGUIDs of the devices whose object Azure AD refuses (fault E12). */
const refusedObjects = (world: World): ReadonlySet<string> => {
  const targets = world.faults.filter(({ id }) => id === exportObjectErrorFault.id).map(({ target }) => target);
  return new Set(Object.values(world.devices).filter(({ name }) => targets.includes(null) || targets.includes(name)).map(({ objectGuid }) => objectGuid));
};

/** A user who is gone from the tenant has nothing to confirm; a name whose suffix is not verified is no better sent again. */
const takenOver = ({ tenant }: World) => (samAccountName: string, sent: string): 'as sent' | 'not as sent' => {
  const known = userFrom(tenant, samAccountName)?.userPrincipalName;
  return known !== undefined && known !== sent && nameInTenant(tenant, sent) === sent ? 'not as sent' : 'as sent';
};

const entra = () => ({ kind: 'https' as const, host: 'login.microsoftonline.com' as const });

export function runOf(
  world: World,
  server: ConnectServer,
  run: Pick<RunRecord, 'cycle' | 'profile' | 'result'> & Partial<RunRecord> & { readonly side: 'directory' | 'tenant' },
): ConnectServer {
  const { side, ...rest } = run;
  return recordRun(server, {
    connector: side === 'directory' ? world.directory.domain.dnsName : world.tenant.initialDomain,
    startedAtMs: world.nowMs,
    endedAtMs: world.nowMs,
    adds: 0,
    updates: 0,
    deletes: 0,
    ...rest,
  });
}

export const connectOperations: readonly Operation[] = [
  defineOperation<{ policy: CyclePolicy; cycle: number }, { result: string }>({
    name: 'importDirectory',
    title: 'imports the changes from Active Directory',
    context: 'system',
    latency: 'connectImport',
    destination: (world, { place }) => ({ kind: 'dc', controller: serverOf(world, place).controller, service: 'ldap' }),
    answer: (world, { place }, { policy, cycle }) => {
      const server = serverOf(world, place);
      const result = importDirectory(server, controllerOf(world.directory, server.controller).replica, policy);
      const profile = policy === 'Initial' ? 'Full Import' : 'Delta Import';
      const counted = { adds: result.adds, updates: result.updates, deletes: result.deletes };
      return succeeded({ result: 'success' }, { changes: withServer(world, place, () =>
        runOf(world, result.server, { side: 'directory', cycle, profile, result: 'success', ...counted }),
      ) });
    },
  }),
  defineOperation<{ policy: CyclePolicy; cycle: number }, { result: string }>({
    name: 'importTenant',
    title: 'imports what Azure AD holds',
    context: 'system',
    latency: 'connectImport',
    destination: entra,
    answer: (world, { place }, { policy, cycle }) => {
      const devices = importTenant(serverOf(world, place), (objectGuid) => ({ lifecycle: lifecycleOf(world, objectGuid), enabled: isEnabled(world, objectGuid) }));
      const imported = { ...devices, users: confirmUsers(devices.users, takenOver(world)) };
      const profile = policy === 'Initial' ? 'Full Import' : 'Delta Import';
      return succeeded({ result: 'success' }, { changes: withServer(world, place, () => runOf(world, imported, { side: 'tenant', cycle, profile, result: 'success' })) });
    },
  }),
  defineOperation<{ cycle: number }, { result: string }>({
    name: 'exportTenant',
    title: 'exports to Azure AD',
    context: 'system',
    latency: 'connectExport',
    destination: entra,
    answer: (world, { place }, { cycle }) => {
      const server = serverOf(world, place);
      const plan = withoutRefused(planExport(server, world.settings['connect.thresholdMode']), refusedObjects(world));
      // A staging server has no export step at all: its run history ends with the synchronisation (I16).
      if (server.stagingMode) return succeeded({ result: plan.result });
      const named = exportUsers(world.tenant, plan.users);
      const result = named.refused.size > 0 ? 'completed-export-errors' : plan.result;
      const exported = exportDevices(named.tenant, plan, { nowMs: world.nowMs, seed: world.seed, softDelete: world.settings['entra.hybridSoftDelete'] });
      const counted = { adds: plan.add.length, updates: plan.update.length + plan.users.length - named.refused.size, deletes: plan.remove.length };
      const sent = { ...afterExport(server, plan, refusedObjects(world)), users: afterUserExport(server.users, plan.users, named.refused) };
      const after = runOf(world, sent, { side: 'tenant', cycle, profile: 'Export', result, ...counted });
      const mailed = plan.result === 'stopped-deletion-threshold-exceeded'
        ? { ...after, mailsSent: [...after.mailsSent, { atMs: world.nowMs, subject: 'Deletions exceed the threshold: the export was stopped' }] }
        : after;
      return succeeded({ result }, { changes: { tenant: exported.tenant, ...withServer(world, place, () => mailed) }, tells: exported.tells });
    },
  }),
  defineOperation<Record<string, never>, { changed: number }>({
    name: 'synchronisePasswords',
    title: 'sends changed password hashes',
    context: 'system',
    latency: 'passwordHash',
    destination: entra,
    answer: (world, { place }) => {
      const server = serverOf(world, place);
      const controller = controllerOf(world.directory, server.controller);
      if (!controller.running) return failed({ code: '0x8007203a', reason: `${controller.name} cannot be reached` });
      let users = world.tenant.users;
      let changed = 0;
      for (const user of Object.values(controller.replica.users)) {
        const cloud = userFrom({ ...world.tenant, users }, user.samAccountName);
        if (!cloud || cloud.passwordVersion === user.passwordVersion) continue;
        changed += 1;
        users = { ...users, [cloud.userPrincipalName.toLowerCase()]: { ...cloud, passwordVersion: user.passwordVersion } };
      }
      return succeeded({ changed }, changed > 0 ? { changes: { tenant: { ...world.tenant, users } } } : {});
    },
  }),
];

