/**
 * Registry values of the join as `reg query` prints them, and the certificates of LocalMachine\My beside them. Sources:
 * lifecycle.md 1 (certificates), 2.1 (CloudDomainJoin [T1]; JoinInfo and TenantInfo [K]), 3.1 (FallbackToSyncJoin), on-premises.md 0
 * (CachedLogonsCount, REG_SZ), 6 (policies). Where proxies are stored is general Windows knowledge.
 */
import { thumbprintOf } from '../mocks/certificate.ts';
import { registryPaths } from '../mocks/windows/registry.ts';
import type { WindowsDevice } from '../mocks/windows/state.ts';
import { bootstrapCertificateDer } from '../simulation/certificates.ts';
import { deviceOf, type World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';
import { isoSeconds, table } from './text.ts';

type ValueType = 'REG_SZ' | 'REG_DWORD';

const internetSettings = 'Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

function proxyValues(hive: string, proxy: string | null): { readonly [path: string]: string } {
  const key = `${hive}\\${internetSettings}`;
  return proxy === null ? { [`${key}\\ProxyEnable`]: '0' } : { [`${key}\\ProxyEnable`]: '1', [`${key}\\ProxyServer`]: proxy };
}

/** By full path with short hive names, as scenarios write them. */
export function registryOf(world: World, name: string): { readonly [path: string]: string } {
  const device = deviceOf(world, name);
  const values: { [path: string]: string } = {
    [registryPaths.cachedLogonsCount]: String(world.settings.cachedLogons),
    ...proxyValues('HKU\\S-1-5-18', device.proxies.system),
    ...proxyValues('HKCU', device.proxies.user),
    ...device.registry,
  };
  if (device.join) {
    const info = `${registryPaths.cloudDomainJoin}\\JoinInfo\\${device.join.thumbprint}`;
    values[`${info}\\TenantId`] = device.join.tenantId;
    values[`${info}\\IdpDomain`] = 'login.windows.net';
    const tenant = `${registryPaths.cloudDomainJoin}\\TenantInfo\\${device.join.tenantId}`;
    values[`${tenant}\\DisplayName`] = world.tenant.displayName;
  }
  return values;
}

const numbers: ReadonlySet<string> = new Set(['autoWorkplaceJoin', 'BlockAADWorkplaceJoin', 'FallbackToSyncJoin', 'ProxyEnable']);
const typeOf = (name: string): ValueType => (numbers.has(name) ? 'REG_DWORD' : 'REG_SZ');

interface RegistryValue {
  readonly key: string;
  readonly name: string;
  readonly type: ValueType;
  readonly value: string;
}

const hives: { readonly [short: string]: string } = { HKLM: 'HKEY_LOCAL_MACHINE', HKCU: 'HKEY_CURRENT_USER', HKU: 'HKEY_USERS' };

function valueAt(path: string, value: string): RegistryValue {
  const cut = path.lastIndexOf('\\');
  const name = path.slice(cut + 1);
  return { key: path.slice(0, cut).replace(/^\w+/, (hive) => hives[hive] ?? hive), name, type: typeOf(name), value };
}

const valuesOf = (world: World, device: string): RegistryValue[] =>
  Object.entries(registryOf(world, device)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, value]) => valueAt(path, value));

/** `reg query` writes numbers in hexadecimal. */
const printed = ({ type, value }: RegistryValue): string => (type === 'REG_DWORD' && /^\d+$/.test(value) ? `0x${Number(value).toString(16)}` : value);

function keys(values: readonly RegistryValue[]): string[] {
  const blocks = [...new Set(values.map(({ key }) => key))].map((key) =>
    [key, ...values.filter((value) => value.key === key).map((value) => `    ${value.name}    ${value.type}    ${printed(value)}`)],
  );
  return blocks.map((lines) => lines.join('\n'));
}

/** What holds while a value is not there: the first thing one looks for in vain. */
const defaults: readonly (readonly [path: string, meaning: string])[] = [
  [registryPaths.tenantId, 'no client-side SCP: the directory names the tenant'],
  [registryPaths.autoWorkplaceJoin, 'the device may register'],
  [registryPaths.blockWorkplaceJoin, 'users may add work accounts'],
  [registryPaths.fallbackToSyncJoin, 'a failed federated join falls back to sync join'],
];

const notSet = (device: WindowsDevice): (readonly [string, string])[] =>
  defaults.filter(([path]) => device.registry[path] === undefined).map(([path, meaning]) => [path.slice(path.lastIndexOf('\\') + 1), meaning]);

interface StoredCertificate {
  readonly thumbprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly privateKeyUsable: boolean;
}

function certificatesOf(world: World, device: WindowsDevice): StoredCertificate[] {
  const { join, bootstrapCertificate: bootstrap, usableKeys } = device;
  const validity = (certificate: { readonly notBeforeMs: number; readonly notAfterMs: number }) => ({
    notBefore: isoSeconds(world, certificate.notBeforeMs),
    notAfter: isoSeconds(world, certificate.notAfterMs),
  });
  return [
    ...(bootstrap
      ? [{
        thumbprint: thumbprintOf(bootstrapCertificateDer(world, bootstrap)),
        subject: bootstrap.subject,
        issuer: bootstrap.subject,
        ...validity(bootstrap),
        privateKeyUsable: usableKeys.includes(bootstrap.id),
      }]
      : []),
    ...(join
      ? [{
        thumbprint: join.thumbprint,
        subject: `CN=${join.deviceId}`,
        issuer: 'CN=MS-Organization-Access',
        ...validity(join),
        privateKeyUsable: usableKeys.includes(join.keyContainerId),
      }]
      : []),
  ];
}

const certificateBlock = ({ thumbprint, subject, issuer, notBefore, notAfter, privateKeyUsable }: StoredCertificate): string =>
  table(
    [
      ['Thumbprint', thumbprint],
      ['Subject', subject],
      ['Issuer', issuer],
      ['NotBefore', notBefore],
      ['NotAfter', notAfter],
      ['Private key', privateKeyUsable ? 'usable' : 'lost or damaged'],
    ],
    '    ',
  );

const certificateFields: { readonly [field: string]: (world: World, device: WindowsDevice) => string } = {
  'My.count': (world, device) => String(certificatesOf(world, device).length),
  'My.bootstrap': (world, device) => certificatesOf(world, { ...device, join: null })[0]?.thumbprint ?? 'none',
  'My.device': (_world, device) => device.join?.thumbprint ?? 'none',
};

export const registryEvidence: Evidence = {
  name: 'registry',
  title: 'registry values of the join on the device, and its certificates',
  fields: ['HKLM*', 'HKCU*', 'HKU*', ...Object.keys(certificateFields)],
  field: ({ world, device }, name) => certificateFields[name]?.(world, deviceOf(world, device)) ?? registryOf(world, device)[name],
  render: ({ world, device }) => {
    const known = deviceOf(world, device);
    const absent = notSet(known);
    const certificates = certificatesOf(world, known);
    return `${[
      ...keys(valuesOf(world, device)),
      ...(absent.length === 0 ? [] : [`Not set:\n${table(absent, '    ')}`]),
      `Cert:\\LocalMachine\\My${certificates.length === 0 ? '\n    no certificate of the join' : ''}`,
      ...certificates.map(certificateBlock),
    ].join('\n\n')}\n`;
  },
  data: ({ world, device }) => ({ values: valuesOf(world, device), certificates: certificatesOf(world, deviceOf(world, device)) }),
};
