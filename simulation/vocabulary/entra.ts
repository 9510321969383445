/** What administrators of Entra (Azure AD) do. */
import { removeCloudUser, removeDomain, setCloudUser, setDomain, setPassThroughAgents } from '../../mocks/entra/administration.ts';
import { setPasswordVersion } from '../../mocks/active-directory/administration.ts';
import { userFrom } from '../../mocks/entra/users.ts';
import { lifecycleOf } from '../cloud-device.ts';
import { deleteDevice, enableDevice } from '../cloud-device-changes.ts';
import { deviceOf, type World } from '../world.ts';
import { deviceFor, passwordChanged, personOf } from './people.ts';
import { ImpossibleAction, type Verb } from './verb.ts';

type Words = { readonly [placeholder: string]: string };

function cloudObject(world: World, words: Words): string {
  const name = deviceFor(world, words.device);
  const deviceId = deviceOf(world, name).objectGuid;
  const lifecycle = lifecycleOf(world, deviceId);
  if (lifecycle === 'absent' || lifecycle === 'deleted') throw new ImpossibleAction(`${name} has no object in Azure AD (${lifecycle})`);
  return deviceId;
}

/** What the tenant calls the person now; nobody where it holds no such user. */
const cloudName = (world: World, words: Words): string => userFrom(world.tenant, personOf(world, words.person).samAccountName)?.userPrincipalName ?? '';

export const entraVerbs: readonly Verb[] = [
  {
    id: 'enable-cloud-device',
    group: 'admin in Entra',
    pattern: 'Entra admin (enables|disables) {device}',
    help: 'Enables or disables the device object in the portal; Connect brings the AD state back.',
    example: 'Entra admin disables LAPTOP01',
    source: 'lifecycle.md 5, 8',
    run: (world, words) => enableDevice(cloudObject(world, words), words.choice === 'enables'),
  },
  {
    id: 'delete-cloud-device',
    group: 'admin in Entra',
    pattern: 'Entra admin deletes {device}',
    help: 'Deletes the device object in the portal; Connect creates it anew as Pending.',
    example: 'Entra admin deletes LAPTOP01',
    source: 'lifecycle.md 5, 8',
    run: (world, words) => deleteDevice(world, cloudObject(world, words)),
  },
  {
    id: 'enable-cloud-user',
    group: 'admin in Entra',
    pattern: 'Entra admin (enables|disables) user {person}',
    help: 'Enables or disables the user in the tenant.',
    example: 'Entra admin disables user alice',
    source: 'lifecycle.md 7',
    run: (world, words) => ({ changes: { tenant: setCloudUser(world.tenant, cloudName(world, words), { enabled: words.choice === 'enables' }) } }),
  },
  {
    id: 'delete-cloud-user',
    group: 'admin in Entra',
    pattern: 'Entra admin deletes user {person}',
    help: 'Removes the user from the tenant.',
    example: 'Entra admin deletes user alice',
    source: 'lifecycle.md 7',
    run: (world, words) => ({ changes: { tenant: removeCloudUser(world.tenant, cloudName(world, words)) } }),
  },
  {
    id: 'self-service-password',
    group: 'admin in Entra',
    pattern: '{person} resets the password in the cloud (with|without) writeback',
    help: 'Self-service password reset: the new password holds in Azure AD, and with writeback in AD.',
    example: 'alice resets the password in the cloud with writeback',
    source: 'lifecycle.md 6.3 (8)',
    run: (world, words) => {
      const person = personOf(world, words.person);
      const version = (userFrom(world.tenant, person.samAccountName)?.passwordVersion ?? 1) + 1;
      const tenant = setCloudUser(world.tenant, cloudName(world, words), { passwordVersion: version });
      return {
        changes: { tenant, ...(words.choice === 'with' ? { directory: setPasswordVersion(world.directory, world.nowMs, person.samAccountName, version) } : {}) },
        tells: words.choice === 'with' ? passwordChanged(world) : [],
      };
    },
  },
  {
    id: 'run-agents',
    group: 'admin in Entra',
    pattern: 'the pass-through agents (stop|start)',
    help: 'Pass-through authentication agents go down or come back.',
    example: 'the pass-through agents stop',
    source: 'on-premises.md 4.6',
    run: (world, words) => ({ changes: { tenant: setPassThroughAgents(world.tenant, words.choice === 'start') } }),
  },
  {
    id: 'verify-domain',
    group: 'admin in Entra',
    pattern: 'Entra admin (verifies|removes) domain {domain}',
    help: 'Adds a verified managed domain, or removes it.',
    example: 'Entra admin removes domain contoso.com',
    source: 'lifecycle.md 7; on-premises.md 7 A4',
    run: (world, words) => ({ changes: { tenant: words.choice === 'verifies'
      ? setDomain(world.tenant, { name: words.domain ?? '', realm: 'Managed' })
      : removeDomain(world.tenant, words.domain ?? '') } }),
  },
];
