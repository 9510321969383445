/** The blocks about the past: a failed token and a failed join are shown while they are the last word, and not longer. */
import { expect, test } from 'vitest';
import { createLab, type Lab, type ShowOptions } from '../simulation/lab.ts';
import type { WorldSpecInput } from '../simulation/scenario/world-spec.ts';

type DeviceInput = NonNullable<WorldSpecInput['devices']>[string];

const lab = (device: DeviceInput, world: Partial<WorldSpecInput> = {}): Lab => createLab({ world: { people: { alice: {} }, ...world, devices: { PC01: { power: 'on', cached: ['alice'], ...device } } } }).advance('10m');

const shows = (one: Lab, names: readonly string[], options: ShowOptions = {}): readonly (string | undefined)[] => names.map((name) => one.field(`dsregcmd.${name}`, options));

const token = ['AzureAdPrt', 'AcquirePrtDiagnostics', 'RefreshPrtDiagnostics', 'Previous Prt Attempt', 'Attempt Status', 'HTTP Error', 'HTTP status'] as const;

test('the attempt block stands from a failure to the next success, under the name of what failed', () => {
  const world = lab({ state: 'registered' }).do('PC01 moves to offline').do('alice signs in').advance('5m');
  expect(shows(world, token)).toEqual(['NO', 'PRESENT', undefined, '2026-01-05 08:10:04.000 UTC', '0xc000023c', '0x80072ee7', undefined]);
  world.do('PC01 moves to corporate-lan').do('alice locks').advance('1m').do('alice unlocks').advance('5m');
  expect(shows(world, token)).toEqual(['YES', undefined, undefined, undefined, undefined, undefined, undefined]);
  world.advance('5h').do('PC01 moves to offline').do('alice locks').advance('1m').do('alice unlocks').advance('5m');
  const [held, acquire, refresh, , status] = shows(world, token);
  expect([held, acquire, refresh, status]).toEqual(['YES', undefined, 'PRESENT', '0xc000023c']);
  world.do('PC01 moves to corporate-lan').do('alice locks').advance('1m').do('alice unlocks').advance('5m');
  expect(shows(world, token)).toEqual(['YES', undefined, undefined, undefined, undefined, undefined, undefined]);
});

test('the attempt is of the user: SYSTEM does not see it, nor does a release before 21H1', () => {
  const world = lab({ state: 'registered' }).do('PC01 moves to offline').do('alice signs in').advance('5m');
  expect(shows(world, ['Attempt Status'], { as: 'admin' })).toEqual(['0xc000023c']);
  expect(shows(world, ['Attempt Status'], { as: 'system' })).toEqual([undefined]);
  const old = lab({ state: 'registered', windows: '20H2' }).do('PC01 moves to offline').do('alice signs in').advance('5m');
  expect(shows(old, ['AzureAdPrt', 'Attempt Status'])).toEqual(['NO', undefined]);
});

const attempt = ['AzureAdJoined', 'Previous Registration', 'Registration Type', 'Error Phase', 'Client ErrorCode', 'Server ErrorCode', 'Https Status'] as const;
/** Starting up runs the task once; these tests want to choose the first run themselves. */
const enabling = String.raw`alice runs 'schtasks /change /tn "\Microsoft\Windows\Workplace Join\Automatic-Device-Join" /enable' as system on PC01`;
const system: ShowOptions = { as: 'system' };

test('Previous Registration is the last failed attempt: gone with the join, not back after leaving, there again with the next failure', () => {
  const world = lab({ task: 'disabled' }, { connect: { SYNC01: { scheduler: 'disabled' } } });
  expect(shows(world, attempt, system)).toEqual(['NO', undefined, undefined, undefined, undefined, undefined, undefined]);
  world.do(enabling).do('alice runs "dsregcmd /join" as system on PC01').advance('1m');
  const [, first, ...rest] = shows(world, attempt, system);
  expect(first).toMatch(/^2026-01-05 08:10:\d\d\.000 UTC$/);
  expect(rest).toEqual(['sync', 'join', '0x801c03f2', 'DirectoryError', '400']);
  world.advance('10m').do('PC01 moves to offline').do('alice runs "dsregcmd /join" as system on PC01').advance('1m');
  const [, second, ...later] = shows(world, attempt, system);
  expect(second).toMatch(/^2026-01-05 08:21:\d\d\.000 UTC$/);
  expect(later).toEqual([undefined, 'pre-check', '0x8007054b', undefined, undefined]);
});

test('after the join the other form is printed; after leaving, the tests without an attempt', () => {
  const world = lab({ state: 'pending', task: 'disabled' }).do(enabling).do('PC01 moves to offline').do('alice runs "dsregcmd /join" as system on PC01').advance('1m');
  expect(shows(world, ['Error Phase', 'AadRecoveryEnabled'], system)).toEqual(['pre-check', undefined]);
  world.do('PC01 moves to corporate-lan').do('alice runs "dsregcmd /join" as system on PC01').advance('2m');
  expect(shows(world, ['AzureAdJoined', 'Error Phase', 'AadRecoveryEnabled', 'User Context'], system)).toEqual(['YES', undefined, 'NO', undefined]);
  world.do('alice runs "dsregcmd /leave" as system on PC01').advance('1m');
  expect(shows(world, ['AzureAdJoined', 'User Context', 'Previous Registration', 'AadRecoveryEnabled'], system)).toEqual(['NO', 'SYSTEM', undefined, undefined]);
});

const chain = ['AD Connectivity Test', 'AD Configuration Test', 'DRS Discovery Test', 'DRS Connectivity Test', 'Token acquisition Test'] as const;
const tests = (one: Lab, options: ShowOptions = system): string => shows(one, chain, options).join(', ');

test('the tests stop at the first that fails, and are those of whoever runs them', () => {
  expect(tests(lab({}))).toBe('PASS, PASS, PASS, PASS, PASS');
  expect(tests(lab({ location: 'home' }))).toBe('FAIL [0x8007054b], SKIPPED, SKIPPED, SKIPPED, SKIPPED');
  expect(tests(lab({}, { scp: 'none' }))).toBe('PASS, FAIL [0x80070002], SKIPPED, SKIPPED, SKIPPED');
  expect(tests(lab({}, { scp: { azureADId: '00000000-1111-4222-8333-444444444444', azureADName: 'fabrikam.com' } }))).toBe('PASS, PASS, FAIL [0x801c0021/0x801c003a], SKIPPED, SKIPPED');
  const behindProxy = lab({ userProxy: 'proxy.contoso.com:8080' }, { network: { egress: 'proxy', proxy: 'proxy.contoso.com:8080' } }).do('alice signs in').advance('1m');
  expect(tests(behindProxy, { as: 'user' })).toBe('PASS, PASS, PASS, PASS, PASS');
  expect(shows(behindProxy, ['User Context', 'Proxy Server List'], { as: 'user' })).toEqual(['UN-ELEVATED User', 'proxy.contoso.com:8080']);
  for (const as of ['admin', 'system'] as const) {
    expect(tests(behindProxy, { as })).toMatch(/^PASS, PASS, FAIL \[0x801c0021\/0x8007\w{4}\], SKIPPED, SKIPPED$/);
    expect(shows(behindProxy, ['User Context', 'Auto Detect PAC Status', 'Access Type'], { as })).toEqual(['SYSTEM', 'Failed to auto detect the Proxy Auto-Configuration (PAC) script using WPAD. code: 0x80072f94', 'DIRECT']);
  }
});
