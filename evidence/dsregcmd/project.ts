/** From the world at an instant to what `dsregcmd /status` shows of it. */
import { registryPaths } from '../../mocks/windows/registry.ts';
import type { FailedAttempt, WindowsDevice } from '../../mocks/windows/state.ts';
import { userFrom } from '../../mocks/entra/users.ts';
import { mayAuthenticate } from '../../simulation/cloud-device.ts';
import { correlationIdFor, guidFor } from '../../simulation/identity.ts';
import { sessionOf } from '../../simulation/session.ts';
import { trafficFailure } from '../../simulation/traffic.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import { runTests } from './diagnose.ts';
import type {
  AccountView, AccountsView, AttemptView, DeviceAuthStatus, DeviceDetailsView, IeProxyView, PreJoinView, PreviousRegistrationView, PrtView,
  SsoStateView, StatusView, TenantDetailsView, UserStateView,
} from './view.ts';
import type { PrtAttemptContext } from './prt-context.ts';

type JoinState = NonNullable<WindowsDevice['join']>;

/** Asked live: SUCCESS, disabled or deleted, or the network's own error (dsregcmd.md 3). */
function authStatus(world: World, device: WindowsDevice, join: JoinState): DeviceAuthStatus {
  const failure = trafficFailure(world, device.name, 'system', { kind: 'https', host: 'login.microsoftonline.com' });
  if (failure) return { kind: 'error', code: '0xd000023c' };
  if (!device.usableKeys.includes(join.keyContainerId)) return { kind: 'error', code: null };
  const accepted = mayAuthenticate(world, join.deviceId) && world.tenant.devices[join.deviceId]?.deviceCertificateThumbprint === join.thumbprint;
  return { kind: accepted ? 'success' : 'disabled-or-deleted' };
}

function details(world: World, device: WindowsDevice): DeviceDetailsView | null {
  const { join } = device;
  if (!join) return null;
  return {
    deviceId: join.deviceId, thumbprint: join.thumbprint, notBeforeMs: world.startMs + join.notBeforeMs, notAfterMs: world.startMs + join.notAfterMs,
    keyContainerId: join.keyContainerId, keyProvider: device.keyProvider, authStatus: authStatus(world, device, join),
  };
}

const authorityOf = (tenantId: string): string => `https://login.microsoftonline.com/${tenantId}`;

const credentialNames: { readonly [kind: string]: string } = { password: 'Password', hello: 'NGC', 'smart-card': 'Certificate' };

function attemptView(world: World, attempt: PrtAttemptContext, actor: string): AttemptView {
  const { failure } = attempt;
  const tenant = world.tenant.tenantId;
  return {
    kind: attempt.renewal ? 'refresh' : 'acquire',
    atMs: world.startMs + (failure.atMs ?? world.nowMs),
    status: failure.code,
    userIdentity: attempt.upn,
    credentialType: credentialNames[attempt.credential] ?? attempt.credential,
    correlationId: correlationIdFor(world.seed, actor, failure.atMs ?? 0),
    endpointUri: `${authorityOf(tenant)}/oauth2/token/`,
    httpMethod: 'POST',
    httpError: failure.server ? '0x0' : (failure.innerCode ?? '0x0'),
    httpStatus: failure.server?.httpStatus ?? null,
    serverError: failure.server?.code ? { code: failure.server.code, description: failure.server.message } : null,
  };
}

function azureAdPrt(world: World, device: WindowsDevice, user: string | null): PrtView {
  const actor = `prt:${device.name}/${user ?? ''}`;
  const context = user === null
    ? undefined
    : (world.actors[actor]?.context as { updatedAtMs: number | null; expiresAtMs: number | null; attempt: PrtAttemptContext | null } | undefined);
  if (!device.join) return { held: null, authority: null, attempt: null };
  const held = context && context.updatedAtMs !== null && context.expiresAtMs !== null;
  return {
    held: held ? { updatedMs: world.startMs + (context.updatedAtMs ?? 0), expiresMs: world.startMs + (context.expiresAtMs ?? 0) } : null,
    authority: authorityOf(device.join.tenantId),
    attempt: context?.attempt ? attemptView(world, context.attempt, actor) : null,
  };
}

function sso(world: World, device: WindowsDevice, user: string | null): SsoStateView {
  const azureAd = azureAdPrt(world, device, user);
  const joined = device.join !== null;
  return {
    azureAd,
    enterprise: { held: null, authority: joined ? '' : null, attempt: null },
    kerberos: joined ? { onPremTgt: false, cloudTgt: azureAd.held !== null } : null,
  };
}

/** What Windows keeps of the last failed attempt; the transport's code stands behind a discovery failure. */
function previous(world: World, attempt: FailedAttempt | null): PreviousRegistrationView | null {
  if (!attempt) return null;
  const { server } = attempt.failure;
  return {
    atMs: world.startMs + attempt.atMs, type: attempt.registrationType, phase: attempt.phase, clientErrorCode: attempt.failure.code,
    server: server
      ? {
        code: server.code || null, subcode: server.subcode ?? null, operation: server.operation ?? null, message: server.message || null,
        httpStatus: server.httpStatus, requestId: server.requestId,
      }
      : null,
  };
}

