import { expect, test } from 'vitest';
import type { Exploration } from '../simulation/exploration/exploration.ts';
import { boundedTime } from '../simulation/exploration/time-model.ts';
import { sha256Hex } from '../simulation/canonical.ts';
import { everyday, twoLaptops, vpnWorld, wild } from './support/exploration-worlds.ts';

/** Rows, parents, inputs and parts, in the order they were found. */
function print(exploration: Exploration): string {
  const rows: string[] = [];
  for (let state = 0; state < exploration.store.size; state += 1) rows.push(`${exploration.store.parent(state)} ${exploration.store.input(state)} ${exploration.vector(state).join(',')}`);
  return sha256Hex(`${rows.join('\n')}${JSON.stringify(exploration.table.slots.map(({ name, parts }) => [name, parts]))}`);
}

test('the same world explored twice is the same, id by id', async () => {
  const explore = async (): Promise<string> => {
    const exploration = everyday(await vpnWorld(), { interleaving: 'settled' });
    exploration.run();
    return print(exploration);
  };
  expect(await explore()).toBe(await explore());
});

test('in slices it is the same as at one go, in both modes', () => {
  for (const options of [{}, { time: boundedTime }]) {
    const whole = wild(twoLaptops(), options);
    whole.run({ statesMax: 1_500 });
    const sliced = wild(twoLaptops(), options);
    for (let statesMax = 100; statesMax <= 1_500; statesMax += 350) sliced.run({ statesMax });
    expect(print(sliced)).toBe(print(whole));
  }
});
