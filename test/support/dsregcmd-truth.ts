/** What is true in the world, in the names of the shared consumers: taken from the world, never from the printed text. */
import { formatIso } from '../../simulation/calendar.ts';
import { sessionOf } from '../../simulation/session.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import type { EvidenceContext } from '../../evidence/evidence.ts';
import type { StatusContext, StatusView } from '../../evidence/dsregcmd/view.ts';
import { atLeast, type WindowsRelease } from '../../knowledge/windows-releases.ts';

export type Truth = { readonly [name: string]: boolean | string | null };

const stamp = (world: World, atMs: number): string => `${formatIso(world.startMs + atMs).slice(0, 19).replace('T', ' ')}.000 UTC`;

export function truthOf(world: World, name: string, as: EvidenceContext, release: WindowsRelease): Truth {
  const device = deviceOf(world, name);
  const { join } = device;
  const user = as === 'system' ? null : sessionOf(world, name).user;
  const prt = user === null ? undefined : world.actors[`prt:${name}/${user}`];
  const context = prt?.context as { updatedAtMs: number | null } | undefined;
  const updatedAtMs = join ? (context?.updatedAtMs ?? null) : null;
  const attempt = device.previousRegistration;
  const preJoin = device.domainJoined && !join;
  return {
    AzureAdJoined: join !== null,
    EnterpriseJoined: false,
    DomainJoined: device.domainJoined,
    DomainName: world.directory.domain.netbiosName,
    DeviceName: atLeast(release, '21H2') ? `${name}.${world.directory.domain.dnsName}` : null,
    DeviceId: join?.deviceId ?? null,
    Thumbprint: join?.thumbprint ?? null,
    KeyContainerId: join?.keyContainerId ?? null,
    TenantId: join?.tenantId ?? null,
    TenantName: join ? world.tenant.displayName : null,
    ...(join ? { TpmProtected: device.keyProvider === 'tpm' } : {}),
    WorkplaceJoined: user !== null && device.workAccounts.some((account) => account.samAccountName === user),
    NgcSet: user !== null && device.helloUsers.includes(user),
    AzureAdPrt: updatedAtMs !== null,
    EnterprisePrt: false,
    AzureAdPrtUpdateTime: updatedAtMs === null ? null : stamp(world, updatedAtMs),
    ErrorPhase: preJoin && attempt ? attempt.phase : null,
    ClientErrorCode: preJoin && attempt ? attempt.failure.code : null,
    ServerErrorCode: preJoin && attempt?.failure.server ? attempt.failure.server.code : null,
  };
}

const utc = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ')}.000 UTC`;

/** What of a joined device's registration is printed, and from when. */
function registrationTruth({ details, tenant }: StatusView, release: WindowsRelease): Truth {
  const since1809 = atLeast(release, '1809');
  const statusTexts = { success: 'SUCCESS', 'disabled-or-deleted': 'FAILED. Device is either disabled or deleted', error: 'FAILED. ERROR' } as const;
  const status = details?.authStatus;
  return {
    DeviceId: details?.deviceId ?? null,
    Thumbprint: details?.thumbprint ?? null,
    KeyContainerId: details?.keyContainerId ?? null,
    KeyProvider: details ? `Microsoft ${details.keyProvider === 'tpm' ? 'Platform Crypto' : 'Software Key Storage'} Provider` : null,
    TpmProtected: details ? details.keyProvider === 'tpm' : null,
    DeviceCertificateValidity: details && since1809 ? `[ ${utc(details.notBeforeMs)} -- ${utc(details.notAfterMs)} ]` : null,
    DeviceAuthStatus: status && atLeast(release, '21H2') ? (status.kind === 'error' && status.code !== null ? `FAILED. Error: ${status.code}` : statusTexts[status.kind]) : null,
    TenantId: tenant?.tenantId ?? null,
    TenantName: tenant?.tenantName ?? null,
    MdmUrl: tenant ? (tenant.mdm?.url ?? '') : null,
  };
}

