import { expect, test } from 'vitest';
import { ask, codeOf, smallWorld, withFault } from '../test/small-world.ts';
import { answerWithFaults, pathFailure, unaskedAnswer } from './answering.ts';
import { concerns, targetOf, trafficFailure } from './traffic.ts';
import { serverOf, withServer } from './servers.ts';
import { atSameSiteFirst } from './sites.ts';
import { appendLog, eventLogMax } from './log.ts';
import { deviceOf, withDevice, type PendingQuestion, type World } from './world.ts';

const world = smallWorld();
const ldap = { kind: 'dc', controller: 'DC01', service: 'ldap' } as const;
const web = { kind: 'https', host: 'login.microsoftonline.com' } as const;
const question = (change: Partial<PendingQuestion> = {}): PendingQuestion => ({
  id: 'registration:LAPTOP01|readComputerObject', actor: 'registration:LAPTOP01', invokeId: 'readComputerObject', operation: 'readComputerObject', input: { controller: 'DC01' }, context: 'system', destination: ldap,
  leg: 'request', answer: null, answerDelayMs: 0, cause: null, ...change,
});

test('a question goes to a domain controller, to a host, or stays', () => {
  expect([targetOf(ldap), targetOf({ ...ldap, controller: null }), targetOf(web), targetOf({ kind: 'local' })]).toEqual(['DC01', null, 'login.microsoftonline.com', null]);
});

test('a fault concerns everybody, or its target at either end', () => {
  const of = (target: string | null) => concerns({ id: 'x', target }, 'LAPTOP01', 'DC01');
  expect([null, 'LAPTOP01', 'DC01', 'DC02'].map(of)).toEqual([true, true, true, false]);
});

test('traffic passes, is stopped by the network, or by a fault that concerns it', () => {
  const failure = (at: World, destination: Parameters<typeof trafficFailure>[3] = ldap, place = 'LAPTOP01') => trafficFailure(at, place, 'system', destination)?.code ?? 'passes';
  expect([failure(world), failure(smallWorld({ device: { location: 'home' } })), failure(withFault(world, 'dc-ldap-blocked')), failure(withFault(world, 'dc-ldap-blocked', 'DC02')), failure(withFault(world, 'dc-busy'))]).toEqual(['passes', '0x8007203a', '0x8007203a', 'passes', 'passes']);
  expect(failure(world, { ...ldap, controller: 'DC09' })).toBe('0x8007203a');
  expect(failure(withFault(withFault(world, 'dc-busy'), 'clock-skew'), web)).toBe('0x80072f8f');
});

test('a closed path fails with the code of the question and the instant; what is local has no path', () => {
  const home = { ...smallWorld({ device: { location: 'home' } }), nowMs: 7 };
  expect(pathFailure(home, question())).toMatchObject({ code: '0x801c001d', innerCode: '0x8007203a', atMs: 7 });
  expect(pathFailure(home, question({ operation: 'writeUserCertificate' }))).toMatchObject({ code: '0x8007203a', atMs: 7 });
  expect(pathFailure(home, question({ destination: { kind: 'local' } }))).toBeNull();
  expect(pathFailure(world, question())).toBeNull();
  expect(pathFailure({ ...smallWorld({ device: { location: 'offline' } }), nowMs: 7 }, question({ operation: 'registerDevice', destination: web }), 'broken')).toMatchObject({ code: '0x80072efe' });
});

test('a service answers once; a fault around it may refuse, pass, or lose what was said', () => {
  const registered = smallWorld({ device: { state: 'pending' } });
  const asked = (at: World) => ask(at, 'registerDevice', { tenantId: registered.tenant.tenantId, tenantName: 'contoso.com', keyContainerId: 'k' });
  expect([codeOf(asked(registered)), asked(registered).tells?.length, asked(registered).changes !== undefined]).toEqual(['ok', 1, true]);
  const refused = asked({ ...withFault(registered, 'drs-busy'), nowMs: 7 });
  expect(refused).toEqual({ outcome: { ok: false, failure: expect.objectContaining({ code: '0x801c0025', atMs: 7 }) } });
  const lost = asked(withFault(registered, 'drs-answer-lost'));
  expect([codeOf(lost), lost.tells?.length, lost.changes !== undefined]).toEqual(['0x80072efe', 1, true]);
  expect(codeOf(asked(withFault(registered, 'drs-busy', 'PC09')))).toBe('ok');
  expect(codeOf(asked(withFault(withFault(registered, 'drs-busy'), 'drs-throttled')))).toBe('0x801c0025');
  expect(codeOf(asked(withFault(withFault(registered, 'drs-throttled'), 'drs-busy')))).toBe('0x801c03f2');
  expect(codeOf(asked(withFault(withFault(registered, 'drs-answer-lost'), 'drs-busy')))).toBe('0x801c0025');
});

