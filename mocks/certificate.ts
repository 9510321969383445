/**
 * The two certificates of the join as DER: the self-signed one that the computer writes to userCertificate, and the one that the
 * registration service issues. Sources: lifecycle.md 1; protocols.md 2 (RSA-2048, CN=objectGUID), 5.6 (issuer, validity, extensions).
 *
 * In a replay nobody holds a private half: modulus, serial number and signature derive from the seed and the name of the key, so that
 * the octets, and with them thumbprint and public-key hash, are the same in every run. The signature therefore does not verify. Doors
 * hand in true keys instead (`selfSignedBy`, `issuedBy`).
 */
import { createHash } from 'node:crypto';
import { guidToOctets } from './active-directory/binary.ts';
import { bitString, derOf, explicit, ia5String, nothing, octetString, oid, printableString, sequence, setOf, time, unsigned, yes, type BaseBlock } from './asn1.ts';

/** What makes a certificate's octets. */
export interface CertificateOrigin {
  readonly seed: string;
  /** Name of the key pair, unique in the world. */
  readonly keyName: string;
  /** ISO 8601, UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
}

const keyOctets = 256;
export const serialOctets = 16;

const derived = (seed: string, purpose: string, name: string, count: number): Buffer =>
  createHash('shake256', { outputLength: count }).update(`${seed}\u0000${purpose}\u0000${name}`).digest();

/** PKCS#1 RSAPublicKey: top bit set (2048 bits) and odd, as a product of two primes is. */
function publicKeyOf({ seed, keyName }: CertificateOrigin): Uint8Array {
  const modulus = derived(seed, 'modulus', keyName, keyOctets);
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  modulus[keyOctets - 1] = (modulus[keyOctets - 1] ?? 0) | 0x01;
  return derOf(sequence(unsigned(modulus), unsigned(Uint8Array.of(1, 0, 1))));
}

/** The serial number that octets make: positive, and without a leading zero, which DER would drop. */
export const serialFrom = ([first = 0, ...others]: Uint8Array): Uint8Array => Uint8Array.of((first & 0x7f) | 0x40, ...others);

const serialOf = ({ seed, keyName }: CertificateOrigin): Uint8Array => serialFrom(derived(seed, 'serial', keyName, serialOctets));

const commonName = oid('2.5.4.3');
const sha256WithRsa = sequence(oid('1.2.840.113549.1.1.11'), nothing());
const rsaEncryption = sequence(oid('1.2.840.113549.1.1.1'), nothing());
const version3 = explicit(0, unsigned(Uint8Array.of(2)));

const nameOf = (cn: string): BaseBlock => sequence(setOf(sequence(commonName, printableString(cn))));

/** What depends on who holds the keys: the subject's public half, and the signature. */
export interface CertificateKeys {
  /** DER of the PKCS#1 RSAPublicKey. */
  readonly publicKey: Uint8Array;
  /** 16 octets, as `serialFrom` makes them. */
  readonly serial: Uint8Array;
  /** RSASSA-PKCS1-v1_5 with SHA-256 over the octets of the certificate's body. */
  readonly sign: (body: Uint8Array) => Uint8Array;
}

interface Validity {
  /** ISO 8601, UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
}

/** Keys that nobody holds. */
const derivedKeys = (origin: CertificateOrigin): CertificateKeys => ({
  publicKey: publicKeyOf(origin), serial: serialOf(origin), sign: () => derived(origin.seed, 'signature', origin.keyName, keyOctets),
});

function signed({ publicKey, serial, sign }: CertificateKeys, { notBefore, notAfter }: Validity, issuer: BaseBlock, subject: BaseBlock, extensions: readonly BaseBlock[]): Uint8Array {
  const keyInfo = sequence(rsaEncryption, bitString(publicKey));
  const tail = extensions.length === 0 ? [] : [explicit(3, sequence(...extensions))];
  const body = sequence(version3, unsigned(serial), sha256WithRsa, issuer, sequence(time(notBefore), time(notAfter)), subject, keyInfo, ...tail);
  return derOf(sequence(body, sha256WithRsa, bitString(sign(derOf(body)))));
}

/** Certificates made of late: the same world asks for the same few over and over, and each costs a fifth of a millisecond. */
const made = new Map<string, Uint8Array>();
const madeMax = 500;

function once(what: readonly string[], make: () => Uint8Array): Uint8Array {
  const key = JSON.stringify(what);
  const der = made.get(key) ?? make();
  if (made.size >= madeMax) made.clear();
  made.set(key, der);
  return der;
}

const partsOf = ({ seed, keyName, notBefore, notAfter }: CertificateOrigin): readonly string[] => [seed, keyName, notBefore, notAfter];

/** @param subject `CN=<objectGUID>` */
export function selfSignedBy(keys: CertificateKeys, validity: Validity, subject: string): Uint8Array {
  const name = nameOf(subject.replace(/^CN=/i, ''));
  return signed(keys, validity, name, name, []);
}

/** @param subject `CN=<objectGUID>` */
export const selfSignedCertificate = (origin: CertificateOrigin, subject: string): Uint8Array =>
  once(['self-signed', ...partsOf(origin), subject], () => selfSignedBy(derivedKeys(origin), origin, subject));

/**
 * A certificate request, PKCS#10, for the holder of the key: what a join asks its certificate with.
 * @param subject `CN=…`; the registration service ignores it
 */
export function certificateRequestBy({ publicKey, sign }: Omit<CertificateKeys, 'serial'>, subject: string): Uint8Array {
  const body = sequence(unsigned(Uint8Array.of(0)), nameOf(subject.replace(/^CN=/i, '')), sequence(rsaEncryption, bitString(publicKey)), explicit(0));
  return derOf(sequence(body, sha256WithRsa, bitString(sign(derOf(body)))));
}

const domainComponent = oid('0.9.2342.19200300.100.1.25');

/** One RDN of four parts; scripts compare it as `DC=net + DC=windows + CN=MS-Organization-Access + OU=82dbaca4-…`. */
const issuer = sequence(
  setOf(
    sequence(domainComponent, ia5String('net')),
    sequence(domainComponent, ia5String('windows')),
    sequence(commonName, printableString('MS-Organization-Access')),
    sequence(oid('2.5.4.11'), printableString('82dbaca4-3e81-46ca-9c73-0950c1eaca97')),
  ),
);

const critical = (id: string, value: BaseBlock): BaseBlock => sequence(oid(id), yes(), octetString(derOf(value)));

const basicConstraints = critical('2.5.29.19', sequence());
const clientAuthentication = critical('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.2')));

