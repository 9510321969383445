/**
 * The device registration service (DRS): discovery, sync-join registration, deletion. Sources: protocols.md 3, 5.3 to 5.9
 * (error table E1 to E11), lifecycle.md 2.2 (11, 12), 2.3; invariants I1, I2.
 */
import type { CloudDeviceLifecycle, Failure } from '../../knowledge/vocabulary.ts';
import { changeDevice } from './administration.ts';
import type { CloudDevice, TenantState } from './state.ts';

/** How errors are worded (protocols.md 5.7): A in every documentation and dated output, B in sightings of recent builds. */
export type ErrorFormat = 'A' | 'B';

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** A tenant answers to its id, its initial domain and its verified domains. */
export const answersTo = (tenant: TenantState, name: string): boolean =>
  sameName(name, tenant.tenantId) || sameName(name, tenant.initialDomain) || tenant.domains.some((domain) => sameName(domain.name, name));

export type Discovery = { readonly tenantId: string; readonly tenantName: string } | { readonly failure: Failure };

/** The tenant id decides; a name that belongs to another tenant only matters later, at the realm. */
export function discover(tenant: TenantState, asked: { readonly tenantId: string; readonly tenantName: string }, requestId: string): Discovery {
  const key = asked.tenantId === '' ? asked.tenantName : asked.tenantId;
  if (answersTo(tenant, key)) return { tenantId: tenant.tenantId, tenantName: tenant.displayName };
  return {
    failure: {
      code: '0x801c003a',
      reason: `no tenant ${key} is known to the registration service`,
      server: { httpStatus: 400, code: 'DirectoryError', message: `AADSTS90002: Tenant ${key} not found.`, requestId },
    },
  };
}

export type Realm = { readonly realm: 'Managed' | 'Federated' } | { readonly failure: Failure };

export function userRealm(tenant: TenantState, domain: string): Realm {
  const known = tenant.domains.find(({ name }) => sameName(name, domain));
  if (known) return { realm: known.realm };
  if (sameName(domain, tenant.initialDomain)) return { realm: 'Managed' };
  return { failure: { code: '0x801c003d', reason: `the domain ${domain} is not verified in any tenant` } };
}

export interface RegistrationRequest {
  readonly deviceId: string;
  readonly tenantId: string;
  /** Id of the bootstrap certificate that signed the request. */
  readonly signedWith: string | null;
  /** SID of the computer in the signed text. */
  readonly signedSid: string;
  /** Whether the signed time is one of now; left out where nothing was signed. */
  readonly signedTime?: 'fresh' | 'stale';
  readonly requestId: string;
  readonly errorFormat: ErrorFormat;
}

export interface IssuedCertificate {
  /** What the new device certificate is found by. */
  readonly thumbprint: string;
  readonly publicKeyHash: string;
  readonly nowMs: number;
}

export interface Registered {
  readonly tenant: TenantState;
  readonly answer: { readonly deviceId: string; readonly thumbprint: string; readonly notBeforeMs: number; readonly notAfterMs: number };
}

/** What the object's own statechart says of it. */
export interface ObjectLife {
  readonly lifecycle: CloudDeviceLifecycle;
  readonly enabled: boolean;
}

type Refusal = { readonly failure: Failure };
type ServerErrorType = 'DirectoryError' | 'AuthenticationError' | 'AuthorizationError' | 'InvalidParameter';

/** DSREG_E_DEVICE_MESSAGE_FORMAT_ERROR: that a client shows it for a body which the service cannot read is assumed. */
const malformed = '0x801c0001';

/** What every refusal is worded with. */
export type Asked = Pick<RegistrationRequest, 'requestId' | 'errorFormat'>;

interface Wording {
  readonly httpStatus?: number;
  /** The device is missing: which operation says so. */
  readonly missing?: 'DeviceJoin' | 'DeviceRenew';
}

/** A refusal in the words of the error format. */
export function refuse(request: Asked, code: string, type: ServerErrorType, message: string, { httpStatus = 400, missing }: Wording = {}): Refusal {
  const server = { httpStatus, code: type, message, requestId: request.requestId };
  if (request.errorFormat === 'A') return { failure: { code, reason: message, server } };
  // Format B is known for the missing device; that it words the other errors with `error_fail` is assumed (protocols.md 5.7).
  const subcode = missing ? 'error_missing_device' : 'error_fail';
  return { failure: { code: missing ? '0x801c03f3' : code, reason: message, server: { ...server, code: 'invalid_request', subcode, operation: missing ?? 'DeviceJoin' } } };
}

/** E8: the body, or what it carries, cannot be read. */
export const refuseMalformed = (asked: Asked, message: string): Refusal => refuse(asked, malformed, 'InvalidParameter', message);

/** E4: no such tenant. */
export const refuseTenant = (asked: Asked, tenant: string): Refusal => refuse(asked, '0x801c03f2', 'DirectoryError', `AADSTS90002: Tenant ${tenant} not found.`);

