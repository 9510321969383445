import { expect, test } from 'vitest';
import type { AgendaItem } from '../agenda.ts';
import { AgendaTable } from './agenda-table.ts';
import { boundedTime, fixpointTime, type TimeModel } from './time-model.ts';

const minute = 60_000;
const timer = (actor: string, dueMs: number): AgendaItem => ({ kind: 'timer', dueMs, rank: 1, actor, id: 'timer:x', event: { type: 'X' }, cause: null });
const leg = (actor: string, dueMs: number): AgendaItem => ({ kind: 'leg', dueMs, rank: 1, actor, id: `question:${actor}|ask`, cause: null });
const scheduled = (...items: AgendaItem[]) => items.map((item) => ({ kind: 'schedule', item }) as const);

function after(time: TimeModel, ...items: AgendaItem[]) {
  const table = new AgendaTable(time, true);
  const agenda = table.change(table.intern([]), table.internChange(scheduled(...items)));
  const show = (id: number): string[] => table.listOf(id).map(({ actor, dueMs }) => `${actor} ${dueMs === 2 ** 52 ? 'untimed' : dueMs / minute}`);
  return { table, agenda, show };
}

test('to the fixpoint: legs and short delays take no time, long ones have none, endless ones are not there', () => {
  const { agenda, show } = after(fixpointTime, timer('task', 60 * minute), leg('prt', 2_000), timer('vpn', 10_000), timer('cache', 12 * 60 * minute), timer('series', 36_525 * 24 * 60 * minute));
  expect(show(agenda)).toEqual(['prt 0', 'vpn 0', 'task 60', 'cache untimed']);
});

test('bounded: every delay is what it is', () => {
  const { agenda, show } = after(boundedTime, timer('task', 60 * minute), leg('prt', 30_000), timer('cache', 12 * 60 * minute));
  expect(show(agenda)).toEqual(['prt 0.5', 'task 60', 'cache 720']);
});

test('time moves to the next deadline and not past what is due', () => {
  const { table, agenda, show } = after(fixpointTime, timer('task', 60 * minute), timer('cycle', 30 * minute), timer('cache', 12 * 60 * minute));
  const later = table.advance(agenda);
  expect(show(later)).toEqual(['cycle 0', 'task 30', 'cache untimed']);
  expect(table.advance(later)).toBe(later);
});

test('an item is replaced, taken off, and taking off what is not there changes nothing', () => {
  const { table, agenda, show } = after(boundedTime, timer('task', 60 * minute), timer('cycle', 30 * minute));
  const change = table.internChange([{ kind: 'unschedule', actor: 'cycle', id: 'timer:x' }, { kind: 'unschedule', actor: 'vpn', id: 'timer:x' }, ...scheduled(timer('task', 5 * minute), timer('task', 7 * minute))]);
  expect(show(table.change(agenda, change))).toEqual(['task 7']);
  expect(table.change(agenda, table.internChange([]))).toBe(agenda);
  const nothing = table.internChange([{ kind: 'unschedule', actor: 'vpn', id: 'timer:x' }]);
  expect(table.change(agenda, nothing)).toBe(agenda);
});

test('two agendas are one discrete agenda when only deadlines differ, and not when other things are due now', () => {
  const { table, agenda } = after(boundedTime, timer('task', 60 * minute), timer('cycle', 30 * minute));
  const discrete = (id: number): number | undefined => table.agendas[id]?.discrete;
  const shifted = table.change(agenda, table.internChange(scheduled(timer('cycle', 10 * minute))));
  expect(shifted).not.toBe(agenda);
  expect(discrete(shifted)).toBe(discrete(agenda));
  expect(discrete(table.advance(agenda))).not.toBe(discrete(agenda));
});