/** The content is an octet string of its own, its length in the long form even where it is short (protocols.md 5.6). */
const deviceExtension = (arc: number, octets: Uint8Array): BaseBlock =>
  sequence(oid(`1.2.840.113556.1.5.284.${arc}`), octetString(Buffer.concat([Uint8Array.of(0x04, 0x81, octets.length), octets])));

const ascii = (text: string): Uint8Array => Buffer.from(text, 'ascii');

/** Region of a tenant as its certificates and its OIDC metadata name it: a setting of the tenant that no rule reads; assumed. */
export const tenantRegion = 'EU';

export interface DeviceIdentity {
  readonly deviceId: string;
  readonly tenantId: string;
  readonly joinType: 'registered' | 'joined';
}

/** OID .3, the registering user, holds the device id for a computer, as in the specification's sample (PQ4). */
export const issuedBy = (keys: CertificateKeys, validity: Validity, { deviceId, tenantId, joinType }: DeviceIdentity): Uint8Array =>
  signed(keys, validity, issuer, nameOf(deviceId.toLowerCase()), [
    basicConstraints,
    clientAuthentication,
    deviceExtension(2, guidToOctets(deviceId)),
    deviceExtension(3, guidToOctets(deviceId)),
    deviceExtension(5, guidToOctets(tenantId)),
    deviceExtension(8, ascii(tenantRegion)),
    deviceExtension(7, ascii(joinType === 'joined' ? '1' : '0')),
  ]);

/** The certificate of MS-Organization-Access itself, signed by its own key: what a verifier of device certificates would have to trust. */
export const authorityBy = (keys: CertificateKeys, validity: Validity): Uint8Array => signed(keys, validity, issuer, issuer, [critical('2.5.29.19', sequence(yes()))]);

export const issuedCertificate = (origin: CertificateOrigin, identity: DeviceIdentity): Uint8Array =>
  once(['issued', ...partsOf(origin), identity.deviceId, identity.tenantId, identity.joinType], () => issuedBy(derivedKeys(origin), origin, identity));

/** SHA-1 over the DER octets, 40 upper-case hex digits. */
export const thumbprintOf = (der: Uint8Array): string => createHash('sha1').update(der).digest('hex').toUpperCase();

/** Base64 of SHA-256 over the PKCS#1 public key, as `alternativeSecurityIds` holds it (protocols.md 8.2). */
export const hashOfPublicKey = (publicKey: Uint8Array): string => createHash('sha256').update(publicKey).digest('base64');

export const publicKeyHashOf = (origin: CertificateOrigin): string => hashOfPublicKey(publicKeyOf(origin));
