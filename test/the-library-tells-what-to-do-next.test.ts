import { expect, test } from 'vitest';
import { createInvariantMonitor, createLab, defineScenario, explore, loadScenarios, parseScenario, runScenario, type Lab } from '../index.ts';
import '../matchers.ts';
import { evidenceFields } from '../evidence/index.ts';
import { libraryDir } from '../cli/scenario-files/package-root.ts';
import { wrongRules } from './support/wrong-rules/index.ts';

const lab = (): Lab => createLab({ world: { devices: { PC01: { location: 'corporate-lan', power: 'on' } } } }).do('alice signs in').advance('2m');

test('a scenario made in code and one of the library run alike', async () => {
  const run = runScenario(defineScenario({ title: 'No domain controller', base: 'managed/home-laptop', timeline: [{ at: '0m', do: 'alice signs in', see: { within: '2m', event: 334 } }] }));
  expect([run.status, run.virtualMs]).toEqual(['passed', 120_000]);
  const { scenarios, problems } = await loadScenarios(['vpn/hourly-run-completes'], { cwd: libraryDir });
  expect(problems).toEqual([]);
  expect(scenarios.map((scenario) => runScenario(scenario).status)).toEqual(['passed']);
});

const home = { title: 'At home', base: 'managed/home-laptop', timeline: [{ at: '0m' }] } as const;

test('an exploration has typed verdicts, and its ways can be kept as scenarios and replayed', () => {
  const found = explore({ ...home, properties: [{ name: 'never', sometimes: { 'portal.registered': 'Pending' } }] }, { actions: ['alice signs in', 'alice signs out'], interleaving: 'settled' });
  expect([found.complete, found.holds, found.model.recoverable?.[0]?.doneStates]).toEqual([true, false, 0]);
  expect(found.states).toBeGreaterThanOrEqual(found.discreteStates);
  const text = found.ways.find(({ name }) => name === 'event User Device Registration 334')?.toScenario() ?? '';
  const read = parseScenario(text, { id: 'found', file: null, evidences: evidenceFields, baseNames: [], lookup: () => undefined });
  expect('scenario' in read && runScenario(read.scenario).status).toBe('passed');
});

test('a world in hand is explored as well: it promises nothing of its own, and its ways are words', () => {
  const { world } = lab();
  const found = explore(world, { actions: ['alice signs in', 'alice signs out'], interleaving: 'settled' });
  expect([found.complete, found.properties, found.model.recoverable?.map(({ device, doneStates }) => [device, doneStates > 0])]).toEqual([true, [], [['PC01', true]]]);
  const token = found.ways.find(({ name }) => name === 'state prt valid');
  expect([token?.actions, token?.toScenario()]).toEqual([['alice signs out', 'alice signs in'], null]);
});

test('a broken invariant has a way, which is a scenario that breaks it again', () => {
  const rule = wrongRules.find(({ id }) => id === 'token-for-a-disabled-device');
  const office = { title: 'Registered', base: 'managed/home-laptop', change: { 'LAPTOP01.state': 'registered', 'LAPTOP01.location': 'corporate-lan' }, timeline: [{ at: '0m' }] } as const;
  const options = { actions: ['alice signs in', 'alice signs out', 'Entra admin disables LAPTOP01'], interleaving: 'settled' } as const;
  expect(explore(office, options).ways.filter(({ name }) => name.startsWith('broken'))).toEqual([]);
  const takeOut = rule?.patch();
  try {
    const found = explore(office, options);
    expect([found.holds, found.model.always.breaches.map(({ id }) => id)]).toEqual([false, ['I8']]);
    const broken = found.ways.find(({ name }) => name === 'broken I8');
    expect(broken?.actions).toEqual(['Entra admin disables LAPTOP01', 'alice signs in']);
    const read = parseScenario(broken?.toScenario() ?? '', { id: 'broken', file: null, evidences: evidenceFields, baseNames: [], lookup: () => undefined });
    const run = 'scenario' in read ? runScenario(read.scenario, { monitor: createInvariantMonitor() }) : null;
    expect(run?.failures.map(({ kind, message }) => [kind, message.slice(0, 9)])).toEqual([['invariant', 'I8 broken']]);
  } finally {
    takeOut?.();
  }
});

