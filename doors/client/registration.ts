/** What a simulated device asks the registration service and the realm over the wire. Source: protocols.md 3, 4.1, 5.3, 5.5, 5.9. */
import { X509Certificate } from 'node:crypto';
import { windowsReleases } from '../../knowledge/windows-releases.ts';
import type { Failure } from '../../knowledge/vocabulary.ts';
import { failed, succeeded, type Answer } from '../../simulation/operation.ts';
import { deviceOf } from '../../simulation/world.ts';
import { virtualNowMs } from '../cloud/exchange.ts';
import { certificateTimeMs } from '../keys/certificate-time.ts';
import { certificateOfJoin, transportKeyName } from '../keys/device-keys.ts';
import type { Asking } from './asking.ts';
import { joinMessage } from './join-message.ts';
import { isPage, jsonOf, reasonOf, serviceFailure, transportFailure } from './received.ts';
import type { WireAnswer, WireRequest } from './transport.ts';

const drs = 'https://enterpriseregistration.windows.net';
const login = 'https://login.microsoftonline.com';
const dsreg = { accept: 'application/json', 'ocp-adrs-client-name': 'dsreg', 'ocp-adrs-client-version': '10' };

const request = (method: WireRequest['method'], url: string, headers: WireRequest['headers'] = {}, body = ''): WireRequest => ({ method, url, headers, body });

const part = (text: string): string => encodeURIComponent(text);

const html: Failure = { code: '0x8007000d', reason: 'the answer is a web page, not JSON' };

export async function discoverRegistrationService({ send, input }: Asking): Promise<Answer<unknown>> {
  const asked = input as { readonly tenantId: string; readonly tenantName: string };
  const received = await send(request('GET', `${drs}/${part(asked.tenantId === '' ? asked.tenantName : asked.tenantId)}/Discover?api-version=1.9`, dsreg));
  const failDiscovery = (failure: Failure): Answer<never> => failed({ ...failure, code: '0x801c0021', innerCode: failure.code });
  if ('broken' in received) {
    if (received.broken === 'silent') return failed({ code: '0x801c001f', reason: 'discovery did not end in its time limit' });
    return failDiscovery(transportFailure(received));
  }
  const refused = serviceFailure(received);
  // A directory that does not know the tenant: discovery has a code of its own for it.
  if (refused) return failed(refused.server?.code === 'DirectoryError' ? { ...refused, code: '0x801c003a' } : refused);
  const tenant = jsonOf(received)?.TenantInfo as { readonly TenantId?: string; readonly DisplayName?: string } | undefined;
  if (!tenant?.TenantId || isPage(received)) return failDiscovery({ ...html, reason: reasonOf(received, html.reason) });
  return succeeded({ tenantId: tenant.TenantId, tenantName: tenant.DisplayName ?? '' });
}

export async function discoverRealm({ send, input }: Asking): Promise<Answer<unknown>> {
  const { tenantName } = input as { readonly tenantName: string };
  const received = await send(request('GET', `${login}/common/UserRealm/?user=${part(tenantName)}&api-version=1.0`, { accept: 'application/json' }));
  if ('broken' in received) {
    const { code, reason } = transportFailure(received);
    return failed({ code: '0x801c003d', reason, innerCode: code });
  }
  const realm = received.status === 200 ? jsonOf(received)?.account_type : undefined;
  if (realm === 'Managed' || realm === 'Federated') return succeeded({ realm });
  const words = realm === 'Unknown' ? `the domain ${tenantName} is not verified in any tenant` : 'the realm look-up failed';
  return failed({ code: '0x801c003d', reason: reasonOf(received, words) });
}

/** The certificate of a 200; `null`: there is none to read. */
function certificateIn(answer: WireAnswer): Buffer | null {
  const { RawBody } = (jsonOf(answer)?.Certificate ?? {}) as { readonly RawBody?: string };
  if (typeof RawBody !== 'string') return null;
  const der = Buffer.from(RawBody, 'base64');
  try {
    return new X509Certificate(der).raw;
  } catch {
    return null;
  }
}

/** A certificate counts in seconds, the world in milliseconds: both ends lie in the same part of their second as the answer. */
function issuedIn(der: Buffer, { world, keys }: Asking) {
  const certificate = new X509Certificate(der);
  const [notBeforeMs, notAfterMs] = [certificateTimeMs(certificate.validFrom), certificateTimeMs(certificate.validTo)];
  if (notBeforeMs === undefined || notAfterMs === undefined) return null;
  const withinSecondMs = virtualNowMs(world) % 1000;
  const virtual = (epochMs: number): number => epochMs - world.startMs + withinSecondMs;
  return {
    deviceId: certificate.subject.replace(/^CN=/, ''), thumbprint: keys.certificates.thumbprintInWorld(der),
    notBeforeMs: virtual(notBeforeMs), notAfterMs: virtual(notAfterMs),
  };
}

export async function registerDevice(asking: Asking): Promise<Answer<unknown>> {
  const { world, place, actor, input, keys, send } = asking;
  const { tenantId, keyContainerId } = input as { readonly tenantId: string; readonly keyContainerId: string };
  const { objectGuid, objectSid, bootstrapCertificate, release } = deviceOf(world, place);
  const { controller } = (world.actors[actor]?.context ?? {}) as { readonly controller?: string };
  const body = joinMessage({
    bootstrapKey: keys.pairOf(bootstrapCertificate?.id ?? ''), deviceKey: keys.pairOf(keyContainerId), transportKey: keys.pairOf(transportKeyName(keyContainerId)).publicOctets,
    computerSid: objectSid, nowMs: virtualNowMs(world), tenantId, targetDomain: world.directory.domain.dnsName, displayName: place,
    osVersion: `10.0.${windowsReleases[release].build}`, domainController: controller ? `${controller.toLowerCase()}.${world.directory.domain.dnsName}` : '',
  });
  const received = await send(request('PUT', `${drs}/EnrollmentServer/device/${objectGuid}?api-version=2.0`, { ...dsreg, accept: '*/*', 'content-type': 'application/json; charset=utf-8' }, JSON.stringify(body)));
  if ('broken' in received) return failed(transportFailure(received));
  const refused = serviceFailure(received);
  if (refused) return failed(refused);
  if (isPage(received)) return failed(html);
  const der = certificateIn(received);
  const issued = der && issuedIn(der, asking);
  return issued ? succeeded({ ...issued }) : failed({ code: '0x801c0001', reason: reasonOf(received, 'the answer is not in a valid format') });
}

export async function unregisterDevice({ world, place, keys, send }: Asking): Promise<Answer<unknown>> {
  const { join } = deviceOf(world, place);
  if (!join) throw new Error(`doors: ${place} is not joined and asks to be deleted.`);
  const certificate = { der: certificateOfJoin(keys, world, join), key: keys.pairOf(join.keyContainerId) };
  const received = await send(request('DELETE', `${drs}/EnrollmentServer/device/${join.deviceId}?api-version=1.0`), certificate);
  if ('broken' in received) return failed(transportFailure(received));
  const refused = serviceFailure(received);
  if (refused) return failed(refused);
  // Only 200 is a success (protocols.md 5.9).
  return received.status === 200 && !isPage(received) ? succeeded({}) : failed(html);
}
