import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { quotedForPowerShell, quotedForSh, shellWord } from './shell-words.ts';

test.each(["it's", '$HOME `id` "x"', 'a\\b\nc', '', "''"])('sh reads back %j', (text) => {
  expect(execFileSync('/bin/sh', ['-c', `printf %s ${quotedForSh(text)}`], { encoding: 'utf8' })).toBe(text);
});

test('PowerShell doubles the mark; a plain word is not quoted', () => {
  expect(quotedForPowerShell("it's")).toBe("'it''s'");
  expect([shellWord('vpn/a.yaml'), shellWord('prt.lifetime=90d'), shellWord('a b'), shellWord('')]).toEqual(['vpn/a.yaml', 'prt.lifetime=90d', "'a b'", "''"]);
});
