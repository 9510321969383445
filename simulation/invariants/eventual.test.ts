import { expect, test } from 'vitest';
import type { Json } from '../../knowledge/vocabulary.ts';
import { registryPaths } from '../../mocks/windows/registry.ts';
import { after } from '../../test/small-sentences.ts';
import { at, guidOf, laptop, pending, registered, withChart, withCloudDevice, withEvent, withLaptop, withLifecycle, withSyncServer } from '../../test/support/tampered-worlds.ts';
import { withFault } from '../../test/small-world.ts';
import type { World } from '../world.ts';
import { createEventualChecks } from './eventual.ts';
import { instantOf } from './instant.ts';

const minute = 60_000;
const hour = 60 * minute;
const guid = guidOf(pending());

/** How one promise stands after a run of these worlds. */
function judged(id: string, worlds: readonly World[]): string {
  const check = createEventualChecks().find((known) => known.id === id);
  if (!check) throw new Error(`no ${id}`);
  let before: World | null = null;
  for (const world of worlds) {
    check.see(instantOf(before, world));
    before = world;
  }
  const { status, why } = check.judge(worlds.at(-1) as World);
  return `${status}: ${why}`;
}
const later = (world: World, nowMs: number): World => at({ ...world, actors: { ...world.actors } }, nowMs);
const scheduler = (world: World, context: { readonly [key: string]: Json }): World => withChart(world, 'connect-scheduler:SYNC01', (world.actors['connect-scheduler:SYNC01']?.value ?? null) as Json, context);

const unborn = withLifecycle(pending(), 'absent');
const deadline = 2_280_000;
const held19 = 'held: every certificate in scope has its object';

test.each([
  ['it is there', [pending()], held19],
  ['there is time', [unborn], `pending: ${guid} waits for a cycle until ${deadline} ms (it is 0 ms)`],
  ['there is time to the last', [unborn, later(unborn, deadline)], `pending: ${guid} waits for a cycle until ${deadline} ms (it is ${deadline} ms)`],
  ['time is over', [unborn, later(unborn, deadline + 1)], `broken: ${guid} is in scope and was not created by ${deadline} ms`],
  ['it came in time', [unborn, later(pending(), hour)], held19],
  ['it was deleted and comes not back', [withLifecycle(pending(), 'deleted'), later(withLifecycle(pending(), 'deleted'), hour)], `broken: ${guid} is in scope and was not created by ${deadline} ms`],
  ['a fault is on', [unborn, later(withFault(unborn, 'dc-busy'), hour)], held19],
  ['a fault was on until now', [unborn, later(withFault(unborn, 'dc-busy'), hour), later(unborn, 2 * hour)], `pending: ${guid} waits for a cycle until ${deadline + 2 * hour} ms (it is ${2 * hour} ms)`],
  ['the server is in staging mode', [withSyncServer(unborn, { stagingMode: true })], held19],
  ['its domain controller is down', [after(unborn, 'DC01 stops')], held19],
  ['the scheduler is off', [scheduler(unborn, { enabled: false })], held19],
  ['the wizard is open', [scheduler(unborn, { wizardOpen: true })], held19],
  ['the server is down', [scheduler(unborn, { serverRunning: false })], held19],
  ['its last run was stopped', [withSyncServer(unborn, { runs: [{ cycle: 1, connector: 'c', profile: 'Export', startedAtMs: 0, endedAtMs: 0, result: 'stopped-connectivity', adds: 0, updates: 0, deletes: 0 }] })], held19],
  ['its interval is longer', [scheduler(unborn, { intervalMs: 3 * hour })], `pending: ${guid} waits for a cycle until ${3 * hour + 8 * minute} ms (it is 0 ms)`],
  ['its next cycle is farther off than its interval', [scheduler(unborn, { untilNextMs: 4 * hour })], `pending: ${guid} waits for a cycle until ${4 * hour + 8 * minute} ms (it is 0 ms)`],
  ['it is out of scope', [after(unborn, 'AD admin moves LAPTOP01 to OU Quarantine')], held19],
  ['it is deleted in AD', [after(unborn, 'AD admin deletes LAPTOP01')], held19],
] as const)('I19, a computer with its certificate becomes a device: %s', (_what, worlds, verdict) => {
  expect(judged('I19', worlds)).toBe(verdict);
});

const registration = `registration:${laptop}`;
const attempt = (world: World, nowMs: number): World => at(withChart(world, registration, { join: 'registering' }), nowMs);
const refusedWith = (world: World, code: string, nowMs: number, phase: 'join' | 'discover' = 'join', atMs = nowMs): World =>
  at(withLaptop(withChart(world, registration, 'idle'), { previousRegistration: { atMs, registrationType: 'sync', phase, failure: { code, reason: 'test' } } }), nowMs);
