/** The JWT in the field `request`, read and not yet believed. Source: protocols.md 6.1, 6.4. */
import { X509Certificate, type KeyObject } from 'node:crypto';
import { publicOctetsOf } from '../../keys/key-pair.ts';

export interface Members {
  readonly [name: string]: unknown;
}

export interface RequestToken {
  readonly compact: string;
  readonly header: Members;
  readonly payload: Members;
  /** Octets of the payload as they came. */
  readonly payloadOctets: Uint8Array;
}

function object(text: string): Members | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;
  } catch {
    return null;
  }
}

/** `null`: no JWT with objects in it. */
export function readRequestToken(compact: string): RequestToken | null {
  const parts = compact.split('.');
  if (parts.length !== 3) return null;
  const [header = '', body = ''] = parts;
  const payloadOctets = Buffer.from(body, 'base64url');
  const [read, payload] = [object(Buffer.from(header, 'base64url').toString('utf8')), object(payloadOctets.toString('utf8'))];
  return read && payload ? { compact, header: read, payload, payloadOctets } : null;
}

/** `x5c` is a text with some clients and a list with others. */
export function certificateIn({ x5c }: Members): X509Certificate | null {
  const text: unknown = Array.isArray(x5c) ? x5c[0] : x5c;
  if (typeof text !== 'string' || text === '') return null;
  try {
    const certificate = new X509Certificate(Buffer.from(text, 'base64'));
    publicOctetsOf(certificate.publicKey);
    return certificate;
  } catch {
    return null;
  }
}

/** Whether the key has signed it, with this algorithm and no other. */
export async function isSigned({ compact }: RequestToken, key: KeyObject | Uint8Array, algorithm: 'RS256' | 'HS256'): Promise<boolean> {
  const { compactVerify } = await import('jose');
  try {
    await compactVerify(compact, key, { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
}

export const memberText = (members: Members, name: string): string => (typeof members[name] === 'string' ? members[name] : '');
