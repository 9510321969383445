import { expect, test } from 'vitest';
import { ChartDriver } from '../test/drive-chart.ts';
import { passwordSync } from './password-sync.ts';

const everyMs = 120_000;
const driver = (enabled = true): ChartDriver => new ChartDriver(passwordSync, { everyMs, enabled });
const changed = { type: 'CHANGED' };

test('a changed password waits one turn, travels, and everything is current again', () => {
  const chart = driver();
  expect(chart.value).toBe('current');
  chart.send(changed);
  expect([chart.value, [...chart.timers.values()].map(({ delayMs }) => delayMs)]).toEqual(['waiting', [everyMs]]);
  chart.fire(everyMs);
  expect(chart.value).toBe('synchronising');
  expect(chart.effects.filter(({ kind }) => kind === 'ask')).toEqual([{ kind: 'ask', invokeId: 'synchronisePasswords', operation: 'synchronisePasswords', input: {} }]);
  expect(chart.answer('synchronisePasswords').value).toBe('current');
});

test('what could not be sent, or changed in the middle of it, waits for the next turn', () => {
  const sending = () => driver().send(changed).fire(everyMs);
  expect(sending().fail('synchronisePasswords').value).toBe('waiting');
  expect(sending().send(changed).value).toBe('waiting');
  expect(sending().send(changed).fire(everyMs).answer('synchronisePasswords').value).toBe('current');
});

test('switched off it hears of no change; switched on it sends what changed meanwhile', () => {
  const off = driver(false);
  expect([off.value, off.send(changed).value]).toEqual(['off', 'off']);
  expect(off.send({ type: 'ENABLED' }).value).toBe('waiting');
  expect([driver(), driver().send(changed), driver().send(changed).fire(everyMs)].map((chart) => chart.send({ type: 'DISABLED' }).value)).toEqual(['off', 'off', 'off']);
});
