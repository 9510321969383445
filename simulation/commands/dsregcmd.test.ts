import { expect, test } from 'vitest';
import { after, inSession, ran, resultOf, unlocked } from '../../test/small-sentences.ts';
import { worlds } from '../../test/small-sessions.ts';
import { smallWorld } from '../../test/small-world.ts';
import { withDevice, type World } from '../world.ts';
import { commands } from './index.ts';

const alice = worlds.alice;
const run = (line: string, as = 'admin', world: World = alice) => ran(world, `alice runs '${line}' as ${as}`);
const refused = { output: '', exitCode: -2_147_024_891, awaits: null, tells: [] };
const joining = { output: '', exitCode: null, awaits: 'join', tells: ['task:LAPTOP01 STARTED_BY_HAND by=dsregcmd /join'] };
const set = (world: World, settings: object): World => ({ ...world, settings: { ...world.settings, ...settings } });

test.each(commands.map((command) => [command.usage, command] as const))('%s is explained, and is what one types', (usage, { pattern, help, source, where, id }) => {
  expect(pattern.test(usage)).toBe(true);
  expect(help).toMatch(/^[A-Z].*\.$/);
  expect(source).toMatch(/^(lifecycle|dsregcmd|on-premises)\.md|prejoin-diagnostics\.json/);
  expect(['device', 'sync-server']).toContain(where);
  expect(id).toMatch(/^[a-z]+(-[a-z_]+)+$/);
});

test('every command has an id of its own', () => {
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
});

test.each(['dsregcmd /join', 'DSREGCMD.exe  /JOIN', 'dsregcmd /debug /join', 'dsregcmd /join /debug', 'dsregcmd /debug'])('%s hands the run to the task, from an elevated prompt', (line) => {
  for (const as of ['admin', 'system']) expect(run(line, as)).toEqual(joining);
  expect(run(line, 'user')).toEqual(refused);
});

test.each(['dsregcmd /joinn', 'xdsregcmd /join', 'dsregcmd/join', 'dsregcmd', 'dsregcmd /join /status', 'dsregcmd /debug /debug', 'x dsregcmd /debug', 'x dsregcmd /?', 'dsregcmd /? x'])('%s is no command', (line) => {
  expect(run(line).tells[0]).toContain(`no: the command "${line}" is not known`);
});

test('who is refused finds 333 in the log; that an elevated prompt is refused, too, is a setting', () => {
  const logs = (as: string, world = alice) => resultOf(world, `alice runs "dsregcmd /join" as ${as}`).logs;
  const refusal = [{ device: 'LAPTOP01', line: { log: 'User Device Registration', id: 333 } }];
  const strict = set(alice, { 'cli.elevatedJoin': 'refuse' });
  expect([logs('user'), logs('admin'), logs('admin', strict), logs('system', strict)]).toEqual([refusal, [], refusal, []]);
  expect([run('dsregcmd /join', 'admin', strict), run('dsregcmd /join', 'system', strict)]).toEqual([refused, joining]);
});

test('a join beside another ends at once, one of a disabled task with the code of that', () => {
  const chart = alice.actors['registration:LAPTOP01'];
  const busy = { ...alice, actors: { ...alice.actors, 'registration:LAPTOP01': { ...chart, value: 'preCheck' } } } as World;
  expect(run('dsregcmd /join', 'admin', busy)).toMatchObject({ awaits: null, tells: [] });
  expect(run('dsregcmd /join', 'admin', busy).exitCode).not.toBeNull();
  const disabled = { ...alice, ...withDevice(alice, 'LAPTOP01', (device) => ({ ...device, task: { ...device.task, enabled: false } })) };
  expect(run('dsregcmd /join', 'admin', disabled)).toEqual({ output: '', exitCode: 0x8004_1326 | 0, awaits: null, tells: [] });
});

test('leaving needs elevation and waits for its end', () => {
  expect(run('dsregcmd /leave', 'user')).toEqual(refused);
  for (const as of ['admin', 'system']) expect(run('dsregcmd /leave', as)).toEqual({ output: '', exitCode: null, awaits: 'leave', tells: ['registration:LAPTOP01 LEAVE by=dsregcmd /leave'] });
});

test('a refresh is scheduled for the token of whoever is signed in, not for SYSTEM', () => {
  const output = 'PRT refresh scheduled. Check AAD event logs for details.\r\n';
  expect(run('dsregcmd /refreshprt', 'user')).toEqual({ output, exitCode: 0, awaits: null, tells: ['prt:LAPTOP01/alice REFRESH_REQUESTED'] });
  expect(run('dsregcmd /refreshprt', 'system')).toEqual({ output, exitCode: 0, awaits: null, tells: [] });
  expect(run('dsregcmd /refreshprt', 'system', worlds.screen)).toEqual({ output, exitCode: 0, awaits: null, tells: [] });
});

test('the status is printed, old and new, with the lines of /debug around it where asked', () => {
  const status = run('dsregcmd /status', 'user');
  expect(status).toMatchObject({ exitCode: 0, awaits: null, tells: [] });
  expect(status.output).toContain('AzureAdJoined : NO');
  expect(run('dsregcmd /status_old', 'user').output).not.toBe(status.output);
  expect(run('dsregcmd /status /debug', 'user').output).toBe(`dsregcmd::wmain logging initialized.\r\n${status.output}DSREGCMD_END_STATUS\r\n             AzureAdJoined : NO\r\n          EnterpriseJoined : NO\r\n`);
  expect(run('dsregcmd /?', 'user').output).toMatch(/^DSREGCMD switches\r\n/);
});

