import { expect, test } from 'vitest';
import { ChartDriver } from '../test/drive-chart.ts';
import { replication } from './replication.ts';

const [changed, notCopied, broken, restored] = ['CHANGED', 'NOT_COPIED', 'LINK_BROKEN', 'LINK_RESTORED'].map((type) => ({ type })) as [{ type: string }, { type: string }, { type: string }, { type: string }];
const intraSiteMs = 15_000;
const link = (delayMs = intraSiteMs): ChartDriver => new ChartDriver(replication, { source: 'DC01', target: 'DC02', delayMs });

test('a change is copied after the delay of the link; further ones in between ride along', () => {
  const driver = link().send(changed, changed).fire(intraSiteMs);
  expect(driver.effects).toContainEqual({ kind: 'perform', act: 'replicate', input: { source: 'DC01', target: 'DC02' } });
  expect(driver.take()).toEqual(['act replicate']);
  expect(driver.value).toBe('current');
  expect(driver.timers.size).toBe(0);
});

test('a partner that did not answer is tried again, not sooner than five minutes or the delay of the link', () => {
  expect(link().send(notCopied).fire(300_000).take()).toEqual(['act replicate']);
  expect(link(900_000).send(notCopied).fire(900_000).take()).toEqual(['act replicate']);
});

test('a broken link copies nothing until it is restored, and then catches up', () => {
  const driver = link().send(changed, broken);
  expect(driver.timers.size).toBe(0);
  expect(driver.send(changed).value).toBe('broken');
  expect(driver.send(restored).fire(intraSiteMs).take()).toEqual(['act replicate']);
});