test.each([
  [() => explore({ ...home, base: 'managed/home-lptop' }), /cannot be explored:\n.*JL211 .*\n {2}Did you mean: managed\/home-laptop/],
  [() => explore(home, { add: ['alice sings in'] }), /"alice sings in" is no sentence of the vocabulary; the nearest are: alice signs in/],
  [() => explore(home, { remove: ['bob signs in'] }), /"bob signs in" is none of the actions: alice signs in; /],
  [() => lab().do('alice sings in'), /"alice sings in" is no sentence of the vocabulary\. Did you mean: alice signs in$/],
  [() => lab().do('alice signs in'), /^"alice signs in" is impossible at 2m: alice is signed in on PC01\. Did you mean: alice signs out$/],
  [() => lab().do('PC01 is upgraded to Windows toString'), /^"PC01 is upgraded to Windows toString" is impossible at 2m: "toString" is no Windows release here\. Possible here: 1607 \| /],
  [() => lab().do('open the pod bay doors'), /^"open the pod bay doors" is no sentence of the vocabulary\. joinlab explain vocabulary lists every sentence\.$/],
  [() => lab().do('fault dc-bsy on'), /there is no fault "dc-bsy"\. Did you mean: dc-busy$/],
  [() => lab().field('portal.rwo'), /^"portal\.rwo" is no field of portal\. Did you mean: row$/],
  [() => lab().field('portl.row'), /^There is no evidence "portl"\. Did you mean: portal$/],
  [() => lab().show('stage', { device: 'PC02' }), /^There is no device "PC02"\. Devices: PC01\.$/],
  [() => lab().advance('5x'), /^"5x" is no duration, or leads beyond ten years; for example 30m or 1h5m\.$/],
  [() => lab().advance(Number.NaN), /is no duration/],
  [() => lab().restore('{}'), /^The text is no world of joinlab: it lacks nowMs, startMs, seed, .*, draws\. serialiseWorld and lab\.snapshot\(\) write one\.$/],
  [() => createLab({ world: { devices: { PC01: { location: 'moon' as 'home' } } } }), /JL207 wrong value: devices\.PC01\.location: is none of its values\n {2}Valid here: offline \| corporate-lan \| home \| public-wifi/],
  [() => createLab({ world: { devices: { PC01: {} }, settings: { 'task.nextRn': '5m' } } }), /JL213 .*"task\.nextRn"\n {2}Did you mean: task\.nextRun/],
  [() => runScenario({ title: 'x', base: 'managed/home-lptop', timeline: [] }), /JL211 .*\n {2}Did you mean: managed\/home-laptop/],
] as const)('mistake %#', (mistake, message) => {
  expect(mistake).toThrow(message);
});

test('a branch goes its own way, a snapshot brings back what was', () => {
  const one = lab();
  const before = one.snapshot();
  const other = one.branch().do('alice locks');
  expect(other.world).not.toEqual(one.world);
  expect(one.snapshot()).toBe(before);
  expect(one.advance('1h').restore(before).nowMs).toBe(120_000);
});

test('a matcher that fails says when, what was expected, and what is shown', () => {
  expect(() => expect(3).toShow({ 'portal.row': 'absent' })).toThrow(/was not given a lab; createLab/);
  expect(() => expect(lab()).toShow({ 'ad.userCertificate': 'none', 'portal.row': 'absent' })).toThrow(/^at 2m 1 of 2 fields differ:\n {2}ad\.userCertificate\n {4}expected {2}none\n {4}shows {5}1 value$/);
  expect(() => expect(lab()).not.toShow({ 'portal.row': 'absent' })).toThrow(/^at 2m everything is shown that should not be:\n {2}portal\.row\n {4}shows {5}absent$/);
  expect(() => expect(lab()).toHaveLogged(306)).toThrow(/^at 2m PC01 has not logged event 306; it logged 331, 100/);
  expect(() => expect(lab()).not.toHaveLogged(304)).toThrow(/^at 2m PC01 has logged event 304;/);
});
