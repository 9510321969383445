/** What happens to devices: power, hardware, Windows itself, policies and the registry. */
import { editionOf, versionOf, windowsReleaseNames } from '../../knowledge/windows-releases.ts';
import { unknownTenantId } from '../../mocks/active-directory/service-connection-point.ts';
import { setOperatingSystem } from '../../mocks/active-directory/administration.ts';
import { anyController, linksFrom } from '../../mocks/active-directory/replica.ts';
import { registryPaths, withRegistryValue } from '../../mocks/windows/registry.ts';
import { reimaged, withLostKeys } from '../../mocks/windows/join-state.ts';
import type { ChartEvent } from '../../machines/language.ts';
import { withDevice, type World } from '../world.ts';
import { deviceFor } from './people.ts';
import { sessionOf } from '../session.ts';
import { ImpossibleAction, type Verb, type VerbResult } from './verb.ts';

const toSession = (device: string, event: ChartEvent): VerbResult => ({ tells: [{ to: { kind: 'session', of: device }, event }] });
const toTask = (device: string, event: ChartEvent): VerbResult => ({ tells: [{ to: { kind: 'task', of: device }, event }] });
const setValues = (world: World, device: string, values: { readonly [path: string]: string | null }): VerbResult => ({
  changes: withDevice(world, device, (known) => Object.entries(values).reduce((result, [path, value]) => withRegistryValue(result, path, value), known)),
});

export const deviceVerbs: readonly Verb[] = [
  {
    id: 'power-on',
    group: 'device',
    pattern: '{device} powers on',
    help: 'Switches the machine on; it boots to the sign-in screen.',
    example: 'LAPTOP01 powers on',
    source: 'lifecycle.md 4',
    run: (world, words) => {
      const device = deviceFor(world, words.device);
      if (sessionOf(world, device).state !== 'off') throw new ImpossibleAction(`${device} is on already`, [`${device} restarts`]);
      return toSession(device, { type: 'POWERED_ON' });
    },
  },
  {
    id: 'shut-down',
    group: 'device',
    pattern: '{device} shuts down',
    help: 'Switches the machine off.',
    example: 'LAPTOP01 shuts down',
    source: 'lifecycle.md 6.2',
    run: (world, words) => toSession(deviceFor(world, words.device), { type: 'SHUT_DOWN' }),
  },
  {
    id: 'restart',
    group: 'device',
    pattern: '{device} restarts',
    help: 'Restarts the machine: event 4096 at boot, tunnels down.',
    example: 'LAPTOP01 restarts',
    source: 'lifecycle.md 4',
    run: (world, words) => {
      const device = deviceFor(world, words.device);
      if (sessionOf(world, device).state === 'off') throw new ImpossibleAction(`${device} is off`, [`${device} powers on`]);
      return toSession(device, { type: 'RESTART' });
    },
  },
  {
    id: 'lose-keys',
    group: 'device',
    pattern: '{device} loses its TPM keys',
    help: 'TPM cleared or board swapped: private keys are gone; a joined device asks for recovery.',
    example: 'LAPTOP01 loses its TPM keys',
    source: 'lifecycle.md 7, 8',
    run: (world, words) => {
      const device = deviceFor(world, words.device);
      return { changes: withDevice(world, device, withLostKeys), tells: [{ to: { kind: 'prt', of: device }, event: { type: 'DEVICE_KEYS_LOST' } }] };
    },
  },
  {
    id: 'damage-join',
    group: 'device',
    pattern: '{device} loses part of its join state',
    help: 'The device certificate or registry part is missing: the next run sees 332.',
    example: 'LAPTOP01 loses part of its join state',
    source: 'lifecycle.md 2.2 step 3; on-premises.md 7 P4',
    run: (world, words) => {
      const device = deviceFor(world, words.device);
      if (!world.devices[device]?.join) throw new ImpossibleAction(`${device} is not joined`);
      return { changes: withDevice(world, device, (known) => ({ ...known, joinIncomplete: true })) };
    },
  },
  {
    id: 're-image',
    group: 'device',
    pattern: '{device} is re-imaged',
    help: 'Windows is installed anew and the same computer account is used again.',
    example: 'LAPTOP01 is re-imaged',
    source: 'lifecycle.md 8',
    run: (world, words) => {
      const device = deviceFor(world, words.device);
      return {
        changes: withDevice(world, device, reimaged),
        tells: [{ to: { kind: 'prt', of: device }, event: { type: 'DEVICE_LEFT' } }, { to: { kind: 'session', of: device }, event: { type: 'RESTART' } }],
      };
    },
  },
  {
    id: 'upgrade-windows',
    group: 'device',
    pattern: '{device} is upgraded to Windows {value}',
    help: 'In-place upgrade; the join survives.',
    example: 'LAPTOP01 is upgraded to Windows 11-24H2',
    source: 'lifecycle.md 8',
    run: (world, words) => upgrade(world, deviceFor(world, words.device), words.value ?? ''),
  },
  {
    id: 'enable-task',
    group: 'device',
    pattern: 'the join task is (enabled|disabled) on {device}',
    help: 'Enables or disables the scheduled task Automatic-Device-Join.',
    example: 'the join task is disabled on LAPTOP01',
    source: 'lifecycle.md 2.1; on-premises.md 7 P1',
    run: (world, words) => toTask(deviceFor(world, words.device), { type: words.choice === 'enabled' ? 'ENABLED' : 'DISABLED' }),
  },
  {
    id: 'set-policy',
    group: 'device',
    pattern: 'policy autoWorkplaceJoin is (0|1|removed) on {device}',
    help: 'Group policy "Register domain joined computers as devices".',
    example: 'policy autoWorkplaceJoin is 0 on LAPTOP01',
    source: 'lifecycle.md 2.1; on-premises.md 6',
    run: (world, words) => setValues(world, deviceFor(world, words.device), { [registryPaths.autoWorkplaceJoin]: words.choice === 'removed' ? null : (words.choice ?? null) }),
  },
  {
    id: 'set-client-scp',
    group: 'device',
    pattern: 'client-side SCP on {device} is {value}[ with tenant {domain}]',
    help: 'Writes CDJ\\AAD: right, wrong, none, tenant-id-only or tenant-name-only; "with tenant" names another domain.',
    example: 'client-side SCP on LAPTOP01 is right',
    source: 'lifecycle.md 2.1, 3.4',
    run: (world, words) => clientScp(world, deviceFor(world, words.device), words.value ?? '', words.domain),
  },
  {
    id: 'set-registry',
    group: 'device',
    pattern: 'registry value {text} on {device} is {value}',
    help: 'Sets one registry value by full path; "removed" deletes it.',
    example: 'registry value "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WorkplaceJoin\\BlockAADWorkplaceJoin" on LAPTOP01 is 1',
    source: 'lifecycle.md 2.1',
    run: (world, words) => setValues(world, deviceFor(world, words.device), { [words.text ?? '']: words.value === 'removed' ? null : (words.value ?? '') }),
  },
  {
    id: 'set-proxy',
    group: 'device',
    pattern: 'the (system|user) proxy of {device} is {value}',
    help: 'Sets the WinHTTP proxy of SYSTEM or the proxy of the user: host:port, or none.',
    example: 'the system proxy of LAPTOP01 is proxy.contoso.com:8080',
    source: 'lifecycle.md 6.1',
    run: (world, words) => {
      const value = words.value === 'none' ? null : (words.value ?? null);
      return { changes: withDevice(world, deviceFor(world, words.device), (known) => ({
        ...known,
        proxies: { ...known.proxies, ...(words.choice === 'system' ? { system: value } : { user: value }) },
      })) };
    },
  },
];

