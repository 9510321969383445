import { expect, test } from 'vitest';
import { deviceOf } from '../../simulation/world.ts';
import { smallWorld } from '../../test/small-world.ts';
import { registryPaths } from './registry.ts';
import { cacheLogon, isFailure, verifyFromCache } from './sign-in.ts';
import type { CachedLogon, WindowsDevice } from './state.ts';

const logon = (samAccountName: string, passwordVersion = 1): CachedLogon => ({ samAccountName, userPrincipalName: `${samAccountName}@contoso.com`, passwordVersion });
const device = (...cachedLogons: CachedLogon[]): WindowsDevice => ({ ...deviceOf(smallWorld(), 'LAPTOP01'), cachedLogons });
const names = ({ cachedLogons }: WindowsDevice): string[] => cachedLogons.map(({ samAccountName, passwordVersion }) => `${samAccountName} ${passwordVersion}`);

test('without a domain controller only who signed in here before gets in, with the password of that time', () => {
  const known = device(logon('alice', 2));
  const verify = (user: string, passwordVersion: number, credential: 'password' | 'hello' = 'password') => verifyFromCache(known, { user, credential, passwordVersion });
  expect(verify('alice', 2)).toEqual(logon('alice', 2));
  expect(verify('alice', 3)).toEqual({ code: '0xc000006d', reason: 'the password is not the one that this device validated last' });
  expect(verify('alice', 3, 'hello')).toEqual(logon('alice', 2));
  expect(verify('bob', 1)).toEqual({ code: '0xc000005e', reason: 'bob never signed in on LAPTOP01 with a domain controller in reach' });
  expect([isFailure(verify('alice', 2)), isFailure(verify('bob', 1))]).toEqual([false, true]);
});

test('a sign-in is remembered once, newest last, with its newest password', () => {
  expect(names(cacheLogon(device(logon('alice'), logon('bob')), logon('alice', 2), 10))).toEqual(['bob 1', 'alice 2']);
  expect(names(cacheLogon(device(), logon('alice'), 10))).toEqual(['alice 1']);
});

test('beyond the count the oldest gives way; a count of none remembers nobody, and the registry wins over the default', () => {
  const three = device(logon('alice'), logon('bob'), logon('carol'));
  expect(names(cacheLogon(three, logon('dave'), 3))).toEqual(['bob 1', 'carol 1', 'dave 1']);
  expect(names(cacheLogon(three, logon('dave'), 0))).toEqual([]);
  const oneOnly = { ...three, registry: { [registryPaths.cachedLogonsCount]: '1' } };
  expect(names(cacheLogon(oneOnly, logon('dave'), 10))).toEqual(['dave 1']);
});
