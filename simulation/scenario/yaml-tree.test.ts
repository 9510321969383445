import { expect, test } from 'vitest';
import { plain, positionAt, readTree, scenarioBytesMax, treeOf, type Tree } from './yaml-tree.ts';

const treeFrom = (text: string): Tree => {
  const read = readTree(text);
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.tree;
};
const problems = (text: string): readonly string[] => {
  const read = readTree(text);
  return 'problems' in read ? read.problems.map(({ code, message, at }) => `${at?.line}:${at?.column} ${code} ${message}`) : [];
};

test('scalars stay the texts that were written', () => {
  expect(plain(treeFrom('a: 0x801c03f2\nb: NO\nc: 1 value\nd: ~\ne:\nf: "x\\ny"\ng: [1, null]\nh: 2026-01-05\n1: 007\n'))).toEqual({
    a: '0x801c03f2', b: 'NO', c: '1 value', d: '~', e: '', f: 'x\ny', g: ['1', 'null'], h: '2026-01-05', 1: '007',
  });
});

test('an alias stands for what its anchor named last', () => {
  expect(plain(treeFrom('a: &x { b: 1 }\nc: *x\nd: &x [2]\ne: *x\n'))).toEqual({ a: { b: '1' }, c: { b: '1' }, d: ['2'], e: ['2'] });
});

test('everything knows its line and column; a key without a value is said about at the key', () => {
  expect(treeFrom('a: 1\nb:\n  - x\n  - { c: y }\nd:\n')).toEqual({
    kind: 'map', at: { line: 1, column: 1 }, entries: [
      { key: 'a', keyAt: { line: 1, column: 1 }, value: { kind: 'text', text: '1', at: { line: 1, column: 4 } } },
      { key: 'b', keyAt: { line: 2, column: 1 }, value: { kind: 'list', at: { line: 3, column: 3 }, items: [
        { kind: 'text', text: 'x', at: { line: 3, column: 5 } },
        { kind: 'map', at: { line: 4, column: 5 }, entries: [{ key: 'c', keyAt: { line: 4, column: 7 }, value: { kind: 'text', text: 'y', at: { line: 4, column: 10 } } }] },
      ] } },
      { key: 'd', keyAt: { line: 5, column: 1 }, value: { kind: 'text', text: '', at: expect.objectContaining({ line: 5 }) } },
    ],
  });
});

const nested = (depth: number, text = 'x'): string => `${'['.repeat(depth)}${text}${']'.repeat(depth)}`;
const wide = (count: number): string => `[${Array.from({ length: count }, () => 'x').join(',')}]`;

test.each([
  ['nothing', '', ['1:1 JL208 the file is empty']],
  ['comments alone', '# nothing\n', ['1:1 JL208 the file is empty']],
  ['an open bracket', 'title: [unclosed\n', ['2:1 JL201 Flow sequence in block collection must be sufficiently indented and end with a ]']],
  ['an unknown escape', 'title: "\\q"\n', ['1:9 JL201 Invalid escape sequence \\q']],
  ['a tab', 'a:\n\t- b\n', ['2:1 JL201 Tabs are not allowed as indentation']],
  ['duplicate keys', 'a: 1\nb: 2\na: 3\na: 4\n', ['3:1 JL202 "a" stands on line 1 already', '4:1 JL202 "a" stands on line 3 already']],
  ['duplicate keys and what stops the reading', 'a: 1\na: 2\nc: *d\n', ['2:1 JL202 "a" stands on line 1 already', '3:4 JL212 the alias *d names no anchor above it']],
  ['a list as a key', 't: x\n? [a]\n: b\n', ['2:3 JL201 a key is one word, not a list, mapping or alias']],
  ['an alias as a key', 'a: &x y\n*x : z\n', ['2:1 JL201 a key is one word, not a list, mapping or alias']],
  ['__proto__', 'a: x\n__proto__: x\n', ['2:1 JL203 "__proto__" cannot be a key']],
  ['a second document', '---\na: x\n---\nb: y\n', ['4:1 JL201 one file holds one scenario; a second document starts here']],
  ['an alias above its anchor', 'a: *b\nc: &b x\n', ['1:4 JL212 the alias *b names no anchor above it']],
  ['an alias to itself', 'a: &a [*a]\n', ['1:8 JL212 the alias *a contains itself']],
  ['an alias to what it is in', 'a: &a { b: { c: *a } }\n', ['1:17 JL212 the alias *a contains itself']],
  ['forty levels', nested(40), []],
  ['forty-one levels', nested(41), ['1:42 JL212 nested more than 40 deep']],
  ['a thousand brackets', nested(1_001), ['1:1 JL212 nested more than 40 deep']],
  ['a thousand braces', '{'.repeat(1_001), ['1:1 JL212 nested more than 40 deep']],
  ['a thousand dashes', `${'- '.repeat(1_001)}x`, ['1:1 JL212 nested more than 40 deep']],
  ['brackets that are closed', Array.from({ length: 1_100 }, () => '[]').join('').replace(/^/, 'a: "').concat('"'), []],
  ['braces that are closed', `a: "${'{}'.repeat(1_100)}"`, []],
  ['closing brackets before the opening ones', `a: "${']'.repeat(1_100)}${'['.repeat(900)}"`, []],
  ['49,999 values in a list', wide(49_999), []],
  ['50,000 values in a list', wide(50_000), ['1:100000 JL212 more than 50000 values, aliases expanded']],
])('%s', (_what, text, expected) => {
  expect(problems(text)).toEqual(expected);
});

