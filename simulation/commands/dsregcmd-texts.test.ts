import { expect, test } from 'vitest';
import { after, ran } from '../../test/small-sentences.ts';
import { worlds } from '../../test/small-sessions.ts';
import { smallWorld } from '../../test/small-world.ts';
import type { CommandRun, World } from '../world.ts';
import { isDebug, joinEnd, leaveEnd, withDebug } from './dsregcmd-texts.ts';
import { finishCommands } from './finish.ts';

const run: CommandRun = { id: 1, place: 'LAPTOP01', line: 'dsregcmd /join /debug', by: 'alice', context: 'admin', startedAtMs: 0, endedAtMs: null, exitCode: null, output: '', awaits: 'join' };
const remembering = (world: World, context: object): World => {
  const chart = world.actors['registration:LAPTOP01'];
  return { ...world, actors: { ...world.actors, 'registration:LAPTOP01': { ...chart, context: { ...(chart?.context as object), ...context } } } } as World;
};
const attempt = { phase: 'join', tenant: { tenantId: 't', tenantName: 'contoso.com' }, controller: 'DC02', failure: null };
const plain = smallWorld();
const joined = smallWorld({ device: { state: 'registered' } });
const end = (world: World, outcome: 'joined' | 'already-joined' | 'not-allowed' | 'left' | 'failed', resultCode = '0x0', line = run.line) => joinEnd(world, { ...run, line }, { outcome, resultCode });
const lines = (...args: Parameters<typeof end>): readonly string[] => end(...args).text.split('\r\n');
const found = (controller: string): string => `DsrCmdAccountMgr::IsDomainControllerAvailable: DsGetDcName success { domain:contoso.com forest:contoso.com domainController:\\\\${controller}.contoso.com isDcAvailable:true }`;
const lost = 'DsrCmdAccountMgr::IsDomainControllerAvailable: DsGetDcName No domain controller is available for the specified domain or the domain does not exist: 0x8007054b.';
const dcLine = (...args: Parameters<typeof end>): string | undefined => lines(...args).find((text) => text.includes('IsDomainControllerAvailable'));

test('debug is asked for by its switch alone', () => {
  expect(['dsregcmd /join /debug', 'dsregcmd /DEBUG', 'dsregcmd /join', 'dsregcmd /debugged', 'dsregcmd/debug'].map(isDebug)).toEqual([true, true, false, false, false]);
});

test('without /debug a join and leaving print nothing: the exit code tells', () => {
  expect(end(remembering(joined, attempt), 'joined', '0x0', 'dsregcmd /join').text).toBe('');
  expect([leaveEnd(joined, { ...run, line: 'dsregcmd /leave' }, { outcome: 'left', resultCode: '0x0' }), leaveEnd(joined, { ...run, line: 'dsregcmd /leave' }, { outcome: 'failed', resultCode: '0x801c03ed' }).exitCode]).toEqual([{ text: '', exitCode: 0 }, 0x801c_03ed | 0]);
  expect(leaveEnd(plain, { ...run, line: 'dsregcmd /leave /debug' }, { outcome: 'left', resultCode: '0x0' }).text).toBe('dsregcmd::wmain logging initialized.\r\nresultCode: 0x0\r\nDSREGCMD_END_STATUS\r\n             AzureAdJoined : NO\r\n          EnterpriseJoined : NO\r\n');
});

test('the domain controller that the attempt found is told, else the one that there would be', () => {
  expect(dcLine(remembering(joined, attempt), 'joined')).toBe(found('DC02'));
  expect(dcLine(remembering(plain, { ...attempt, controller: '' }), 'joined')).toBe(found('DC01'));
  expect(dcLine(remembering(joined, attempt), 'already-joined')).toBe(found('DC01'));
  expect(dcLine(remembering(plain, attempt), 'not-allowed')).toBe(found('DC01'));
  expect(dcLine(smallWorld({ device: { state: 'registered', location: 'home' } }), 'already-joined')).toBe(lost);
  expect(dcLine(after(joined, 'DC01 stops', 'DC02 stops'), 'already-joined')).toBe(lost);
  expect(dcLine(remembering(plain, { ...attempt, phase: 'pre-check' }), 'failed', '0x8007054b')).toBe(lost);
});

