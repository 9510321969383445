/** Mistakes that break no invariant of a step: something is there too long, or can never come about any more. */
import { assign } from 'xstate';
import type { ConnectorObject, ConnectServer } from '../../../mocks/connect/state.ts';
import { serverOf, withServer } from '../../../simulation/servers.ts';
import { deviceOf } from '../../../simulation/world.ts';
import { acting, answering, at, chart, type Node } from './patch.ts';
import type { WrongRule } from './wrong-rule.ts';

const session = ['alice signs in', 'alice signs out'];
const registered = 'a registered laptop in the office';
const node = (value: object): Node => value as unknown as Node;

const withObjects = (server: ConnectServer, change: (object: ConnectorObject) => ConnectorObject): ConnectServer => ({
  ...server, connectorSpace: Object.fromEntries(Object.entries(server.connectorSpace).map(([id, object]) => [id, change(object)])),
});

export const propertyRules: readonly WrongRule[] = [
  {
    id: 'network-starts-the-task-as-hourly', sentence: 'A VPN that comes up starts the join task, under the name of the hourly run.', caughtBy: 'no network starts the task', world: 'a new laptop at home with a VPN', actions: ['alice signs in', 'alice connects VPN'],
    patch: chart('task', (config) => {
      at(config, 'states.instance.states.ready.on')['NETWORK_UP'] = node({ target: 'running', actions: assign({ trigger: 'hourly' }) });
    }),
  },
  {
    id: 'pre-check-passes-silently', sentence: 'The pre-check goes on without a domain controller and writes nothing.', caughtBy: 'no attempt goes on without a domain controller', world: 'a new laptop at home with a VPN', actions: [],
    patch: chart('registration', (config) => {
      at(config, 'states.preCheck.states.locateDc.on')['DC_NOT_FOUND'] = node({ target: '#registration.discover' });
    }),
  },
  {
    id: 'propagation-never-ends', sentence: 'The registration service never sees a new object.', caughtBy: 'a device can get registered', world: 'a new laptop in the office', actions: [],
    patch: chart('cloud-device', (config) => {
      delete (at(config, 'states.lifecycle.states.pending.states.propagating') as { after?: unknown }).after;
    }),
  },
  {
    id: 'one-attempt-only', sentence: 'After its first attempt the task never runs again.', caughtBy: 'a device can get registered', world: 'a new laptop in the office', actions: [],
    patch: chart('task', (config) => {
      delete (at(config, 'states.instance.states.running.on') as { ATTEMPT_ENDED?: unknown }).ATTEMPT_ENDED;
    }),
  },
  {
    id: 'token-survives-leaving', sentence: 'CloudAP keeps the PRT of a device that left.', caughtBy: 'no token without a join', world: registered, actions: [...session, 'alice runs "dsregcmd /leave" as admin'], budget: { helpdesk: 1 },
    patch: chart('prt', (config) => {
      delete (config['on'] as { DEVICE_LEFT?: unknown }).DEVICE_LEFT;
    }),
  },
  {
    id: 'token-survives-its-revocation', sentence: 'A renewal that Azure AD refuses leaves the old token, whatever the reason.', caughtBy: 'a refused renewal can end the token', world: registered, actions: [...session, 'Entra admin disables LAPTOP01'],
    patch: chart('prt', (config) => {
      const invoke = at(config, 'states.valid.states.work.states.renewing.invoke') as unknown as { onError: unknown[] };
      // The last arrow has no guard: the old token stays.
      invoke.onError = invoke.onError.slice(-1);
    }),
  },
  {
    id: 'token-lost-at-sign-out', sentence: 'Signing out throws the PRT away.', caughtBy: 'a token can outlive the session', world: registered, actions: session,
    patch: chart('prt', (config) => {
      at(config, 'on')['SIGNED_OUT'] = node({ target: '.none' });
    }),
  },
  {
    id: 'disabled-device-registers', sentence: 'The registration service takes a disabled device.', caughtBy: 'no disabled device registers', world: 'a Pending laptop in the office', actions: ['Entra admin disables LAPTOP01'],
    patch: answering('registerDevice', (right) => (world, asker, input) => {
      const actor = `cloud-device:${deviceOf(world, asker.place).objectGuid}`;
      const object = world.actors[actor];
      return right(object ? { ...world, actors: { ...world.actors, [actor]: { ...object, value: { ...(object.value as object), account: 'enabled' } } } } : world, asker, input);
    }),
  },
  {
    id: 'scope-ignored', sentence: 'The sync rules do not ask in which OU a computer is.', caughtBy: 'a device that left the scope can be gone from Azure AD', world: registered, actions: ['AD admin moves LAPTOP01 to OU Quarantine'],
    patch: acting('synchronise', (right) => (world, asker, input) => {
      const blind = (server: ConnectServer): ConnectServer => withObjects(server, (object) => (object.imported ? { ...object, imported: { ...object.imported, parentDn: server.includedOus[0] ?? '' } } : object));
      return right({ ...world, ...withServer(world, asker.place, blind) }, asker, input);
    }),
  },
  {
    id: 'cloud-deletion-unseen', sentence: 'The import from Azure AD does not notice that an object was deleted there.', caughtBy: 'a device deleted in the portal can come back as Pending', world: registered, actions: ['Entra admin deletes LAPTOP01'],
    patch: answering('importTenant', (right) => (world, asker, input) => {
      const answer = right(world, asker, input);
      const space = serverOf(world, asker.place).connectorSpace;
      return { ...answer, changes: { ...answer.changes, ...withServer({ ...world, ...answer.changes }, asker.place, (server) => withObjects(server, (object) => ({ ...object, exported: space[object.objectGuid]?.exported ?? null }))) } };
    }),
  },
];