test('a file of more than 1 MiB is refused before it is read', () => {
  expect(scenarioBytesMax).toBe(1_048_576);
  expect(problems(`a: x #${' '.repeat(scenarioBytesMax)}`)).toEqual(['1:1 JL103 1048582 characters; at most 1048576']);
  expect(problems(`a: x #${' '.repeat(scenarioBytesMax - 6)}`)).toEqual([]);
});

test('what was made in code is read as a file would be', () => {
  const read = treeOf({ a: 1, b: true, c: 'x', d: [1, { e: undefined, f: null }], g: undefined, h: () => 1 });
  expect('tree' in read && plain(read.tree)).toEqual({ a: '1', b: 'true', c: 'x', d: ['1', { f: '' }], h: '' });
  expect('tree' in read && read.tree).toMatchObject({ kind: 'map', at: null, entries: [{ key: 'a', keyAt: null, value: { kind: 'text', at: null } }, {}, {}, { value: { kind: 'list', at: null } }, {}] });
  const proto = treeOf(JSON.parse('{ "__proto__": { "a": 1 }, "b": 1 }'));
  expect('tree' in proto && plain(proto.tree)).toEqual({ b: '1' });
});

test('what was made in code has the bounds of files', () => {
  const deep = (depth: number): unknown => Array.from({ length: depth }).reduce((inner) => [inner], 'x' as unknown);
  const itself: unknown[] = [];
  itself.push(itself);
  const bound = { problems: [{ code: 'JL212', message: 'nested more than 40 deep, or more than 50000 values', at: null }] };
  expect('tree' in treeOf(deep(40))).toBe(true);
  for (const value of [deep(41), itself, Array.from({ length: 50_000 }, () => 'x')]) expect(treeOf(value)).toEqual(bound);
  expect('tree' in treeOf(Array.from({ length: 49_999 }, () => 'x'))).toBe(true);
});

test('a path that does not exist is found at the nearest thing above it', () => {
  const tree = treeFrom('a:\n  b: [x, { c: y }]\n');
  const paths: readonly (readonly (string | number)[])[] = [[], ['a'], ['a', 'b'], ['a', 'b', 0], ['a', 'b', 1, 'c'], ['a', 'b', 1, 'd'], ['a', 'b', 2], ['a', 'z'], ['z'], ['a', 'b', 0, 'deeper']];
  expect(paths.map((path) => { const at = positionAt(tree, path); return `${at?.line}:${at?.column}`; })).toEqual(['1:1', '1:1', '2:3', '2:7', '2:12', '2:10', '2:3', '1:1', '1:1', '2:7']);
});
