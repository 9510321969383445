import { fc } from '../test/support/properties.ts';
import { expect, test } from 'vitest';
import { compareItems, schedule, unschedule, type Agenda, type AgendaItem } from './agenda.ts';

const timer = (dueMs: number, rank: number, actor: string, id: string): AgendaItem => ({ kind: 'timer', dueMs, rank, actor, id, event: { type: 'DUE' }, cause: null });
/** Few values each, so that ties and replacements are common. */
const items = fc.array(fc.record({ dueMs: fc.nat(3), rank: fc.nat(2), actor: fc.constantFrom('task:A', 'task:B', 'prt:A'), id: fc.constantFrom('one', 'two', 'three') }).map(({ dueMs, rank, actor, id }) => timer(dueMs, rank, actor, id)), { maxLength: 20 });
const all = (list: readonly AgendaItem[]): Agenda => list.reduce(schedule, [] as Agenda);
const nameOf = ({ actor, id }: AgendaItem): string => `${actor}|${id}`;

test('earlier comes first, then the lower rank, then actor and id in code-unit order', () => {
  const order = [timer(1, 9, 'z', 'z'), timer(2, 1, 'z', 'y'), timer(2, 2, 'B', 'z'), timer(2, 2, 'a', 'a'), timer(2, 2, 'a', 'b')];
  expect(all([...order].reverse())).toEqual(order);
});

test('the agenda is always in order, and holds the last item of each name', () => {
  fc.assert(fc.property(items, (list) => {
    const agenda = all(list);
    for (const [index, item] of agenda.slice(1).entries()) expect(compareItems(agenda[index] as AgendaItem, item)).toBeLessThan(0);
    const last = new Map(list.map((item) => [nameOf(item), item]));
    expect(new Set(agenda)).toEqual(new Set(last.values()));
    expect(agenda).toHaveLength(last.size);
  }));
});

test('the order in which different items are set decides nothing', () => {
  fc.assert(fc.property(fc.uniqueArray(items.filter(({ length }) => length > 0).map((list) => list[0] as AgendaItem), { selector: nameOf }), fc.nat(), (list, turn) => {
    const at = list.length === 0 ? 0 : turn % list.length;
    expect(all([...list.slice(at), ...list.slice(0, at)])).toEqual(all(list));
    expect(all([...list].reverse())).toEqual(all(list));
  }));
});

test('taking an item off leaves the others as they are; one that is not there leaves the very same agenda', () => {
  fc.assert(fc.property(items, fc.constantFrom('task:A', 'task:B', 'prt:A'), fc.constantFrom('one', 'two', 'three'), (list, actor, id) => {
    const agenda = all(list);
    const without = unschedule(agenda, actor, id);
    expect(without).toEqual(agenda.filter((item) => nameOf(item) !== `${actor}|${id}`));
    expect(unschedule(without, actor, id)).toBe(without);
  }));
});

test('the agenda that was given is not changed', () => {
  const before = all([timer(1, 1, 'a', 'a'), timer(2, 1, 'a', 'b')]);
  const text = JSON.stringify(before);
  schedule(before, timer(0, 1, 'a', 'b'));
  unschedule(before, 'a', 'a');
  expect(JSON.stringify(before)).toBe(text);
});
