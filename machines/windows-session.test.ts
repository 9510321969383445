import { expect, test } from 'vitest';
import { ChartDriver } from '../test/drive-chart.ts';
import { windowsSession } from './windows-session.ts';

const bootTimeMs = 20_000;
/** STATUS_NO_LOGON_SERVERS, and what a DC or the cached verifier says to a wrong password (STATUS_LOGON_FAILURE). */
const noLogonServers = '0xc000005e';
const wrongPassword = '0xc000006d';
const signIn = { type: 'SIGN_IN', user: 'alice', credential: 'password', passwordVersion: 1 };
const unlock = { type: 'UNLOCK', credential: 'hello', passwordVersion: 2 };
const alice = { upn: 'alice@contoso.com' };
const lock = { type: 'LOCK' };
const signOut = { type: 'SIGN_OUT' };
const shutDown = { type: 'SHUT_DOWN' };
const restart = { type: 'RESTART' };
const poweredOn = { type: 'POWERED_ON' };

const laptop = (powered = true): ChartDriver => new ChartDriver(windowsSession, { device: 'LAPTOP01', powered, bootTimeMs });
const atDesktop = (): ChartDriver => quiet(laptop().send(signIn).answer('verifySignIn', alice));
const locked = (): ChartDriver => quiet(atDesktop().send(lock));
function quiet(chart: ChartDriver): ChartDriver {
  chart.take();
  return chart;
}
/** Who is signed in or tries to, who checked the credential, and why the last one was refused. */
const who = ({ snapshot: { context } }: ChartDriver): unknown[] => [context.user, context.upn, context.verifiedBy, context.refusedWith];
const nobody = [null, null, null, null];
const toCloudAP = (chart: ChartDriver): unknown[] => chart.effects.flatMap((effect) => (effect.kind === 'tell' && effect.event.type === 'CREDENTIAL_PRESENTED' ? [effect] : []));
const remembered = (chart: ChartDriver): unknown[] => chart.effects.flatMap((effect) => (effect.kind === 'perform' && effect.act === 'cacheLogon' ? [effect.input] : []));

const goesDown = ['network SHUT_DOWN', 'vpn SHUT_DOWN', 'dc-locator SHUT_DOWN', 'task SHUT_DOWN', 'registration SHUT_DOWN', 'prt SHUT_DOWN'];
const boots = ['task SHUT_DOWN', 'registration SHUT_DOWN', 'prt SHUT_DOWN', 'dc-locator SHUT_DOWN', 'network BOOTED', 'vpn BOOTED'];

test('a machine that is on shows the sign-in screen; one that is off has nothing running and waits for its button', () => {
  expect([laptop().value, laptop().take(), who(laptop())]).toEqual(['signInScreen', [], nobody]);
  expect([laptop(false).value, laptop(false).take()]).toEqual(['off', goesDown]);
  expect(laptop(false).send(signIn).value).toBe('off');
  expect(laptop(false).send(poweredOn).value).toBe('booting');
  expect(laptop().send(poweredOn).value).toBe('signInScreen');
});

test('booting brings the network and machine tunnels up first; nobody signs in and no task starts before Windows is up', () => {
  const chart = quiet(laptop(false)).send(poweredOn);
  expect([chart.take(), chart.send(signIn).value]).toEqual([boots, 'booting']);
  expect([chart.fire(bootTimeMs).value, chart.take()]).toEqual(['signInScreen', ['task BOOTED']]);
});

test('a domain controller is asked first, about just what was entered', () => {
  const chart = laptop().send(signIn);
  expect([chart.value, chart.questions, chart.take()]).toEqual([
    { verifying: 'atDomainController' },
    [{ user: 'alice', credential: 'password', passwordVersion: 1 }],
    ['asks verifyCredential'],
  ]);
});

