/** What administrators do to a device object, in the portal or through Graph: its statechart is told. Source: lifecycle.md 5, 8. */
import { markDeleted } from '../mocks/entra/administration.ts';
import type { World } from './world.ts';

const toDevice = (deviceId: string, type: string) => ({ tells: [{ to: { kind: 'cloud-device' as const, of: deviceId }, event: { type } }] });

export const enableDevice = (deviceId: string, enabled: boolean) => toDevice(deviceId, enabled ? 'ENABLED' : 'DISABLED');

export const deleteDevice = (world: World, deviceId: string) => ({ changes: { tenant: markDeleted(world.tenant, deviceId, world.nowMs) }, ...toDevice(deviceId, 'DELETED') });
