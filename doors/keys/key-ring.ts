/**
 * The keys of a lab. In the world a key is a name; as soon as a real client comes, names need true keys: the ring makes a pair for each
 * when it is first asked for. Keys live in memory and end with the lab.
 */
import { randomBytes } from 'node:crypto';
import { CertificateBook } from './certificate-book.ts';
import { sharedKeyPair, type KeyPair } from './key-pair.ts';

/** Names outside the world; those of the world are ids of bootstrap certificates and of key containers. */
const authorityName = 'key of MS-Organization-Access';
const tokensName = 'key that signs tokens';

export class KeyRing {
  /** What the service seals its nonces and refresh tokens with. */
  readonly secret: Uint8Array = randomBytes(32);
  /** Device certificates that were issued with these keys. */
  readonly certificates = new CertificateBook();
  private readonly pairs = new Map<string, KeyPair>();
  private readonly names = new Map<string, string>();
  private readonly kept = new Set([authorityName, tokensName]);
  private readonly free: KeyPair[] = [];
  private drawn = 0;
  /** Public keys that clients brought, by the name of their certificate in the world. */
  private readonly brought = new Map<string, Uint8Array>();

  /** The pair of a name of the world. */
  pairOf(name: string): KeyPair {
    const known = this.pairs.get(name);
    if (known) return known;
    const pair = this.free.pop() ?? sharedKeyPair(this.drawn++);
    this.pairs.set(name, pair);
    this.names.set(textOf(pair.publicOctets), name);
    return pair;
  }

  /** From now on the pair of this name is the only one it will ever have: somebody has its public half. */
  keep(name: string): void {
    this.kept.add(name);
  }

  /** Pairs that nobody knows, and whose holder has thrown them away, serve others: making one takes long. @param isHeld whether anybody still has the key of a name */
  recycle(isHeld: (name: string) => boolean): void {
    for (const [name, pair] of this.pairs) {
      if (this.kept.has(name) || isHeld(name)) continue;
      this.pairs.delete(name);
      this.names.delete(textOf(pair.publicOctets));
      this.free.push(pair);
    }
  }

  /** The name whose key this is, where the lab made it: then the client is a device of the world. @param publicOctets PKCS#1 DER */
  nameOf(publicOctets: Uint8Array): string | null {
    return this.names.get(textOf(publicOctets)) ?? null;
  }

  /** A client brings a key of its own: only the public half is known. */
  remember(name: string, publicOctets: Uint8Array): void {
    this.brought.set(name, publicOctets);
  }

  wasBrought(name: string): boolean {
    return this.brought.has(name);
  }

  /** Public half of a certificate of the world, whoever holds the private one: PKCS#1 DER. */
  publicOctetsOf(name: string): Uint8Array {
    return this.brought.get(name) ?? this.pairOf(name).publicOctets;
  }

  /** Signs device certificates. */
  get authority(): KeyPair {
    return this.pairOf(authorityName);
  }

  /** Signs access tokens and id tokens. */
  get tokens(): KeyPair {
    return this.pairOf(tokensName);
  }
}

const textOf = (octets: Uint8Array): string => Buffer.from(octets).toString('base64');
