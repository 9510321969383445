import { expect, test } from 'vitest';
import { after } from '../../test/small-sentences.ts';
import { answered, at, guidOf, laptop, registered, withChart, withCloudDevice, withEvent, withLaptop, withQuestion } from '../../test/support/tampered-worlds.ts';
import { smallWorld } from '../../test/small-world.ts';
import { invariants } from '../../knowledge/invariants.ts';
import { deviceOf, type World } from '../world.ts';
import { breachesOfStep, breachMessage, createInvariantMonitor } from './index.ts';
import { atEitherEnd, holderOf, instantOf, joinOf, newEvents, wasReimaged } from './instant.ts';
import { reachesController, reachesRegistrationService } from './paths.ts';
import { uncoveredInvariants } from './uncovered.ts';

const world = registered();
const actors = (of: ReturnType<typeof instantOf>, kind: string): readonly string[] => of.charts(kind).map(({ actor }) => actor);
const device = (was: World | null, is: World) => ({ was: was?.devices[laptop], is: deviceOf(is, laptop) });

test('at the first instant everything is new', () => {
  const first = instantOf(null, world);
  expect([first.isFirst, first.before === first.now, first.devices.length, first.cloudDevices.length, actors(first, 'session')]).toEqual([true, true, 1, 1, [`session:${laptop}`]]);
  expect([first.devices[0]?.was, first.charts('printer'), first.answered('acquirePrt')]).toEqual([world.devices[laptop], [], []]);
});

test('later only what changed is looked at', () => {
  expect([instantOf(world, world).devices, instantOf(world, world).cloudDevices, actors(instantOf(world, world), 'session')]).toEqual([[], [], []]);
  const moved = withChart(withLaptop(withCloudDevice(world, { displayName: 'X' }), { made: 9 }), 'session:LAPTOP01', 'off');
  const instant = instantOf(world, moved);
  expect([instant.isFirst, instant.devices, instant.cloudDevices.map(({ was, is }) => [was?.displayName, is.displayName]), actors(instant, 'session'), actors(instant, 'task')]).toEqual([
    false, [{ was: world.devices[laptop], is: moved.devices[laptop] }], [['LAPTOP01', 'X']], ['session:LAPTOP01'], [],
  ]);
  expect(instant.charts('session')[0]).toMatchObject({ was: { value: 'signInScreen' }, is: { value: 'off' } });
  const two = withChart(withChart(world, 'prt:LAPTOP01/alice', 'a'), 'prt:LAPTOP01/bob', 'b');
  expect(instantOf(world, two).charts('prt').map(({ actor, was }) => [actor, was])).toEqual([['prt:LAPTOP01/alice', undefined], ['prt:LAPTOP01/bob', undefined]]);
});

test('a question is answered at the instant at which its answer sets out', () => {
  const [asked, yes] = answered(world, 'prt:LAPTOP01/alice', 'acquirePrt', { user: 'alice' });
  const [, no] = answered(world, 'prt:LAPTOP01/alice', 'acquirePrt', { user: 'alice' }, '0x1');
  const of = (was: World, is: World) => instantOf(was, is).answered('acquirePrt').map(({ ok, code, input }) => [ok, code, input.user]);
  expect([of(asked, yes), of(asked, no), of(yes, yes), of(world, yes), of(world, asked), instantOf(asked, yes).answered('other')]).toEqual([[[true, null, 'alice']], [[false, '0x1', 'alice']], [], [], [], []]);
  expect(of(asked, withQuestion(yes, 'registration:LAPTOP01', 'registerDevice'))).toHaveLength(1);
});

test('new events are those with a higher record', () => {
  const [one, two] = [withEvent(world, 304), withEvent(withEvent(world, 304), 305)];
  const ids = (was: World | null, is: World) => newEvents(device(was, is)).map(({ id }) => id);
  expect([ids(world, one), ids(one, two), ids(world, two), ids(two, two), ids(null, two)]).toEqual([[304], [305], [304, 305], [], [304, 305]]);
});

test('a new Windows has an empty registry, no keys, no cached sign-ins and no join', () => {
  const anew = after(world, 'LAPTOP01 is re-imaged');
  expect([wasReimaged(device(world, anew)), wasReimaged(device(anew, anew)), wasReimaged(device(null, anew))]).toEqual([true, false, false]);
  const { join, cachedLogons, usableKeys, registry } = deviceOf(world, laptop);
  for (const rest of [{ join }, { cachedLogons }, { usableKeys }]) expect(wasReimaged(device(world, withLaptop(anew, rest)))).toBe(false);
  expect(wasReimaged(device(world, withLaptop(anew, { registry })))).toBe(false);
});

test('the holder of a cloud object, its join, and either end of an instant', () => {
  expect([holderOf(world, guidOf(world))?.name, holderOf(world, 'nobody'), joinOf(world, laptop), joinOf(smallWorld(), laptop)]).toEqual([laptop, undefined, deviceOf(world, laptop).join, null]);
  const instant = instantOf(world, at(world, 5));
  expect([atEitherEnd(instant, ({ nowMs }) => nowMs === 5), atEitherEnd(instant, ({ nowMs }) => nowMs === 0), atEitherEnd(instant, ({ nowMs }) => nowMs === 3)]).toEqual([true, true, false]);
});

test('what a join needs is reached as the network is drawn', () => {
  const home = registered({ device: { location: 'home' } });
  const down = after(world, 'DC01 stops');
  expect([world, home, down, after(down, 'DC02 stops')].map((one) => [reachesController(one, laptop), reachesController(one, laptop, 'DC01')])).toEqual([[true, true], [false, false], [true, false], [false, false]]);
  expect([reachesRegistrationService(world, laptop), reachesRegistrationService(registered({ device: { location: 'offline' } }), laptop), reachesController(world, laptop, 'DC09')]).toEqual([true, false, false]);
});

test('one step is judged by itself, and a world by itself', () => {
  const lost = withLaptop(world, { join: null });
  expect(breachesOfStep(world, lost).map(({ id }) => id).sort()).toEqual(['I23', 'I42']);
  expect([breachesOfStep(null, world), breachesOfStep(world, world), breachesOfStep(null, withLaptop(world, { usableKeys: [] })).map(({ id }) => id)]).toEqual([[], [], ['I34']]);
  expect(breachMessage({ id: 'I34', what: 'x' })).toBe(`I34 broken: ${invariants.find(({ id }) => id === 'I34')?.sentence ?? ''} Here: x.`);
});

test('a monitor says what is new, remembers what was broken, and waits before it has seen anything', () => {
  const monitor = createInvariantMonitor();
  expect(monitor.report().find(({ id }) => id === 'I19')).toEqual({ id: 'I19', status: 'pending', why: 'no instant was seen' });
  const broken = withLaptop(world, { usableKeys: [] });
  expect([monitor.check(world), monitor.check(broken).length > 0, monitor.check(broken), monitor.check(at(world, 9)).filter((message) => message.startsWith('I34'))]).toEqual([[], true, [], []]);
  expect(monitor.report().find(({ id }) => id === 'I34')).toEqual({ id: 'I34', status: 'broken', why: 'LAPTOP01 is joined, but the key of its device certificate is gone and nobody noticed' });
  expect(monitor.report().find(({ id }) => id === 'I14')).toEqual({ id: 'I14', status: 'held', why: '' });
  expect(monitor.end(world)).toEqual([]);
});

test('what no check looks at is an invariant, and says why', () => {
  for (const { id, reason } of uncoveredInvariants) {
    expect(invariants.some((known) => known.id === id)).toBe(true);
    expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  }
});
