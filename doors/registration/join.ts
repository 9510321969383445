/** The sync join: `PUT /EnrollmentServer/device/{deviceId}`. Source: protocols.md 5.3 (order of the checks), 5.5, 5.7. */
import { changeDevice } from '../../mocks/entra/administration.ts';
import { joinAnswer, readJoinRequest } from '../../mocks/entra/registration-messages.ts';
import { register } from '../../mocks/entra/registration-service.ts';
import { isEnabled, lifecycleOf } from '../../simulation/cloud-device.ts';
import { deviceCertificateNames, deviceCertificateValidity } from '../../simulation/certificates.ts';
import { bodyJson, type Exchange } from '../cloud/exchange.ts';
import { underFaults } from '../cloud/faults-on-the-wire.ts';
import { json, type Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import { counted, headersFor, refusalFor, requestIdOf } from './requests.ts';

function answerJoin(exchange: Exchange): Reply {
  const deviceId = (exchange.params.deviceId ?? '').toLowerCase();
  const asked = readJoinRequest(bodyJson(exchange));
  return underFaults(exchange, 'registerDevice', refusalFor(exchange), () => {
    const world = exchange.world();
    const requestId = requestIdOf(world);
    const tenant = counted(world);
    const refused = (message: string) => ({ ok: false, failure: { code: '0x801c0001', reason: message, server: { httpStatus: 400, code: 'InvalidParameter', message, requestId } }, effect: { changes: { tenant } } } as const);
    if ('invalid' in asked) return refused(asked.invalid);
    const validity = deviceCertificateValidity(world, world.nowMs);
    const result = register(
      tenant,
      {
        deviceId, tenantId: asked.targetDomainId, signedSid: asked.sid, requestId, nowMs: world.nowMs, errorFormat: world.settings['entra.errorFormat'],
        signedWith: world.tenant.devices[deviceId]?.userCertificate.at(-1)?.id ?? null,
        ...deviceCertificateNames(world, { deviceId, tenantId: world.tenant.tenantId, joinType: 'joined', keyContainerId: requestId, ...validity }),
        notAfterMs: validity.notAfterMs,
      },
      { lifecycle: lifecycleOf(world, deviceId), enabled: isEnabled(world, deviceId) },
    );
    if ('failure' in result) return { ok: false, failure: result.failure, effect: { changes: { tenant } } };
    const named = changeDevice(result.tenant, deviceId, { displayName: asked.deviceDisplayName || (world.tenant.devices[deviceId]?.displayName ?? '') });
    return {
      ok: true, answer: json(joinAnswer(result, asked), 200, headersFor(exchange, requestId)),
      effect: { changes: { tenant: named }, tells: [{ to: { kind: 'cloud-device', of: deviceId }, event: { type: 'REGISTERED' } }] },
    };
  });
}

export const joinRoutes: readonly Route[] = [{ method: 'PUT', path: '/EnrollmentServer/device/:deviceId', answer: answerJoin }];
