/** The device that signs a request: found by its certificate. Source: protocols.md 1, 6.1 (order of the checks). */
import type { X509Certificate } from 'node:crypto';
import { deviceWithCertificate } from '../../../mocks/entra/registration-service.ts';
import { mayAuthenticate } from '../../../simulation/cloud-device.ts';
import type { World } from '../../../simulation/world.ts';
import { virtualNowMs, type Exchange } from '../../cloud/exchange.ts';
import { certificateTimeMs } from '../../keys/certificate-time.ts';
import { counted, requestIdOf } from '../../registration/requests.ts';
import { traceIdOf } from '../refusals.ts';

export interface SigningDevice {
  readonly deviceId: string;
  /** By which the world knows the certificate. */
  readonly thumbprint: string;
}

/** Device and thumbprint behind a certificate, whatever its state; `null`: no registration has this certificate. */
export function deviceBehind({ keys, world }: Exchange, certificate: X509Certificate): SigningDevice | null {
  const thumbprint = keys.certificates.thumbprintInWorld(certificate.raw);
  const record = deviceWithCertificate(world().tenant, thumbprint);
  return record ? { deviceId: record.deviceId, thumbprint } : null;
}

/** An expired certificate proves nothing, unless it is taken to renew itself (OQ9). */
function certificateHolds(world: World, { validTo }: X509Certificate): boolean {
  const endMs = certificateTimeMs(validTo);
  return world.settings['cert.autoRenew'] || (endMs !== undefined && endMs > virtualNowMs(world));
}

/** Registered and enabled, with a certificate that holds. */
export const isAccepted = ({ world }: Exchange, device: SigningDevice | null, certificate: X509Certificate): boolean =>
  device !== null && mayAuthenticate(world(), device.deviceId) && certificateHolds(world(), certificate);

/**
 * How a request for a PRT is numbered. Those of the world's own devices count in the world, as in a replay without doors; those of
 * clients from outside leave nothing behind in it when they are refused.
 */
export function numbered(exchange: Exchange): { readonly requestId: string; readonly tenant: World['tenant'] } {
  const world = exchange.world();
  return exchange.connection.asker === null ? { requestId: traceIdOf(exchange), tenant: world.tenant } : { requestId: requestIdOf(world), tenant: counted(world) };
}
