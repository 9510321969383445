import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fleetCommand, type FleetOptions } from '../cli/commands/fleet.ts';
import { mergeCommand } from '../cli/commands/merge.ts';
import { runCommand } from '../cli/commands/run.ts';
import { captureIo } from './support/command-line.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-fleet-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Few kinds of devices: quickly learned. */
writeFileSync(join(dir, 'small.yaml'), `title: A small company
start: 2026-01-05 06:00 UTC
base: managed/home-laptop
population:
  devices: 40
  hours: 10
  weights: { vpn: { none: 1, user-tunnel-manual: 3 }, ou: { Laptops: 4, Quarantine: 1 } }
  policies:
    tunnel: { LAPTOP01.vpn: device-tunnel }
    tunnel-and-ou: { LAPTOP01.vpn: device-tunnel, population.weights.ou: { Laptops: 1 } }
timeline:
  - at: 0m
    do: alice signs in
`);

async function fleet(options: FleetOptions, file = 'small.yaml') {
  const { io, said } = captureIo(dir);
  return { code: await fleetCommand(file, options, io), ...said };
}

test('what came of it: times, a curve, who is left behind and why; 80 columns, no colour', async () => {
  const { code, out, error } = await fleet({});
  expect([code, error]).toEqual([0, '']);
  expect(out).toMatchSnapshot();
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('before and after a policy, side by side', async () => {
  const { out } = await fleet({ compare: ['tunnel', 'tunnel-and-ou'] });
  expect(out).toMatchSnapshot();
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('--json is versioned, and says the same', async () => {
  const answer = JSON.parse((await fleet({ json: true, policy: 'tunnel' })).out);
  expect(answer).toMatchObject({ schemaVersion: 1, question: 'fleet', scenario: 'small', title: 'A small company', seed: 'joinlab', hours: 10, devices: 40 });
  expect(answer.results).toHaveLength(1);
  const [{ policy, devices, registered, prt, traits, left, throttledRequests }] = answer.results;
  expect([policy, devices, throttledRequests]).toEqual(['tunnel', 40, 0]);
  expect(registered.byMinute.reduce((sum: number, [, count]: [number, number]) => sum + count, 0)).toBe(registered.devices);
  expect(Object.keys(registered.percentilesMinutes)).toEqual(['p50', 'p90', 'p95', 'p99']);
  expect(prt.devices).toBeLessThanOrEqual(registered.devices);
  expect(Object.keys(traits)).toEqual(['place', 'habit', 'ou']);
  expect(left.map((group: { devices: number }) => group.devices)).toEqual([40 - registered.devices]);
  expect(left[0]).toMatchObject({ stage: 'step 9, Connect exports the device: Pending', standing: 'absent from the portal, not joined on the device, no PRT', traits: { ou: { Quarantine: left[0].devices } } });
});

test('shards written with --output merge to the answer of one run, byte for byte', async () => {
  const whole = await fleet({ compare: ['tunnel'] });
  const files = ['a.json', 'b.json', 'c.json'];
  for (const [index, output] of files.entries()) expect((await fleet({ compare: ['tunnel'], shard: `${index + 1}/3`, output })).error).toBe('');
  const { io, said } = captureIo(dir);
  expect(await mergeCommand(files.toReversed(), {}, io)).toBe(0);
  expect(said.out).toBe(whole.out);
  await fleet({ compare: ['tunnel'], shard: '1/3', output: 'other.json', hours: '9' });
  const wrong = captureIo(dir);
  expect(await mergeCommand(['other.json', 'b.json', 'c.json'], {}, wrong.io)).toBe(3);
  expect(wrong.said.error).toContain('hours is 9 in other.json and 10 here');
});

test('one device is told, and written as a scenario that passes', async () => {
  const { code, out } = await fleet({ device: '3', save: 'three.yaml' });
  expect(code).toBe(0);
  expect(out).toMatchSnapshot();
  expect(readFileSync(join(dir, 'three.yaml'), 'utf8')).toMatch(/^title: PC000003 of the fleet small\n/);
  const { io, said } = captureIo(dir);
  expect(await runCommand(['three.yaml'], {}, io)).toBe(0);
  expect(said.out).toContain('1 passed, 0 failed');
});

test('a fixed value on the command line is the same for every device', async () => {
  const answer = JSON.parse((await fleet({ json: true, set: ['LAPTOP01.vpn=none'] })).out);
  expect(Object.keys(answer.results[0].traits)).not.toContain('vpn');
  expect(answer.results[0].registered.devices).toBe(0);
});

test('another seed is another company, the same seed the same', async () => {
  const [first, again, other] = [await fleet({}), await fleet({}), await fleet({ seed: 'other' })];
  expect(again.out).toBe(first.out);
  expect(other.out).not.toBe(first.out);
});

test.each([
  [{ policy: 'tunel' }, '--policy: small has no policy "tunel".\n  Did you mean: tunnel\n'],
  [{ policy: 'tunnel', compare: ['tunnel'] }, '--policy plays one policy, --compare'],
  [{ compare: ['tunnel', 'tunnel', 'tunnel', 'tunnel'] }, '--compare takes at most 3 policies'],
  [{ devices: '0' }, '--devices is a whole number from 1 to 9999999; "0" is not.'],
  [{ hours: 'two' }, '--hours is a whole number from 1 to 999; "two" is not.'],
  [{ device: '41' }, '--device 41: the fleet has 40 devices'],
  [{ save: 'x.yaml' }, '--save writes the scenario of one device; say which one with --device'],
  [{ device: '1', compare: ['tunnel'] }, '--device plays one device under one policy'],
  [{ device: '1', shard: '1/2' }, '--device plays one device; it does not go with --shard'],
  [{ shard: '3/2' }, '--shard is written i/n'],
] as const)('2: %j', async (options, message) => {
  const { code, out, error } = await fleet(options);
  expect([code, out]).toEqual([2, '']);
  expect(error).toContain(message);
});

test('2: a scenario of one device is no fleet', async () => {
  const { code, error } = await fleet({}, 'vpn/logoff-loses-dc');
  expect(code).toBe(2);
  expect(error).toMatch(/^.*logoff-loses-dc.* has no population: it tells of one device, and joinlab run replays it\.\n {2}Next step: add a section population:/);
});
