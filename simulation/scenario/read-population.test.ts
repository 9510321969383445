import { expect, test } from 'vitest';
import { inOneLine, problemsOf, scenarioFrom, smallContext } from '../../test/small-scenario.ts';
import { verbs } from '../vocabulary/index.ts';
import { Collector } from './collector.ts';
import { scenarioFromDefinition } from './define-scenario.ts';
import { readPopulation } from './read-population.ts';
import { worldSpecSchema } from './world-spec.ts';
import { readTree } from './yaml-tree.ts';

/** Two devices and two people; bob has signed in on the first. What is under `population:` begins on line 5. */
const file = (population: string): string => `title: t
world: { devices: { LAPTOP01: { cached: [bob] }, PC02: { state: workgroup } }, people: { alice: {}, bob: {} } }
timeline: [{ at: 0m }]
population:${population}
`;

const defaults = { devices: '1000', hours: '72', nextRun: '1m..60m', weights: {}, places: {}, habits: {}, events: [], registrationLimit: 'off', policies: {} };
const usualHabit = { dayStarts: '7h..9h30m', works: '7h..9h', dayEnds: 'locks', breaks: '1..3', breakTakes: '5m..45m', atBreak: 'locks', connectsVpn: '90%', vpnAfter: '1m..20m', daysOff: '0%' };

test.each([
  [' {}', {}],
  ['\n  like: PC02\n  user: alice\n  devices: 40\n  hours: 8\n  nextRun: 5m\n  registrationLimit: 500', { like: 'PC02', user: 'alice', devices: '40', hours: '8', nextRun: '5m', registrationLimit: '500' }],
  ['\n  weights: { vpn: { none: 0, device-tunnel+user-tunnel-auto: 0.5 }, user.cloud: { absent: 1 } }', { weights: { vpn: { none: '0', 'device-tunnel+user-tunnel-auto': '0.5' }, 'user.cloud': { absent: '1' } } }],
  ['\n  weights: { cached: { none: 1, "alice,bob": 1 } }', { weights: { cached: { none: '1', 'alice,bob': '1' } } }],
  ['\n  weights: { registry.HKLM\\A: { 1: 1 }, clientScp.tenantName: { contoso.com: 1 } }', { weights: { 'registry.HKLM\\A': { 1: '1' }, 'clientScp.tenantName': { 'contoso.com': '1' } } }],
  ['\n  weights: { place: { stays: 1, office: 1, home: 1, lan: 1, mobile: 1, hut: 1 } }\n  places: { hut: { 9h: public-wifi, 8h..18h: offline, else: home } }', {
    weights: { place: { stays: '1', office: '1', home: '1', lan: '1', mobile: '1', hut: '1' } }, places: { hut: { '9h': 'public-wifi', '8h..18h': 'offline', else: 'home' } },
  }],
  ['\n  weights: { habit: { regular: 1, early: 2 } }\n  habits: { early: { dayStarts: 5h } }', { weights: { habit: { regular: '1', early: '2' } }, habits: { early: { ...usualHabit, dayStarts: '5h' } } }],
  ['\n  events: [{ at: 1h, do: LAPTOP01 restarts }, { at: 2h, within: 30m, share: 20%, do: bob locks }]', { events: [{ at: '1h', within: '0m', share: '100%', do: 'LAPTOP01 restarts' }, { at: '2h', within: '30m', share: '20%', do: 'bob locks' }] }],
  ['\n  like: PC02\n  events: [{ at: 1h, do: pc02 restarts }]', { like: 'PC02', events: [{ at: '1h', within: '0m', share: '100%', do: 'pc02 restarts' }] }],
  ['\n  policies: { p: { LAPTOP01.vpn: none, task.logonDelay: 0s..60s, population.weights.user.cloud: { absent: 1 } } }', { policies: { p: { 'LAPTOP01.vpn': 'none', 'task.logonDelay': '0s..60s', 'population.weights.user.cloud': { absent: '1' } } } }],
])('the population %j is read', (population, expected) => {
  expect(scenarioFrom(file(population)).population).toEqual({ ...defaults, ...expected });
});

const mapping = 'JL207 "population" is a mapping with devices, weights and more | population: { weights: { vpn: { none: 1, device-tunnel: 1 } } }';
const vpns = 'one of none, user-tunnel-manual, user-tunnel-auto, pre-logon, device-tunnel, kill-switch, machine-then-user, joined by "+"';
const releases = '1607 | 1709 | 1809 | 20H2 | 21H2 | 10-22H2 | 11-23H2 | 11-24H2';
const ofTheTask = 'task.nextRun | task.repeatEvery | task.repeatFor | task.logonDelay | task.bootTrigger | task.repeatAnchor | task.startOnUnlock | task.startOnNetworkUp';
const units = 'Laptops | Workstations | Quarantine | Computers';

