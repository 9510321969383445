/**
 * Who sends a sync join: the computer, which has signed `<SID>.<UTC time>` with the key of a certificate that it had written to
 * `userCertificate` and that was synchronised. Source: protocols.md 5.3 (steps 4, 5).
 */
import { verify } from 'node:crypto';
import type { JoinRequest } from '../../mocks/entra/registration-messages.ts';
import { parseUtc } from '../../simulation/calendar.ts';
import type { World } from '../../simulation/world.ts';
import type { Exchange } from '../cloud/exchange.ts';
import { publicKeyOf } from '../keys/key-pair.ts';

/** Whether the holder of the key has signed the text. @param publicOctets PKCS#1 DER */
function signedBy(publicOctets: Uint8Array, { signedText, signedBlob }: JoinRequest): boolean {
  return verify('sha256', Buffer.from(signedText, 'ascii'), publicKeyOf(publicOctets), Buffer.from(signedBlob, 'base64'));
}

/** Id of the synchronised certificate whose key has signed; `null`: none has. */
export function signingCertificateOf({ keys }: Exchange, world: World, deviceId: string, asked: JoinRequest): string | null {
  const synchronised = world.tenant.devices[deviceId]?.userCertificate ?? [];
  return synchronised.find(({ id }) => signedBy(keys.publicOctetsOf(id), asked))?.id ?? null;
}

/** Whether the signed time is near one of the clocks by which clients live. */
export function freshness({ clocks }: Exchange, world: World, { signedAt }: JoinRequest): 'fresh' | 'stale' {
  const signedMs = parseUtc(signedAt);
  const windowMs = world.settings['entra.signatureWindow'];
  return signedMs !== undefined && clocks().some((nowMs) => Math.abs(nowMs - signedMs) <= windowMs) ? 'fresh' : 'stale';
}
