/** Mistakes about Windows: sign-in, task, commands, what is local. */
import { succeeded } from '../../../simulation/operation.ts';
import { questions } from '../../../machines/questions.ts';
import { deviceOf, withDevice } from '../../../simulation/world.ts';
import { acting, answering, at, chart, command, guards, sentence, type Node } from './patch.ts';
import type { WrongRule } from './wrong-rule.ts';

const session = ['alice signs in', 'alice signs out'];

export const deviceRules: readonly WrongRule[] = [
  {
    id: 'sign-in-waits-for-the-token', sentence: 'The desktop comes only when Azure AD has answered the request for a PRT.', caughtBy: 'I11', world: 'a registered laptop in the office', actions: session,
    patch: chart('session', (config) => {
      const checks = at(config, 'states.verifying.states');
      const accepted = at(checks, 'atDomainController.invoke.onDone') as unknown as { target: string };
      accepted.target = 'token';
      const signedIn = { target: '#session.signedIn' };
      checks['token'] = { invoke: { id: 'acquirePrt', src: 'acquirePrt', input: () => ({ user: 'alice', upn: 'alice@contoso.com', credential: 'password', passwordVersion: 1, renewal: false, withCredential: true }), onDone: signedIn, onError: signedIn } } as unknown as Node;
    }, { acquirePrt: questions.acquirePrt }),
  },
  {
    id: 'anybody-signs-in-offline', sentence: 'Without a domain controller a user who never signed in here is let in.', caughtBy: 'I12', world: 'a registered laptop at home, two people', actions: ['bob signs in'],
    patch: answering('verifyCachedCredential', (right) => (world, asker, input) => {
      const answer = right(world, asker, input);
      return deviceOf(world, asker.place).cachedLogons.some(({ samAccountName }) => samAccountName === input.user) ? answer : succeeded({ upn: `${String(input.user)}@contoso.com` });
    }),
  },
  {
    id: 'any-password-signs-in-offline', sentence: 'Without a domain controller the cached verifier takes a password that this device never validated.', caughtBy: 'I13', world: 'a registered laptop at home',
    actions: ['alice signs in', 'AD admin resets the password of alice', 'alice types the new password'], budget: { admin: 1 },
    patch: answering('verifyCachedCredential', (right) => (world, asker, input) => right(world, asker, { ...input, passwordVersion: deviceOf(world, asker.place).cachedLogons[0]?.passwordVersion ?? 1 })),
  },
  {
    id: 'cloud-deletion-clears-the-join', sentence: 'Deleting the device in Entra takes away its local join state.', caughtBy: 'I23', world: 'a registered laptop in the office', actions: ['Entra admin deletes LAPTOP01'],
    patch: sentence('delete-cloud-device', (right) => (world, words) => {
      const result = right(world, words);
      return { ...result, changes: { ...result.changes, ...withDevice(world, 'LAPTOP01', (device) => ({ ...device, join: null })) } };
    }),
  },
  {
    id: 'directory-disable-clears-the-join', sentence: 'Disabling the computer in AD takes away its local join state.', caughtBy: 'I23', world: 'a registered laptop in the office', actions: ['AD admin disables LAPTOP01'],
    patch: sentence('enable-computer', (right) => (world, words) => {
      const result = right(world, words);
      return { ...result, changes: { ...result.changes, ...withDevice(world, 'LAPTOP01', (device) => ({ ...device, join: null })) } };
    }),
  },
  {
    id: 'network-starts-the-task', sentence: 'A VPN that comes up starts the join task.', caughtBy: 'I27', world: 'a new laptop at home with a VPN', actions: ['alice signs in', 'alice connects VPN'],
    patch: guards('task', { startsOnNetworkUp: () => true }),
  },
  {
    id: 'unlock-starts-the-task', sentence: 'Unlocking starts the join task.', caughtBy: 'I27', world: 'a new laptop in the office', actions: ['alice signs in', 'alice locks', 'alice unlocks'],
    patch: guards('task', { startsOnUnlock: () => true }),
  },
  {
    id: 'work-accounts-of-others-go', sentence: 'A sign-in removes the work accounts of all users.', caughtBy: 'I33', world: 'a laptop with the work accounts of two people', actions: session,
    patch: acting('userSignedIn', () => (world, { place }) => ({ changes: withDevice(world, place, (device) => ({ ...device, workAccounts: [] })) })),
  },
  {
    id: 'leave-without-elevation', sentence: 'dsregcmd /leave works for a user without elevation.', caughtBy: 'I38', world: 'a registered laptop in the office', actions: ['alice signs in', 'alice runs "dsregcmd /leave"'], budget: { helpdesk: 1 },
    patch: command('dsregcmd-leave', (right) => (call, match) => right({ ...call, as: 'admin' }, match)),
  },
  {
    id: 'join-without-elevation', sentence: 'dsregcmd /join works for a user without elevation.', caughtBy: 'I38', world: 'a new laptop in the office', actions: ['alice signs in', 'alice runs "dsregcmd /join"'],
    patch: command('dsregcmd-join', (right) => (call, match) => right({ ...call, as: 'admin' }, match)),
  },
];