function accounts(world: World, name: string): AccountsView {
  const { netbiosName, dnsName } = world.directory.domain;
  const { user, upn } = sessionOf(world, name);
  const host = `${name.toUpperCase()}$`;
  const computer: AccountView = { name: `${netbiosName}\\${host}`, upn: `${host}@${dnsName}` };
  // A name that is not of the form user@domain was never seen in this line: `assumptions.ts`.
  return { computer, user: user === null ? computer : { name: `${netbiosName}\\${user}`, upn: upn?.includes('@') ? upn : null } };
}

function tenantDetails(world: World, join: JoinState, mdm: boolean): TenantDetailsView {
  return {
    tenantName: world.tenant.displayName,
    tenantId: join.tenantId,
    idp: 'login.windows.net',
    authority: authorityOf(join.tenantId),
    registrationHost: 'enterpriseregistration.windows.net',
    mdm: mdm
      ? {
        url: 'https://enrollment.manage.microsoft.com/enrollmentserver/discovery.svc',
        termsOfUseUrl: 'https://portal.manage.microsoft.com/TermsofUse.aspx',
        complianceUrl: 'https://portal.manage.microsoft.com/?portalAction=Compliance',
      }
      : null,
    settingsUrl: '',
  };
}

function preJoin(world: World, device: WindowsDevice): PreJoinView {
  return {
    kind: 'pre-join',
    clientTimeMs: world.startMs + world.nowMs,
    tests: { asUser: runTests(world, device.name, 'user'), asSystem: runTests(world, device.name, 'system') },
    diagnosticsTaskRuns: true,
    fallbackToSyncJoin: device.registry[registryPaths.fallbackToSyncJoin] !== '0',
    fallbackToFedJoin: true,
    previous: previous(world, device.previousRegistration),
  };
}

function diagnostics(world: World, device: WindowsDevice, mdm: boolean): StatusView['diagnostics'] {
  const { join } = device;
  if (!join) return device.domainJoined ? preJoin(world, device) : { kind: 'none' };
  const attribute = mdm ? 'managed-by-mdm' : 'updated';
  return {
    kind: 'post-join', recoveryEnabled: device.recoveryNeeded, keySign: device.usableKeys.includes(join.keyContainerId) ? 'passed' : 'failed',
    displayNameUpdated: attribute, osVersionUpdated: attribute, hostNameUpdated: true, lastHostNameUpdateMs: null,
  };
}

const ieProxy = (server: string | null): IeProxyView => ({ autoDetect: true, autoConfigurationUrl: '', servers: server ?? '', bypass: '' });

function userState(world: World, device: WindowsDevice, user: string | null, hasPrt: boolean): UserStateView {
  const hello = user !== null && device.helloUsers.includes(user);
  return {
    hello: hello ? { keyId: guidFor(world.seed, `hello ${device.name} ${user}`), canReset: 'DestructiveOnly' } : null,
    wamDefault: hasPrt ? { kind: 'set', account: 'organizations' } : { kind: 'not-set' },
  };
}

export function statusView(world: World, name: string): StatusView {
  const device = deviceOf(world, name);
  const { user } = sessionOf(world, name);
  const ssoState = sso(world, device, user);
  const hasPrt = ssoState.azureAd.held !== null;
  const { join } = device;
  const mdm = userFrom(world.tenant, user ?? '')?.licensedForIntune ?? false;
  const { domain } = world.directory;
  return {
    device: {
      joinedTo: join ? 'entra' : 'nothing', domainName: device.domainJoined ? domain.netbiosName : null,
      virtualDesktop: { kind: 'not-set' }, deviceName: device.domainJoined ? `${name}.${domain.dnsName}` : name,
    },
    details: details(world, device),
    tenant: join ? tenantDetails(world, join, mdm) : null,
    user: userState(world, device, user, hasPrt),
    sso: ssoState,
    workAccounts: device.workAccounts
      .filter((known) => known.samAccountName === user)
      .map((known) => ({
        deviceId: known.deviceId,
        thumbprint: known.thumbprint,
        notBeforeMs: world.startMs + known.notBeforeMs,
        notAfterMs: world.startMs + known.notAfterMs,
        keyContainerId: guidFor(world.seed, `work account key ${name} ${known.deviceId}`),
        keyProvider: device.keyProvider,
        tenantId: known.tenantId, tenantName: known.tenantName, mdmUrl: '', settingsUrl: '', helloSet: false,
      })),
    diagnostics: diagnostics(world, device, mdm),
    accounts: accounts(world, name),
    proxies: {
      user: ieProxy(device.proxies.user), system: ieProxy(device.proxies.system), winHttpAccessType: device.proxies.system === null ? 'DIRECT' : 'NAMED_PROXY',
      autoDetectPacStatus: 'Failed to auto detect the Proxy Auto-Configuration (PAC) script using WPAD. code: 0x80072f94',
    },
    ngc: {
      errorCode: null, isDeviceJoined: join !== null, isUserAzureAd: hasPrt, policyEnabled: false, postLogonEnabled: true, deviceEligible: true, sessionIsNotRemote: true,
      certEnrollment: { kind: 'none', cloudTrustTicket: null }, willProvision: false,
    },
  };
}
