/**
 * Answers the questions that simulated devices ask of the cloud by asking them through a door: the clock stands still meanwhile. The
 * cloud works over the world of that instant; what it does is caught and handed to the simulation with the answer, which lets it happen
 * exactly where it happens without a door. Transport decides nothing: neither time nor order nor effect.
 *
 * Entra Connect's questions (SOAP in a binary coding, protocols.md 9) are not asked over the wire: the facts say to play their effect
 * alone. What a device asks of its domain controllers goes over LDAP and Kerberos, which are no doors of the cloud.
 */
import type { Pause } from '../../simulation/advance.ts';
import { answerWithFaults, unaskedAnswer } from '../../simulation/answering.ts';
import type { Answer } from '../../simulation/operation.ts';
import type { OutsideChange } from '../../simulation/step.ts';
import type { WorldAccess } from '../../simulation/world-access.ts';
import { placeOf, type PendingQuestion, type World } from '../../simulation/world.ts';
import { isHeldInWorld } from '../keys/device-keys.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Ask } from './asking.ts';
import { acquirePrt } from './prt.ts';
import { discoverRealm, discoverRegistrationService, registerDevice, unregisterDevice } from './registration.ts';
import type { Transport } from './transport.ts';

const asks: { readonly [operation: string]: Ask | undefined } = { discoverRegistrationService, discoverRealm, registerDevice, unregisterDevice, acquirePrt };

/** Whether a question goes through a door. */
export const goesOverTheWire = ({ operation }: PendingQuestion): boolean => Object.hasOwn(asks, operation);

/** What the cloud does to the world while one question is answered. */
export class CaughtChanges implements WorldAccess {
  private before: World | null = null;
  private caught: OutsideChange = {};

  /** The next question: the world at its instant. */
  begin(world: World): void {
    this.before = world;
    this.caught = {};
  }

  get world(): World {
    if (!this.before) throw new Error('doors: no question is being answered.');
    return this.caught.changes ? { ...this.before, ...this.caught.changes } : this.before;
  }

  change(_by: string, what: OutsideChange): void {
    const { changes, tells = [] } = this.caught;
    this.caught = { ...(changes || what.changes ? { changes: { ...changes, ...what.changes } } : {}), tells: [...tells, ...(what.tells ?? [])] };
  }

  get effect(): Pick<OutsideChange, 'changes' | 'tells'> {
    const { changes, tells = [] } = this.caught;
    return { ...(changes ? { changes } : {}), ...(tells.length > 0 ? { tells } : {}) };
  }
}

/** Asks a question through the door and gives the answer that the simulation would have got from its operation. */
export async function answerThrough(transport: Transport, caught: CaughtChanges, keys: KeyRing, { world, question }: Pause): Promise<Answer<unknown>> {
  const unasked = unaskedAnswer(world, question);
  if (unasked) return unasked;
  const ask = asks[question.operation];
  if (!ask) return answerWithFaults(world, question);
  caught.begin(world);
  // The keys of attempts that came to nothing: one an hour, and making a pair takes a tenth of a second.
  keys.recycle((name) => isHeldInWorld(world, name));
  const place = placeOf(question.actor);
  const asker = { device: place, context: question.context };
  const { outcome } = await ask({
    world, place, actor: question.actor, input: question.input, keys,
    send: (request, certificate = null) => transport.send(request, { asker, certificate }),
  });
  const told = outcome.ok ? outcome : { ok: false as const, failure: { ...outcome.failure, atMs: world.nowMs } };
  return { outcome: told, ...caught.effect };
}
