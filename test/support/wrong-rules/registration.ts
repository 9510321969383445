/** Mistakes about the registration: the device's chart, and the registration service. */
import type { Answer } from '../../../simulation/operation.ts';
import { succeeded } from '../../../simulation/operation.ts';
import { newCloudDevice } from '../../../mocks/entra/synchronised-devices.ts';
import { importedComputer } from '../../../mocks/connect/engine.ts';
import type { CloudDevice } from '../../../mocks/entra/state.ts';
import { deviceOf, withDevice, type World } from '../../../simulation/world.ts';
import { acting, answering, asking, at, chart, type Node } from './patch.ts';
import type { WrongRule } from './wrong-rule.ts';

const log = (id: number): Node => ({ type: 'log', params: { log: 'User Device Registration', id } }) as unknown as Node;
const moved = (target: string, actions: readonly Node[] = []): Node => ({ target, actions }) as unknown as Node;

/** The cloud object that an export would make of a device right now. */
function exportedNow(world: World, place: string): CloudDevice {
  const { objectGuid } = deviceOf(world, place);
  const computer = Object.values(world.directory.controllers)[0]?.replica.computers[objectGuid];
  if (!computer) throw new Error(`wrong rules: ${place} has no computer object.`);
  return { ...newCloudDevice(importedComputer(computer), 1, { nowMs: world.nowMs, seed: world.seed, softDelete: false }), visibleToRegistration: true };
}

const withCloudDevice = (world: World, device: CloudDevice): World => ({ ...world, tenant: { ...world.tenant, devices: { ...world.tenant.devices, [device.deviceId]: device } } });

/** The service's answer with the signing certificate put where it is looked for, and the object left as it was. */
const withoutCertificateCheck: Parameters<typeof answering>[1] = (right) => (world, asker, input) => {
  const { objectGuid, bootstrapCertificate } = deviceOf(world, asker.place);
  const device = world.tenant.devices[objectGuid];
  if (!device || !bootstrapCertificate) return right(world, asker, input);
  const answer = right(withCloudDevice(world, { ...device, userCertificate: [bootstrapCertificate] }), asker, input);
  const registered = answer.changes?.tenant?.devices[objectGuid];
  if (!registered) return answer;
  return { ...answer, changes: withCloudDevice({ ...world, ...answer.changes }, { ...registered, userCertificate: device.userCertificate }) } as Answer<unknown>;
};

const office = 'a new laptop in the office';

export const registrationRules: readonly WrongRule[] = [
  {
    id: 'registration-before-export', sentence: 'The registration service takes a device of which Azure AD knows nothing yet.', caughtBy: 'I1', world: office, actions: [],
    patch: answering('registerDevice', (right) => (world, asker, input) => {
      const answer = right(world, asker, input);
      const { objectGuid } = deviceOf(world, asker.place);
      if (answer.outcome.ok || world.tenant.devices[objectGuid]) return answer;
      const registered = { ...exportedNow(world, asker.place), deviceCertificateThumbprint: 'AA', registeredAtMs: world.nowMs, alternativeSecurityIds: ['X509:AA'] };
      return succeeded({ deviceId: objectGuid, thumbprint: 'AA', notBeforeMs: 0, notAfterMs: world.nowMs + 1 }, { changes: { tenant: withCloudDevice(world, registered).tenant } });
    }),
  },
  {
    id: 'registration-without-the-certificate', sentence: 'The registration service does not ask whether Azure AD holds the signing certificate.', caughtBy: 'I2', world: 'a Pending laptop in the office',
    actions: ['LAPTOP01 loses its TPM keys'], budget: { nature: 1 }, patch: answering('registerDevice', withoutCertificateCheck),
  },
  {
    id: 'certificate-written-without-a-dc', sentence: 'The certificate reaches the directory by way of the internet, whether or not the domain controller is in reach.', caughtBy: 'I4', world: 'a new laptop at home with a VPN',
    actions: ['alice signs in', 'alice connects VPN', 'alice disconnects VPN'], patch: asking('writeUserCertificate', { destination: () => ({ kind: 'https', host: 'login.microsoftonline.com' }) }),
  },
  {
    id: 'pre-check-passes-without-a-dc', sentence: 'The pre-check goes on (331) although no domain controller was found.', caughtBy: 'I5', world: 'a new laptop at home with a VPN', actions: [],
    patch: chart('registration', (config) => {
      at(config, 'states.preCheck.states.locateDc.on')['DC_NOT_FOUND'] = moved('#registration.discover', [log(331)]);
    }),
  },
  {
    id: 'join-under-another-id', sentence: 'The device stores another deviceId than its objectGUID.', caughtBy: 'I14', world: 'a Pending laptop in the office', actions: [],
    patch: acting('commitJoin', (right) => (world, asker, input) => right(world, asker, { ...input, deviceId: '00000000-0000-4000-a000-000000000000' })),
  },
  {
    id: 'stuck-device-repairs-itself', sentence: 'A device that is joined locally and Pending registers at its next run, without leaving first.', caughtBy: 'I22', world: 'a registered laptop in the office', actions: ['Entra admin deletes LAPTOP01'],
    patch: chart('registration', (config) => {
      const answers = at(config, 'states.preCheck.states.localState.invoke') as unknown as { onDone: unknown[] };
      answers.onDone.splice(2, 2);
    }),
  },
  {
    id: 'directory-asked-although-the-registry-names-a-tenant', sentence: 'The service connection point in AD is read although the registry names a tenant.', caughtBy: 'I31', world: 'a new laptop whose registry names the tenant', actions: [],
    patch: chart('registration', (config) => {
      (at(config, 'states.discover.states.clientServiceConnectionPoint.invoke') as unknown as { onDone: unknown[] }).onDone.shift();
    }),
  },
  {
    id: 'join-without-its-key', sentence: 'The join is committed with a key container that the machine does not hold, and nobody notices.', caughtBy: 'I34', world: 'a Pending laptop in the office', actions: [],
    patch: acting('commitJoin', (right) => (world, asker, input) => {
      const { changes } = right(world, asker, { ...input, keyContainerId: 'none' });
      return { changes: withDevice({ ...world, ...changes }, asker.place, (device) => ({ ...device, recoveryNeeded: false })) };
    }),
  },
  {
    id: 'answer-thrown-away', sentence: 'The success answer of the registration service arrives, and the attempt fails all the same.', caughtBy: 'I42', world: 'a Pending laptop in the office', actions: [],
    patch: chart('registration', (config) => {
      at(config, 'states.join.states.registering.invoke')['onDone'] = moved('#registration.failed');
    }),
  },
  {
    id: 'keys-shared-by-two-devices', sentence: 'Every device makes the same key container.', caughtBy: 'I43', world: 'two Pending laptops', actions: [],
    patch: answering('createDeviceKeys', () => (world, { place }) => {
      const device = deviceOf(world, place);
      return succeeded({ keyContainerId: 'shared', provider: device.keyProvider }, { changes: { devices: { ...world.devices, [place]: { ...device, usableKeys: [...device.usableKeys.filter((key) => key !== 'shared'), 'shared'] } } } });
    }),
  },
  {
    id: '306-without-an-answer', sentence: 'The device writes 306 and its join although the registration service refused.', caughtBy: 'I47', world: office, actions: [],
    patch: chart('registration', (config) => {
      at(config, 'states.join.states.registering.invoke')['onError'] = moved('#registration.committing');
    }),
  },
];
