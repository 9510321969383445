/**
 * What is true in the world, in the names of the shared consumers: taken from the world (devices, directory, tenant, charts,
 * network), never from the view that the renderer prints or from the text. `null`: not printed by that release, context or state.
 */
import type { EvidenceContext } from '../../evidence/evidence.ts';
import { atLeast, type WindowsRelease } from '../../knowledge/windows-releases.ts';
import type { WindowsDevice } from '../../mocks/windows/state.ts';
import { formatIso } from '../../simulation/calendar.ts';
import { mayAuthenticate } from '../../simulation/cloud-device.ts';
import { sessionOf } from '../../simulation/session.ts';
import { trafficFailure } from '../../simulation/traffic.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import type { Truth } from './dsregcmd-truth.ts';

interface Asked {
  readonly world: World;
  readonly device: WindowsDevice;
  readonly as: EvidenceContext;
  readonly release: WindowsRelease;
}

interface TokenContext {
  readonly updatedAtMs: number | null;
  readonly attempt: { readonly failure: { readonly code: string } } | null;
}

const stamp = (world: World, atMs: number): string => `${formatIso(world.startMs + atMs).slice(0, 19).replace('T', ' ')}.000 UTC`;
const isNew = ({ release }: Asked): boolean => atLeast(release, '1809');
const since21H1 = ({ release }: Asked): boolean => atLeast(release, '21H2');

/** Who looks: nobody's own things are SYSTEM's. */
const userOf = ({ world, device, as }: Asked): string | null => (as === 'system' ? null : sessionOf(world, device.name).user);

function tokenOf(asked: Asked): TokenContext | undefined {
  const user = userOf(asked);
  return user === null ? undefined : (asked.world.actors[`prt:${asked.device.name}/${user}`]?.context as unknown as TokenContext | undefined);
}

function deviceAuthStatus({ world, device }: Asked): string | null {
  const { join } = device;
  if (!join) return null;
  if (trafficFailure(world, device.name, 'system', { kind: 'https', host: 'login.microsoftonline.com' })) return 'FAILED. Error: 0xd000023c';
  if (!device.usableKeys.includes(join.keyContainerId)) return 'FAILED. ERROR';
  const isThisRegistration = world.tenant.devices[join.deviceId]?.deviceCertificateThumbprint === join.thumbprint;
  return mayAuthenticate(world, join.deviceId) && isThisRegistration ? 'SUCCESS' : 'FAILED. Device is either disabled or deleted';
}

function registration(asked: Asked): Truth {
  const { world, device } = asked;
  const { join } = device;
  if (!join) return { DeviceId: null, Thumbprint: null, KeyContainerId: null, KeyProvider: null, TpmProtected: null, DeviceCertificateValidity: null, DeviceAuthStatus: null, TenantId: null, TenantName: null, MdmUrl: null };
  const upn = sessionOf(world, device.name).upn ?? '';
  return {
    DeviceId: join.deviceId,
    Thumbprint: join.thumbprint,
    KeyContainerId: join.keyContainerId,
    KeyProvider: device.keyProvider === 'tpm' ? 'Microsoft Platform Crypto Provider' : 'Microsoft Software Key Storage Provider',
    TpmProtected: device.keyProvider === 'tpm',
    DeviceCertificateValidity: isNew(asked) ? `[ ${stamp(world, join.notBeforeMs)} -- ${stamp(world, join.notAfterMs)} ]` : null,
    DeviceAuthStatus: since21H1(asked) ? deviceAuthStatus(asked) : null,
    TenantId: join.tenantId,
    TenantName: world.tenant.displayName,
    MdmUrl: world.tenant.users[upn.toLowerCase()]?.licensedForIntune ? 'https://enrollment.manage.microsoft.com/enrollmentserver/discovery.svc' : '',
  };
}

