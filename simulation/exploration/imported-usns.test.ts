import { expect, test } from 'vitest';
import { setComputerEnabled } from '../../mocks/active-directory/administration.ts';
import type { DirectoryState } from '../../mocks/active-directory/state.ts';
import { importDirectory } from '../../mocks/connect/engine.ts';
import { smallWorld } from '../../test/small-world.ts';
import { relativeConnect, relativeDirectory, usnSignature } from './imported-usns.ts';

const world = smallWorld();
const objectGuid = world.devices.LAPTOP01?.objectGuid ?? '';
const write = (directory: DirectoryState, controller: string, enabled: boolean): DirectoryState => setComputerEnabled(directory, 1, { objectGuid, enabled, controller });
const server = Object.values(world.connect.servers)[0];
if (!server) throw new Error('the small world has a Connect server');

const importedFrom = (directory: DirectoryState, controller: string) => {
  const replica = directory.controllers[controller]?.replica;
  if (!replica) throw new Error(`there is no ${controller}`);
  return { servers: { [server.name]: importDirectory({ ...server, controller }, replica, 'Initial').server } };
};
const importedAt = (connect: ReturnType<typeof importedFrom>, directory: DirectoryState) => Object.values(relativeConnect(connect, directory).servers)[0]?.connectorSpace[objectGuid]?.importedAt;
const usns = (directory: DirectoryState) => Object.values(relativeDirectory(directory).controllers).map(({ replica }) => replica.computers[objectGuid]?.version.usn);

test('what was imported stays the copy it came from, however often that was written', () => {
  const thrice = [false, true, false].reduce((directory, enabled) => write(write(directory, 'DC01', enabled), 'DC02', enabled), world.directory);
  expect(usns(thrice)).toEqual([1, 1]);
  expect(importedAt(importedFrom(thrice, 'DC01'), thrice)).toEqual({ controller: 'DC01', usn: 1 });
  expect(importedAt(importedFrom(world.directory, 'DC02'), world.directory)).toEqual({ controller: 'DC02', usn: 1 });
});

test('after a write there it is another copy, whatever another DC wrote', () => {
  const connect = importedFrom(world.directory, 'DC01');
  expect(importedAt(connect, write(world.directory, 'DC02', false))).toEqual({ controller: 'DC01', usn: 1 });
  expect(importedAt(connect, write(world.directory, 'DC01', true))).toEqual({ controller: 'DC01', usn: 0 });
});

test('the signature changes with whatever changes such numbers, and with nothing else', () => {
  const signature = (directory: DirectoryState): string => usnSignature('directory', directory);
  expect(signature(write(world.directory, 'DC02', true))).not.toBe(signature(world.directory));
  expect(signature({ ...world.directory, replicationLinks: {} })).toBe(signature(world.directory));
  const before = importedFrom(world.directory, 'DC01');
  expect(usnSignature('connect', importedFrom(write(world.directory, 'DC01', true), 'DC01'))).not.toBe(usnSignature('connect', before));
  expect(usnSignature('connect', importedFrom(world.directory, 'DC02'))).not.toBe(usnSignature('connect', before));
  expect(usnSignature('tenant', world.tenant)).toBe('');
});
