import { expect, test } from 'vitest';
import { problemsOf, scenarioFrom } from '../../test/small-scenario.ts';
import { resolvePath } from './change-path.ts';

const scenario = (change: string): string => `title: t\nbase: home\ntimeline: [{ at: 0m }]\nchange:${change}\n`;

test.each([
  [' x', ['4:9 JL207 "change" is a mapping of paths to values | change: { LAPTOP01.vpn: device-tunnel }']],
  [' [a]', ['4:9 JL207 "change" is a mapping of paths to values | change: { LAPTOP01.vpn: device-tunnel }']],
  ['\n  LAPTOP01.vpn: device-tunnel', []],
  ['\n  LAPTOP02.vpn: none', ['5:3 JL213 change names nothing that is there: "LAPTOP02.vpn" | LAPTOP01.vpn']],
  ['\n  LAPTOPS01.vpn: none', ['5:3 JL213 change names nothing that is there: "LAPTOPS01.vpn" | LAPTOP01.vpn']],
  ['\n  LAPTOP01.vpnn: none', ['5:3 JL203 devices.LAPTOP01 has no "vpnn" | vpn']],
  ['\n  LAPTOP01.location: moon', ['5:3 JL207 devices.LAPTOP01.location: is none of its values | offline | corporate-lan | home | public-wifi']],
  ['\n  task.nextRunn: 5m', ['5:3 JL213 change names nothing that is there: "task.nextRunn" | task.nextRun']],
  ['\n  task.nextRun: 5m', []],
  ['\n  task.nextRun: soon', ['5:3 JL207 task.nextRun: "soon" is no duration | 30m | 1h30m | 14d | inf']],
  ['\n  SYNC01.staging: yes', []],
  ['\n  DC01.running: maybe', ['5:3 JL207 controllers.DC01.running: is none of its values | yes | no']],
  ['\n  alice.upn: a@b.com', []],
  ['\n  tenant.agents: stopped', []],
  ['\n  tennant.agents: stopped', ['5:3 JL213 change names nothing that is there: "tennant.agents" | tenant.agents']],
  ['\n  tenant.domains.emea.contoso.com: managed', []],
  ['\n  LAPTOP01.registry.HKLM\\A.B: 1', []],
  ['\n  LAPTOP01.cached: alice', []],
  ['\n  LAPTOP01.cached: bob', ['5:3 JL210 LAPTOP01.cached names somebody who does not exist: "bob" | alice']],
  ['\n  LAPTOP01.cached: none', []],
  ['\n  SYNC01.include: OU=x,DC=y', []],
  ['\n  organizationalUnits: Laptops, Sales', []],
  ['\n  devices.LAPTOP01: x', ['5:3 JL207 devices.LAPTOP01: Invalid input: expected object, received string']],
  ['\n  network.tunnel: sideways', ['5:3 JL207 network.tunnel: is none of its values | split | forced']],
])('change: %j', (change, problems) => {
  expect(problemsOf(scenario(change))).toEqual(problems);
});

const world = (change: string) => scenarioFrom(scenario(`\n  ${change}`)).world;

test.each([
  ['LAPTOP01.vpn: device-tunnel', { devices: { LAPTOP01: { vpn: 'device-tunnel', location: 'home' } } }],
  ['devices.LAPTOP01.vpn: device-tunnel', { devices: { LAPTOP01: { vpn: 'device-tunnel', location: 'home' } } }],
  ['SYNC01.staging: yes', { connect: { SYNC01: { staging: 'yes' } } }],
  ['DC01.running: no', { controllers: { DC01: { running: 'no' } } }],
  ['alice.upn: a@b.com', { people: { alice: { upn: 'a@b.com' } } }],
  ['task.nextRun: 5m', { settings: { 'task.nextRun': '5m' } }],
  ['tenant.domains.emea.contoso.com: federated', { tenant: { domains: { 'emea.contoso.com': 'federated' } } }],
  ['LAPTOP01.registry.HKLM\\A.B: 1', { devices: { LAPTOP01: { registry: { 'HKLM\\A.B': '1' } } } }],
  ['scp: none', { scp: 'none' }],
  ['LAPTOP01.cached: alice', { devices: { LAPTOP01: { cached: ['alice'] } } }],
  ['LAPTOP01.hello: alice , alice', { devices: { LAPTOP01: { hello: ['alice', 'alice'] } } }],
  ['LAPTOP01.workAccounts: none', { devices: { LAPTOP01: { workAccounts: [] } } }],
  ['LAPTOP01.cached: ""', { devices: { LAPTOP01: { cached: [] } } }],
  ['LAPTOP01.cached: [alice]', { devices: { LAPTOP01: { cached: ['alice'] } } }],
  ['SYNC01.include: "OU=x,DC=y"', { connect: { SYNC01: { include: ['OU=x,DC=y'] } } }],
  ['SYNC01.include: Laptops,Workstations', { connect: { SYNC01: { include: ['Laptops', 'Workstations'] } } }],
  ['organizationalUnits: Laptops, Sales', { organizationalUnits: ['Laptops', 'Sales'] }],
])('%s', (change, expected) => {
  expect(world(change)).toMatchObject(expected);
});

test('a path that names nothing is answered with the names that there are, and with settings', () => {
  const valid = (path: string, plain = { devices: { LAPTOP01: {} } } as Parameters<typeof resolvePath>[1]) => { const found = resolvePath(path, plain); return 'valid' in found ? found.valid : found.path; };
  expect(valid('LAPTOP02.vpn.x').slice(0, 2)).toEqual(['LAPTOP01.vpn.x', 'task.nextRun']);
  expect(valid('SYNC02.x')[0]).toBe('SYNC01.x');
  expect(valid('DC02.x')[0]).toBe('DC01.x');
  expect(valid('alise.x')[0]).toBe('alice.x');
  for (const head of ['tenant', 'network']) expect(valid(`${head}s.x`)[0]).toBe(`${head}.x`);
  expect(valid('scpp')[0]).toBe('scp');
  expect(valid('LAPTOP01.x', {})).not.toEqual(['devices', 'LAPTOP01', 'x']);
  expect(valid('SYNC07.x', { connect: { SYNC07: {} } })).toEqual(['connect', 'SYNC07', 'x']);
  expect(valid('registry')).not.toEqual(['registry']);
  expect(valid('LAPTOP01.registry')).toEqual(['devices', 'LAPTOP01', 'registry']);
});
