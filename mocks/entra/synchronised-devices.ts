/** What an export of Connect makes of the tenant's device objects. Source: lifecycle.md 2.3, 5, 8 (soft delete). */
import type { ExportPlan } from '../connect/engine.ts';
import type { ImportedComputer } from '../connect/state.ts';
import type { CloudDevice, TenantState } from './state.ts';
import { createHash } from 'node:crypto';

export interface ExportClock {
  readonly nowMs: number;
  readonly seed: string;
  readonly softDelete: boolean;
}

type DeviceTell = { readonly to: { readonly kind: 'cloud-device'; readonly of: string }; readonly event: { readonly type: string; readonly enabled?: boolean } };

/** Graph object id: new for every incarnation of a device. */
function objectIdFor(seed: string, deviceId: string, incarnation: number): string {
  const hex = createHash('sha256').update(`${seed}\u0000cloud device ${deviceId} ${incarnation}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const attributesOf = (computer: ImportedComputer) => ({
  displayName: computer.displayName,
  operatingSystem: computer.operatingSystem.includes('Windows') ? 'Windows' : computer.operatingSystem,
  operatingSystemVersion: computer.operatingSystemVersion.replace(/ \((\d+)\)$/, '.$1'),
  onPremisesSecurityIdentifier: computer.objectSid,
  userCertificate: computer.userCertificate,
});

export function newCloudDevice(computer: ImportedComputer, incarnation: number, clock: ExportClock): CloudDevice {
  return {
    deviceId: computer.objectGuid,
    objectId: objectIdFor(clock.seed, computer.objectGuid, incarnation),
    incarnation,
    trustType: 'ServerAd',
    ...attributesOf(computer),
    alternativeSecurityIds: [],
    profileType: null,
    extensionAttributes: {},
    createdAtMs: clock.nowMs,
    syncedAtMs: clock.nowMs,
    registeredAtMs: null,
    approximateLastSignInMs: null,
    deletedAtMs: null,
    deviceCertificateThumbprint: null,
    visibleToRegistration: false,
  };
}

export function exportDevices(tenant: TenantState, plan: Pick<ExportPlan, 'add' | 'update' | 'remove'>, clock: ExportClock): { readonly tenant: TenantState; readonly tells: readonly DeviceTell[] } {
  let devices = tenant.devices;
  const tells: DeviceTell[] = [];
  const tell = (of: string, event: DeviceTell['event']): number => tells.push({ to: { kind: 'cloud-device', of }, event });
  for (const computer of [...plan.add, ...plan.update]) {
    const known = devices[computer.objectGuid];
    const restorable = known && known.deletedAtMs !== null && clock.softDelete && known.registeredAtMs !== null;
    const next =
      known && (known.deletedAtMs === null || restorable)
        ? { ...known, ...attributesOf(computer), syncedAtMs: clock.nowMs, deletedAtMs: null }
        : newCloudDevice(computer, (known?.incarnation ?? 0) + 1, clock);
    devices = { ...devices, [computer.objectGuid]: next };
    tell(computer.objectGuid, { type: 'EXPORTED', enabled: computer.enabled });
  }
  for (const deviceId of plan.remove) {
    const known = devices[deviceId];
    if (known) devices = { ...devices, [deviceId]: { ...known, deletedAtMs: clock.nowMs } };
    tell(deviceId, { type: 'DELETED' });
  }
  return { tenant: devices === tenant.devices ? tenant : { ...tenant, devices }, tells };
}
