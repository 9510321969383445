import { expect, test } from 'vitest';
import { perform, performed } from '../../test/small-acts.ts';
import { after } from '../../test/small-sentences.ts';
import { smallWorld, withFault } from '../../test/small-world.ts';
import type { World } from '../world.ts';

const actor = 'connect-cycle:SYNC01';
const start: World = { ...smallWorld({ device: { state: 'pending' } }), nowMs: 7_000 };
const newestRun = (world: World) => world.connect.servers.SYNC01?.runs.at(-1);
const run = { cycle: 3, connector: 'contoso.com', startedAtMs: 7_000, endedAtMs: 7_000, adds: 0, updates: 0, deletes: 0 };
const object = (world: World) => Object.values(world.connect.servers.SYNC01?.connectorSpace ?? {})[0];

test.each([['Delta', 'Delta Synchronization'], ['Initial', 'Full Synchronization']])('the synchronisation of a %s cycle is recorded', (policy, profile) => {
  expect(newestRun(performed(start, 'synchronise', { cycle: 3, policy }, actor))).toEqual({ ...run, profile, result: 'success' });
});

test('the synchronisation judges certificates by the clock of the server, unless the rule is missing', () => {
  const judged = (world: World) => object(performed(world, 'synchronise', { cycle: 3, policy: 'Delta' }, actor))?.withheld;
  expect(judged(start)).toBeNull();
  for (const target of [null, 'SYNC01']) expect(judged(withFault(start, 'sync-server-clock-wrong', target))).toBe('no-valid-certificate');
  expect(judged(withFault(start, 'sync-server-clock-wrong', 'SYNC02'))).toBeNull();
  expect(judged(withFault(withFault(start, 'sync-server-clock-wrong'), 'sync-rule-without-certificate-check', 'SYNC01'))).toBeNull();
  expect(judged(withFault(withFault(start, 'sync-server-clock-wrong'), 'sync-rule-without-certificate-check', 'SYNC02'))).toBe('no-valid-certificate');
  expect(judged(withFault(start, 'dc-busy'))).toBeNull();
});

test.each([
  ['importDirectory', 'Delta', '0x8007203a', 'contoso.com', 'Delta Import', 'stopped-connectivity'],
  ['importDirectory', 'Initial', '0x8007203a', 'contoso.com', 'Full Import', 'stopped-connectivity'],
  ['importTenant', 'Delta', '0x80072ee7', 'contoso.onmicrosoft.com', 'Delta Import', 'stopped-extension-dll-exception'],
  ['exportTenant', 'Delta', '0x80072ee7', 'contoso.onmicrosoft.com', 'Export', 'stopped-extension-dll-exception'],
  ['exportTenant', 'Delta', 'completed-export-errors', 'contoso.onmicrosoft.com', 'Export', 'completed-export-errors'],
  ['importDirectory', 'Delta', 'stopped-server-down', 'contoso.com', 'Delta Import', 'stopped-server-down'],
])('a failed %s of a %s cycle that says %s is recorded', (step, policy, code, connector, profile, result) => {
  expect(newestRun(performed(start, 'recordFailedRun', { step, cycle: 3, policy, failure: { code, reason: 'r' } }, actor))).toEqual({ ...run, connector, profile, result });
});

test.each([['Delta', 'Delta Import'], ['Initial', 'Full Import']])('a %s cycle that somebody stopped is recorded', (policy, profile) => {
  expect(newestRun(performed(start, 'recordStoppedRun', { cycle: 3, policy }, actor))).toEqual({ ...run, profile, result: 'stopped-user-termination' });
});

const link = (of: string, type: string) => ({ to: { kind: 'replication', of }, event: { type } });
const three = smallWorld({ controllers: { DC01: {}, DC02: {}, DC03: { readOnly: 'yes' } } });
const copy = (world: World, source: string, target: string) => perform(world, 'replicate', { source, target }, `replication:${source}>${target}`);

test('what was copied is passed on to everybody but its source', () => {
  const changed = after(three, 'AD admin disables LAPTOP01 at DC01');
  expect(copy(changed, 'DC01', 'DC02').tells).toEqual([link('DC02>DC03', 'CHANGED')]);
  expect(copy(three, 'DC01', 'DC02')).toEqual({});
  expect(copy(changed, 'DC03', 'DC02')).toEqual({});
});

test('a domain controller that is down neither gives nor takes', () => {
  const changed = after(three, 'AD admin disables LAPTOP01 at DC01');
  expect(copy(after(changed, 'DC01 stops'), 'DC01', 'DC02')).toEqual({ tells: [link('DC01>DC02', 'NOT_COPIED')] });
  expect(copy(after(changed, 'DC02 stops'), 'DC01', 'DC02')).toEqual({ tells: [link('DC01>DC02', 'NOT_COPIED')] });
  for (const target of ['DC01', 'DC02']) expect(copy(withFault(changed, 'replication-broken', target), 'DC01', 'DC02')).toEqual({ tells: [link('DC01>DC02', 'NOT_COPIED')] });
  expect(copy(withFault(changed, 'replication-broken', 'DC03'), 'DC01', 'DC02').changes).toBeDefined();
  expect(copy(withFault(changed, 'dc-busy'), 'DC01', 'DC02').changes).toBeDefined();
});