test.each([
  [' [none]', [`4:13 ${mapping}`]],
  [' many', [`4:13 ${mapping}`]],
  ['', [`4:12 ${mapping}`]],
  ['\n  device: 40', ['5:3 JL203 population has no "device" | devices']],
  ['\n  colour: red', ['5:3 JL203 population has no "colour" | like | user | devices | hours | nextRun | weights | places | habits']],
  ['\n  habits: { early: { dayStart: 7h } }', ['5:22 JL203 population.habits.early has no "dayStart" | dayStarts']],
  ['\n  habits: { early: { dayEnds: sleeps } }', ['5:22 JL207 population.habits.early.dayEnds: is none of its values | locks | signs-out | shuts-down']],
  ['\n  habits: { early: { dayStarts: 9h..7h } }', ['5:22 JL207 population.habits.early.dayStarts: a time of day as hours since midnight, or two with ".." between them, like 7h..9h30m']],
  ['\n  devices: many\n  hours: 0', ['5:3 JL207 population.devices: a number of devices from 1 to 9999999', '6:3 JL207 population.hours: a number of hours from 1 to 999']],
  ['\n  places: { "my office": { else: home } }', ['5:13 JL207 population.places.my office: a name has letters, digits and hyphens']],
  ['\n  places: { office: { else: hme } }', ['5:23 JL207 population.places.office.else: is none of its values | offline | corporate-lan | home | public-wifi']],
  ['\n  weights: { vpn: { none: heavy } }', ['5:21 JL207 population.weights.vpn.none: a weight is a number of 0 or more; only how weights stand to each other counts']],
  ['\n  events:\n    - { at: 1h, do: LAPTOP01 restarts }\n    - { at: soon, share: 120%, do: LAPTOP01 restarts }', ['7:9 JL207 population.events.1.at: a duration from the start, like 26h', '7:19 JL207 population.events.1.share: a share like 20%']],
])('the shape of the population %j', (population, problems) => {
  expect(problemsOf(file(population))).toEqual(problems);
});

test.each([
  // What hangs on a device or person that is not there is not looked at.
  ['\n  like: PC03\n  weights: { vpn: { nope: 1 } }', ['5:3 JL209 there is no device "PC03" | PC02']],
  ['\n  user: alise\n  weights: { user.cloud: { nope: 1 } }', ['5:3 JL209 there is no person "alise" | alice']],
  ['\n  like: toaster\n  user: zoe', ['5:3 JL209 there is no device "toaster" | LAPTOP01 | PC02', '6:3 JL209 there is no person "zoe" | alice | bob']],
  ['\n  places: { office: { morning: home, 8h..18h: corporate-lan, else: home, 9h..8h: home } }', ['5:23 JL206 "morning" are no hours of a day | 8h..18h | else', '5:74 JL206 "9h..8h" are no hours of a day | 8h..18h | else']],
])('names and hours of the population %j', (population, problems) => {
  expect(problemsOf(file(population))).toEqual(problems);
});

