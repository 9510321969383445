import { expect, test } from 'vitest';
import { likeOf, withoutWeight, withPolicy, type Parts } from './policy.ts';
import { populationSpecSchema, type PopulationSpecInput } from './population-spec.ts';
import { worldSpecSchema } from './world-spec.ts';

const devices = { LAPTOP01: { cached: ['bob'] }, PC02: {} };
const people = { alice: {}, bob: {} };
const parts = (population: PopulationSpecInput = {}, world: { devices: { [name: string]: object }; people: { [name: string]: object } } = { devices, people }): Parts => ({
  world: worldSpecSchema.parse(world), population: populationSpecSchema.parse(population),
});

test.each([
  ['the first device and who is cached there', {}, { devices, people }, { like: 'LAPTOP01', user: 'bob' }],
  ['the device named, where nobody is cached the first person', { like: 'PC02' }, { devices, people }, { like: 'PC02', user: 'alice' }],
  ['the person named', { user: 'alice' }, { devices, people }, { like: 'LAPTOP01', user: 'alice' }],
  ['a device that is not there, for the check to refuse', { like: 'PC09' }, { devices, people }, { like: 'PC09', user: 'alice' }],
  ['nothing in a world of nothing', {}, { devices: {}, people: {} }, { like: '', user: '' }],
])('all are like %s', (_what, population, world, who) => {
  expect(likeOf(parts(population, world))).toEqual(who);
});

const one = { any: '1' };
const weighted = parts({ weights: { vpn: one, 'clientScp.tenantName': one, 'user.cloud': one, 'user.a.b': one } }).population;

test.each([
  [['devices', 'LAPTOP01', 'vpn'], 'vpn'],
  [['devices', 'LAPTOP01', 'clientScp', 'tenantName'], 'clientScp.tenantName'],
  [['people', 'alice', 'cloud'], 'user.cloud'],
  [['people', 'alice', 'a', 'b'], 'user.a.b'],
])('what is fixed at %j is drawn no longer', (path, trait) => {
  const left = withoutWeight({ ...weighted }, path, { like: 'LAPTOP01', user: 'alice' });
  expect(Object.keys(left.weights)).toEqual(['vpn', 'clientScp.tenantName', 'user.cloud', 'user.a.b'].filter((name) => name !== trait));
  expect(left.weights).toEqual(Object.fromEntries(Object.entries(weighted.weights).filter(([name]) => name !== trait)));
  expect({ ...left, weights: {} }).toEqual({ ...weighted, weights: {} });
});

test.each([
  [['devices', 'PC02', 'vpn']],
  [['devices', 'LAPTOP01', 'keys']],
  [['devices', 'alice', 'cloud']],
  [['people', 'bob', 'cloud']],
  [['people', 'alice', 'upn']],
  [['people', 'LAPTOP01', 'vpn']],
  [['connect', 'LAPTOP01', 'vpn']],
  [['connect', 'alice', 'cloud']],
  [['settings', 'task.nextRun']],
])('what is fixed at %j takes nothing from the weights', (path) => {
  expect(withoutWeight(weighted, path, { like: 'LAPTOP01', user: 'alice' })).toBe(weighted);
});

const drawn: PopulationSpecInput = { devices: '40', weights: { vpn: { none: '1', 'device-tunnel': '3' }, 'user.cloud': { absent: '1', synchronised: '1' } }, habits: { early: { dayStarts: '6h', breaks: '2' } } };

const under = (policy: { readonly [path: string]: unknown }, population: PopulationSpecInput = drawn): Parts => {
  const changed = withPolicy(parts(population), policy);
  if ('problems' in changed) throw new Error(JSON.stringify(changed.problems));
  return changed;
};

test('a policy of nothing changes nothing', () => {
  expect(under({})).toEqual(parts(drawn));
});

test.each([
  ['a field of the device that all are like, which is drawn no longer', { 'LAPTOP01.vpn': 'none' }, { devices: { LAPTOP01: { vpn: 'none' } } }, ['user.cloud']],
  ['a field of the person that works there', { 'bob.cloud': 'absent' }, { people: { bob: { cloud: 'absent' } } }, ['vpn']],
  ['a field of another device', { 'PC02.vpn': 'pre-logon' }, { devices: { PC02: { vpn: 'pre-logon' }, LAPTOP01: { vpn: 'none' } } }, ['vpn', 'user.cloud']],
  ['a setting', { 'connect.cycleEvery': '1h' }, { settings: { 'connect.cycleEvery': '1h' } }, ['vpn', 'user.cloud']],
  ['a list as one text', { 'LAPTOP01.cached': 'alice, bob' }, { devices: { LAPTOP01: { cached: ['alice', 'bob'] } } }, ['vpn', 'user.cloud']],
  ['several things, all of them', { 'LAPTOP01.vpn': 'kill-switch', 'LAPTOP01.keys': 'software', 'bob.cloud': 'disabled' }, { devices: { LAPTOP01: { vpn: 'kill-switch', keys: 'software', cached: ['bob'] } }, people: { bob: { cloud: 'disabled' } } }, []],
])('a policy changes %s', (_what, policy, world, traits) => {
  const changed = under(policy);
  expect(changed.world).toMatchObject(world);
  expect(Object.keys(changed.population.weights)).toEqual(traits);
});

