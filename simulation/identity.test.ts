import { expect, test } from 'vitest';
import { correlationIdFor, domainSidFor, guidFor, ridFor } from './identity.ts';

const names = Array.from({ length: 200 }, (_, index) => `name ${index}`);

test('GUIDs are of version 4 and of the standard variant, each name and seed has its own', () => {
  const guids = names.map((name) => guidFor('s', name));
  for (const guid of guids) expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set([...guids, ...names.map((name) => guidFor('other', name))]).size).toBe(400);
  expect(new Set(guids.map((guid) => guid[19]))).toEqual(new Set('89ab'));
  expect(guidFor('s', 'name 0')).toBe(guids[0]);
});

test('the SID of a domain has three sub-authorities of ten digits, that of an account lies above the built-in ones', () => {
  for (const name of names) {
    expect(domainSidFor('s', name)).toMatch(/^S-1-5-21-[1-3]\d{9}-[1-3]\d{9}-[1-3]\d{9}$/);
    expect(new Set(domainSidFor('s', name).split('-').slice(4)).size).toBe(3);
    expect(ridFor('s', name)).toBeGreaterThanOrEqual(1_104);
    expect(ridFor('s', name)).toBeLessThan(61_104);
  }
  expect([new Set(names.map((name) => domainSidFor('s', name))).size, new Set(names.map((name) => ridFor('s', name))).size > 190]).toEqual([200, true]);
});

test('a computer, a rid and an attempt of the same name are different things', () => {
  expect(new Set([guidFor('s', 'x'), correlationIdFor('s', 'x', 0), correlationIdFor('s', 'x', 1), correlationIdFor('s', 'y', 0)]).size).toBe(4);
  expect(correlationIdFor('s', 'prt:PC01/alice', 5)).toBe(guidFor('s', 'correlation prt:PC01/alice 5'));
});
