/**
 * Azure AD for tests in Node: msw handlers for discovery, user realm and the sync join, answered by the same functions as in the
 * simulation. Paths match without regard to case and with an optional trailing slash (protocols.md 1).
 */
import { http, HttpResponse, type HttpHandler } from 'msw';
import { changeDevice } from '../../mocks/entra/administration.ts';
import { discoveryDocument, microsoftTenant } from '../../mocks/entra/discovery-document.ts';
import { realmDocument } from '../../mocks/entra/realm-document.ts';
import { errorAnswer, joinAnswer, readJoinRequest } from '../../mocks/entra/registration-messages.ts';
import { answersTo, discover, register } from '../../mocks/entra/registration-service.ts';
import type { ServerError } from '../../knowledge/vocabulary.ts';
import { formatIso } from '../../simulation/calendar.ts';
import { isEnabled, lifecycleOf } from '../../simulation/cloud-device.ts';
import { deviceCertificateNames, deviceCertificateValidity } from '../../simulation/certificates.ts';
import { guidFor } from '../../simulation/identity.ts';
import { change } from '../../simulation/step.ts';
import type { World } from '../../simulation/world.ts';

/** The world behind the handlers; a request may move it on. */
export interface TenantAccess {
  readonly read: () => World;
  readonly write: (world: World) => void;
}

const drs = String.raw`^https://enterpriseregistration\.windows\.net`;
const discoverPath = new RegExp(String.raw`${drs}/([^/]+)/discover/?$`, 'i');
const devicePath = new RegExp(String.raw`${drs}/EnrollmentServer/device/([0-9a-f-]{36})/?$`, 'i');
const realmPath = /^https:\/\/login\.microsoftonline\.com\/common\/userrealm(?:\/([^/]*))?\/?$/i;

const partOf = (path: RegExp, url: URL): string => decodeURIComponent(path.exec(`${url.origin}${url.pathname}`)?.[1] ?? '');

/** Counts the request and names it: every answer of the registration service carries its id. */
function received(access: TenantAccess): { readonly world: World; readonly requestId: string } {
  const before = access.read();
  const world = { ...before, tenant: { ...before.tenant, requestCount: before.tenant.requestCount + 1 } };
  access.write(world);
  return { world, requestId: guidFor(before.seed, `request ${before.tenant.requestCount}`) };
}

/** The request id, and the client's own id where it asks for it back. */
function headersFor(request: Request, requestId: string): { readonly [name: string]: string } {
  const own = request.headers.get('client-request-id');
  const echoes = own !== null && request.headers.get('return-client-request-id') === 'true';
  return { 'request-id': requestId, ...(echoes ? { 'client-request-id': own } : {}) };
}

function refusal(world: World, request: Request, error: ServerError) {
  const body = errorAnswer(error, formatIso(world.startMs + world.nowMs), world.settings['entra.errorFormat']);
  return HttpResponse.json(body, { status: error.httpStatus, headers: headersFor(request, error.requestId) });
}

export const mswHandlers = (access: TenantAccess): readonly HttpHandler[] => [
  http.get(discoverPath, ({ request }) => {
    const url = new URL(request.url);
    const name = partOf(discoverPath, url);
    const version = url.searchParams.get('api-version') ?? '1.0';
    const { world, requestId } = received(access);
    const { tenant } = world;
    if (name.toLowerCase() === microsoftTenant.name && !answersTo(tenant, name)) {
      return HttpResponse.json(discoveryDocument(microsoftTenant, version), { headers: headersFor(request, requestId) });
    }
    const found = discover(tenant, { tenantId: '', tenantName: name }, requestId);
    if ('failure' in found) return refusal(world, request, found.failure.server ?? { httpStatus: 400, code: 'DirectoryError', message: found.failure.reason, requestId });
    const domain = tenant.domains.find((known) => known.name.toLowerCase() === name.toLowerCase()) ?? tenant.domains[0];
    const document = discoveryDocument(
      { tenantId: tenant.tenantId, displayName: tenant.displayName, name: domain?.name ?? tenant.initialDomain, federated: domain?.realm === 'Federated' },
      version,
    );
    return HttpResponse.json(document, { headers: headersFor(request, requestId) });
  }),

  http.get(realmPath, ({ request }) => {
    const url = new URL(request.url);
    const asked = partOf(realmPath, url) || (url.searchParams.get('user') ?? '');
    return HttpResponse.json(realmDocument(access.read().tenant, asked, url.searchParams.get('api-version') ?? '1.0'));
  }),

  http.put(devicePath, async ({ request }) => {
    const deviceId = partOf(devicePath, new URL(request.url)).toLowerCase();
    const { world, requestId } = received(access);
    const asked = readJoinRequest(await request.json().catch(() => null));
    if ('invalid' in asked) return refusal(world, request, { httpStatus: 400, code: 'InvalidParameter', message: asked.invalid, requestId });
    const validity = deviceCertificateValidity(world, world.nowMs);
    const result = register(
      world.tenant,
      {
        deviceId, tenantId: asked.targetDomainId, signedSid: asked.sid, requestId, nowMs: world.nowMs, errorFormat: world.settings['entra.errorFormat'],
        // Until signatures are checked on the wire, whoever knows the SID counts as the holder of the synchronised key.
        signedWith: world.tenant.devices[deviceId]?.userCertificate.at(-1)?.id ?? null,
        ...deviceCertificateNames(world, { deviceId, tenantId: world.tenant.tenantId, joinType: 'joined', keyContainerId: requestId, ...validity }),
        notAfterMs: validity.notAfterMs,
      },
      { lifecycle: lifecycleOf(world, deviceId), enabled: isEnabled(world, deviceId) },
    );
    if ('failure' in result) return refusal(world, request, result.failure.server ?? { httpStatus: 400, code: 'UnknownError', message: result.failure.reason, requestId });
    const tenant = changeDevice(result.tenant, deviceId, { displayName: asked.deviceDisplayName || (world.tenant.devices[deviceId]?.displayName ?? '') });
    access.write(change(world, 'door:msw', { changes: { tenant }, tells: [{ to: { kind: 'cloud-device', of: deviceId }, event: { type: 'REGISTERED' } }] }, null));
    return HttpResponse.json(joinAnswer(result, asked), { headers: headersFor(request, requestId) });
  }),
];
