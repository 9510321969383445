import { expect, test } from 'vitest';
import { after, told } from '../../test/small-sentences.ts';
import { worlds } from '../../test/small-sessions.ts';

test.each([
  ['screen', 'alice signs in', ['session:LAPTOP01 SIGN_IN user=alice passwordVersion=1 credential=password']],
  ['screen', 'alice signs in with hello', ['session:LAPTOP01 SIGN_IN user=alice passwordVersion=1 credential=hello']],
  ['screen', 'alice signs in with smart-card', ['session:LAPTOP01 SIGN_IN user=alice passwordVersion=1 credential=smart-card']],
  ['screen', 'bob signs in with hello', ['no: bob has no Windows Hello on LAPTOP01 | bob sets up hello']],
  ['off', 'alice signs in', ['no: LAPTOP01 is off | LAPTOP01 powers on']],
  ['booting', 'alice signs in', ['no: LAPTOP01 is booting | LAPTOP01 powers on']],
  ['alice', 'bob signs in', ['no: alice is signed in on LAPTOP01 | alice signs out']],
  ['locked', 'alice signs in', ['no: alice is signed in on LAPTOP01 | alice signs out']],
  ['alice', 'alice signs out', ['session:LAPTOP01 SIGN_OUT']],
  ['alice', 'alice locks', ['session:LAPTOP01 LOCK']],
  ['alice', 'alice unlocks', ['no: LAPTOP01 is unlocked | alice locks']],
  ['alice', 'bob signs out', ['no: bob is not signed in on LAPTOP01 (unlocked) | bob signs in']],
  ['locked', 'alice signs out', ['no: LAPTOP01 is locked | alice unlocks']],
  ['locked', 'alice unlocks', ['session:LAPTOP01 UNLOCK passwordVersion=1 credential=password']],
  ['locked', 'alice unlocks LAPTOP01 with hello', ['session:LAPTOP01 UNLOCK passwordVersion=1 credential=hello']],
  ['screen', 'alice locks', ['no: alice is not signed in on LAPTOP01 (sign-in screen) | alice signs in']],
  ['alice', 'alice connects VPN', ['vpn:LAPTOP01/user-tunnel-manual DIALLED', 'vpn:LAPTOP01/pre-logon DIALLED']],
  ['alice', 'alice disconnects VPN', ['vpn:LAPTOP01/user-tunnel-manual HUNG_UP', 'vpn:LAPTOP01/pre-logon HUNG_UP']],
  ['alice', 'bob connects VPN', ['no: bob is not signed in on LAPTOP01 (unlocked) | bob signs in']],
  ['screen', 'bob connects VPN', ['vpn:LAPTOP01/user-tunnel-manual DIALLED', 'vpn:LAPTOP01/pre-logon DIALLED']],
  ['off', 'bob connects VPN', ['no: bob is not signed in on LAPTOP01 (off) | bob signs in']],
  ['manual', 'alice connects VPN', ['vpn:LAPTOP01/user-tunnel-manual DIALLED']],
  ['manual', 'bob connects VPN', ['no: bob is not signed in on LAPTOP01 (unlocked) | bob signs in']],
  ['screenmanual', 'alice connects VPN', ['no: alice is not signed in on LAPTOP01 (sign-in screen) | alice signs in']],
  ['plain', 'alice connects VPN', ['no: LAPTOP01 has no VPN that a user dials | change: { LAPTOP01.vpn: user-tunnel-manual }']],
  ['alice', 'alice accepts the portal page', ['network:LAPTOP01 PORTAL_ACCEPTED']],
  ['alice', 'carol accepts the portal page', ['no: there is nobody called carol in this world | alice | bob']],
  ['alice', 'bob sets up hello', ['no: bob is not signed in on LAPTOP01 (unlocked) | bob signs in']],
  ['plain', 'alice sets up hello', []],
  ['locked', 'alice sets up hello', ['no: LAPTOP01 is locked | alice unlocks']],
] as const)('%s: %s', (world, sentence, tells) => {
  expect(told(worlds[world], sentence)).toEqual(tells);
});

test('Windows Hello is set up once for each person', () => {
  const hello = (...sentences: readonly string[]) => after(worlds.plain, ...sentences).devices.LAPTOP01?.helloUsers;
  expect([hello(), hello('alice sets up hello'), hello('alice sets up hello', 'alice sets up hello on LAPTOP01')]).toEqual([[], ['alice'], ['alice']]);
});

test('people type the newest password that there is anywhere, or the one before it, and never one before the first', () => {
  const types = (...sentences: readonly string[]) => after(worlds.plain, ...sentences).people.alice?.typesPasswordVersion;
  expect(types('alice types the new password')).toBe(1);
  expect(types('alice types the old password')).toBe(1);
  expect(types('AD admin resets the password of alice', 'alice types the new password')).toBe(2);
  expect(types('AD admin resets the password of alice', 'AD admin resets the password of alice', 'alice types the old password')).toBe(2);
  expect(types('alice resets the password in the cloud without writeback', 'alice types the new password')).toBe(2);
  expect(after(worlds.plain, 'alice types the new password').people.bob).toBe(worlds.plain.people.bob);
});
