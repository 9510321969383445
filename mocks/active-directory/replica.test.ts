import { expect, test } from 'vitest';
import { computerAt, directory, objectGuid, replicaAt } from '../../test/small-directory.ts';
import { setComputerEnabled, setControllerRunning, setKeywords, setUserEnabled } from './administration.ts';
import { joinDomain } from './membership.ts';
import { anyController, controllerOf, isNewer, linksFrom, replicate, writeAttributes } from './replica.ts';
import type { DirectoryState } from './state.ts';

const readOnly = (state: DirectoryState, name: string): DirectoryState => ({ ...state, controllers: { ...state.controllers, [name]: { ...controllerOf(state, name), readOnly: true } } });

test('a domain controller that does not exist is an error that names those there are', () => {
  expect(controllerOf(directory, 'DC02').name).toBe('DC02');
  expect(() => controllerOf(directory, 'DC09')).toThrow('There is no domain controller DC09; there are DC01, DC02.');
});

test('the first domain controller that runs answers, and writes go past read-only ones', () => {
  const names = (state: DirectoryState) => [anyController(state)?.name, anyController(state, 'any')?.name, anyController(state, 'writable')?.name];
  expect(names(directory)).toEqual(['DC01', 'DC01', 'DC01']);
  expect(names(readOnly(directory, 'DC01'))).toEqual(['DC01', 'DC01', 'DC02']);
  expect(names(setControllerRunning(directory, 'DC01', false))).toEqual(['DC02', 'DC02', 'DC02']);
  expect(anyController(setControllerRunning(setControllerRunning(directory, 'DC01', false), 'DC02', false))).toBeNull();
});

test('changes travel along the links that start at their domain controller', () => {
  expect([linksFrom(directory, 'DC01'), linksFrom(directory, 'DC02'), linksFrom(directory, 'DC03')]).toEqual([['DC01>DC02'], ['DC02>DC01'], []]);
});

test('of two versions the higher number is newer, then the later time, then the name that sorts last', () => {
  const version = { number: 2, atMs: 10, controller: 'DC02' };
  const order: readonly (readonly [{ number?: number; atMs?: number; controller?: string }, boolean])[] = [
    [{ number: 1, atMs: 99, controller: 'DC09' }, true], [{ number: 3, atMs: 0, controller: 'DC01' }, false], [{ atMs: 9, controller: 'DC09' }, true], [{ atMs: 11, controller: 'DC01' }, false], [{ controller: 'DC01' }, true], [{ controller: 'DC03' }, false], [{}, false],
  ];
  for (const [other, newer] of order) expect(isNewer(version, { ...version, ...other })).toBe(newer);
});

test('each attribute counts its own versions, from one on, and the object with them', () => {
  const next = Object.assign((old: { number: number }) => ({ number: old.number + 1, atMs: 5, controller: 'DC01' }), { usn: 77 });
  const object = { name: 'a', size: 1, version: { number: 4, atMs: 0, controller: 'DC02' } };
  const once = writeAttributes(object, { name: 'b' }, next);
  expect(once).toEqual({ name: 'b', size: 1, version: { number: 5, atMs: 5, controller: 'DC01', usn: 77, attributes: { name: { number: 2, atMs: 5, controller: 'DC01' } } } });
  expect(writeAttributes(once, { size: 2, name: 'c' }, next).version).toEqual({ number: 6, atMs: 5, controller: 'DC01', usn: 77, attributes: { name: { number: 3, atMs: 5, controller: 'DC01' }, size: { number: 2, atMs: 5, controller: 'DC01' } } });
});

test('a copied attribute brings its version along and counts as one write at the target', () => {
  const written = setComputerEnabled(directory, 3, { objectGuid, enabled: false });
  const copied = replicate(written, 'DC01', 'DC02');
  const usn = (directory.controllers.DC02?.usn ?? 0) + 1;
  expect(copied.controllers.DC02?.usn).toBe(usn);
  expect(computerAt(copied, 'DC02').version).toEqual({ ...computerAt(written, 'DC01').version, usn });
  expect(computerAt(copied, 'DC02')).toMatchObject({ enabled: false, whenChangedMs: 3 });
  expect(copied.controllers.DC01).toBe(written.controllers.DC01);
});

test('an older attribute is not taken, and the version of the object is that of its newest write', () => {
  const here = setComputerEnabled(setComputerEnabled(directory, 1, { objectGuid, enabled: false, controller: 'DC02' }), 2, { objectGuid, enabled: true, controller: 'DC02' });
  const both = setComputerEnabled(here, 9, { objectGuid, enabled: false, controller: 'DC01' });
  expect(replicate(both, 'DC01', 'DC02')).toBe(both);
  const back = computerAt(replicate(both, 'DC02', 'DC01'));
  expect(back).toMatchObject({ enabled: true, whenChangedMs: 2, version: { number: 3, atMs: 2, controller: 'DC02' } });
});

test('users, computers and the service connection point are each copied on their own', () => {
  const user = replicate(setUserEnabled(directory, 1, 'alice', false), 'DC01', 'DC02');
  expect([replicaAt(user, 'DC02').users.alice?.enabled, replicaAt(user, 'DC02').computers]).toEqual([false, replicaAt(directory, 'DC02').computers]);
  const scp = replicate(setKeywords(directory, 1, ['azureADId:t'], 'DC01'), 'DC01', 'DC02');
  expect(replicaAt(scp, 'DC02')).toEqual({ ...replicaAt(directory, 'DC02'), serviceConnectionPoint: replicaAt(scp, 'DC01').serviceConnectionPoint });
  const account = { objectGuid: 'new', objectSid: 's', cn: 'TABLET07', parentDn: 'DC=contoso,DC=com', operatingSystem: 'w', operatingSystemVersion: 'v' };
  const joined = joinDomain(directory, 1, 'DC01', account).directory;
  expect(computerAt(replicate(joined, 'DC01', 'DC02'), 'DC02', 'new')).toEqual(computerAt(joined, 'DC01', 'new'));
});

test('a leaf that only one of them has is copied there, and nothing takes it away from the other', () => {
  const none = replicaAt(directory, 'DC02');
  const bare: DirectoryState = { ...directory, controllers: { ...directory.controllers, DC02: { ...controllerOf(directory, 'DC02'), replica: { ...none, serviceConnectionPoint: null } } } };
  expect(replicate(bare, 'DC02', 'DC01')).toBe(bare);
  expect(replicaAt(replicate(bare, 'DC01', 'DC02'), 'DC02').serviceConnectionPoint).toBe(replicaAt(directory, 'DC01').serviceConnectionPoint);
});
