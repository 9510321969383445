import { expect, test } from 'vitest';
import { formatProblem } from '../simulation/scenario/problems.ts';
import { readFleet } from './support/fleets.ts';

/** Line 5 and on is the population. */
const file = (population: string): string => `title: t
base: managed/home-laptop
timeline: [{ at: 0m, do: alice signs in }]
population:
${population}
`;

const said = (population: string): string => {
  const parsed = readFleet(file(population));
  return 'problems' in parsed ? parsed.problems.map(formatProblem).join('\n') : '';
};

test('a good population has no problem', () => {
  expect(said('  weights: { vpn: { none: 1, device-tunnel+user-tunnel-auto: 2 }, place: { office: 1 }, user.cloud: { absent: 1 }, cached: { none: 1, "alice,bob": 1 } }')).toBe('');
});

test.each([
  ['an unknown key', '  device: 40', 'fleet.yaml:5:3 JL203 unknown key: population has no "device"\n  Did you mean: devices'],
  ['an unknown key of a habit', '  habits: { early: { dayStart: 7h } }', 'fleet.yaml:5:22 JL203 unknown key: population.habits.early has no "dayStart"\n  Did you mean: dayStarts'],
  ['no mapping', '  [none]', 'fleet.yaml:5:3 JL207 wrong value: "population" is a mapping with devices, weights and more'],
  ['no number of devices', '  devices: many', 'fleet.yaml:5:3 JL207 wrong value: population.devices: a number of devices from 1 to 9999999'],
  ['an unknown device', '  like: LAPTOP1', 'fleet.yaml:5:3 JL209 unknown name: there is no device "LAPTOP1"\n  Did you mean: LAPTOP01'],
  ['an unknown person', '  user: alise', 'fleet.yaml:5:3 JL209 unknown name: there is no person "alise"\n  Did you mean: alice'],
  ['an unknown trait', '  weights: { vnp: { none: 1 } }', 'fleet.yaml:5:14 JL213 unknown setting or path: devices cannot differ in "vnp"\n  Did you mean: vpn'],
  ['an unknown VPN', '  weights: { vpn: { user-tunnel: 1 } }', 'fleet.yaml:5:21 JL207 wrong value: weights.vpn: "user-tunnel" is none: one of none, user-tunnel-manual'],
  ['an unknown Windows', '  weights: { windows: { 11-24H3: 1 } }', 'fleet.yaml:5:25 JL207 wrong value: weights.windows: "11-24H3" is none of its values\n  Valid here: 11-24H2'],
  ['an unknown OU', '  weights: { ou: { Laptop: 1 } }', 'fleet.yaml:5:20 JL210 contradictory world: LAPTOP01 lies in an organisational unit that is not listed: "Laptop"\n  Valid here: Laptops'],
  ['no weight', '  weights: { vpn: { none: heavy } }', 'fleet.yaml:5:21 JL207 wrong value: population.weights.vpn.none: a weight is a number of 0 or more'],
  ['nothing but zero', '  weights: { vpn: { none: 0 } }', 'fleet.yaml:5:14 JL207 wrong value: weights.vpn: one of its values needs a weight above 0'],
  ['an unknown place', '  weights: { place: { offices: 1 } }', 'fleet.yaml:5:23 JL209 unknown name: there is no place "offices"\n  Did you mean: office'],
  ['an unknown habit', '  weights: { habit: { erly: 1 } }\n  habits: { early: {} }', 'fleet.yaml:5:23 JL209 unknown name: there is no habit "erly"\n  Did you mean: early'],
  ['no hours', '  places: { office: { morning: home } }', 'fleet.yaml:5:23 JL206 impossible time: "morning" are no hours of a day\n  For example: 8h..18h | else'],
  ['hours that go back', '  habits: { early: { dayStarts: 9h..7h } }', 'fleet.yaml:5:22 JL207 wrong value: population.habits.early.dayStarts: a time of day as hours since midnight'],
  ['no location', '  places: { office: { else: hme } }', 'fleet.yaml:5:23 JL207 wrong value: population.places.office.else: is none of its values\n  Valid here: offline | corporate-lan | home | public-wifi'],
  ['an unknown sentence', '  events:\n    - { at: 1h, do: LAPTOP01 is re-imagined }', 'fleet.yaml:6:17 JL204 unknown sentence: "LAPTOP01 is re-imagined"\n  Did you mean: LAPTOP01 is re-imaged'],
  ['a sentence about another device', '  events:\n    - { at: 1h, do: PC07 restarts }', 'fleet.yaml:6:17 JL209 unknown name: there is no device "PC07"'],
  ['more than everybody', '  events:\n    - { at: 1h, share: 120%, do: LAPTOP01 restarts }', 'fleet.yaml:6:17 JL207 wrong value: population.events.0.share: a share like 20%'],
  ['a policy about nothing', '  policies: { p: { LAPTOP1.vpn: none } }', 'fleet.yaml:5:20 JL213 unknown setting or path: the policy names nothing that is there: "LAPTOP1.vpn"'],
  ['a policy with a wrong value', '  policies: { p: { LAPTOP01.windows: 95 } }', 'fleet.yaml:5:20 JL207 wrong value: LAPTOP01.windows: "95" is none of its values'],
  ['a policy with a wrong setting', '  policies: { p: { task.logonDelay: soon } }', 'fleet.yaml:5:20 JL207 wrong value: task.logonDelay: "soon" is no range of durations'],
  ['a policy that draws what is not there', '  policies: { p: { population.weights.vpn: { tunnel: 1 } } }', 'fleet.yaml:5:20 JL207 wrong value: weights.vpn: "tunnel" is none'],
  ['a policy about no key', '  policies: { p: { population.weight: {} } }', 'fleet.yaml:5:20 JL207 wrong value: population.weight'],
  ['a policy with a sentence that is none', '  policies: { p: { population.events: [{ at: 1h, do: LAPTOP01 explodes }] } }', 'fleet.yaml:5:50 JL204 unknown sentence: "LAPTOP01 explodes"\n  joinlab explain vocabulary lists every sentence.'],
  ['a policy about no setting', '  policies: { p: { settings.task.x: soon } }', 'fleet.yaml:5:20 JL213 unknown setting or path: there is no setting "task.x"'],
  ['a policy with no hours', '  policies: { p: { population.places: { office: { morning: home } } } }', 'fleet.yaml:5:51 JL206 impossible time: "morning" are no hours of a day\n  For example: 8h..18h | else'],
  ['a policy about an unknown device', '  policies: { p: { population.like: LAPTOP7 } }', 'fleet.yaml:5:20 JL209 unknown name: there is no device "LAPTOP7"\n  Did you mean: LAPTOP01'],
  ['a policy about an unknown person', '  policies: { p: { population.user: alise } }', 'fleet.yaml:5:20 JL209 unknown name: there is no person "alise"\n  Did you mean: alice'],
  ['a policy about no field', '  policies: { p: { LAPTOP01.vpnn: none } }', 'fleet.yaml:5:20 JL203 unknown key: devices.LAPTOP01 has no "vpnn"\n  Did you mean: vpn'],
])('%s', (_what, population, message) => {
  expect(said(population).slice(0, message.length)).toBe(message);
});
