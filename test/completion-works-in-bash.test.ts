import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { joinlab } from './support/command-line.ts';

const hasBash = spawnSync('bash', ['-c', 'complete -p >/dev/null 2>&1; exit 0']).status === 0;

test.skipIf(!hasBash)('bash completes commands, evidence, options, values, shells and scenarios', () => {
  const script = joinlab(['completion', 'bash']).out;
  const complete = (...words: readonly string[]): string[] => {
    const shell = spawnSync('bash', ['--norc', '-c', `${script}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _joinlab; printf '%s\\n' "\${COMPREPLY[@]}"`], { encoding: 'utf8', cwd: '/' });
    expect(shell.stderr).toBe('');
    return shell.stdout.split('\n').filter((word) => word !== '');
  };
  expect(complete('joinlab', 'sh')).toEqual(['show', 'shim']);
  expect(complete('joinlab', 'show', 'st')).toEqual(['stage']);
  expect(complete('joinlab', 'run', '--door', 'ht')).toEqual(['https']);
  expect(complete('joinlab', 'run', '--rep')).toEqual(['--reporter']);
  expect(complete('joinlab', 'run', '--reporter', 'ju')).toEqual(['junit']);
  expect(complete('joinlab', 'show', 'stage', 'x', '--as', 'a')).toEqual(['admin']);
  expect(complete('joinlab', 'mer')).toEqual(['merge']);
  expect(complete('joinlab', 'explore', '--sha')).toEqual(['--shard']);
  expect(complete('joinlab', 'explore', '--configurations', 'scp')).toEqual(['scp=directory,registry']);
  expect(complete('joinlab', 'completion', 'b')).toEqual(['bash']);
  expect(complete('joinlab', 'trace', 'vpn/logoff')).toEqual(['vpn/logoff-loses-dc']);
});

test('zsh and PowerShell get every command and option', () => {
  for (const shell of ['zsh', 'powershell']) {
    const { code, out } = joinlab(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['run', 'show', 'trace', 'explain', '--output-file', '--watch', '--until']) expect(out).toContain(word);
  }
});
