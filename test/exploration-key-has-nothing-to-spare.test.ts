/**
 * What tells two states apart is their vector, and nothing in it is there for show. For most columns there are two states of the
 * VPN story that differ in nothing else and behave differently: to leave the column out would make them one. The others change
 * only together with another column; of each, another value in its place makes a state behave differently.
 */
import { expect, test } from 'vitest';
import type { Exploration } from '../simulation/exploration/exploration.ts';
import { agendaColumn, spentColumn } from '../simulation/exploration/part-table.ts';
import { hashOf } from '../simulation/exploration/state-store.ts';
import type { Vector } from '../simulation/exploration/state-world.ts';
import { everyday, vpnWorld } from './support/exploration-worlds.ts';

/** What every input does to a vector, but for what it makes of one column. */
function behaviour(exploration: Exploration, vector: Vector, but: number): string {
  const { agendas, steps, options } = exploration;
  const agenda = agendas.agendas[vector[agendaColumn] ?? 0];
  const inputs = [...options.actions.keys(), ...[...(agenda?.dueNow ?? [])].map((item) => options.actions.length + item)];
  const does = (input: number): string => {
    const leaf = steps.leaves[steps.leafOf(input, vector)];
    const writes = [...(leaf?.writes ?? [])].flatMap((slot, at, all) => (at % 2 === 0 && slot !== but ? [`${slot}=${all[at + 1]}`] : []));
    return `${leaf?.outcome} ${writes.join(' ')}${but === agendaColumn ? '' : ` ${leaf?.agendaChange}`}`;
  };
  return inputs.map((input) => {
    try {
      return does(input);
    } catch (error) {
      return String(error); // no world has this part beside these others
    }
  }).join('\n');
}

/** Two states that differ in the column alone and behave differently. */
function twins(exploration: Exploration, column: number): boolean {
  const others = new Map<number, number[]>();
  for (let state = 0; state < exploration.store.size; state += 1) {
    const row = exploration.vector(state);
    const rest = (exploration.store.hash(state) - hashOf(column, row[column] ?? 0)) | 0;
    const alike = others.get(rest) ?? [];
    for (const known of alike) {
      const twin = exploration.vector(known);
      if (twin.every((id, index) => index === column || id === row[index]) && behaviour(exploration, twin, column) !== behaviour(exploration, row, column)) return true;
    }
    others.set(rest, [...alike, state]);
  }
  return false;
}

/** A state that behaves differently with another part in its place. */
function replaced(exploration: Exploration, column: number): boolean {
  const ids = exploration.table.slots[column]?.parts.length ?? 0;
  for (let state = 0; state < exploration.store.size; state += 501) {
    const row = exploration.vector(state);
    for (let id = 1; id < ids; id += 1) {
      if (id === row[column]) continue;
      const other = Int32Array.from(row);
      other[column] = id;
      if (behaviour(exploration, row, column) !== behaviour(exploration, other, column)) return true;
    }
  }
  return false;
}

test('every column of the key decides', async () => {
  const exploration = everyday(await vpnWorld());
  exploration.run();
  const columns = exploration.table.slots.filter(({ index, parts }) => index === agendaColumn || (index !== spentColumn && parts.length > 2));
  expect(columns.length).toBeGreaterThan(15);
  const alone = columns.filter(({ index }) => twins(exploration, index)).map(({ name }) => name);
  expect(alone).toEqual(expect.arrayContaining(['agenda', 'actor:session:LAPTOP01', 'actor:vpn:LAPTOP01/user-tunnel-manual', 'asked:registration:LAPTOP01', 'connect', 'device:LAPTOP01']));
  expect(columns.filter(({ name, index }) => !alone.includes(name) && !replaced(exploration, index))).toEqual([]);
});
