import { expect, test } from 'vitest';
import { smallWorld } from '../../../test/small-world.ts';
import { setComputerEnabled, setKeywords } from '../../../mocks/active-directory/administration.ts';
import { replicate } from '../../../mocks/active-directory/replica.ts';
import type { DirectoryState } from '../../../mocks/active-directory/state.ts';
import { relativeDirectory } from '../imported-usns.ts';
import { normaliseDirectory } from './directory.ts';

const world = smallWorld();
const objectGuid = world.devices.LAPTOP01?.objectGuid ?? '';
const enable = (directory: DirectoryState, atMs: number, enabled: boolean, controller: string): DirectoryState => setComputerEnabled(directory, atMs, { objectGuid, enabled, controller });
const versions = (directory: DirectoryState, nowMs: number) =>
  Object.values(normaliseDirectory(directory, nowMs).controllers).map(({ replica }) => replica.computers[objectGuid]?.version.attributes?.enabled ?? null);

test('where all copies agree it is as if nothing had ever been written', () => {
  const written = enable(enable(world.directory, 5, false, 'DC01'), 6, true, 'DC01');
  const replicated = replicate(written, 'DC01', 'DC02');
  // Numbers of whole objects are settled together with what Connect imported last.
  const settled = (directory: DirectoryState, nowMs: number): DirectoryState => relativeDirectory(normaliseDirectory(directory, nowMs));
  expect(settled(replicated, 100)).toEqual(settled(world.directory, 0));
  expect(settled(written, 100)).not.toEqual(settled(world.directory, 0));
});

test('numbers count from the lowest of the copies, so that a later write still wins or loses as it would', () => {
  const ahead = enable(enable(enable(world.directory, 5, false, 'DC01'), 6, true, 'DC01'), 7, false, 'DC01');
  const both = enable(ahead, 8, true, 'DC02');
  expect(versions(both, 100)).toEqual([{ number: 3, atMs: -1, controller: 'DC01' }, { number: 1, atMs: -1, controller: 'DC02' }]);
});

test('a time is this instant, or its rank among earlier ones of the same number', () => {
  const conflict = enable(enable(world.directory, 5, false, 'DC01'), 90, true, 'DC02');
  expect(versions(conflict, 90).map((version) => version?.atMs)).toEqual([-1, 0]);
  expect(versions(conflict, 91).map((version) => version?.atMs)).toEqual([-2, -1]);
});

test('the normal form is its own normal form, also of the service connection point', () => {
  const changed = setKeywords(enable(world.directory, 5, false, 'DC02'), 9, null, 'DC01');
  const once = normaliseDirectory(changed, 20);
  expect(normaliseDirectory(once, 1)).toEqual(once);
  expect(Object.values(once.controllers).map(({ replica }) => replica.serviceConnectionPoint?.version.number)).toEqual([2, 1]);
});
