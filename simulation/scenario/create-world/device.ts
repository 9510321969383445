/** A Windows machine at the start, as far as its description says it has come. */
import { editionOf } from '../../../knowledge/windows-releases.ts';
import { taskHasNotRun } from '../../../mocks/windows/join-state.ts';
import { registryPaths } from '../../../mocks/windows/registry.ts';
import type { JoinState, WindowsDevice, WorkAccount } from '../../../mocks/windows/state.ts';
import { deviceCertificateNames, deviceCertificateValidity } from '../../certificates.ts';
import { guidFor } from '../../identity.ts';
import type { DeviceSpec } from '../world-spec.ts';
import { objectSidOf } from './directory.ts';
import { bootstrapCertificateOf, objectGuidOf, registeredAtMs, registeredCertificateOf, upnOf, workAccountAddedAtMs, type WorldPlan } from './plan.ts';

function registryOf({ tenantId }: WorldPlan, { registry, joinPolicy, clientScp }: DeviceSpec): WindowsDevice['registry'] {
  return {
    ...registry,
    ...(joinPolicy === 'not-configured' ? {} : { [registryPaths.autoWorkplaceJoin]: joinPolicy === 'enabled' ? '1' : '0' }),
    ...(clientScp?.tenantId === undefined ? {} : { [registryPaths.tenantId]: clientScp.tenantId === 'tenant' ? tenantId : clientScp.tenantId }),
    ...(clientScp?.tenantName === undefined ? {} : { [registryPaths.tenantName]: clientScp.tenantName }),
  };
}

function joinOf(plan: WorldPlan, name: string): JoinState {
  const { keyContainerId, thumbprint, notBeforeMs, notAfterMs } = registeredCertificateOf(plan, name);
  return {
    deviceId: objectGuidOf(plan, name), tenantId: plan.tenantId, tenantName: plan.spec.tenant.name, keyContainerId, thumbprint, notBeforeMs,
    notAfterMs, joinedAtMs: registeredAtMs,
  };
}

function workAccountOf(plan: WorldPlan, name: string, user: string): WorkAccount {
  const deviceId = guidFor(plan.seed, `${name} work account ${user}`);
  const validity = deviceCertificateValidity(plan, workAccountAddedAtMs);
  const { thumbprint } = deviceCertificateNames(plan, { deviceId, tenantId: plan.tenantId, joinType: 'registered', keyContainerId: `${name}/work account/${user}`, ...validity });
  return { samAccountName: user, deviceId, tenantId: plan.tenantId, tenantName: plan.spec.tenant.name, thumbprint, ...validity };
}

const proxyOf = (text: string): string | null => (text === 'none' ? null : text);

export function deviceOf(plan: WorldPlan, name: string, device: DeviceSpec): WindowsDevice {
  const certificate = bootstrapCertificateOf(plan, name, device);
  const join = device.state === 'registered' ? joinOf(plan, name) : null;
  return {
    name,
    release: device.windows,
    edition: device.edition ?? editionOf(device.windows),
    domainJoined: device.state !== 'workgroup',
    objectGuid: objectGuidOf(plan, name),
    objectSid: objectSidOf(plan, `${name}$`),
    machinePasswordMatches: true,
    registry: registryOf(plan, device),
    keyProvider: device.keys,
    usableKeys: [...(certificate ? [certificate.id] : []), ...(join ? [join.keyContainerId] : [])],
    bootstrapCertificate: certificate,
    bootstrapCertificateWritten: certificate !== null,
    join,
    joinIncomplete: false,
    recoveryNeeded: false,
    previousRegistration: null,
    cachedLogons: device.cached.map((user) => ({ samAccountName: user, userPrincipalName: upnOf(plan.spec, user), passwordVersion: 1 })),
    proxies: { system: proxyOf(device.systemProxy), user: proxyOf(device.userProxy) },
    eventLog: [],
    task: { enabled: device.task === 'enabled', lastRunMs: null, lastResult: taskHasNotRun },
    helloUsers: device.hello,
    workAccounts: device.workAccounts.map((user) => workAccountOf(plan, name, user)),
    made: 0,
  };
}
