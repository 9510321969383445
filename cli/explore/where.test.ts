import { expect, test } from 'vitest';
import { configurationsOf } from './configurations.ts';
import { whereWords } from './where.ts';

const all = configurationsOf([{ name: 'scp', values: ['directory', 'registry'] }, { name: 'vpn', values: ['none', 'manual', 'auto'] }, { name: 'faults', values: ['none', 'busy'] }]);
const words = (is: (values: { readonly [name: string]: string }) => boolean): string => whereWords(all.filter(({ values }) => is(values)), all);

test.each([
  ['everywhere', () => true],
  ['vpn=none', ({ vpn }) => vpn === 'none'],
  ['vpn=none,auto faults=busy', ({ vpn, faults }) => vpn !== 'manual' && faults === 'busy'],
  ['vpn=none, else faults=busy', ({ vpn, faults }) => vpn === 'none' || faults === 'busy'],
  ['scp=registry, else vpn=auto faults=none', ({ scp, vpn, faults }) => scp === 'registry' || (vpn === 'auto' && faults === 'none')],
  ['#1 #12', ({ scp, vpn, faults }) => (scp === 'directory' && vpn === 'none' && faults === 'none') || (scp === 'registry' && vpn === 'auto' && faults === 'busy')],
] as readonly (readonly [string, (values: { readonly [name: string]: string }) => boolean])[])('%s', (expected, is) => {
  expect(words(is)).toBe(expected);
});
