/** One question of a simulated device, as the functions that ask it over the wire see it. */
import type { Json } from '../../knowledge/vocabulary.ts';
import type { Answer } from '../../simulation/operation.ts';
import type { World } from '../../simulation/world.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Received, Sender, WireRequest } from './transport.ts';

export interface Asking {
  /** The world at the instant at which the request arrives: what the device knows of itself is read from it, never what the cloud holds. */
  readonly world: World;
  /** The device that asks. */
  readonly place: string;
  /** The chart that asks: `registration:LAPTOP01`. */
  readonly actor: string;
  readonly input: Json;
  readonly keys: KeyRing;
  /** Sends in the name of the device, in the context of the question. */
  readonly send: (request: WireRequest, certificate?: Sender['certificate']) => Promise<Received>;
}

/** Asks over the wire and reads what comes back; the effects on the cloud are not its affair. */
export type Ask = (asking: Asking) => Promise<Answer<unknown>>;