/** `X509:<SHA1-TP-PUBKEY>`, the thumbprint, and at once the hash of the public key (protocols.md 8.2). */
export const x509SecurityId = ({ thumbprint, publicKeyHash }: { readonly thumbprint: string; readonly publicKeyHash: string }): string =>
  `X509:<SHA1-TP-PUBKEY>${thumbprint}${publicKeyHash}`;

/**
 * Whether a sync join is refused: the object must be there, synchronised with the very certificate that signed the request (I1, I2),
 * and not disabled. The order decides the error.
 */
export function refuseRegistration(tenant: TenantState, request: RegistrationRequest, object: ObjectLife): Refusal | null {
  if (!answersTo(tenant, request.tenantId)) return refuseTenant(request, request.tenantId);
  const device: CloudDevice | undefined = tenant.devices[request.deviceId];
  const there = device && device.visibleToRegistration && (object.lifecycle === 'pending' || object.lifecycle === 'registered');
  if (!there) {
    const missing = object.lifecycle === 'deleted' ? 'DeviceRenew' : 'DeviceJoin';
    return refuse(request, '0x801c03f2', 'DirectoryError', `The device object by the given id (${request.deviceId}) is not found.`, { missing });
  }
  if (device.userCertificate.length === 0) {
    return refuse(request, '0x801c03f2', 'DirectoryError', `The public key user certificate is not found on the device object with id: (${request.deviceId}).`);
  }
  const signed = device.userCertificate.some((certificate) => certificate.id === request.signedWith);
  const sidMatches = request.signedSid === device.onPremisesSecurityIdentifier;
  // Documented only by its beginning; the tail is not known (protocols.md 5.7 E3).
  if (!signed || !sidMatches) return refuse(request, '0x801c0002', 'AuthenticationError', "The verification of the target computer's SID failed.");
  // Assumed: no public text says what a signature of yesterday is answered with (protocols.md 5.3 step 5, PQ2).
  if (request.signedTime === 'stale') return refuse(request, '0x801c0002', 'AuthenticationError', 'The time in the signed text is too far from the time of the service.');
  // Assumed: no public text says how a disabled object is refused.
  if (!object.enabled) return refuse(request, '0x801c0002', 'AuthenticationError', 'The device object is disabled.');
  return null;
}

/** Registers an object that nothing speaks against; one that is registered is so anew (lost answer, re-image): the keys are replaced. */
export function withRegistration(tenant: TenantState, deviceId: string, issued: IssuedCertificate): TenantState {
  return changeDevice(tenant, deviceId, {
    alternativeSecurityIds: [x509SecurityId(issued)],
    profileType: 'RegisteredDevice',
    registeredAtMs: issued.nowMs,
    approximateLastSignInMs: issued.nowMs,
    deviceCertificateThumbprint: issued.thumbprint,
  });
}

/** Sync-join registration of a device whose certificate is ready. */
export function register(tenant: TenantState, request: RegistrationRequest & IssuedCertificate & { readonly notAfterMs: number }, object: ObjectLife): Registered | Refusal {
  const refused = refuseRegistration(tenant, request, object);
  if (refused) return refused;
  const { deviceId, thumbprint, nowMs, notAfterMs } = request;
  return { tenant: withRegistration(tenant, deviceId, request), answer: { deviceId, thumbprint, notBeforeMs: nowMs, notAfterMs } };
}

export interface UnregistrationRequest {
  readonly deviceId: string;
  /** Of the device certificate that the client presents; `null`: none. */
  readonly thumbprint: string | null;
  readonly requestId: string;
  readonly nowMs: number;
}

/** Which device presents a certificate. @param thumbprint by which the tenant knows it */
export const deviceWithCertificate = (tenant: TenantState, thumbprint: string): CloudDevice | undefined =>
  Object.values(tenant.devices).find(({ deviceCertificateThumbprint }) => deviceCertificateThumbprint === thumbprint);

/** DELETE with the device certificate: found by certificate, not by id (protocols.md 5.9, E10). */
export function unregister(tenant: TenantState, request: UnregistrationRequest, lifecycle: CloudDeviceLifecycle): { readonly tenant: TenantState } | Refusal {
  const device = tenant.devices[request.deviceId];
  if (!device || lifecycle !== 'registered' || request.thumbprint === null || device.deviceCertificateThumbprint !== request.thumbprint) {
    return { failure: {
      code: '0x801c0002',
      reason: 'the device certificate is not known',
      server: { httpStatus: 401, code: 'AuthenticationError', message: 'The client certificate is not valid for this device.', requestId: request.requestId },
    } };
  }
  return { tenant: { ...tenant, devices: { ...tenant.devices, [request.deviceId]: { ...device, deletedAtMs: request.nowMs } } } };
}
