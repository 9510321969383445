/**
 * `DELETE /EnrollmentServer/device/{deviceId}` over mutual TLS: the certificate says which device leaves, and the address must not say
 * otherwise. Source: protocols.md 1 (how certificates are matched), 5.7 E10, 5.9.
 */
import { deviceWithCertificate, unregister } from '../../mocks/entra/registration-service.ts';
import { lifecycleOf } from '../../simulation/cloud-device.ts';
import type { Exchange } from '../cloud/exchange.ts';
import { underFaults } from '../cloud/faults-on-the-wire.ts';
import { empty, type Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import { headersFor, refusalFor, refused, counted, requestIdOf } from './requests.ts';

function answerLeave(exchange: Exchange): Reply {
  const asked = (exchange.params.deviceId ?? '').toLowerCase();
  return underFaults(exchange, 'unregisterDevice', refusalFor(exchange), () => {
    const world = exchange.world();
    const requestId = requestIdOf(world);
    const { clientCertificate } = exchange.connection;
    const thumbprint = clientCertificate && exchange.keys.certificates.thumbprintInWorld(clientCertificate);
    const found = thumbprint === null ? undefined : deviceWithCertificate(world.tenant, thumbprint);
    const matches = found?.deviceId === asked;
    const result = unregister(counted(world), { deviceId: asked, thumbprint: matches ? thumbprint : null, requestId, nowMs: world.nowMs }, lifecycleOf(world, asked));
    if ('failure' in result) return refused(world, result.failure);
    return {
      ok: true, answer: empty(200, headersFor(exchange, requestId)),
      effect: { changes: { tenant: result.tenant }, tells: [{ to: { kind: 'cloud-device', of: asked }, event: { type: 'DELETED' } }] },
    };
  });
}

export const leaveRoutes: readonly Route[] = [{ method: 'DELETE', path: '/EnrollmentServer/device/:deviceId', answer: answerLeave }];
