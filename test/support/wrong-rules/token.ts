/** Mistakes about the primary refresh token: the token service, and CloudAP. */
import { lifecycleOf, mayAuthenticate } from '../../../simulation/cloud-device.ts';
import { succeeded, type Asker } from '../../../simulation/operation.ts';
import { deviceOf, type World } from '../../../simulation/world.ts';
import { answering, asking, chart, guards, type Input, type Patch } from './patch.ts';
import type { WrongRule } from './wrong-rule.ts';

const issue = (world: World, lifeMs = world.settings['prt.lifetime']) => succeeded({ updatedAtMs: world.nowMs, expiresAtMs: world.nowMs + lifeMs });
const hourMs = 3_600_000;

/** Tokens of another life than that of the settings, where this holds. */
const lasting = (lifeMs: number, when: (input: Input) => boolean): Patch =>
  answering('acquirePrt', (right) => (world, asker, input) => {
    const answer = right(world, asker, input);
    return answer.outcome.ok && when(input) ? issue(world, lifeMs) : answer;
  });

/** A token, too, where the right service refuses and this holds. */
const issuedAlso = (when: (world: World, asker: Asker, input: Input) => boolean): Patch =>
  answering('acquirePrt', (right) => (world, asker, input) => {
    const answer = right(world, asker, input);
    return !answer.outcome.ok && when(world, asker, input) ? issue(world) : answer;
  });

const life = (world: World, { place }: Asker) => lifecycleOf(world, deviceOf(world, place).join?.deviceId ?? '');
const session = ['alice signs in', 'alice signs out'];
const registered = 'a registered laptop in the office';

export const tokenRules: readonly WrongRule[] = [
  {
    id: 'token-for-a-pending-device', sentence: 'A device that is joined locally and Pending in Azure AD gets a PRT.', caughtBy: 'I7', world: registered, actions: [...session, 'Entra admin deletes LAPTOP01'],
    patch: issuedAlso((world, asker) => life(world, asker) === 'pending'),
  },
  {
    id: 'token-for-a-disabled-device', sentence: 'A disabled device gets a PRT.', caughtBy: 'I8', world: registered, actions: [...session, 'Entra admin disables LAPTOP01'],
    patch: issuedAlso((world, asker) => life(world, asker) === 'registered' && !mayAuthenticate(world, deviceOf(world, asker.place).join?.deviceId ?? '')),
  },
  {
    id: 'token-for-a-deleted-device', sentence: 'A device that was deleted in the portal gets a PRT.', caughtBy: 'I8', world: registered, actions: [...session, 'Entra admin deletes LAPTOP01'],
    patch: issuedAlso((world, asker) => life(world, asker) === 'deleted'),
  },
  {
    id: 'token-for-a-stranger', sentence: 'Somebody who is no user of the tenant gets a PRT.', caughtBy: 'I9', world: 'a registered laptop whose user is no user of the tenant', actions: session,
    patch: issuedAlso((world, asker) => life(world, asker) === 'registered'),
  },
  {
    id: 'token-needs-a-dc', sentence: 'CloudAP asks a domain controller for the PRT.', caughtBy: 'I10', world: registered, actions: session,
    patch: asking('acquirePrt', { destination: () => ({ kind: 'dc', controller: null, service: 'kerberos' }) }),
  },
  {
    id: 'token-expired-when-issued', sentence: 'A PRT is issued whose expiry lies in the past.', caughtBy: 'I35', world: registered, actions: session,
    patch: lasting(-hourMs, () => true),
  },
  {
    id: 'renewal-moves-the-expiry-back', sentence: 'A renewed PRT expires before the one that it replaces would have.', caughtBy: 'I35', world: registered, actions: session,
    patch: lasting(hourMs, (input) => input.renewal === true),
  },
  {
    id: 'token-renewed-at-every-sign-in', sentence: 'CloudAP renews the PRT whenever a credential is presented, however fresh it is.', caughtBy: 'I36', world: registered, actions: session,
    patch: guards('prt', { gateOpen: () => true }),
  },
  {
    id: 'token-for-an-old-password', sentence: 'A PRT is issued for a password that was changed since.', caughtBy: 'I37', world: 'a registered laptop at home', actions: [...session, 'AD admin resets the password of alice'], budget: { admin: 1 },
    patch: issuedAlso((world, asker, input) => life(world, asker) === 'registered' && input.credential === 'password'),
  },
  {
    id: 'token-outlives-its-key', sentence: 'CloudAP keeps the PRT when the keys of the device are lost.', caughtBy: 'I45', world: registered, actions: [...session, 'LAPTOP01 loses its TPM keys'], budget: { nature: 1 },
    patch: chart('prt', (config) => {
      delete (config['on'] as { DEVICE_KEYS_LOST?: unknown }).DEVICE_KEYS_LOST;
    }),
  },
];
