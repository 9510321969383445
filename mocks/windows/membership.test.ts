import { expect, test } from 'vitest';
import { deviceOf } from '../../simulation/world.ts';
import { smallWorld } from '../../test/small-world.ts';
import { mustUnregister, withDomainAccount, withImageOf, withoutDomain } from './membership.ts';
import { registryPaths, withRegistryValue } from './registry.ts';

const joined = deviceOf(smallWorld({ people: { alice: {} }, device: { state: 'registered', cached: ['alice'], hello: ['alice'] } }), 'LAPTOP01');
const account = { objectGuid: joined.objectGuid, objectSid: 'S-1-5-21-9-9-9-9' };

test('a joined device unregisters when its policy forbids the join, or outside a domain where that is set', () => {
  const forbidden = withRegistryValue(joined, registryPaths.autoWorkplaceJoin, '0');
  const cases = [joined, forbidden, withoutDomain(joined), withoutDomain(forbidden), { ...forbidden, join: null }, { ...withoutDomain(joined), joinIncomplete: true }];
  expect(cases.map((device) => mustUnregister(device, true))).toEqual([false, true, true, true, false, false]);
  expect(cases.map((device) => mustUnregister(device, false))).toEqual([false, true, false, false, false, false]);
});

test('the same account keeps the certificate, another makes it worthless', () => {
  const outside = { ...withoutDomain(joined), machinePasswordMatches: false };
  expect(withDomainAccount(outside, account)).toEqual({ ...outside, ...account, domainJoined: true, machinePasswordMatches: true });
  expect(withDomainAccount(outside, { ...account, objectGuid: 'new' })).toMatchObject({ objectGuid: 'new', domainJoined: true, bootstrapCertificate: null, bootstrapCertificateWritten: false, join: joined.join });
});

test('in a workgroup nobody of the domain can sign in', () => {
  expect(withoutDomain(joined)).toEqual({ ...joined, domainJoined: false, cachedLogons: [] });
});

test('the image of a joined machine brings its join and its cached sign-ins, and none of its keys', () => {
  const target = deviceOf(smallWorld({ people: { alice: {} }, device: { hello: ['alice'] } }), 'LAPTOP01');
  const source = { ...withRegistryValue(joined, 'HKLM\\Name', '1'), name: 'SOURCE' };
  const before = { ...target, recoveryNeeded: true, usableKeys: ['k'], bootstrapCertificateWritten: true };
  expect(withImageOf(before, source)).toEqual({
    ...target, join: joined.join, joinIncomplete: true, recoveryNeeded: false, usableKeys: [], bootstrapCertificate: null, bootstrapCertificateWritten: false,
    previousRegistration: null, cachedLogons: joined.cachedLogons, helloUsers: [], workAccounts: [], registry: source.registry,
  });
  expect(withImageOf(target, { ...source, join: null })).toMatchObject({ join: null, joinIncomplete: false });
});
