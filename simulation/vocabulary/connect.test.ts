import { expect, test } from 'vitest';
import { after, told } from '../../test/small-sentences.ts';
import { worlds } from '../../test/small-sessions.ts';

test.each([
  ['on', 'Connect admin enables the scheduler', ['connect-scheduler:SYNC01 ENABLED']],
  ['on', 'Connect admin disables the scheduler of SYNC01', ['connect-scheduler:SYNC01 DISABLED']],
  ['two', 'Connect admin disables the scheduler of sync02', ['connect-scheduler:SYNC02 DISABLED']],
  ['on', 'Connect admin opens the wizard', ['connect-scheduler:SYNC01 WIZARD_OPENED']],
  ['on', 'Connect admin closes the wizard', ['connect-scheduler:SYNC01 WIZARD_CLOSED']],
  ['on', 'Connect admin sets the interval to 3h', ['connect-scheduler:SYNC01 INTERVAL_SET intervalMs=10800000']],
  ['on', 'Connect admin sets the interval to soon', ['no: "soon" is no duration | 30m | 3h | 1d']],
  ['on', 'Connect server stops', ['connect-scheduler:SYNC01 SERVER_STOPPED']],
  ['on', 'Connect server SYNC01 starts', ['connect-scheduler:SYNC01 SERVER_STARTED']],
  ['on', 'Connect server SYNC09 starts', ['no: there is no Connect server SYNC09 | SYNC01']],
  ['on', 'Connect admin switches staging mode on', ['password-sync:SYNC01 DISABLED']],
  ['two', 'Connect admin switches staging mode off on SYNC02', ['password-sync:SYNC02 ENABLED']],
  ['passthrough', 'Connect admin switches staging mode off on SYNC02', ['password-sync:SYNC02 DISABLED']],
  ['on', 'Connect admin excludes OU Laptops', ['connect-scheduler:SYNC01 FULL_SYNC_REQUIRED']],
  ['on', 'Connect admin filters by group Pilot', ['connect-scheduler:SYNC01 FULL_SYNC_REQUIRED']],
  ['on', 'Connect admin sets the deletion threshold to 1', []],
  ['on', 'Connect admin makes SYNC01 read DC09', ['no: there is no domain controller DC09 | DC01 | DC02']],
] as const)('%s: %s', (world, sentence, tells) => {
  expect(told(worlds[world], sentence)).toEqual(tells);
});

const server = (world: keyof typeof worlds, name: string, ...sentences: readonly string[]) => after(worlds[world], ...sentences).connect.servers[name];

test('what an administrator sets holds on the active server, or on the one named', () => {
  expect(server('two', 'SYNC01', 'Connect admin switches staging mode on')?.stagingMode).toBe(true);
  expect(server('two', 'SYNC02', 'Connect admin switches staging mode off on SYNC02')?.stagingMode).toBe(false);
  expect(server('on', 'SYNC01', 'Connect admin excludes OU Laptops')).toMatchObject({ pendingIncludedOus: [], fullSyncRequired: true });
  expect(server('two', 'SYNC02', 'Connect admin includes OU Quarantine on SYNC02')?.pendingIncludedOus).toEqual(['OU=Laptops,DC=contoso,DC=com', 'OU=Quarantine,DC=contoso,DC=com']);
  expect([server('on', 'SYNC01', 'Connect admin filters by group Pilot')?.pilotGroup, server('on', 'SYNC01', 'Connect admin filters by group Pilot', 'Connect admin filters by group none')?.pilotGroup]).toEqual(['Pilot', null]);
  expect([server('on', 'SYNC01', 'Connect admin sets the deletion threshold to 7')?.deletionThreshold, server('on', 'SYNC01', 'Connect admin sets the deletion threshold to off')?.deletionThreshold]).toEqual([7, null]);
  expect(server('two', 'SYNC02', 'Connect admin makes sync02 read DC02')?.controller).toBe('DC02');
});

test('the first server is meant where none is named, even if it is the staging one', () => {
  expect(told(after(worlds.two, 'Connect admin switches staging mode on'), 'Connect admin switches staging mode off')).toEqual(['password-sync:SYNC01 ENABLED']);
});