const course = (idle: World, code = '0x801c03f2', bend: (world: World) => World = (world) => world): readonly World[] => [idle, attempt(idle, 2), bend(attempt(idle, 3)), refusedWith(bend(idle), code, 4)];
const broken20 = 'broken: LAPTOP01 had a domain controller and the internet all through an attempt while Pending, and was refused';
const pending20 = 'pending: LAPTOP01 is Pending';

test.each([
  ['it is joined', [registered()], 'held: no device is left Pending'],
  ['it waits', [pending()], pending20],
  ['refused', course(pending()), broken20],
  ['refused in the newer words', course(pending(), '0x801c03f3'), broken20],
  ['refused for another reason', course(pending(), '0x801c0002'), pending20],
  ['ended before it joined', [pending(), attempt(pending(), 2), refusedWith(pending(), '0x801c03f2', 3, 'discover')], pending20],
  ['remembered from an earlier attempt', [pending(), attempt(pending(), 2), refusedWith(pending(), '0x801c03f2', 3, 'join', 1)], pending20],
  ['successful', [pending(), attempt(pending(), 2), at(withChart(registered(), registration, 'idle'), 3)], 'held: no device is left Pending'],
  ['a fault on', course(withFault(pending(), 'dc-busy')), pending20],
  ['a fault in between', course(pending(), '0x801c03f2', (world) => withFault(world, 'dc-busy')), pending20],
  ['no domain controller in between', course(pending(), '0x801c03f2', (world) => withChart(world, `network:${laptop}`, 'home', { location: 'home' })), pending20],
  ['no internet in between', course(pending(), '0x801c03f2', (world) => withChart(world, `network:${laptop}`, 'noLink')), pending20],
  ['at home', course(pending({ device: { location: 'home' } })), pending20],
  ['disabled', course(withLifecycle(pending(), { pending: 'visible' }, 'disabled')), pending20],
  ['not seen by the service yet', course(withCloudDevice(pending(), { visibleToRegistration: false })), pending20],
  ['with another certificate', course(withCloudDevice(pending(), { userCertificate: [] })), pending20],
  ['whose key is gone', course(withLaptop(pending(), { usableKeys: [] })), pending20],
  ['without an object', course(withLifecycle(pending(), 'absent')), 'held: no device is left Pending'],
] as const)('I20, an attempt of a Pending device that lacks nothing succeeds: %s', (_what, worlds, verdict) => {
  expect(judged('I20', worlds)).toBe(verdict);
});

const counting = (world: World): World => withChart(world, `task:${laptop}`, { series: 'counting' });
const left = (change: (world: World) => World = (world) => world): World => change(counting(withEvent(withLaptop(registered(), { join: null }), 110)));
const patience = hour + 40 * minute + 2 * minute;
const run = (first: World, ...rest: readonly (readonly [World, number])[]): readonly World[] => [registered(), at(first, 1), ...rest.map(([world, nowMs]) => later(world, nowMs))];
const waits39 = 'pending: LAPTOP01 left and waits for its next trigger';
const held39 = 'held: who left has tried again';

test.each([
  ['nobody left', [registered(), later(registered(), 9 * hour)], held39],
  ['it waits', run(left()), waits39],
  ['it waits to the last', run(left(), [left(), 1 + patience]), waits39],
  ['it never tries', run(left(), [left(), 2 + patience]), 'broken: LAPTOP01 left and has not tried to join again since 1 ms'],
  ['it tried', run(left(), [withLaptop(left(), { task: { enabled: true, lastRunMs: 5, lastResult: '0x0' } }), 9 * hour]), held39],
  ['it ran before it left', run(left(), [withLaptop(left(), { task: { enabled: true, lastRunMs: 1, lastResult: '0x0' } }), 9 * hour]), 'broken: LAPTOP01 left and has not tried to join again since 1 ms'],
  ['it is joined again', run(left(), [registered(), 9 * hour]), held39],
  ['its task is disabled', run(left(), [withLaptop(left(), { task: { enabled: false, lastRunMs: null, lastResult: '0x0' } }), 9 * hour]), waits39],
  ['its policy forbids it', run(left(), [withLaptop(left(), { registry: { [registryPaths.autoWorkplaceJoin]: '0' } }), 9 * hour]), waits39],
  ['no series runs', run(left(), [withChart(left(), `task:${laptop}`, { series: 'none' }), 9 * hour]), waits39],
  ['it counts anew after that', run(left(), [withChart(left(), `task:${laptop}`, { series: 'none' }), hour], [left(), hour + patience]), waits39],
  ['another event took the join', [registered(), at(counting(withEvent(withLaptop(registered(), { join: null }), 306)), 1), later(left(), 9 * hour)], held39],
] as const)('I39, who left tries again: %s', (_what, worlds, verdict) => {
  expect(judged('I39', worlds)).toBe(verdict);
});