test('who is joined already has healthy keys; in a run that joins they are not looked at', () => {
  const already = end(joined, 'already-joined').text;
  expect(already).toContain(joined.devices.LAPTOP01?.join?.keyContainerId ?? 'no key');
  expect(already).toMatch(/deviceKeysHealthy: YES/);
  expect(already).toMatch(/isJoined: YES/);
  expect(end(remembering(joined, attempt), 'joined').text).toMatch(/deviceKeysHealthy: undefined/);
  expect(end(smallWorld({ device: { state: 'registered', windows: '1809' } }), 'already-joined').text).toMatch(/isPrivateKeyFound: YES/);
});

test('each course of a run has its own words', () => {
  const failure = (phase: string, change: object = {}) => remembering(plain, { ...attempt, phase, failure: { code: '0x801c0021', reason: 'r', innerCode: '0x80072ee7', server: { message: 'Server says no.' }, ...change } });
  const texts = [
    end(remembering(joined, attempt), 'joined').text, end(joined, 'already-joined').text, end(plain, 'not-allowed', '0x801c0001').text, end(failure('pre-check'), 'failed', '0x8007054b').text,
    end(failure('discover'), 'failed', '0x801c0021').text, end(failure('join'), 'failed', '0x801c03f2').text, end(failure('auth'), 'failed', '0x801c03f2').text,
  ];
  expect(new Set(texts).size).toBe(7);
  expect(texts[4]).toContain('0x80072ee7');
  expect(texts[5]).toContain('Server says no.');
  expect([/Managed/.test(texts[5] ?? ''), /Federated/.test(texts[6] ?? '')]).toEqual([true, true]);
  expect(end(failure('join', { server: { message: '' } }), 'failed', '0x801c03f2').text).not.toContain('Server says no.');
  expect(end(failure('discover', { innerCode: undefined }), 'left', '0x801c0021').text).not.toContain('0x80072ee7');
  expect(texts[0]).toContain('Mon, 05 Jan 2026 08:00:00 GMT');
});

test('the lines of /debug stand around any other text', () => {
  expect(withDebug(joined, 'LAPTOP01', { text: 'x\r\n', exitCode: 3 })).toEqual({ text: 'dsregcmd::wmain logging initialized.\r\nx\r\nDSREGCMD_END_STATUS\r\n             AzureAdJoined : YES\r\n          EnterpriseJoined : NO\r\n', exitCode: 3 });
});

test('the end of an attempt ends those who waited for it on that machine, each with its own text', () => {
  const commands: readonly CommandRun[] = [run, { ...run, id: 2, line: 'dsregcmd /join', output: 'x' }, { ...run, id: 3, awaits: 'leave' }, { ...run, id: 4, place: 'PC02' }, { ...run, id: 5, awaits: null }];
  const world: World = { ...remembering(joined, attempt), nowMs: 7_000, commands };
  const finished = finishCommands(world, 'LAPTOP01', 'join', { outcome: 'joined', resultCode: '0x0' }).commands ?? [];
  expect(finished.map(({ id, awaits, endedAtMs, exitCode }) => [id, awaits, endedAtMs, exitCode])).toEqual([[1, null, 7_000, 0], [2, null, 7_000, 0], [3, 'leave', null, null], [4, 'join', null, null], [5, null, null, null]]);
  expect([finished[0]?.output.startsWith('dsregcmd::wmain'), finished[1]?.output]).toEqual([true, 'x']);
  expect(finishCommands(world, 'PC09', 'join', { outcome: 'joined', resultCode: '0x0' })).toEqual({});
  expect(finishCommands({ ...world, commands: [run] }, 'LAPTOP01', 'leave', { outcome: 'left', resultCode: '0x0' })).toEqual({});
});

test('accounts are listed for a session, not for the sign-in screen', () => {
  expect(ran(worlds.screen, 'alice runs "dsregcmd /listaccounts" as system').output).not.toContain('authority:');
});
