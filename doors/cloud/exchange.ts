/** One request as the answering functions see it. */
import type { World } from '../../simulation/world.ts';
import type { SeenLists } from '../graph/delta.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { SignInService } from '../login/sign-in-service.ts';
import type { Reply } from './reply.ts';

/** How a request came in. What a client may say of itself in a header is not here. */
export interface Connection {
  /** DER of the certificate that the client presented in the TLS handshake, whose key it has proven to hold. */
  readonly clientCertificate: Uint8Array | null;
  /** Device of the world from which the client speaks, and in which context; `null`: a machine outside the world. */
  readonly asker: { readonly device: string; readonly context: 'system' | 'user' } | null;
}

/** A client that the lab knows nothing of. */
export const fromOutside: Connection = { clientCertificate: null, asker: null };

export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly params: { readonly [name: string]: string };
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly connection: Connection;
  /** The world as it is when it is asked for; after an `await` it may be another. */
  readonly world: () => World;
  readonly keys: KeyRing;
  readonly signIns: SignInService;
  readonly seenLists: SeenLists;
  /** Clocks by which a client may live: the lab's virtual one, and the wall's where the door has one. Milliseconds since 1970. */
  readonly clocks: () => readonly number[];
  /** Lets what a reply has done take effect at once: who has waited settles in the breath in which it last looked at the world. */
  readonly settle: (reply: Reply) => Reply['answer'];
}

/** Virtual milliseconds since 1970. */
export const virtualNowMs = (world: World): number => world.startMs + world.nowMs;

const bodyText = ({ body }: Exchange): string => new TextDecoder().decode(body);

/** `undefined`: the body is no JSON. */
export function bodyJson(exchange: Exchange): unknown {
  try {
    return JSON.parse(bodyText(exchange));
  } catch {
    return undefined;
  }
}

/** Whatever the content type says: some clients send none with a form (protocols.md 4.3). */
export const bodyForm = (exchange: Exchange): URLSearchParams => new URLSearchParams(bodyText(exchange));