test.each([
  ['vnp: { none: 1 }', ['5:14 JL213 devices cannot differ in "vnp" | vpn']],
  ['plce: { home: 1 }', ['5:14 JL213 devices cannot differ in "plce" | place']],
  ['habbit: { regular: 1 }', ['5:14 JL213 devices cannot differ in "habbit" | habit']],
  ['user.clod: { absent: 1 }', ['5:14 JL213 devices cannot differ in "user.clod" | user.cloud']],
  ['user: { absent: 1 }', ['5:14 JL213 devices cannot differ in "user" | user.upn | userProxy | user.cloud']],
  ['cloud: { absent: 1 }', ['5:14 JL213 devices cannot differ in "cloud" | user.cloud']],
  // Where a device is comes from its place.
  ['location: { home: 1 }', ['5:14 JL213 devices cannot differ in "location" | place | habit | windows | edition | ou | state | power | vpn']],
  ['vpn: { user-tunnel: 1 }', [`5:21 JL207 weights.vpn: "user-tunnel" is none: ${vpns}`]],
  ['windows: { 11-24H3: 1, 11-24H2: 1, 95: 1 }', ['5:25 JL207 weights.windows: "11-24H3" is none of its values | 11-24H2 | 11-23H2', `5:49 JL207 weights.windows: "95" is none of its values | ${releases}`]],
  ['user.cloud: { gone: 1 }', ['5:28 JL207 weights.user.cloud: "gone" is none of its values | synchronised | absent | disabled']],
  ['clientScp.tenantNme: { contoso.com: 1 }', ['5:37 JL207 weights.clientScp.tenantNme: "contoso.com" is none: Unrecognized key: "tenantNme"']],
  ['ou: { Laptop: 1, Laptops: 1, Zoo: 1 }', ['5:20 JL210 LAPTOP01 lies in an organisational unit that is not listed: "Laptop" | Laptops', `5:43 JL210 LAPTOP01 lies in an organisational unit that is not listed: "Zoo" | ${units}`]],
  ['cached: { none: 1, "alice,bob": 1, carol: 1 }', ['5:49 JL210 LAPTOP01.cached names somebody who does not exist: "carol" | alice | bob']],
  ['vpn: { none: 0 }', ['5:14 JL207 weights.vpn: one of its values needs a weight above 0 | vpn: { none: 1 }']],
  ['vpn: {}', ['5:14 JL207 weights.vpn: one of its values needs a weight above 0 | vpn: { value: 1 }']],
  ['place: { offices: 0 }', ['5:14 JL207 weights.place: one of its values needs a weight above 0 | place: { offices: 1 }', '5:23 JL209 there is no place "offices" | office']],
  ['place: { regular: 1, stays: 1 }', ['5:23 JL209 there is no place "regular" | stays | office | home | lan | mobile']],
  ['habit: { erly: 1, regular: 1, early: 1, office: 1 } }\n  habits: { early: {}', ['5:23 JL209 there is no habit "erly" | early', '5:54 JL209 there is no habit "office" | regular | early']],
])('the weights %j', (weights, problems) => {
  expect(problemsOf(file(`\n  weights: { ${weights} }`))).toEqual(problems);
});

test('a value is looked at on the device that all are like', () => {
  const weights = '\n  weights: { vpn: { device-tunnel: 1 } }';
  expect(problemsOf(file(weights))).toEqual([]);
  expect(problemsOf(file(`\n  like: PC02${weights}`))).toEqual(['6:21 JL210 PC02 has a device tunnel but is in no domain: the tunnel needs the computer\'s certificate']);
});

/** The nearest sentence of the whole vocabulary takes a while to find. */
const few = verbs.filter(({ example }) => ['LAPTOP01 restarts', 'LAPTOP01 is re-imaged', 'alice locks'].includes(example));

test.each([
  ['LAPTOP01 is re-imagined', ['6:17 JL204 "LAPTOP01 is re-imagined" | LAPTOP01 is re-imaged']],
  ['PC07 restarts', ['6:17 JL209 there is no device "PC07" | LAPTOP01']],
  // It is there, but the population has one device to be like.
  ['PC02 restarts', ['6:17 JL209 there is no device "PC02" | LAPTOP01']],
  ['carol locks }\n    - { at: 1h, do: LAPTOP01 restarts }\n    - { at: 2h, do: PC02 restarts', ['6:17 JL209 there is no person "carol" | alice | bob', '8:17 JL209 there is no device "PC02" | LAPTOP01']],
])('the event %j', (event, problems) => {
  expect(problemsOf(file(`\n  events:\n    - { at: 1h, do: ${event} }`), { verbs: few })).toEqual(problems);
});

test.each([
  ['p: { LAPTOP1.vpn: none }', ['5:20 JL213 the policy names nothing that is there: "LAPTOP1.vpn" | LAPTOP01.vpn']],
  ['p: { LAPTOP01.windows: 95 }, q: { LAPTOP01.keys: paper }', [`5:20 JL207 LAPTOP01.windows: "95" is none of its values | ${releases}`, '5:49 JL207 LAPTOP01.keys: "paper" is none of its values | tpm | software']],
  ['p: { task.logonDelay: soon, connect.cycleEvery: 1h, task.nextRun: x }', ['5:20 JL207 task.logonDelay: "soon" is no range of durations | 30s | 0s..60s', '5:67 JL207 task.nextRun: "x" is no duration | 30m | 1h30m | 14d | inf']],
  ['p: { LAPTOP01.ou: Zoo }, q: { LAPTOP01.ou: Quarantine }', [`5:15 JL210 LAPTOP01 lies in an organisational unit that is not listed: "Zoo" | ${units}`]],
  ['p: { population.weights.vpn: { tunnel: 1 } }', [`5:20 JL207 weights.vpn: "tunnel" is none: ${vpns}`]],
  ['p: { population.weights.ou: { Zoo: 1 } }', [`5:20 JL210 LAPTOP01 lies in an organisational unit that is not listed: "Zoo" | ${units}`]],
  ['p: { LAPTOP01.vpn: none, population.weights.vpnn: { none: 1 } }', ['5:40 JL213 devices cannot differ in "vpnn" | vpn']],
  ['p: { population.like: PC02, population.weights.vpn: { device-tunnel: 1 } }', ['5:43 JL210 PC02 has a device tunnel but is in no domain: the tunnel needs the computer\'s certificate']],
  ['p: { population.weight: {} }', ['5:20 JL207 population.weight: Unrecognized key: "weight" | population.weights | population.devices | population.events']],
  ['p: { population.devices: many }', ['5:20 JL207 population.devices: a number of devices from 1 to 9999999']],
])('the policies %j', (policies, problems) => {
  expect(problemsOf(file(`\n  policies: { ${policies} }`))).toEqual(problems);
});

