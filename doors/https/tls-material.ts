/**
 * Certificates of the HTTPS door: a throw-away authority, one certificate for all hosts of the cloud, and those that clients meet when
 * TLS goes wrong. Keys are made for this door and never leave memory.
 */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension, cryptoProvider, ExtendedKeyUsage, ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension, PemConverter,
  SubjectAlternativeNameExtension, X509CertificateGenerator, type X509Certificate,
} from '@peculiar/x509';
import { serialFrom, serialOctets } from '../../mocks/certificate.ts';
import { cloudHosts } from '../cloud/hosts.ts';

/** A certificate and its key, PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

export interface TlsMaterial extends Certified {
  /** PEM of the authority: what a client has to trust. */
  readonly authority: string;
  /** The same names, signed by the authority of a proxy that inspects TLS: a client trusts it only if it has been told to. */
  readonly inspection: Certified & { readonly authority: string };
  /** The same names, signed by an authority that nobody can be told to trust. */
  readonly untrusted: Certified;
  /** Signed by the authority, and not valid any more. */
  readonly outOfDate: Certified;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;
/** Clients differ in how long a certificate they accept; none refuses a year. */
const validDays = 365;

const newKeys = (): Promise<webcrypto.CryptoKeyPair> => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;

const pemOf = async (keys: webcrypto.CryptoKeyPair): Promise<string> => PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');

const serial = (): string => Buffer.from(serialFrom(webcrypto.getRandomValues(new Uint8Array(serialOctets)))).toString('hex');

const localNames = ['localhost'] as const;
const localAddresses = ['127.0.0.1', '::1'] as const;

interface Authority {
  readonly certificate: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

async function newAuthority(name: string, nowMs: number): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(), name, keys, signingAlgorithm: algorithm, notBefore: new Date(nowMs - 3 * dayMs), notAfter: new Date(nowMs + validDays * dayMs),
    extensions: [new BasicConstraintsExtension(true, 0, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)],
  });
  return { certificate, keys };
}

async function issue({ certificate: authority, keys: authorityKeys }: Authority, nowMs: number, validUntilMs = nowMs + validDays * dayMs): Promise<Certified> {
  const keys = await newKeys();
  const names = [...cloudHosts, ...localNames].map((value) => ({ type: 'dns' as const, value }));
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serial(), subject: 'CN=login.microsoftonline.com', issuer: authority.subject, publicKey: keys.publicKey, signingKey: authorityKeys.privateKey,
    signingAlgorithm: algorithm, notBefore: new Date(Math.min(nowMs, validUntilMs) - dayMs), notAfter: new Date(validUntilMs),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([...names, ...localAddresses.map((value) => ({ type: 'ip' as const, value }))]),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await pemOf(keys) };
}

/** @param nowMs the wall's clock: clients check the dates of what they trust by theirs */
export async function createTlsMaterial(nowMs: number): Promise<TlsMaterial> {
  cryptoProvider.set(webcrypto as never);
  const authority = await newAuthority('CN=joinlab throw-away authority', nowMs);
  const inspector = await newAuthority('CN=joinlab TLS inspection', nowMs);
  return {
    authority: authority.certificate.toString('pem'), ...(await issue(authority, nowMs)),
    inspection: { authority: inspector.certificate.toString('pem'), ...(await issue(inspector, nowMs)) },
    untrusted: await issue(await newAuthority('CN=joinlab nobody', nowMs), nowMs),
    outOfDate: await issue(authority, nowMs, nowMs - dayMs),
  };
}
