import { expect, test } from 'vitest';
import type { ChartEvent, ChartKind } from '../machines/language.ts';
import { smallWorld } from '../test/small-world.ts';
import { advanceOneInstant, advanceTo } from './advance.ts';
import { change } from './step.ts';
import type { World } from './world.ts';

const tell = (world: World, kind: ChartKind, event: ChartEvent): World => change(world, 'test:LAPTOP01', { tells: [{ to: { kind, of: 'LAPTOP01' }, event }] }, null);
const locator = (world: World) => world.actors['dc-locator:LAPTOP01'];

/** A laptop on the LAN whose locator is asking: a DC for its ping, or DNS. */
function asking(state: 'pinging' | 'locating'): World {
  let world = advanceTo(tell(smallWorld(), 'dc-locator', { type: 'LOCATE', force: false }), 10_000);
  if (state === 'pinging') world = tell(advanceTo(world, 31 * 60_000), 'dc-locator', { type: 'LOCATE', force: false });
  else world = tell(world, 'dc-locator', { type: 'LOCATE', force: true });
  expect(JSON.stringify(locator(world)?.value)).toContain(state);
  return world;
}

test('an answer to a question that its chart no longer asks is dropped: the ping is lost just after the new network was heard of', () => {
  const moved = tell(asking('pinging'), 'network', { type: 'MOVED', to: 'home' });
  expect(locator(moved)?.value).toBe('locating');
  expect(locator(advanceTo(moved, moved.nowMs + 10_000))?.value).toBe('negative');
});

test('an answer to a question that is asked anew does not answer the new one', () => {
  const moved = tell(asking('locating'), 'network', { type: 'MOVED', to: 'home' });
  expect(locator(moved)?.value).toBe('locating');
  expect(Object.keys(moved.questions)).toEqual(['dc-locator:LAPTOP01|locateController']);
  // The new question finds its way closed, and gives up in its own time.
  expect(locator(advanceOneInstant(moved))?.value).toBe('negative');
});
