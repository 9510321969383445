/** The tenant at the start: its domains, its people, and the devices that are Pending or registered already. */
import type { DirectoryState } from '../../../mocks/active-directory/state.ts';
import { importedComputer } from '../../../mocks/connect/engine.ts';
import { x509SecurityId } from '../../../mocks/entra/registration-service.ts';
import type { CloudDevice, CloudUser, TenantState } from '../../../mocks/entra/state.ts';
import { newCloudDevice } from '../../../mocks/entra/synchronised-devices.ts';
import { guidFor } from '../../identity.ts';
import type { DeviceSpec } from '../world-spec.ts';
import { nameInTenant } from '../../../mocks/entra/users.ts';
import { objectGuidOf, registeredAtMs, registeredCertificateOf, upnOf, type WorldPlan } from './plan.ts';

function usersOf({ spec, seed }: WorldPlan, names: Pick<TenantState, 'initialDomain' | 'domains'>): TenantState['users'] {
  const users = Object.entries(spec.people).flatMap(([name, person]): CloudUser[] =>
    person.cloud === 'absent'
      ? []
      : [{
        userPrincipalName: nameInTenant(names, upnOf(spec, name)), objectId: guidFor(seed, `user ${name}`), onPremisesSamAccountName: name,
        enabled: person.cloud !== 'disabled', passwordVersion: 1, licensedForIntune: person.intune === 'yes',
      }],
  );
  return Object.fromEntries(users.map((user) => [user.userPrincipalName.toLowerCase(), user]));
}

function registrationOf(plan: WorldPlan, name: string): Partial<CloudDevice> {
  const certificate = registeredCertificateOf(plan, name);
  return {
    alternativeSecurityIds: [x509SecurityId(certificate)],
    profileType: 'RegisteredDevice',
    registeredAtMs,
    approximateLastSignInMs: registeredAtMs,
    deviceCertificateThumbprint: certificate.thumbprint,
  };
}

function cloudDeviceOf(plan: WorldPlan, name: string, { state }: DeviceSpec, directory: DirectoryState): CloudDevice | null {
  if (state !== 'pending' && state !== 'registered') return null;
  const computer = Object.values(directory.controllers)[0]?.replica.computers[objectGuidOf(plan, name)];
  if (!computer) return null;
  const pending = newCloudDevice(importedComputer(computer), 1, { nowMs: registeredAtMs, seed: plan.seed, softDelete: false });
  return { ...pending, visibleToRegistration: true, ...(state === 'registered' ? registrationOf(plan, name) : {}) };
}

export function tenantOf(plan: WorldPlan, directory: DirectoryState): TenantState {
  const { spec, tenantId } = plan;
  const devices = Object.entries(spec.devices).flatMap(([name, device]) => cloudDeviceOf(plan, name, device, directory) ?? []);
  const names: Pick<TenantState, 'initialDomain' | 'domains'> = {
    initialDomain: spec.tenant.initialDomain,
    domains: Object.entries(spec.tenant.domains).map(([name, realm]) => ({ name, realm: realm === 'managed' ? 'Managed' : 'Federated' })),
  };
  return {
    tenantId,
    displayName: spec.tenant.name,
    ...names,
    authentication: spec.tenant.authentication,
    passThroughAgentsRunning: spec.tenant.agents === 'running',
    users: usersOf(plan, names),
    devices: Object.fromEntries(devices.map((device) => [device.deviceId, device])),
    requestCount: 0,
  };
}
