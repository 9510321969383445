import { expect, test } from 'vitest';
import type { WindowsRelease } from '../knowledge/windows-releases.ts';
import { smallWorld } from '../test/small-world.ts';
import { change } from './step.ts';
import { Trace } from './trace.ts';

function logged(windows: WindowsRelease, id: number): { log: unknown; traced: unknown } {
  const trace = new Trace();
  const world = change(smallWorld({ device: { windows } }), 'person:alice', { logs: [{ device: 'LAPTOP01', line: { log: 'User Device Registration', id } }] }, null, trace);
  return { log: world.devices.LAPTOP01?.eventLog, traced: trace.entries.map(({ data }) => data) };
}

test('what a person makes a device log is completed with the data of its release, as what a chart logs', () => {
  const line = { log: 'User Device Registration', id: 220, data: { Format: '1' } };
  expect(logged('11-24H2', 220)).toEqual({ log: [{ atMs: 0, record: 1, ...line }], traced: [line] });
});

test('an event that the release lacks is not written', () => {
  expect(logged('1607', 110)).toEqual({ log: [], traced: [] });
  expect(logged('1809', 110).log).toHaveLength(1);
});
