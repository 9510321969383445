/** Mistakes about Azure AD Connect and the cloud objects that it keeps. */
import { newCloudDevice } from '../../../mocks/entra/synchronised-devices.ts';
import { importedComputer } from '../../../mocks/connect/engine.ts';
import type { ConnectServer } from '../../../mocks/connect/state.ts';
import type { CloudDevice } from '../../../mocks/entra/state.ts';
import type { Answer } from '../../../simulation/operation.ts';
import { serverOf, withServer } from '../../../simulation/servers.ts';
import { deviceOf, type World } from '../../../simulation/world.ts';
import { acting, answering, at, chart, type Input, type Node, type Patch } from './patch.ts';
import type { WrongRule } from './wrong-rule.ts';

/** The export as a server with another setting would do it; the setting itself stays. */
const exportingAs = (other: Partial<ConnectServer>): Patch =>
  answering('exportTenant', (right) => (world, asker, input) => {
    const server = serverOf(world, asker.place);
    const answer = right({ ...world, ...withServer(world, asker.place, (known) => ({ ...known, ...other })) }, asker, input);
    if (!answer.changes?.connect) return answer;
    const kept = Object.fromEntries(Object.keys(other).map((field) => [field, server[field as keyof ConnectServer]]));
    return { ...answer, changes: { ...answer.changes, ...withServer({ ...world, ...answer.changes }, asker.place, (known) => ({ ...known, ...kept })) } };
  });

/** What the export makes of the tenant, changed afterwards. */
const exporting = (change: (answer: Answer<unknown>, world: World) => Answer<unknown>): Patch => answering('exportTenant', (right) => (world, asker, input) => change(right(world, asker, input), world));

const withDevices = (answer: Answer<unknown>, world: World, change: (device: CloudDevice, was: CloudDevice | undefined) => CloudDevice): Answer<unknown> => {
  const tenant = answer.changes?.tenant;
  if (!tenant) return answer;
  return { ...answer, changes: { ...answer.changes, tenant: { ...tenant, devices: Object.fromEntries(Object.entries(tenant.devices).map(([id, device]) => [id, change(device, world.tenant.devices[id])])) } } };
};

/** The sync rules, blind to something in what was imported. */
const blindTo = (blind: object): Patch =>
  acting('synchronise', (right) => (world: World, asker, input: Input) => {
    const seen = (server: ConnectServer): ConnectServer => ({ ...server, connectorSpace: Object.fromEntries(Object.entries(server.connectorSpace).map(([id, object]) => [id, object.imported ? { ...object, imported: { ...object.imported, ...blind } } : object])) });
    return right({ ...world, ...withServer(world, asker.place, seen) }, asker, input);
  });

const becomes = (target: string): Node => ({ target }) as unknown as Node;
const scope = ['AD admin moves LAPTOP01 to OU Quarantine', 'AD admin moves LAPTOP01 to OU Laptops'];
const registered = 'a registered laptop in the office';