function ofTheUser(asked: Asked): Truth {
  const { world, device, release } = asked;
  const user = userOf(asked);
  const account = device.workAccounts.find(({ samAccountName }) => samAccountName === user);
  const token = device.join ? tokenOf(asked) : undefined;
  const updatedAtMs = token?.updatedAtMs ?? null;
  return {
    NgcSet: user !== null && device.helloUsers.includes(user),
    WorkplaceJoined: account !== undefined,
    WorkplaceDeviceId: account?.deviceId ?? null,
    WorkplaceTenantId: account?.tenantId ?? null,
    WorkplaceTenantName: account?.tenantName ?? null,
    AzureAdPrt: updatedAtMs !== null,
    AzureAdPrtUpdateTime: updatedAtMs !== null && isNew(asked) ? stamp(world, updatedAtMs) : null,
    EnterprisePrt: atLeast(release, '1709') ? false : null,
    AttemptStatus: since21H1(asked) ? (token?.attempt?.failure.code ?? null) : null,
  };
}

/** An elevated start runs the tests before the join as SYSTEM. */
const testsAsSystem = ({ as }: Asked): boolean => as !== 'user';

function accountOf({ world, device }: Asked, computer: boolean): string {
  const { netbiosName, dnsName } = world.directory.domain;
  const host = `${device.name.toUpperCase()}$`;
  const { user, upn } = sessionOf(world, device.name);
  if (computer || user === null) return `${netbiosName}\\${host}, ${host}@${dnsName}`;
  // The second part was only ever seen in the form user@domain: without one it is left out, as for a local account (an assumption).
  return /^[^@]+@[^@]+$/.test(upn ?? '') ? `${netbiosName}\\${user}, ${upn ?? ''}` : `${netbiosName}\\${user}`;
}

function diagnostics(asked: Asked): Truth {
  const { device, as } = asked;
  const attempt = device.join || !device.domainJoined || !isNew(asked) ? null : device.previousRegistration;
  const works = device.join !== null && device.usableKeys.includes(device.join.keyContainerId);
  const tests = device.domainJoined && !device.join && isNew(asked);
  return {
    KeySignTest: device.join ? (as === 'user' ? 'MUST Run elevated to test.' : works ? 'PASSED' : 'FAILED') : null,
    UserContext: tests ? (testsAsSystem(asked) ? 'SYSTEM' : 'UN-ELEVATED User') : null,
    ErrorPhase: attempt?.phase ?? null,
    ClientErrorCode: attempt?.failure.code ?? null,
    ServerErrorCode: attempt?.failure.server?.code || null,
    ExecutingAccountName: since21H1(asked) && (device.join || device.domainJoined) ? accountOf(asked, device.join ? as === 'system' : testsAsSystem(asked)) : null,
  };
}

function helloPrerequisites(asked: Asked): Truth {
  const { device, as } = asked;
  const user = userOf(asked);
  if (as === 'user' && user !== null && device.helloUsers.includes(user)) return { IsDeviceJoined: null, IsUserAzureAD: null, PreReqResult: null };
  // Without a session of a user the check itself fails, and its answers are UNKNOWN.
  return {
    IsDeviceJoined: isNew(asked) ? as !== 'system' && device.join !== null : null,
    IsUserAzureAD: device.join !== null && (tokenOf(asked)?.updatedAtMs ?? null) !== null,
    PreReqResult: 'WillNotProvision',
  };
}

export function truthOf(world: World, name: string, as: EvidenceContext, release: WindowsRelease): Truth {
  const device = deviceOf(world, name);
  const asked: Asked = { world, device, as, release };
  const { domain } = world.directory;
  return {
    AzureAdJoined: device.join !== null,
    EnterpriseJoined: false,
    DomainJoined: device.domainJoined,
    DomainName: device.domainJoined ? domain.netbiosName : null,
    DeviceName: since21H1(asked) ? (device.domainJoined ? `${name}.${domain.dnsName}` : name) : null,
    AccessType: since21H1(asked) ? (device.proxies.system === null ? 'DIRECT' : 'NAMED_PROXY') : null,
    ...registration(asked),
    ...ofTheUser(asked),
    ...diagnostics(asked),
    ...helloPrerequisites(asked),
  };
}