const joined = inSession(worlds.joined, unlocked, 'alice');
const withToken = { ...joined, actors: { ...joined.actors, 'prt:LAPTOP01/alice': { value: 'x', context: { updatedAtMs: 0 } } } } as unknown as World;
const listed = (world: World, as = 'user') => run('dsregcmd /listaccounts', as, world).output;

test('a token brings the account of its user, until the accounts are cleaned up', () => {
  const { objectId } = withToken.tenant.users['alice@contoso.com'] ?? { objectId: '' };
  const { tenantId } = withToken.tenant;
  expect(listed(withToken)).toContain(`u:${objectId}.${tenantId}, user: alice@contoso.com, authority: https://login.microsoftonline.com/${tenantId}.`);
  for (const [world, as] of [[joined, 'user'], [withToken, 'system'], [alice, 'user'], [after(withToken, 'Entra admin deletes user alice'), 'user']] as const) expect(listed(world, as)).not.toContain(`u:${objectId}`);
  const cleaned = after(withToken, 'alice runs "dsregcmd /cleanupaccounts"');
  expect(listed(cleaned)).not.toContain('authority:');
  expect(listed(after(withToken, 'alice runs "dsregcmd /cleanupaccounts" as system'))).toContain('authority:');
  const later = { ...cleaned, actors: { ...cleaned.actors, 'prt:LAPTOP01/alice': { value: 'x', context: { updatedAtMs: 5 } } } } as unknown as World;
  expect(listed(later)).toContain('authority:');
});

test('a command needs a machine that is on, and somebody signed in unless it runs as SYSTEM', () => {
  const line = 'dsregcmd /status';
  expect(run(line, 'user', worlds.off).tells).toEqual(['no: LAPTOP01 is off | LAPTOP01 powers on']);
  expect(run(line, 'system', worlds.booting).tells).toEqual(['no: LAPTOP01 is booting | LAPTOP01 powers on']);
  expect(run(line, 'user', worlds.screen).tells).toEqual(['no: nobody is signed in on LAPTOP01 | as system']);
  expect(run(line, 'system', worlds.screen).exitCode).toBe(0);
});

test('who ran what, when and with which end is kept, the newest hundred of it', () => {
  const world = { ...alice, nowMs: 7_000 };
  const [first, second] = after(world, 'alice runs "dsregcmd /leave" as admin', 'bob runs " dsregcmd /refreshprt " on LAPTOP01').commands;
  expect(first).toEqual({ id: 1, place: 'LAPTOP01', line: 'dsregcmd /leave', by: 'alice', context: 'admin', startedAtMs: 7_000, endedAtMs: null, exitCode: null, output: '', awaits: 'leave' });
  expect(second).toEqual({ id: 2, place: 'LAPTOP01', line: 'dsregcmd /refreshprt', by: 'bob', context: 'user', startedAtMs: 7_000, endedAtMs: 7_000, exitCode: 0, output: expect.any(String), awaits: null });
  const many = { ...world, commands: Array.from({ length: 100 }, (_, index) => ({ ...second, id: index + 1 })) } as World;
  const { commands: kept } = after(many, 'alice runs "dsregcmd /refreshprt"');
  expect([kept.length, kept[0]?.id, kept.at(-1)?.id]).toEqual([100, 2, 101]);
  expect(run('dsregcmd /jion').tells).toEqual(['no: the command "dsregcmd /jion" is not known | dsregcmd /join | dsregcmd /?']);
  expect(run('dsregcmd /join', 'root').tells).toEqual(['no: "root" is no security context | user | admin | system']);
});

test('from another PC a command runs as SYSTEM, where the machine answers and the person is an administrator of it', () => {
  const people = { alice: {}, bob: { administrator: 'yes' } } as const;
  const remote = (world: World, by: string) => ran(world, `${by} runs "dsregcmd /join" as system remotely`);
  const at = (change: Parameters<typeof smallWorld>[0]) => inSession(smallWorld({ people, ...change }), 'signInScreen');
  const notFound = { output: "Couldn't access LAPTOP01:\r\nThe network path was not found.\r\n", exitCode: 53, awaits: null, tells: [] };
  for (const by of ['helpdesk', 'bob']) expect(remote(at({}), by)).toEqual(joining);
  expect(remote(at({}), 'alice')).toEqual({ output: "Couldn't access LAPTOP01:\r\nAccess is denied.\r\n", exitCode: 5, awaits: null, tells: [] });
  for (const world of [at({ device: { location: 'home' } }), inSession(at({}), 'off'), inSession(at({}), 'booting'), at({ device: { location: 'home', vpn: 'kill-switch' } })]) expect(remote(world, 'bob')).toEqual(notFound);
  const tunnel = at({ device: { location: 'home', vpn: 'device-tunnel' } });
  const id = 'vpn:LAPTOP01/device-tunnel';
  const up = { ...tunnel, actors: { ...tunnel.actors, [id]: { ...tunnel.actors[id], value: 'up' } } } as World;
  expect([remote(tunnel, 'bob'), remote(up, 'bob')]).toEqual([notFound, joining]);
  expect(after(at({}), 'bob runs "dsregcmd /join" as system remotely').commands[0]).toMatchObject({ by: 'bob', context: 'system' });
});
