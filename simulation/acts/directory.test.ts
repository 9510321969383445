import { expect, test } from 'vitest';
import { setComputerEnabled, setControllerRunning } from '../../mocks/active-directory/administration.ts';
import { smallWorld } from '../../test/small-world.ts';
import { deviceOf, type World } from '../world.ts';
import { directoryActs } from './directory.ts';

const start = smallWorld({ controllers: { DC01: {}, DC02: {}, DC03: {}, RODC: { readOnly: 'yes' } } });
const { objectGuid } = deviceOf(start, 'LAPTOP01');
const changedAt = (controller: string): World => ({ ...start, directory: setComputerEnabled(start.directory, 1, { objectGuid, enabled: false, controller }) });

function replicate(world: World, source: string, target: string) {
  const act = directoryActs.find(({ name }) => name === 'replicate');
  if (!act) throw new Error('there is no act "replicate"');
  const { changes, tells = [] } = act.perform(world, { actor: `replication:${source}>${target}`, place: `${source}>${target}`, part: null }, { source, target } as never);
  const told = tells.map(({ to, event }) => `${typeof to === 'string' ? to : to.of} ${event.type}`);
  return { enabledAtTarget: (changes?.directory ?? world.directory).controllers[target]?.replica.computers[objectGuid]?.enabled, told };
}

test('a change is copied and announced to every partner but the one it came from', () => {
  expect(replicate(changedAt('DC01'), 'DC01', 'DC02')).toEqual({ enabledAtTarget: false, told: ['DC02>DC03 CHANGED', 'DC02>RODC CHANGED'] });
});

test('where nothing is newer nothing is announced: replication comes to rest', () => {
  expect(replicate(start, 'DC01', 'DC02')).toEqual({ enabledAtTarget: true, told: [] });
});

test('a partner that is down is tried again later', () => {
  const changed = changedAt('DC01');
  for (const down of ['DC01', 'DC02']) {
    expect(replicate({ ...changed, directory: setControllerRunning(changed.directory, down, false) }, 'DC01', 'DC02')).toEqual({ enabledAtTarget: true, told: ['DC01>DC02 NOT_COPIED'] });
  }
});

test('nobody takes changes from a read-only DC', () => {
  expect(replicate(changedAt('RODC'), 'RODC', 'DC01')).toEqual({ enabledAtTarget: true, told: [] });
});
