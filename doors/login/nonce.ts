/** Nonces of the token service: sealed with the time of their making. Source: protocols.md 4.3 (form whatever the content type; PQ1). */
import { virtualNowMs, type Exchange } from '../cloud/exchange.ts';
import { json, type Reply } from '../cloud/reply.ts';
import { seal, unseal } from '../keys/sealed.ts';
import { noStore, refuse, type Refused } from './refusals.ts';

const kind = 'nonce';

const newNonce = ({ keys, world }: Exchange): string => seal(keys.secret, kind, virtualNowMs(world())).toString('base64url');

export const answerNonce = (exchange: Exchange): Reply => ({ answer: json({ Nonce: newNonce(exchange) }, 200, noStore) });

/** `null`: made here, recent, and not used up. */
export function refuseNonce(exchange: Exchange, nonce: unknown): Refused | null {
  if (typeof nonce !== 'string' || nonce === '') return refuse(exchange, 140000);
  const world = exchange.world();
  const sealed = Buffer.from(nonce, 'base64url');
  // One spelling only, so that a nonce that is good once is not good in another.
  const madeAtMs = sealed.toString('base64url') === nonce ? unseal(exchange.keys.secret, kind, sealed) : null;
  const ageMs = typeof madeAtMs === 'number' ? virtualNowMs(world) - madeAtMs : Number.NaN;
  // A world that went back to a snapshot is younger than its nonces.
  if (!(ageMs >= 0 && ageMs <= world.settings['entra.nonceLifetime'])) return refuse(exchange, 50027);
  if (world.settings['entra.nonceUse'] === 'once' && exchange.signIns.wasUsed(`nonce ${nonce}`)) return refuse(exchange, 50027);
  return null;
}

export const nonceWasUsed = ({ signIns }: Exchange, nonce: unknown): void => signIns.markUsed(`nonce ${String(nonce)}`);