test('a sign-in that a DC accepts is remembered for the days without one (on-premises.md 3), then the session is announced', () => {
  const chart = quiet(laptop().send(signIn)).answer('verifySignIn', alice);
  expect([chart.value, who(chart)]).toEqual([{ signedIn: 'unlocked' }, ['alice', 'alice@contoso.com', 'domain-controller', null]]);
  expect(remembered(chart)).toEqual([{ user: 'alice', upn: 'alice@contoso.com', credential: 'password', passwordVersion: 1 }]);
  expect(chart.effects).toContainEqual({ kind: 'perform', act: 'userSignedIn', input: { user: 'alice' } });
  expect(chart.take()).toEqual(['act cacheLogon', 'vpn SIGNED_IN', 'task SIGNED_IN', 'act userSignedIn', 'prt:LAPTOP01/alice CREDENTIAL_PRESENTED']);
});

test('without a DC the cached verifier is asked the same; it lets the user in and nothing new is remembered', () => {
  const chart = quiet(laptop().send(signIn)).fail('verifySignIn', noLogonServers);
  expect([chart.value, chart.questions, chart.take()]).toEqual([
    { verifying: 'fromCache' },
    [{ user: 'alice', credential: 'password', passwordVersion: 1 }],
    ['asks verifyCachedCredential'],
  ]);
  chart.answer('verifyCachedSignIn', alice);
  expect([chart.value, who(chart)]).toEqual([{ signedIn: 'unlocked' }, ['alice', 'alice@contoso.com', 'cache', null]]);
  expect(chart.take()).toEqual(['vpn SIGNED_IN', 'task SIGNED_IN', 'act userSignedIn', 'prt:LAPTOP01/alice CREDENTIAL_PRESENTED']);
});

test.each([
  ['a DC refuses: its word counts, the cache is not asked', (chart: ChartDriver) => chart.fail('verifySignIn', wrongPassword), wrongPassword],
  ['no DC, and the password is not the cached one', (chart: ChartDriver) => chart.fail('verifySignIn', noLogonServers).fail('verifyCachedSignIn', wrongPassword), wrongPassword],
  ['no DC, and the user is new to this PC', (chart: ChartDriver) => chart.fail('verifySignIn', noLogonServers).fail('verifyCachedSignIn', noLogonServers), noLogonServers],
])('%s: back to the sign-in screen with the code, until the next try', (_why, check, code) => {
  const chart = check(laptop().send(signIn));
  expect([chart.value, who(chart)]).toEqual(['signInScreen', [null, null, null, code]]);
  expect(chart.take().filter((said) => !said.startsWith('asks'))).toEqual([]);
  expect(who(chart.send({ ...signIn, user: 'bob' }))).toEqual(['bob', null, null, null]);
});

test('CloudAP gets the credential of the sign-in with the name that the DC returned (lifecycle.md 6.3 step 7)', () => {
  const chart = laptop().send({ ...signIn, credential: 'smart-card', passwordVersion: 3 }).answer('verifySignIn', { upn: 'alice.new@contoso.com' });
  expect(toCloudAP(chart)).toEqual([{
    kind: 'tell',
    to: { kind: 'prt', of: 'LAPTOP01/alice' },
    event: { type: 'CREDENTIAL_PRESENTED', moment: 'sign-in', credential: 'smart-card', passwordVersion: 3, upn: 'alice.new@contoso.com' },
  }]);
});

test('locking ends nothing: tunnels and user stay (lifecycle.md 6.2)', () => {
  const chart = atDesktop().send(lock);
  expect([chart.value, chart.take(), who(chart)]).toEqual([{ signedIn: 'locked' }, [], ['alice', 'alice@contoso.com', 'domain-controller', null]]);
});

test('unlocking presents a fresh credential without ending the session, and remembers it where a DC accepts (lifecycle.md 6.3 step 6)', () => {
  const chart = locked().send(unlock);
  expect([chart.value, chart.questions, chart.take()]).toEqual([
    { signedIn: { unlocking: 'atDomainController' } },
    [{ user: 'alice', credential: 'hello', passwordVersion: 2 }],
    ['asks verifyCredential'],
  ]);
  chart.answer('verifyUnlock', { upn: 'alice.new@contoso.com' });
  expect([chart.value, who(chart)]).toEqual([{ signedIn: 'unlocked' }, ['alice', 'alice.new@contoso.com', 'domain-controller', null]]);
  expect(remembered(chart)).toEqual([{ user: 'alice', upn: 'alice.new@contoso.com', credential: 'hello', passwordVersion: 2 }]);
  expect(toCloudAP(chart)).toEqual([{
    kind: 'tell',
    to: { kind: 'prt', of: 'LAPTOP01/alice' },
    event: { type: 'CREDENTIAL_PRESENTED', moment: 'unlock', credential: 'hello', passwordVersion: 2, upn: 'alice.new@contoso.com' },
  }]);
  expect(chart.take()).toEqual(['act cacheLogon', 'prt:LAPTOP01/alice CREDENTIAL_PRESENTED', 'task UNLOCKED']);
});

