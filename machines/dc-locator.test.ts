import { expect, test } from 'vitest';
import { ChartDriver } from '../test/drive-chart.ts';
import { dcLocator } from './dc-locator.ts';

const minute = 60_000;
const trustMs = 30 * minute;
const cacheMs = 12 * 60 * minute;
const negativeMs = 45_000;
const locate = { type: 'LOCATE', force: false };
const forced = { type: 'LOCATE', force: true };
const announced = { type: 'TRANSPORT_UP', notified: true };
const silent = { type: 'TRANSPORT_UP', notified: false };

const fresh = (): ChartDriver => new ChartDriver(dcLocator, { trustWithoutPingMs: trustMs, cacheForMs: cacheMs, negativeCacheMs: negativeMs });
function found(closestSite = true): ChartDriver {
  const driver = fresh().send(locate).answer('locateController', { controller: 'DC01', closestSite });
  driver.take();
  return driver;
}

test('a DC that was found is told, and answered from the cache for half an hour', () => {
  const driver = fresh().send(locate).answer('locateController', { controller: 'DC01', closestSite: true });
  expect(driver.effects).toContainEqual({ kind: 'tell', to: 'registration', event: { type: 'DC_LOCATED', controller: 'DC01' } });
  driver.take();
  expect(driver.send(locate).take()).toEqual(['registration DC_LOCATED']);
});

test('after half an hour the remembered DC is pinged first, and trusted again when it answers', () => {
  const driver = found().fire(trustMs).send(locate);
  expect([driver.questions, driver.take()]).toEqual([[{ controller: 'DC01' }], ['asks pingController']]);
  expect(driver.answer('pingController').take()).toEqual(['registration DC_LOCATED']);
  expect(driver.value).toEqual({ cached: 'trusted' });
});

test('a remembered DC that does not answer is dropped and another is looked for', () => {
  const driver = found().fire(trustMs).send(locate);
  driver.take();
  driver.fail('pingController');
  expect(driver.take()).toEqual(['asks locateController']);
  expect(driver.snapshot.context.controller).toBe('');
  driver.answer('locateController', { controller: 'DC02', closestSite: true });
  expect(driver.effects).toContainEqual({ kind: 'tell', to: 'registration', event: { type: 'DC_LOCATED', controller: 'DC02' } });
});

test('after twelve hours the entry is forgotten, after fifteen minutes if the DC is not of the closest site', () => {
  expect(found().fire(cacheMs).value).toBe('empty');
  const far = found(false);
  expect([...far.timers.values()].map((timer) => timer.delayMs)).not.toContain(cacheMs);
  expect(far.fire(15 * minute).value).toBe('empty');
});

test('"none found" is answered at once for 45 seconds, unless forced', () => {
  const driver = fresh().send(locate).fail('locateController');
  expect(driver.effects).toContainEqual({ kind: 'tell', to: 'registration', event: { type: 'DC_NOT_FOUND', code: '0x8007054b' } });
  driver.take();
  expect(driver.send(locate).take()).toEqual(['registration DC_NOT_FOUND']);
  expect(driver.send(forced).take()).toEqual(['asks locateController']);
  driver.fail('locateController');
  expect(driver.fire(negativeMs).value).toBe('empty');
});

test('an announced transport flushes both caches, a silent one neither', () => {
  const none = fresh().send(locate).fail('locateController');
  expect(none.send(silent).value).toBe('negative');
  expect(none.send(announced).value).toBe('empty');
  const one = found();
  expect(one.send(silent).value).toEqual({ cached: 'trusted' });
  expect(one.send(announced).value).toBe('empty');
});

test.each<[string, () => ChartDriver]>([
  ['nothing is remembered', fresh],
  ['a trusted DC is remembered', found],
  ['a DC is remembered that has to be pinged first', () => found().fire(trustMs)],
  ['a ping is under way', () => found().fire(trustMs).send(locate)],
  ['"none found" is remembered', () => fresh().send(locate).fail('locateController')],
])('force asks the network where %s; the next look-up is an ordinary one again', (_what, start) => {
  const driver = start();
  driver.take();
  driver.send(forced);
  expect([driver.value, driver.questions, driver.take()]).toEqual(['locating', [{ force: true }], ['asks locateController']]);
  driver.answer('locateController', { controller: 'DC02', closestSite: true }).send(announced, locate);
  expect(driver.questions).toEqual([{ force: false }]);
});