export const connectRules: readonly WrongRule[] = [
  {
    id: 'export-of-a-foreign-certificate', sentence: 'A computer with any certificate at all is exported.', caughtBy: 'I3', world: 'a new laptop at home with a VPN', actions: ['AD admin adds a foreign certificate to LAPTOP01'], budget: { admin: 1 },
    patch: acting('synchronise', (right) => (world, asker, input) => right({ ...world, faults: [...world.faults, { id: 'sync-rule-without-certificate-check', target: null }] }, asker, input)),
  },
  {
    id: 'born-with-a-key', sentence: 'A synchronised object is created with the X509: entry of a registered one.', caughtBy: 'I6', world: 'a new laptop in the office', actions: [],
    patch: exporting((answer, world) => withDevices(answer, world, (device, was) => (was ? device : { ...device, alternativeSecurityIds: ['X509:AA'] }))),
  },
  {
    id: 'second-object-for-one-device', sentence: 'Coming back into scope creates a second object beside the deleted one, which stays active.', caughtBy: 'I15', world: registered, actions: scope,
    patch: exporting((answer, world) => {
      const tenant = answer.changes?.tenant;
      if (!tenant) return answer;
      const twins = Object.values(tenant.devices).flatMap((device) => {
        const was = world.tenant.devices[device.deviceId];
        return was && was.objectId !== device.objectId ? [[`${device.deviceId}/1`, { ...was, deletedAtMs: null }] as const] : [];
      });
      return twins.length === 0 ? answer : { ...answer, changes: { ...answer.changes, tenant: { ...tenant, devices: { ...tenant.devices, ...Object.fromEntries(twins) } } } };
    }),
  },
  {
    id: 'staging-server-exports', sentence: 'A server in staging mode exports.', caughtBy: 'I16', world: 'a new laptop, one server active and one staging', actions: [],
    patch: exportingAs({ stagingMode: false }),
  },
  {
    id: 'threshold-ignored', sentence: 'The deletion threshold stops nothing.', caughtBy: 'I17', world: 'a registered laptop, deletion threshold 0', actions: scope,
    patch: exportingAs({ deletionThreshold: null }),
  },
  {
    id: 'object-without-a-cycle', sentence: 'Writing the certificate creates the object in Azure AD at once, without a cycle.', caughtBy: 'I18', world: 'a new laptop in the office', actions: [],
    patch: answering('writeUserCertificate', (right) => (world, asker, input) => {
      const answer = right(world, asker, input);
      const { objectGuid } = deviceOf(world, asker.place);
      const computer = Object.values(answer.changes?.directory?.controllers ?? {})[0]?.replica.computers[objectGuid];
      if (!computer || world.tenant.devices[objectGuid]) return answer;
      const device = newCloudDevice(importedComputer(computer), 1, { nowMs: world.nowMs, seed: world.seed, softDelete: false });
      return { ...answer, changes: { ...answer.changes, tenant: { ...world.tenant, devices: { ...world.tenant.devices, [objectGuid]: device } } }, tells: [...(answer.tells ?? []), { to: { kind: 'cloud-device', of: objectGuid }, event: { type: 'EXPORTED', enabled: true } }] };
    }),
  },
  {
    id: 'disabled-in-ad-only', sentence: 'An export does not bring along that the account was disabled in AD.', caughtBy: 'I24', world: registered, actions: ['AD admin disables LAPTOP01'],
    patch: exporting((answer) => ({ ...answer, tells: (answer.tells ?? []).map((tell) => (tell.event.type === 'EXPORTED' ? { ...tell, event: { ...tell.event, enabled: true } } : tell)) })),
  },
  {
    id: 'cloud-only-disable-lasts', sentence: 'A disable made only in the cloud is not undone by the next cycle.', caughtBy: 'I25', world: registered, actions: ['Entra admin disables LAPTOP01'],
    patch: answering('importTenant', (right) => (world, asker, input) => {
      const answer = right(world, asker, input);
      const space = serverOf(world, asker.place).connectorSpace;
      const unseen = (server: ConnectServer): ConnectServer => ({
        ...server,
        connectorSpace: Object.fromEntries(Object.entries(server.connectorSpace).map(([id, object]) => [id, object.exported ? { ...object, exported: space[id]?.exported ?? null } : object])),
      });
      return { ...answer, changes: { ...answer.changes, ...withServer({ ...world, ...answer.changes }, asker.place, unseen) } };
    }),
  },
  {
    id: 'out-of-scope-keeps-the-object', sentence: 'An object that leaves the scope stays in Azure AD.', caughtBy: 'I26', world: registered, actions: scope,
    patch: exporting((answer, world) => ({
      ...withDevices(answer, world, (device, was) => (was && was.deletedAtMs === null ? { ...device, deletedAtMs: null } : device)),
      tells: (answer.tells ?? []).filter(({ event }) => event.type !== 'DELETED'),
    })),
  },
  {
    id: 're-entry-comes-back-registered', sentence: 'An object that comes back into scope is Registered at once.', caughtBy: 'I26', world: registered, actions: scope,
    patch: chart('cloud-device', (config) => {
      at(config, 'states.lifecycle.states.deleted.on')['EXPORTED'] = becomes('registered');
    }),
  },
  {
    id: 'cycle-makes-registered', sentence: 'A Connect cycle that updates a Pending object makes it Registered.', caughtBy: 'I28', world: 'a Pending laptop in the office', actions: ['AD admin disables LAPTOP01'],
    patch: chart('cloud-device', (config) => {
      at(config, 'states.lifecycle.states.pending.states.visible.on')['EXPORTED'] = becomes('#cloud-device.lifecycle.registered');
    }),
  },
  {
    id: 'domain-controller-exported', sentence: 'Critical system objects are exported like any other.', caughtBy: 'I41', world: 'a domain controller that runs the task', actions: [],
    patch: blindTo({ isCriticalSystemObject: false }),
  },
  {
    id: 'downlevel-exported', sentence: 'Windows 7 is exported like any other.', caughtBy: 'I44', world: 'a computer with Windows 7', actions: [],
    patch: blindTo({ operatingSystemVersion: '10.0 (19045)' }),
  },
];
