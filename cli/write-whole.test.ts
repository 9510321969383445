import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeWhole } from './write-whole.ts';

const folder = mkdtempSync(join(tmpdir(), 'joinlab-whole-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a file is replaced as a whole, its folder made, and nothing is left beside it', () => {
  const file = join(folder, 'a', 'b.json');
  writeWhole(file, 'first, and longer');
  writeWhole(file, 'second');
  expect(readFileSync(file, 'utf8')).toBe('second');
  expect(readdirSync(join(folder, 'a'))).toEqual(['b.json']);
});

test('what is no file is written to, not replaced', () => {
  const device = join(folder, 'nowhere');
  symlinkSync('/dev/null', device);
  writeWhole(device, 'text');
  expect(lstatSync(device).isSymbolicLink()).toBe(true);
  expect(() => writeWhole(folder, 'text')).toThrow('EISDIR');
});