test('a DC that no longer answers its ping is replaced by an ordinary look-up, even after a forced one', () => {
  const driver = fresh().send(forced).answer('locateController', { controller: 'DC01', closestSite: true }).fire(trustMs).send(locate);
  driver.take();
  driver.fail('pingController');
  expect(driver.questions).toEqual([{ force: false }]);
});

test('a transport that is not announced changes nothing for whoever waits for a ping', () => {
  const driver = found().fire(trustMs).send(locate);
  driver.take();
  expect([driver.send(silent).value, driver.take()]).toEqual([{ cached: 'pinging' }, []]);
  expect(driver.answer('pingController').take()).toEqual(['registration DC_LOCATED']);
});

test('a DC whose ping was answered is forgotten when its time is over: nobody waits any more', () => {
  const driver = found().fire(trustMs).send(locate).answer('pingController');
  driver.take();
  expect([driver.fire(cacheMs).value, driver.take()]).toEqual(['empty', []]);
});

test.each<[string, () => ChartDriver]>([
  ['forgotten after a forced search', () => fresh().send(forced).answer('locateController', { controller: 'DC01', closestSite: false }).send(announced)],
  ['lost in a forced search that finds none', () => found(false).send(forced).fail('locateController')],
  ['lost when the machine goes down in a forced search', () => found(false).send(forced, { type: 'SHUT_DOWN' })],
])('of a DC that is %s nothing is left', (_how, gone) => {
  expect(gone().snapshot.context).toMatchObject({ controller: '', closestSite: true, force: false });
});

test.each([
  ['the cache runs out', (driver: ChartDriver) => driver.fire(cacheMs)],
  ['a new transport is announced', (driver: ChartDriver) => driver.send(announced)],
])('whoever waits for a ping gets an answer even if %s', (_what, flush) => {
  const driver = found().fire(trustMs).send(locate);
  driver.take();
  flush(driver);
  expect(driver.take()).toEqual(['asks locateController']);
  expect(driver.fail('locateController').take()).toEqual(['registration DC_NOT_FOUND']);
});

test('an announced transport during a look-up starts it anew, a silent one does not', () => {
  const driver = fresh().send(locate);
  driver.take();
  expect(driver.send(silent).take()).toEqual([]);
  expect(driver.send(announced).take()).toEqual(['asks locateController']);
});

test('a second request during a ping is served by the same answer', () => {
  const driver = found().fire(trustMs).send(locate, locate);
  expect(driver.take()).toEqual(['asks pingController']);
  expect(driver.answer('pingController').take()).toEqual(['registration DC_LOCATED']);
});

test('a second request during a look-up is served by the same answer', () => {
  const driver = fresh().send(locate, locate);
  expect(driver.take()).toEqual(['asks locateController']);
  expect(driver.answer('locateController', { controller: 'DC01', closestSite: true }).take()).toEqual(['registration DC_LOCATED']);
});

test('a transport that goes away makes the remembered DC uncertain and flushes nothing; a shutdown forgets everything', () => {
  const driver = found();
  expect(driver.send({ type: 'TRANSPORT_DOWN' }).value).toEqual({ cached: 'unconfirmed' });
  expect(driver.send(locate).take()).toEqual(['asks pingController']);
  expect(driver.answer('pingController').take()).toEqual(['registration DC_LOCATED']);
  const none = fresh().send(locate).fail('locateController');
  expect(none.send({ type: 'TRANSPORT_DOWN' }).value).toBe('negative');
  expect(driver.send({ type: 'SHUT_DOWN' }).value).toBe('empty');
  expect(driver.timers.size).toBe(0);
});
