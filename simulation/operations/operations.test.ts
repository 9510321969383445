import { expect, test } from 'vitest';
import { timings } from '../../knowledge/timings.ts';
import { smallWorld } from '../../test/small-world.ts';
import { operationOf, operations } from './index.ts';

const dc = (service: string, controller: string | null = 'DC01') => ({ kind: 'dc', controller, service });
const drs = { kind: 'https', host: 'enterpriseregistration.windows.net' };
const login = { kind: 'https', host: 'login.microsoftonline.com' };
const local = { kind: 'local' };

const ways: { readonly [name: string]: object } = {
  locateController: dc('dns-srv', null), pingController: dc('ldap-ping'),
  readServiceConnectionPoint: dc('ldap'), readComputerObject: dc('ldap'), writeUserCertificate: dc('ldap'), removeUserCertificate: dc('ldap', null),
  discoverRegistrationService: drs, discoverRealm: login, registerDevice: drs, unregisterDevice: drs, acquirePrt: login,
  importDirectory: dc('ldap', 'DC02'), importTenant: login, exportTenant: login, synchronisePasswords: login,
  readLocalState: local, readClientServiceConnectionPoint: local, createBootstrapCertificate: local, createDeviceKeys: local, verifyCredential: dc('kerberos', null), verifyCachedCredential: local,
};
const world = smallWorld({ connect: { SYNC01: { controller: 'DC02' } } });

test('every question has a way that it goes', () => {
  expect(Object.keys(operations).sort()).toEqual(Object.keys(ways).sort());
});

test.each(Object.entries(ways))('%s is asked by SYSTEM, goes its way in its time, and can be told', (name, way) => {
  const { title, context, latency, destination, ...operation } = operationOf(name);
  expect(operation.name).toBe(name);
  expect(destination(world, { actor: 'connect-cycle:SYNC01', place: 'SYNC01', part: null }, { controller: 'DC01' } as never)).toEqual(way);
  expect(context).toBe('system');
  expect(Object.hasOwn(timings, latency)).toBe(true);
  expect(title).toMatch(/^[a-z]+s .{10}/);
});

test('a question that nothing answers is a bug', () => {
  expect(() => operationOf('guessPassword')).toThrow('operations: nothing answers "guessPassword".');
});
