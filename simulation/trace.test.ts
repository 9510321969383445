import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { entryText, noTrace, Trace, type TraceEntry } from './trace.ts';

const entry = (kind: TraceEntry['kind'], cause: number | null, data: TraceEntry['data'] = {}) => ({ atMs: 5, actor: 'task:PC01', kind, data, cause });

test('an entry is written as canonical JSON, whatever it carries', () => {
  for (const one of [entry('log', null), entry('transition', 3, { to: { b: 1, a: [null, 'x"y'] }, from: null, event: 'START', gone: undefined })]) {
    expect(entryText({ index: 7, ...one })).toBe(canonicalJson({ index: 7, ...one }));
  }
});

test('why is the walk from the first cause to the entry', () => {
  const trace = new Trace();
  trace.record(entry('action', null));
  trace.record(entry('event', null));
  trace.record(entry('transition', 0));
  trace.record(entry('log', 2, { id: 334 }));
  expect(trace.why(3).map(({ index }) => index)).toEqual([0, 2, 3]);
  expect(trace.why(1).map(({ index }) => index)).toEqual([1]);
  expect(trace.why(99)).toEqual([]);
});

test('the hash tells every entry, its order and its cause', () => {
  const hashOf = (...entries: Omit<TraceEntry, 'index'>[]): string => {
    const trace = new Trace();
    for (const one of entries) trace.record(one);
    return trace.hash();
  };
  const [a, b] = [entry('action', null), entry('log', null, { id: 334 })];
  expect(hashOf(a, b)).toBe(hashOf({ ...a }, { ...b }));
  expect(new Set([hashOf(), hashOf(a), hashOf(a, b), hashOf(b, a), hashOf(a, { ...b, cause: 0 }), hashOf(a, { ...b, atMs: 6 })]).size).toBe(6);
});

test('without a trace nothing is kept', () => {
  expect(noTrace.record(entry('action', null))).toBe(-1);
});