function clientScp(world: World, device: string, kind: string, domain: string | undefined): VerbResult {
  const right = { id: world.tenant.tenantId, name: domain ?? world.tenant.domains[0]?.name ?? world.tenant.initialDomain };
  const values: { readonly [kind: string]: readonly [string | null, string | null] } = {
    right: [right.id, right.name],
    wrong: [unknownTenantId, domain ?? 'fabrikam.com'],
    none: [null, null],
    'tenant-id-only': [right.id, null],
    'tenant-name-only': [null, right.name],
  };
  const chosen = values[kind];
  if (!chosen) throw new ImpossibleAction(`client-side SCP cannot be "${kind}"`, Object.keys(values));
  return setValues(world, device, { [registryPaths.tenantId]: chosen[0], [registryPaths.tenantName]: chosen[1] });
}

function upgrade(world: World, device: string, release: string): VerbResult {
  const known = world.devices[device];
  const next = windowsReleaseNames.find((name) => name === release);
  if (!known || !next) throw new ImpossibleAction(`"${release}" is no Windows release here`, windowsReleaseNames);
  const controller = anyController(world.directory, 'writable')?.name;
  const directory = controller
    ? setOperatingSystem(world.directory, world.nowMs, { objectGuid: known.objectGuid, operatingSystem: editionOf(next), operatingSystemVersion: versionOf(next), controller })
    : world.directory;
  const links = controller ? linksFrom(directory, controller) : [];
  return {
    changes: { directory, ...withDevice(world, device, (before) => ({ ...before, release: next, edition: editionOf(next) })) },
    tells: [...links.map((link) => ({ to: { kind: 'replication' as const, of: link }, event: { type: 'CHANGED' } })), { to: { kind: 'session', of: device }, event: { type: 'RESTART' } }],
  };
}