test.each([
  ['one weight, wholly', { 'population.weights.vpn': { 'pre-logon': '1' } }, { weights: { ...drawn.weights, vpn: { 'pre-logon': '1' } } }],
  ['a weight of the user, whose name has a dot', { 'population.weights.user.cloud': { absent: '1' } }, { weights: { ...drawn.weights, 'user.cloud': { absent: '1' } } }],
  ['a weight that was not there', { 'population.weights.keys': { software: '1' } }, { weights: { ...drawn.weights, keys: { software: '1' } } }],
  ['all weights', { 'population.weights': { keys: { tpm: '1' } } }, { weights: { keys: { tpm: '1' } } }],
  ['a habit, wholly', { 'population.habits.early': { dayStarts: '5h' } }, { habits: { early: { dayStarts: '5h' } } }],
  ['a single value', { 'population.devices': '7' }, { devices: '7' }],
  ['a limit, and a weight', { 'population.registrationLimit': '9', 'population.weights.vpn': { none: '1' } }, { registrationLimit: '9', weights: { ...drawn.weights, vpn: { none: '1' } } }],
])('a policy replaces %s', (_what, policy, population) => {
  expect(under(policy)).toEqual(parts({ ...drawn, ...population }));
});

test('a field is fixed for the device and the person that all are like, not for the first ones', () => {
  const like = { ...drawn, like: 'PC02', user: 'alice' };
  expect(Object.keys(under({ 'LAPTOP01.vpn': 'none', 'bob.cloud': 'absent' }, like).population.weights)).toEqual(['vpn', 'user.cloud']);
  expect(Object.keys(under({ 'PC02.vpn': 'none', 'alice.cloud': 'absent' }, like).population.weights)).toEqual([]);
});

const keys = ['like', 'user', 'devices', 'hours', 'nextRun', 'weights', 'places', 'habits', 'events', 'registrationLimit', 'policies'].map((key) => `population.${key}`);

test.each([
  [{ 'population.devices': 'many' }, [['JL207', 'population.devices', 'population.devices: a number of devices from 1 to 9999999', keys]]],
  [{ 'population.weight': {} }, [['JL207', 'population.weight', 'population.weight: Unrecognized key: "weight"', keys]]],
  [{ 'population.weights.vpn': { none: 'heavy' } }, [['JL207', 'population.weights.vpn', 'population.weights.vpn: a weight is a number of 0 or more; only how weights stand to each other counts', keys]]],
  [{ 'LAPTOP01.windows': '95' }, [['JL207', 'LAPTOP01.windows', 'LAPTOP01.windows: "95" is none of its values', ['1607', '1709', '1809', '20H2', '21H2', '10-22H2', '11-23H2', '11-24H2']]]],
  [{ 'LAPTOP01.vpn': 'tunnel' }, [['JL207', 'LAPTOP01.vpn', 'LAPTOP01.vpn: one of none, user-tunnel-manual, user-tunnel-auto, pre-logon, device-tunnel, kill-switch, machine-then-user, joined by "+"', []]]],
  [{ 'LAPTOP01.vpnn': 'none' }, [['JL203', 'LAPTOP01.vpnn', 'devices.LAPTOP01 has no "vpnn"', ['vpn']]]],
  [{ 'LAPTOP1.vpn': 'none' }, [['JL213', 'LAPTOP1.vpn', 'the policy names nothing that is there: "LAPTOP1.vpn"', expect.arrayContaining(['LAPTOP01.vpn', 'task.nextRun'])]]],
  [{ 'populations.devices': '5' }, [['JL213', 'populations.devices', 'the policy names nothing that is there: "populations.devices"', expect.arrayContaining(['task.nextRun'])]]],
  // What is right beside them is not answered, and each mistake is.
  [{ 'population.hours': '0', 'LAPTOP01.keys': 'paper', 'PC02.vpn': 'none', 'PC03.vpn': 'none' }, [
    ['JL207', 'population.hours', 'population.hours: a number of hours from 1 to 999', keys],
    ['JL207', 'LAPTOP01.keys', 'LAPTOP01.keys: "paper" is none of its values', ['tpm', 'software']],
    ['JL213', 'PC03.vpn', 'the policy names nothing that is there: "PC03.vpn"', expect.arrayContaining(['PC02.vpn'])],
  ]],
])('the policy %j is refused', (policy, problems) => {
  expect(withPolicy(parts(drawn), policy)).toEqual({ problems: problems.map(([code, path, message, choices]) => ({ code, path, message, choices })) });
});
