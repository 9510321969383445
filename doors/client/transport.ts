/**
 * How a simulated device sends what it asks: a request goes out in the name of the device, in one of its security contexts, and comes
 * back as an answer or as a connection that ended early. Each door has its own way (`direct`, `msw`, `https`).
 */
import type { Connection } from '../cloud/exchange.ts';
import type { Break } from '../cloud/reply.ts';
import type { KeyPair } from '../keys/key-pair.ts';

export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** Who sends, and what it proves itself with in the TLS handshake. */
export interface Sender {
  readonly asker: NonNullable<Connection['asker']>;
  readonly certificate: { readonly der: Uint8Array; readonly key: KeyPair } | null;
}

export interface WireAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: string;
}

export type Received = WireAnswer | { readonly broken: Break };

export interface Transport {
  /** Never rejects for what the network does. */
  send(request: WireRequest, sender: Sender): Promise<Received>;
  close(): Promise<void>;
}