/** What is the user's own: SYSTEM has none of it. */
function userTruth(view: StatusView, release: WindowsRelease, context: StatusContext): Truth {
  const present = context !== 'system';
  const since1809 = atLeast(release, '1809');
  const account = present ? view.workAccounts[0] : undefined;
  const azureAd = present ? view.sso.azureAd.held : null;
  const attempts = present && atLeast(release, '21H2') ? [view.sso.azureAd.attempt, view.sso.enterprise.attempt] : [];
  return {
    NgcSet: present && view.user.hello !== null,
    WorkplaceJoined: account !== undefined,
    WorkplaceDeviceId: account?.deviceId ?? null,
    WorkplaceTenantId: account?.tenantId ?? null,
    WorkplaceTenantName: account?.tenantName ?? null,
    AzureAdPrt: azureAd !== null,
    AzureAdPrtUpdateTime: azureAd && since1809 ? utc(azureAd.updatedMs) : null,
    EnterprisePrt: atLeast(release, '1709') ? present && view.sso.enterprise.held !== null : null,
    AttemptStatus: attempts.find((attempt) => attempt !== null && attempt !== undefined)?.status ?? null,
  };
}

function diagnosticsTruth({ diagnostics, accounts }: StatusView, release: WindowsRelease, context: StatusContext): Truth {
  const written = ({ name, upn }: StatusView['accounts']['user']): string => (upn === null ? name : `${name}, ${upn}`);
  const none = { KeySignTest: null, ErrorPhase: null, ClientErrorCode: null, ServerErrorCode: null, UserContext: null, ExecutingAccountName: null };
  const named = atLeast(release, '21H2');
  if (diagnostics.kind === 'post-join') {
    const tested = diagnostics.keySign === 'passed' ? 'PASSED' : 'FAILED';
    return { ...none, KeySignTest: context === 'user' ? 'MUST Run elevated to test.' : tested, ExecutingAccountName: named ? written(context === 'system' ? accounts.computer : accounts.user) : null };
  }
  if (diagnostics.kind === 'none' || !atLeast(release, '1809')) return none;
  const asSystem = context === 'system' || (context === 'admin' && diagnostics.diagnosticsTaskRuns);
  return {
    ...none,
    UserContext: asSystem ? 'SYSTEM' : context === 'admin' ? 'ELEVATED User' : 'UN-ELEVATED User',
    ErrorPhase: diagnostics.previous?.phase ?? null,
    ClientErrorCode: diagnostics.previous?.clientErrorCode ?? null,
    ServerErrorCode: diagnostics.previous?.server?.code ?? null,
    ExecutingAccountName: named ? written(asSystem ? accounts.computer : accounts.user) : null,
  };
}

function ngcTruth({ ngc, user }: StatusView, release: WindowsRelease, context: StatusContext): Truth {
  if (context === 'user' && user.hello !== null) return { IsDeviceJoined: null, IsUserAzureAD: null, PreReqResult: null };
  const ran = ngc.errorCode === null && context !== 'system';
  return {
    IsDeviceJoined: atLeast(release, '1809') ? ran && ngc.isDeviceJoined : null,
    IsUserAzureAD: ran && ngc.isUserAzureAd,
    PreReqResult: ran && ngc.willProvision ? 'WillProvision' : 'WillNotProvision',
  };
}

/** What a reader must find in the status of a view, in the names of the shared consumers: taken from the view, never from the text. */
export function truthOfView(view: StatusView, release: WindowsRelease, context: StatusContext): Truth {
  const { device, proxies } = view;
  return {
    AzureAdJoined: device.joinedTo === 'entra',
    EnterpriseJoined: device.joinedTo === 'on-premises-drs',
    DomainJoined: device.domainName !== null,
    DomainName: device.domainName,
    DeviceName: atLeast(release, '21H2') ? device.deviceName : null,
    AccessType: atLeast(release, '21H2') ? proxies.winHttpAccessType : null,
    ...registrationTruth(view, release),
    ...userTruth(view, release, context),
    ...diagnosticsTruth(view, release, context),
    ...ngcTruth(view, release, context),
  };
}
