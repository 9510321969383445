import { expect, test } from 'vitest';
import { createLab, type Lab } from '../../simulation/lab.ts';

const office = { location: 'corporate-lan', power: 'on' } as const;
const lab = (device: object = {}): Lab => createLab({ world: { devices: { PC01: { ...office, ...device } } }, seed: 'test' });
const told = (at: Lab) => ['step', 'state', 'waitsFor', 'next', 'lastError'].map((name) => at.field(`stage.${name}`));

test('between certificate and cycle, word for word', () => {
  expect(lab().do('alice signs in').advance('2m').show('stage')).toMatchInlineSnapshot(`
    "PC01 at 2m (2026-01-05 08:02:00 UTC)

     [x]  1 The computer joins the domain
     [x]  2 The task Automatic-Device-Join starts as SYSTEM
     [x]  3 The pre-check decides whether to join
     [x]  4 The tenant is looked up
     [x]  5 The registration service and the realm are discovered
     [x]  6 The bootstrap certificate is written to userCertificate
     [x]  7 The first registration attempt fails, as expected
     [x]  8 AD replicates the certificate
     [>]  9 Connect exports the device: Pending
     [ ] 10 The task runs again
     [ ] 11 The device signs its request and registers
     [ ] 12 The registration service registers the device
     [ ] 13 The device writes its join state: event 306
     [ ] 14 The user gets a primary refresh token
     [ ] 15 An earlier work account of the user is removed

    Waiting: Connect exports the device: Pending
      for the next synchronisation cycle (every 30 minutes)
    Earliest next: 12m (in 10m), the next cycle of Azure AD Connect
    "
  `);
});

const cases: readonly (readonly [string, () => Lab, readonly unknown[]])[] = [
  ['a disabled task', () => lab({ task: 'disabled' }).do('alice signs in').advance('2h'), ['2', 'waiting', 'the task Automatic-Device-Join, which is disabled, to be enabled', 'none', 'none']],
  ['a policy', () => lab({ joinPolicy: 'disabled' }).do('alice signs in').advance('2h'), ['3', 'waiting', expect.stringMatching(/autoWorkplaceJoin, which is 0/), 'none', 'none']],
  ['a PC that is switched off', () => lab({ power: 'off' }).advance('1h'), ['2', 'waiting', 'PC01 to be switched on', 'none', 'none']],
  ['only a staging server', () => lab().do('alice signs in').do('Connect admin switches staging mode on').advance('20m'), ['9', 'waiting', 'an active Connect server: all are in staging mode', 'none', 'none']],
  ['a scheduler that is disabled', () => lab().do('Connect admin disables the scheduler').do('alice signs in').advance('20m'), ['9', 'waiting', 'the Connect scheduler, which is disabled', 'none', 'none']],
  ['out of scope before the first export', () => lab().do('AD admin moves PC01 to OU Quarantine').do('alice signs in').advance('20m'), ['9', 'waiting', expect.stringMatching(/^Connect, which withholds the object \(out-of-scope\)/), 'none', 'none']],
  ['an attempt that failed, with its code', () => lab().do('AD admin denies PC01 to write its own certificate').do('alice signs in').advance('2m'), ['6', 'waiting', expect.stringMatching(/a domain controller that accepts LDAP writes/), 'the hourly run of Automatic-Device-Join', '0x80070005']],
  ['out of scope once registered', () => lab({ state: 'registered' }).do('AD admin moves PC01 to OU Quarantine').advance('40m'), ['13', 'stuck', expect.stringMatching(/^dsregcmd \/leave .* before that for Connect, which withholds the object \(out-of-scope\)/), 'none', 'none']],
  ['back in scope', () => lab({ state: 'registered' }).do('AD admin moves PC01 to OU Quarantine').advance('40m').do('AD admin moves PC01 to OU Laptops').advance('40m'), ['13', 'stuck', expect.stringMatching(/^dsregcmd \/leave [^;]*335 and repairs nothing$/), 'none', 'none']],
  ['the computer account deleted', () => lab({ state: 'registered' }).do('AD admin deletes PC01').advance('40m'), ['13', 'stuck', expect.stringMatching(/^a new domain join/), 'none', 'none']],
  ['lost keys', () => lab({ state: 'registered' }).do('PC01 loses its TPM keys'), ['13', 'waiting', expect.stringMatching(/^the next run, which removes what is left \(332\)/), expect.stringMatching(/hourly run/), 'none']],
  ['nobody signed in', () => lab({ state: 'registered' }), ['14', 'waiting', 'a user to sign in', 'none', 'none']],
  ['nobody signed in, and nobody can without a DC', () => lab({ state: 'registered', location: 'home', cached: [] }), ['14', 'waiting', expect.stringMatching(/takes a domain controller: nobody has a cached sign-in/), 'none', 'none']],
];

test.each(cases)('%s: what it waits for, and whether anything will happen by itself', (_name, make, expected) => {
  const at = make();
  expect(told(at)).toEqual(expected);
  expect(at.show('stage').includes('nothing will happen by itself')).toBe(expected[3] === 'none');
  expect(at.show('stage').split('\n').filter((line) => line.length > 80)).toEqual([]);
});
