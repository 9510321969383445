import { expect, test } from 'vitest';
import { perform, performed } from '../../test/small-acts.ts';
import { smallWorld, type SpecChange } from '../../test/small-world.ts';
import type { World } from '../world.ts';

const start = (device: SpecChange['device'] = {}): World => ({ ...smallWorld({ people: { alice: {}, bob: {} }, device }), nowMs: 7_000 });
const laptop = (world: World) => world.devices.LAPTOP01;
const before = laptop(start());

test.each([
  ['setTaskEnabled', { enabled: false }, { task: { enabled: false, lastRunMs: null, lastResult: '0x41303' } }],
  ['recordTaskStart', {}, { task: { enabled: true, lastRunMs: 7_000, lastResult: '0x41301' } }],
  ['recordTaskResult', { resultCode: '0x801c001d' }, { task: { enabled: true, lastRunMs: null, lastResult: '0x801c001d' } }],
  ['bootstrapCertificateWritten', {}, { bootstrapCertificateWritten: true }],
  ['cacheLogon', { user: 'alice', upn: 'alice@contoso.com', passwordVersion: 3, credential: 'hello' }, { cachedLogons: [{ samAccountName: 'alice', userPrincipalName: 'alice@contoso.com', passwordVersion: 3 }] }],
])('%s changes this of the device and nothing else', (act, input, change) => {
  expect(laptop(performed(start(), act, input))).toEqual({ ...before, ...change });
});

test('cached sign-ins are as many as the setting says', () => {
  const world = start({ cached: ['alice'] });
  const one = { ...world, settings: { ...world.settings, cachedLogons: 1 } };
  expect(laptop(performed(one, 'cacheLogon', { user: 'bob', upn: 'b', passwordVersion: 1 }))?.cachedLogons.map(({ samAccountName }) => samAccountName)).toEqual(['bob']);
});

test.each([
  ['0x8007203a', '11-24H2', [[221, { ErrorCode: '0x8007203a', Server: 'contoso.com', Port: '389', AuthMethod: 'Negotiate' }], [245, { ExitCode: '0x8007203a' }]]],
  ['0x8007203a', '1709', [[221, { ErrorCode: '0x8007203a', Server: 'contoso.com', Port: '389', AuthMethod: 'Negotiate' }]]],
  ['0x80070005', '1809', [[245, { ExitCode: '0x80070005' }]]],
  ['0x80070005', '1709', []],
] as const)('a write that ends with %s is logged on Windows %s', (code, windows, events) => {
  const { changes, logs } = perform(start({ windows }), 'certificateWriteFailed', { code });
  expect([changes, logs?.map(({ id, data }) => [id, data]), new Set(logs?.map(({ log }) => log)).size <= 1]).toEqual([undefined, events, true]);
  for (const { log } of logs ?? []) expect(log).toBe('User Device Registration');
});

const join = { deviceId: 'd', tenantId: 't', tenantName: 'Contoso', thumbprint: 'AB', notBeforeMs: 1, notAfterMs: 2, keyContainerId: 'k' };

test('a join is committed with its instant, and cleared again with the two events that say so', () => {
  const joined = performed(start(), 'commitJoin', join);
  expect(laptop(joined)?.join).toEqual({ ...join, joinedAtMs: 7_000 });
  const cleared = perform(joined, 'clearJoin', { by: 'task' });
  expect(laptop({ ...joined, ...cleared.changes })?.join).toBeNull();
  expect(cleared.logs).toEqual([
    { log: 'User Device Registration', id: 110, data: { JoinType: '6', JoinTypeSymbolicName: 'DOMAIN_JOINED_DEVICE', TenantId: 't' } },
    { log: 'User Device Registration', id: 111, data: { JoinRequestType: '6', JoinRequestTypeSymbolicName: 'DOMAIN_JOINED_DEVICE' } },
  ]);
  expect(perform(start(), 'clearJoin', { by: 'task' }).logs).toEqual([]);
});

test('leaving forgets the bootstrap certificate where the next attempt is to make a new one', () => {
  const world = start({ state: 'registered' });
  const kept = { ...world, settings: { ...world.settings, 'rejoin.newCert': false } };
  expect([laptop(performed(world, 'clearJoin'))?.bootstrapCertificate, laptop(performed(kept, 'clearJoin'))?.bootstrapCertificate]).toEqual([null, laptop(world)?.bootstrapCertificate]);
});

const failure = { code: '0x801c0021', reason: 'r' };

test.each([
  ['pre-check', null, undefined],
  ['discover', null, [304]],
  ['auth', null, [305]],
  ['join', 'sync', [304]],
] as const)('a failed attempt in the phase %s is remembered and logged', (phase, registrationType, ids) => {
  const { changes, logs } = perform(start(), 'recordFailedAttempt', { phase, recorded: true, failure });
  expect(laptop({ ...start(), ...changes })).toEqual({ ...before, previousRegistration: { atMs: 7_000, registrationType, phase, failure } });
  expect(logs?.map(({ id }) => id)).toEqual(ids);
  expect(perform(start(), 'recordFailedAttempt', { phase, recorded: false, failure }).changes).toEqual({});
});

test.each([
  ['11-24H2', 'alice', ['bob']],
  ['1809', 'alice', ['bob']],
  ['1709', 'alice', ['alice', 'bob']],
  ['11-24H2', 'carol', ['alice', 'bob']],
] as const)('on Windows %s the sign-in of %s leaves the work accounts %j', (windows, user, accounts) => {
  const world = start({ windows, state: 'registered', workAccounts: ['alice', 'bob'] });
  expect(laptop(performed(world, 'userSignedIn', { user }))?.workAccounts.map(({ samAccountName }) => samAccountName)).toEqual(accounts);
  expect(perform(start({ workAccounts: ['alice'] }), 'userSignedIn', { user: 'alice' })).toEqual({});
});

test('the end of an attempt or of leaving ends the commands that waited for it', () => {
  const run = { id: 1, place: 'LAPTOP01', line: 'dsregcmd /leave', by: 'alice', context: 'admin', startedAtMs: 0, endedAtMs: null, exitCode: null, output: '', awaits: 'leave' } as const;
  const waiting: World = { ...start(), commands: [run] };
  const exitCodes = (act: string, input: object) => performed(waiting, act, input).commands.map(({ exitCode, endedAtMs, awaits }) => [exitCode, endedAtMs, awaits]);
  expect(exitCodes('leaveEnded', { resultCode: '0x0' })).toEqual([[0, 7_000, null]]);
  expect(exitCodes('leaveEnded', { resultCode: '0x801c03ed' })[0]?.[0]).not.toBe(0);
  expect(exitCodes('attemptEnded', { resultCode: '0x0', outcome: 'joined' })).toEqual([[null, null, 'leave']]);
});