test.each([
  ['p: { population.events: [{ at: 1h, do: LAPTOP01 is re-imagined }] }', ['5:50 JL204 "LAPTOP01 is re-imagined" | LAPTOP01 is re-imaged']],
  ['p: { population.events: [{ at: 1h, do: LAPTOP01 restarts }, { at: 2h, do: PC02 restarts }] }', ['5:85 JL209 there is no device "PC02" | LAPTOP01']],
  ['p: { population.events: [{ at: soon, do: LAPTOP01 restarts }] }', ['5:42 JL207 population.events.0.at: a duration from the start, like 26h']],
  ['p: { population.like: PC02, population.events: [{ at: 1h, do: PC02 restarts }] }', []],
  ['p: { settings.task.x: soon }', [`5:20 JL213 there is no setting "task.x" | ${ofTheTask}`]],
  ['p: { settings.task.nextRunn: 5m }', ['5:20 JL213 there is no setting "task.nextRunn" | task.nextRun']],
  ['p: { settings.task.nextRun: soon }', ['5:20 JL207 task.nextRun: "soon" is no duration | 30m | 1h30m | 14d | inf']],
  ['p: { settings: { task.nextRun: 5m, task.x: soon } }', [`5:50 JL213 there is no setting "task.x" | ${ofTheTask}`]],
  ['p: { population.places: { office: { morning: home, 8h..9h: home } } }', ['5:51 JL206 "morning" are no hours of a day | 8h..18h | else']],
  ['p: { population.places.hut: { else: home, morning: home } }', ['5:57 JL206 "morning" are no hours of a day | 8h..18h | else']],
  ['p: { population.places: { office: { else: hme } } }', ['5:51 JL207 population.places.office.else: is none of its values | offline | corporate-lan | home | public-wifi']],
  ['p: { population.habits: { early: { dayStart: 7h } } }', ['5:50 JL203 population.habits.early has no "dayStart" | dayStarts']],
  ['p: { population.habits.early: { dayEnds: sleeps } }', ['5:47 JL207 population.habits.early.dayEnds: is none of its values | locks | signs-out | shuts-down']],
  ['p: { population.weights: { vpn: { tunnel: 1 } } }', [`5:49 JL207 weights.vpn: "tunnel" is none: ${vpns}`]],
  ['p: { population.like: LAPTOP7 }', ['5:20 JL209 there is no device "LAPTOP7" | LAPTOP01']],
  ['p: { population.user: alise, task.nextRun: x }', ['5:20 JL209 there is no person "alise" | alice', '5:44 JL207 task.nextRun: "x" is no duration | 30m | 1h30m | 14d | inf']],
  ['p: { LAPTOP01.vpnn: none }', ['5:20 JL203 devices.LAPTOP01 has no "vpnn" | vpn']],
  ['p: { LAPTOP01: { vpnn: none, keys: paper } }', ['5:20 JL207 devices.LAPTOP01.keys: is none of its values | tpm | software', '5:20 JL203 devices.LAPTOP01 has no "vpnn" | vpn']],
  ['p: { scp: nonsense }', ['5:20 JL207 scp: Service connection point in AD: none, or its two keywords; right for the tenant when left out.']],
])('under a policy the population and the world are checked as they are themselves: %j', (policies, problems) => {
  expect(problemsOf(file(`\n  policies: { ${policies} }`), { verbs: few })).toEqual(problems);
});