test('lines that a fault makes the device log stand behind those of the service', () => {
  const { logs } = answerWithFaults(withFault(world, 'scp-two-services'), question({ operation: 'readServiceConnectionPoint' }));
  expect(logs?.map(({ id }) => id)).toEqual([330]);
  expect(answerWithFaults(world, question({ operation: 'readServiceConnectionPoint' })).logs).toBeUndefined();
});

test('servers and devices that do not exist are errors that name those there are', () => {
  expect(serverOf(world, 'SYNC01').name).toBe('SYNC01');
  expect(() => serverOf(world, 'SYNC09')).toThrow('There is no Connect server SYNC09; this world has SYNC01.');
  expect(() => deviceOf(world, 'PC09')).toThrow('There is no device PC09; this world has LAPTOP01.');
  expect(withServer(world, 'SYNC01', (server) => ({ ...server, controller: 'DC02' })).connect.servers.SYNC01?.controller).toBe('DC02');
  expect(withDevice(world, 'LAPTOP01', (device) => ({ ...device, made: 9 })).devices).toEqual({ LAPTOP01: { ...deviceOf(world, 'LAPTOP01'), made: 9 } });
});

test('domain controllers of the site of the first come first, then by name', () => {
  const names = (controllers: { readonly [name: string]: { site: string } }) => atSameSiteFirst(smallWorld({ controllers }), 'LAPTOP01').map(({ name }) => name);
  expect(names({ DC05: { site: 'B' }, DC02: { site: 'A' }, DC09: { site: 'B' }, DC01: { site: 'A' }, DC03: { site: 'B' } })).toEqual(['DC03', 'DC05', 'DC09', 'DC01', 'DC02']);
});

test('an event log numbers its records for ever and forgets the oldest half when it is full', () => {
  const line = { log: 'AAD', id: 1 } as const;
  let full: World = { ...world, nowMs: 3 };
  for (let count = 0; count < eventLogMax; count += 1) full = appendLog(full, 'LAPTOP01', line);
  const log = deviceOf(full, 'LAPTOP01').eventLog;
  expect([log.length, log[0], log.at(-1)?.record]).toEqual([600, { atMs: 3, record: 1, ...line }, 600]);
  const next = deviceOf(appendLog(full, 'LAPTOP01', line), 'LAPTOP01').eventLog;
  expect([next.length, next[0]?.record, next.at(-1)?.record]).toEqual([301, 301, 601]);
});

test('what a machine cannot even ask is told at once, before any service or fault', () => {
  const asking = question({ operation: 'acquirePrt', destination: web, input: { user: 'alice', upn: 'alice', credential: 'password', passwordVersion: 1, renewal: false, withCredential: true } });
  const at7 = { ...withFault(smallWorld({ device: { state: 'registered' } }), 'token-service-unavailable'), nowMs: 7 };
  const answer = answerWithFaults(at7, asking);
  expect(answer).toEqual({ outcome: { ok: false, failure: { code: '0xc004844c', reason: expect.stringContaining('"alice"'), atMs: 7 } } });
  expect(unaskedAnswer(at7, asking)).toEqual(answer);
  expect(unaskedAnswer(at7, question({ ...asking, input: { ...asking.input as object, upn: 'alice@contoso.com' } }))).toBeNull();
  expect(unaskedAnswer(world, question())).toBeNull();
});

test('an event that a fault makes the device write comes with its answer, which has no other effect', () => {
  const twoServices = withFault(world, 'scp-two-services');
  const answer = answerWithFaults(twoServices, question({ operation: 'readServiceConnectionPoint', input: { controller: 'DC01' } }));
  expect(Object.keys(answer).sort()).toEqual(['logs', 'outcome']);
  expect(answer.logs).toEqual([{ log: 'User Device Registration', id: 330, data: { AzureADTenantName: expect.any(String), EnterpriseDrsName: 'sts.contoso.com' } }]);
});
