import { expect, test } from 'vitest';
import { setComputerEnabled } from '../../mocks/active-directory/administration.ts';
import type { DirectoryState } from '../../mocks/active-directory/state.ts';
import { importDirectory } from '../../mocks/connect/engine.ts';
import { smallWorld } from '../../test/small-world.ts';
import { relativeConnect, relativeDirectory } from './import-versions.ts';

const world = smallWorld();
const objectGuid = world.devices.LAPTOP01?.objectGuid ?? '';
const write = (directory: DirectoryState, controller: string, enabled: boolean): DirectoryState => setComputerEnabled(directory, 1, { objectGuid, enabled, controller });
const server = Object.values(world.connect.servers)[0];
if (!server) throw new Error('the small world has a Connect server');

const importedFrom = (directory: DirectoryState, controller: string) => {
  const replica = directory.controllers[controller]?.replica ?? world.directory.controllers.DC01?.replica;
  return { servers: { [server.name]: importDirectory(server, replica as NonNullable<typeof replica>, 'Initial').server } };
};
const importedVersion = (connect: ReturnType<typeof importedFrom>, directory: DirectoryState) => Object.values(relativeConnect(connect, directory).servers)[0]?.connectorSpace[objectGuid]?.importedVersion;
const numbers = (directory: DirectoryState) => Object.values(relativeDirectory(directory).controllers).map(({ replica }) => replica.computers[objectGuid]?.version.number);

test('what was imported stays equal to the copy it came from, however often that was written', () => {
  const thrice = [false, true, false].reduce((directory, enabled) => write(write(directory, 'DC01', enabled), 'DC02', enabled), world.directory);
  expect([numbers(thrice), importedVersion(importedFrom(thrice, 'DC01'), thrice)]).toEqual([[1, 1], 1]);
});

test('what no copy can ever have again is 0; what a lagging copy may still reach keeps its distance', () => {
  const before = write(world.directory, 'DC01', true);
  const after = write(write(before, 'DC01', false), 'DC02', true);
  const lagging = importedFrom(after, 'DC01');
  expect([numbers(after), importedVersion(lagging, after)]).toEqual([[2, 1], 2]);
  const both = write(write(after, 'DC02', false), 'DC02', true);
  expect([numbers(both), importedVersion(importedFrom(before, 'DC02'), both)]).toEqual([[1, 2], 0]);
});