test.each([
  ['LAPTOP01.vpnn', 'none'],
  ['tenant.agentz', 'running'],
  ['settings.task.nextRunn', '5m'],
  ['settings.task.x', 'soon'],
])('a policy about %s is told what change: is told', (path, value) => {
  const changed = problemsOf(`title: t\nworld: { devices: { LAPTOP01: {} } }\nchange: { ${path}: ${value} }\ntimeline: [{ at: 0m }]\n`);
  expect(problemsOf(file(`\n  policies: { p: { ${path}: ${value} } }`)).map((one) => one.replace('5:20', '3:11'))).toEqual(changed);
  expect(changed).toHaveLength(1);
});

test('what a policy leaves of the population must hold under it too', () => {
  expect(problemsOf(file('\n  weights: { vpn: { device-tunnel: 1 } }\n  events: [{ at: 1h, do: LAPTOP01 restarts }]\n  policies: { p: { population.like: PC02 }, q: { LAPTOP01.keys: software } }'))).toEqual([
    '7:15 JL210 weights.vpn under this policy: PC02 has a device tunnel but is in no domain: the tunnel needs the computer\'s certificate',
    '7:15 JL209 events.0 under this policy: there is no device "LAPTOP01" | PC02',
  ]);
  expect(problemsOf(file('\n  weights: { habit: { early: 1 } }\n  habits: { early: {} }\n  policies: { p: { population.habits: { late: {} } } }'))).toEqual(['7:15 JL209 weights.habit under this policy: there is no habit "early" | regular | late']);
});

test('a mistake of the population is not said again of a policy that changes another part of it', () => {
  const wrong = '\n  weights: { vpn: { nope: 1 } }\n  places: { hut: { morning: home } }\n  events: [{ at: 1h, do: PC07 restarts }]';
  expect(problemsOf(file(`${wrong}\n  policies: { p: { population.devices: 7, population.weights.keys: { tpm: 1 } }, q: { population.like: LAPTOP01 } }`))).toEqual(problemsOf(file(wrong)));
});

test('a mistake of the weights is not said again of each policy that leaves them', () => {
  expect(problemsOf(file('\n  weights: { vpn: { nope: 1 } }\n  policies: { p: { task.logonDelay: 1m }, q: { LAPTOP01.keys: software } }'))).toEqual([`5:21 JL207 weights.vpn: "nope" is none: ${vpns}`]);
});

const drawn = '\n  weights: { vpn: { none: 1 }, keys: { tpm: 1 }, user.cloud: { absent: 1 } }';

test.each([
  [{}, ['vpn', 'keys', 'user.cloud']],
  [{ 'LAPTOP01.vpn': 'none' }, ['keys', 'user.cloud']],
  [{ 'PC02.vpn': 'none' }, ['vpn', 'keys', 'user.cloud']],
  [{ 'bob.cloud': 'absent', 'LAPTOP01.keys': 'tpm' }, ['vpn']],
  [{ 'alice.cloud': 'absent', 'task.nextRun': '5m' }, ['vpn', 'keys', 'user.cloud']],
])('with --set %j these are drawn: %j', (overrides, traits) => {
  expect(Object.keys(scenarioFrom(file(drawn), { overrides }).population?.weights ?? {})).toEqual(traits);
});

test('the reader by itself: a population or null, and a path of --set that names nothing is left to the world', () => {
  const world = worldSpecSchema.parse({ devices: { LAPTOP01: {} } });
  const read = (text: string) => {
    const found = readTree(text);
    if (!('tree' in found) || found.tree.kind !== 'map') throw new Error(text);
    const into = new Collector('x.yaml');
    const [entry] = found.tree.entries;
    return [entry ? readPopulation(entry, { world, verbs, overrides: { 'LAPTOP9.vpn': 'none' } }, into) : undefined, into.problems.length];
  };
  expect(read('population: { weights: { vpn: { none: 1 } } }')).toEqual([{ ...defaults, weights: { vpn: { none: '1' } } }, 0]);
  expect(read('population: []')).toEqual([null, 1]);
  expect(read('population: { devices: x }')).toEqual([null, 1]);
  expect(read('population: { like: PC09 }')).toEqual([null, 1]);
  expect(read('population: { user: bob }')).toEqual([null, 1]);
});

test('a population made in code has no lines', () => {
  const parsed = scenarioFromDefinition({ title: 't', base: 'home', timeline: [{ at: '0m' }], population: { weights: { vnp: { none: '1' } } } }, smallContext);
  expect('problems' in parsed && parsed.problems.map(inOneLine)).toEqual(['JL213 devices cannot differ in "vnp" | vpn']);
});
