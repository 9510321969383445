/** From the world at an instant to what `dsregcmd /status` shows of it. */
import { registryPaths } from '../../mocks/windows/registry.ts';
import type { FailedAttempt, WindowsDevice } from '../../mocks/windows/state.ts';
import { mayAuthenticate } from '../../simulation/cloud-device.ts';
import { correlationIdFor, guidFor } from '../../simulation/identity.ts';
import { sessionOf } from '../../simulation/session.ts';
import { trafficFailure } from '../../simulation/traffic.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import { runTests } from './diagnose.ts';
import type { AttemptView, DeviceDetailsView, PreviousRegistrationView, SsoStateView, StatusContext, StatusView } from './view.ts';
import type { PrtAttemptContext } from './prt-context.ts';

/** Asked live: SUCCESS, disabled or deleted, or the network's own error (dsregcmd.md 3). */
function authStatus(world: World, device: WindowsDevice): string {
  const { join } = device;
  if (!join) return '';
  const failure = trafficFailure(world, device.name, 'system', { kind: 'https', host: 'login.microsoftonline.com' });
  if (failure) return 'FAILED. Error: 0xd000023c';
  if (!device.usableKeys.includes(join.keyContainerId)) return 'FAILED. ERROR';
  const accepted = mayAuthenticate(world, join.deviceId) && world.tenant.devices[join.deviceId]?.deviceCertificateThumbprint === join.thumbprint;
  return accepted ? 'SUCCESS' : 'FAILED. Device is either disabled or deleted';
}

function details(world: World, device: WindowsDevice): DeviceDetailsView | null {
  const { join } = device;
  if (!join) return null;
  return {
    deviceId: join.deviceId, thumbprint: join.thumbprint, notBeforeMs: world.startMs + join.notBeforeMs, notAfterMs: world.startMs + join.notAfterMs,
    keyContainerId: join.keyContainerId, keyProvider: device.keyProvider, authStatus: authStatus(world, device),
  };
}

const credentialNames: { readonly [kind: string]: string } = { password: 'Password', hello: 'NGC', 'smart-card': 'Certificate' };

function attemptView(world: World, attempt: PrtAttemptContext, actor: string): AttemptView {
  const { failure } = attempt;
  const tenant = world.tenant.tenantId;
  return {
    renewal: attempt.renewal,
    atMs: world.startMs + (failure.atMs ?? world.nowMs),
    status: failure.code,
    user: attempt.upn,
    credential: credentialNames[attempt.credential] ?? attempt.credential,
    correlationId: correlationIdFor(world.seed, actor, failure.atMs ?? 0),
    endpoint: `https://login.microsoftonline.com/${tenant}/oauth2/token/`,
    httpError: failure.server ? '0x0' : (failure.innerCode ?? '0x0'),
    httpStatus: failure.server?.httpStatus ?? null,
    serverErrorCode: failure.server?.code ?? null,
    serverErrorDescription: failure.server?.message ?? null,
  };
}

function sso(world: World, device: WindowsDevice, user: string | null): SsoStateView {
  const actor = `prt:${device.name}/${user ?? ''}`;
  const context = user === null ? undefined : (world.actors[actor]?.context as { updatedAtMs: number | null; expiresAtMs: number | null; attempt: PrtAttemptContext | null } | undefined);
  const joined = device.join !== null;
  const held = joined && context && context.updatedAtMs !== null && context.expiresAtMs !== null;
  return {
    joined,
    tenantId: device.join?.tenantId ?? null,
    prt: held ? { updatedAtMs: world.startMs + (context.updatedAtMs ?? 0), expiresAtMs: world.startMs + (context.expiresAtMs ?? 0) } : null,
    attempt: joined && context?.attempt ? attemptView(world, context.attempt, actor) : null,
  };
}

/** What Windows keeps of the last failed attempt; the transport's code stands behind a discovery failure. */
function previous(world: World, attempt: FailedAttempt | null): PreviousRegistrationView | null {
  if (!attempt) return null;
  const { server } = attempt.failure;
  return {
    atMs: world.startMs + attempt.atMs, type: attempt.registrationType, phase: attempt.phase, clientErrorCode: attempt.failure.code,
    server: server ? { code: server.code, message: server.message, httpStatus: server.httpStatus, requestId: server.requestId } : null,
  };
}

function account(world: World, device: WindowsDevice, context: StatusContext): string {
  const { netbiosName, dnsName } = world.directory.domain;
  const session = sessionOf(world, device.name);
  if (context === 'system' || session.user === null) return `${netbiosName}\\${device.name.toUpperCase()}$, ${device.name.toUpperCase()}$@${dnsName}`;
  return `${netbiosName}\\${session.user}, ${session.upn ?? ''}`;
}

export function statusView(world: World, name: string, context: StatusContext): StatusView {
  const device = deviceOf(world, name);
  const session = sessionOf(world, name);
  const ssoState = sso(world, device, session.user);
  const hello = session.user !== null && device.helloUsers.includes(session.user);
  const accounts = device.workAccounts.filter((known) => known.samAccountName === session.user);
  const joined = device.join !== null;
  const mdm = world.tenant.users[(session.upn ?? '').toLowerCase()]?.licensedForIntune ?? false;
  const tests = context === 'user' ? 'user' : 'system';
  return {
    device: { azureAdJoined: joined, domainJoined: device.domainJoined, domainName: world.directory.domain.netbiosName, deviceName: device.domainJoined ? `${name}.${world.directory.domain.dnsName}` : name },
    details: details(world, device),
    tenant: device.join ? { tenantId: device.join.tenantId, tenantName: world.tenant.displayName, mdm } : null,
    user: { ngcSet: hello, ngcKeyId: hello ? guidFor(world.seed, `hello ${name} ${session.user ?? ''}`) : null, workAccountCount: accounts.length, wamDefaultSet: ssoState.prt !== null },
    sso: ssoState,
    workAccounts: accounts.map((known) => ({ deviceId: known.deviceId, thumbprint: known.thumbprint, notBeforeMs: world.startMs + known.notBeforeMs, notAfterMs: world.startMs + known.notAfterMs, tenantId: known.tenantId, tenantName: known.tenantName })),
    diagnostics: joined
      ? { kind: 'post-join', recoveryEnabled: device.recoveryNeeded, executingAccount: account(world, device, context), keySignPassed: device.usableKeys.includes(device.join?.keyContainerId ?? ''), managedByMdm: mdm }
      : device.domainJoined
        ? {
            kind: 'pre-join', clientTimeMs: world.startMs + world.nowMs, ...runTests(world, name, tests), fallbackToSyncJoin: device.registry[registryPaths.fallbackToSyncJoin] !== '0',
            previous: previous(world, device.previousRegistration), executingAccount: account(world, device, context === 'user' ? 'user' : 'system'),
          }
        : null,
    proxies: { user: device.proxies.user, system: device.proxies.system },
    ngc: { isDeviceJoined: joined, isUserAzureAd: ssoState.prt !== null, policyEnabled: false },
  };
}
