import { expect, test } from 'vitest';
import { problemsOf, scenarioFrom } from '../../test/small-scenario.ts';

const scenario = (line: string): string => `title: t\ntimeline: [{ at: 0m }]\n${line}\n`;

test.each([
  ['base: home', []],
  ['base: office', []],
  ['base: homme', ['3:7 JL211 there is no base world "homme" | home']],
  ['base: loop', ['3:7 JL211 the base worlds loop > knot > loop go in a circle']],
  ['base: orphan', ['3:7 JL211 the base world orphan starts from one that does not exist: "homme" | home']],
  ['base: list', ['3:7 JL211 list (list.yaml) is no mapping']],
  ['base: broken', ['3:7 JL211 broken cannot be read: broken.yaml:2:1 Flow sequence in block collection must be sufficiently indented and end with a ]']],
  ['base: numbered', ['3:7 JL211 "base" of numbered (numbered.yaml) is the name of a base world']],
  ['base: floor7', []],
  ['base: floor8', ['3:7 JL211 9 base worlds one upon the other; at most 8']],
  ['base: [home]', ['3:7 JL207 "base" is the name of a base world | home | office']],
  ['base:', ['3:6 JL207 "base" is the name of a base world | home | office']],
  ['ticket: x', ['1:1 JL208 a scenario needs a base world (base:) or its own (world:) | base: home | base: office']],
  ['world: x\nbase: home', ['3:8 JL207 "world" is a mapping with devices, people and more | world: { devices: { LAPTOP01: {} } }']],
  ['world: { devices: { LAPTOP01: {} } }', []],
  ['world: { base: home }', ['3:1 JL210 the world has no device | devices: { LAPTOP01: {} }', '3:10 JL203 the world has no "base" | title | forest | netbios | organizationalUnits | controllers | scp | connect | tenant']],
])('%s', (line, problems) => {
  expect(problemsOf(scenario(line))).toEqual(problems);
});

test('what stands nearer wins, mapping by mapping', () => {
  const { world } = scenarioFrom(scenario('base: office\nworld: { people: { bob: { intune: yes }, carol: {} }, devices: { LAPTOP01: { location: public-wifi } } }'));
  expect([Object.keys(world.people), world.people.bob?.intune, world.people.alice?.intune]).toEqual([['alice', 'bob', 'carol'], 'yes', 'no']);
  expect(world.devices).toMatchObject({ LAPTOP01: { location: 'public-wifi', power: 'on' } });
});
