/**
 * The sync join: `PUT /EnrollmentServer/device/{deviceId}`, without a bearer token: the signature in the body says who it is. Source:
 * protocols.md 5.3 (order of the checks), 5.5, 5.7, 5.8. A valid request that is repeated issues anew.
 */
import { changeDevice } from '../../mocks/entra/administration.ts';
import { joinAnswer, readJoinRequest, type JoinRequest } from '../../mocks/entra/registration-messages.ts';
import { refuseMalformed, refuseRegistration, withRegistration } from '../../mocks/entra/registration-service.ts';
import type { TenantState } from '../../mocks/entra/state.ts';
import { thumbprintOf } from '../../mocks/certificate.ts';
import { deviceCertificateValidity } from '../../simulation/certificates.ts';
import { isEnabled, lifecycleOf } from '../../simulation/cloud-device.ts';
import type { World } from '../../simulation/world.ts';
import { bodyJson, type Exchange } from '../cloud/exchange.ts';
import { underFaults, type Served } from '../cloud/faults-on-the-wire.ts';
import { json, type Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import { issueDeviceCertificate, rememberTransportKey } from '../keys/device-keys.ts';
import { readRsaKey } from '../keys/rsa-key-blob.ts';
import { readCertificateRequest } from './certificate-request.ts';
import { freshness, signingCertificateOf } from './client-identity.ts';
import { asRequest, counted, headersFor, refusalFor, refused } from './requests.ts';

/** The keys that come with a join, or what is wrong with them. */
type JoinKeys = { readonly device: Uint8Array; readonly transport: Uint8Array } | { readonly invalid: string };

async function keysOf(asked: JoinRequest): Promise<JoinKeys> {
  const request = await readCertificateRequest(asked.certificateRequest);
  if ('invalid' in request) return request;
  const transport = readRsaKey(asked.transportKey);
  return 'invalid' in transport ? transport : { device: request.publicOctets, transport: transport.publicOctets };
}

/** The key container in the world whose key came with the request, where the lab itself made it for this very device. */
function keyContainerOf({ keys }: Exchange, world: World, deviceId: string, device: Uint8Array): string | null {
  const name = keys.nameOf(device);
  const asker = Object.values(world.devices).find(({ objectGuid }) => objectGuid === deviceId);
  // With the key of its bootstrap certificate, which clients may borrow, nobody is more than a client from outside.
  const isContainer = name !== null && asker?.usableKeys.includes(name) === true && name !== asker.bootstrapCertificate?.id;
  return isContainer ? name : null;
}

/** Until the next synchronisation the object shows what the client said of itself (5.8, inferred). */
const described = (tenant: TenantState, deviceId: string, { deviceDisplayName, osVersion }: JoinRequest): TenantState =>
  changeDevice(tenant, deviceId, { ...(deviceDisplayName ? { displayName: deviceDisplayName } : {}), ...(osVersion ? { operatingSystemVersion: osVersion } : {}) });

function serve(exchange: Exchange, deviceId: string, asked: JoinRequest, joinKeys: JoinKeys): Served {
  const world = exchange.world();
  const named = asRequest(world);
  const request = {
    ...named, deviceId, tenantId: asked.targetDomainId, signedWith: signingCertificateOf(exchange, world, deviceId, asked), signedSid: asked.sid,
    signedTime: freshness(exchange, world, asked),
  };
  const refusal = refuseRegistration(world.tenant, request, { lifecycle: lifecycleOf(world, deviceId), enabled: isEnabled(world, deviceId) });
  if (refusal) return refused(world, refusal.failure);
  if ('invalid' in joinKeys) return refused(world, refuseMalformed(named, joinKeys.invalid).failure);
  const keyContainerId = keyContainerOf(exchange, world, deviceId, joinKeys.device);
  const validity = deviceCertificateValidity(world, world.nowMs);
  const issued = issueDeviceCertificate(exchange.keys, world, {
    deviceId, tenantId: world.tenant.tenantId, ...validity, publicOctets: joinKeys.device, keyContainerId, serialName: named.requestId,
  });
  rememberTransportKey(exchange.keys, issued.thumbprint, joinKeys.transport);
  const registered = withRegistration(counted(world), deviceId, { thumbprint: issued.thumbprint, publicKeyHash: issued.publicKeyHash, nowMs: world.nowMs });
  const certificate = { thumbprint: thumbprintOf(issued.der), rawBody: Buffer.from(issued.der).toString('base64') };
  return {
    ok: true,
    answer: json(joinAnswer(certificate, asked), 200, headersFor(exchange, named.requestId)),
    effect: {
      changes: { tenant: keyContainerId === null ? described(registered, deviceId, asked) : registered },
      tells: [{ to: { kind: 'cloud-device', of: deviceId }, event: { type: 'REGISTERED' } }],
    },
  };
}

/** What the request says, with the keys it brings; read before anybody looks at the world, since it takes time. */
async function read(exchange: Exchange): Promise<{ readonly asked: JoinRequest; readonly joinKeys: JoinKeys } | { readonly invalid: string }> {
  const asked = readJoinRequest(bodyJson(exchange));
  return 'invalid' in asked ? asked : { asked, joinKeys: await keysOf(asked) };
}

async function answerJoin(exchange: Exchange): Promise<Reply['answer']> {
  const deviceId = (exchange.params.deviceId ?? '').toLowerCase();
  const request = await read(exchange);
  return exchange.settle(underFaults(exchange, 'registerDevice', refusalFor(exchange), () => {
    if (!('invalid' in request)) return serve(exchange, deviceId, request.asked, request.joinKeys);
    const world = exchange.world();
    return refused(world, refuseMalformed(asRequest(world), request.invalid).failure);
  }));
}

export const joinRoutes: readonly Route[] = [{ method: 'PUT', path: '/EnrollmentServer/device/:deviceId', answer: answerJoin }];
