/** The device behind a token: still there, enabled, and with the registration of then? Source: protocols.md 7. */
import { lifecycleOf, mayAuthenticate } from '../../simulation/cloud-device.ts';
import type { Exchange } from '../cloud/exchange.ts';
import { refuse, type Refused } from './refusals.ts';

/** `null`: no device is in question, or it may authenticate. */
export function refuseBoundDevice(exchange: Exchange, device: { readonly deviceId: string; readonly thumbprint: string } | null): Refused | null {
  if (!device) return null;
  const world = exchange.world();
  const { tenant } = world;
  if (!mayAuthenticate(world, device.deviceId)) {
    return lifecycleOf(world, device.deviceId) === 'registered' ? refuse(exchange, 135011) : refuse(exchange, 700003, tenant.tenantId);
  }
  // Registered anew since: the old certificate proves nothing (assumed to read as any failed device).
  return tenant.devices[device.deviceId]?.deviceCertificateThumbprint === device.thumbprint ? null : refuse(exchange, 50155);
}
