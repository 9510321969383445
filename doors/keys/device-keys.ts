/** The keys and certificates of the world's devices: names for the ring, true octets for the wire. */
import type { BootstrapCertificate } from '../../mocks/active-directory/state.ts';
import { authorityBy, hashOfPublicKey, issuedBy, selfSignedBy, serialFrom, serialOctets, thumbprintOf } from '../../mocks/certificate.ts';
import type { JoinState } from '../../mocks/windows/state.ts';
import { formatIso, yearsLaterMs } from '../../simulation/calendar.ts';
import { deviceCertificateNames } from '../../simulation/certificates.ts';
import { sha256Hex } from '../../simulation/canonical.ts';
import type { World } from '../../simulation/world.ts';
import { signSha256 } from './key-pair.ts';
import type { KeyRing } from './key-ring.ts';

/** The world names the two keys of a join by one key container: the container is the device key, this the transport key in it. */
export const transportKeyName = (keyContainerId: string): string => `${keyContainerId}/transport`;

/** Whether a device of the world still has the key of a name, or may come to need it. */
export function isHeldInWorld(world: World, name: string): boolean {
  if (name.includes('/bootstrap/')) return true;
  return Object.values(world.devices).some(({ usableKeys, join }) =>
    [...usableKeys, ...(join ? [join.keyContainerId] : [])].some((container) => name === container || name === transportKeyName(container)));
}

const serialFor = (seed: string, name: string): Uint8Array =>
  serialFrom(Buffer.from(sha256Hex(`${seed}\u0000serial number\u0000${name}`), 'hex').subarray(0, serialOctets));

interface Validity {
  /** Virtual milliseconds. */
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

const written = ({ startMs }: World, { notBeforeMs, notAfterMs }: Validity) => ({ notBefore: formatIso(startMs + notBeforeMs), notAfter: formatIso(startMs + notAfterMs) });

/** A value of `userCertificate` whose key the lab makes. */
export function bootstrapCertificateOf(keys: KeyRing, world: World, certificate: BootstrapCertificate): Uint8Array {
  const pair = keys.pairOf(certificate.id);
  const own = { publicKey: pair.publicOctets, serial: serialFor(world.seed, certificate.id), sign: (body: Uint8Array) => signSha256(pair, body) };
  return selfSignedBy(own, written(world, certificate), certificate.subject);
}

/** What device certificates are verified with: twenty years around the lab's start, since no public text tells the true dates. */
export function authorityCertificateOf(keys: KeyRing, world: World): Uint8Array {
  const tenYearsMs = yearsLaterMs(world.startMs, 10) - world.startMs;
  const own = { publicKey: keys.authority.publicOctets, serial: serialFor(world.seed, 'MS-Organization-Access'), sign: (body: Uint8Array) => signSha256(keys.authority, body) };
  return authorityBy(own, written(world, { notBeforeMs: -tenYearsMs, notAfterMs: 2 * tenYearsMs }));
}

export interface Issued {
  readonly der: Uint8Array;
  /** What the tenant finds the device by. */
  readonly thumbprint: string;
  readonly publicKeyHash: string;
}

export interface Issuing extends Validity {
  readonly deviceId: string;
  readonly tenantId: string;
  /** PKCS#1 DER. */
  readonly publicOctets: Uint8Array;
  /** Key container of a device of the world, which is known by the names of a replay without doors; `null`: a client's own key. */
  readonly keyContainerId: string | null;
  /** Unique for this certificate. */
  readonly serialName: string;
}

/** Issues a device certificate in the name of MS-Organization-Access, and enters it into the book. */
export function issueDeviceCertificate(keys: KeyRing, world: World, { publicOctets, keyContainerId, serialName, ...certificate }: Issuing): Issued {
  const identity = { ...certificate, joinType: 'joined' } as const;
  const signing = { publicKey: publicOctets, serial: serialFor(world.seed, serialName), sign: (body: Uint8Array) => signSha256(keys.authority, body) };
  const der = issuedBy(signing, written(world, certificate), identity);
  const names = keyContainerId === null
    ? { thumbprint: thumbprintOf(der), publicKeyHash: hashOfPublicKey(publicOctets) }
    : deviceCertificateNames(world, { ...identity, keyContainerId });
  keys.certificates.enter(names.thumbprint, der);
  for (const name of keyContainerId === null ? [] : [keyContainerId, transportKeyName(keyContainerId)]) keys.keep(name);
  return { der, ...names };
}

/** The device certificate of a join: as it was issued, or, where the device was registered before any door opened, issued now. */
export function certificateOfJoin(keys: KeyRing, world: World, join: JoinState): Uint8Array {
  const known = keys.certificates.derOf(join.thumbprint);
  if (known) return known;
  const { deviceId, tenantId, notBeforeMs, notAfterMs, keyContainerId } = join;
  const { der } = issueDeviceCertificate(keys, world, {
    deviceId, tenantId, notBeforeMs, notAfterMs, keyContainerId, publicOctets: keys.pairOf(keyContainerId).publicOctets, serialName: join.thumbprint,
  });
  keys.certificates.enter(join.thumbprint, der);
  return der;
}

/** Names under which the ring holds the transport keys that came with registrations, by the world's thumbprint of the certificate. */
const transportKeyOfRegistration = (thumbprint: string): string => `transport key of ${thumbprint}`;

/** @param thumbprint by which the world knows the device certificate */
export function rememberTransportKey(keys: KeyRing, thumbprint: string, publicOctets: Uint8Array): void {
  keys.remember(transportKeyOfRegistration(thumbprint), publicOctets);
}

/** Public half of the transport key of a registered device, for which session keys are encrypted: PKCS#1 DER. */
export function transportKeyOf(keys: KeyRing, world: World, thumbprint: string): Uint8Array {
  const device = Object.values(world.devices).find(({ join }) => join?.thumbprint === thumbprint);
  const name = transportKeyOfRegistration(thumbprint);
  return !keys.wasBrought(name) && device?.join ? keys.pairOf(transportKeyName(device.join.keyContainerId)).publicOctets : keys.publicOctetsOf(name);
}