test('unlocking away from the DC asks the cached verifier, which is left as it is', () => {
  const chart = quiet(locked().send(unlock)).fail('verifyUnlock', noLogonServers);
  expect([chart.value, chart.questions, chart.take()]).toEqual([
    { signedIn: { unlocking: 'fromCache' } },
    [{ user: 'alice', credential: 'hello', passwordVersion: 2 }],
    ['asks verifyCachedCredential'],
  ]);
  chart.answer('verifyCachedUnlock', alice);
  expect([chart.value, who(chart)]).toEqual([{ signedIn: 'unlocked' }, ['alice', 'alice@contoso.com', 'cache', null]]);
  expect(chart.take()).toEqual(['prt:LAPTOP01/alice CREDENTIAL_PRESENTED', 'task UNLOCKED']);
});

test.each([
  ['the DC', (chart: ChartDriver) => chart.fail('verifyUnlock', wrongPassword)],
  ['the cached verifier', (chart: ChartDriver) => chart.fail('verifyUnlock', noLogonServers).fail('verifyCachedUnlock', wrongPassword)],
])('an unlock that %s refuses leaves the screen locked and the user signed in; the next try starts without that refusal', (_by, check) => {
  const chart = check(locked().send(unlock));
  expect([chart.value, who(chart)]).toEqual([{ signedIn: 'locked' }, ['alice', 'alice@contoso.com', 'domain-controller', wrongPassword]]);
  expect(chart.take().filter((said) => !said.startsWith('asks'))).toEqual([]);
  expect(who(chart.send(unlock))).toEqual(['alice', 'alice@contoso.com', 'domain-controller', null]);
});

test.each([
  ['from the desktop', atDesktop],
  ['from a locked screen', locked],
  ['while an unlock is being checked', () => quiet(locked().send(unlock))],
])('signing out %s ends user tunnels and the user\'s CloudAP session, and leaves nobody', (_where, start) => {
  const chart = start().send(signOut);
  expect([chart.value, chart.take(), who(chart)]).toEqual(['signInScreen', ['vpn SIGNED_OUT', 'prt SIGNED_OUT'], nobody]);
});

const everywhere: [string, () => ChartDriver, string[]][] = [
  ['at the sign-in screen', laptop, []],
  ['while a sign-in is being checked', () => quiet(laptop().send(signIn)), []],
  ['with a user at the desktop', atDesktop, ['vpn SIGNED_OUT', 'prt SIGNED_OUT']],
  ['with a locked screen', locked, ['vpn SIGNED_OUT', 'prt SIGNED_OUT']],
];

test.each(everywhere)('switching off %s ends the session and everything that ran on the machine', (_when, start, sessionEnds) => {
  const chart = start().send(shutDown);
  expect([chart.value, chart.take(), who(chart)]).toEqual(['off', [...sessionEnds, ...goesDown], nobody]);
});

test.each(everywhere)('restarting %s breaks the tunnels, boots, and comes back to the sign-in screen', (_when, start, sessionEnds) => {
  const chart = start().send(restart);
  expect([chart.value, chart.take(), who(chart)]).toEqual(['booting', [...sessionEnds, 'vpn SHUT_DOWN', ...boots], nobody]);
  expect(chart.fire(bootTimeMs).value).toBe('signInScreen');
});

test('a machine switched off while it boots does not come up by itself', () => {
  const chart = laptop(false).send(poweredOn, shutDown);
  expect([chart.value, chart.timers.size]).toEqual(['off', 0]);
});

test('the answer to a sign-in that a restart overtook lets nobody in', () => {
  const chart = laptop().send(signIn, restart).fire(bootTimeMs).answer('verifySignIn', alice);
  expect([chart.value, who(chart)]).toEqual(['signInScreen', nobody]);
});
