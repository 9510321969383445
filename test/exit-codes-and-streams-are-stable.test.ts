import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { joinlab, startJoinlab } from './support/command-line.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-codes-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const scenario = 'title: At home\nbase: managed/home-laptop\ntimeline:\n  - at: 0m\n    do: alice signs in\n    see: { within: 2m, event: 334 }\n';
writeFileSync(join(dir, 'good.yaml'), scenario);
writeFileSync(join(dir, 'wrong.yaml'), scenario.replace('334', '306'));
writeFileSync(join(dir, 'broken.yaml'), scenario.replace('signs in', 'sings in'));

test('0: everything expected was seen, and standard error is empty', () => {
  const { code, out, error } = joinlab(['run', 'good.yaml'], { cwd: dir });
  expect([code, error]).toEqual([0, '']);
  expect(out).toMatch(/^ok {3}good {2}At home\n\n1 passed, 0 failed; 2m of virtual time in \d+\.\d s\n$/);
});

test('1: an expectation failed; the report ends a failure with the line that reproduces it', () => {
  const { code, out } = joinlab(['run', 'wrong.yaml', 'good.yaml', '--seed', 'a b', '--set', 'prt.lifetime=90d'], { cwd: dir });
  expect(code).toBe(1);
  expect(out.replace(/in \d+\.\d s/, 'in 0.0 s')).toMatchInlineSnapshot(`
    "FAIL wrong  At home
    ok   good  At home

      wrong
        prt.lifetime=90d
        x at 2m, step 1 (wrong.yaml:6:10): not seen in time
            expected  event: 306
            shows     events 334

        What led to it:
             0m  DO            alice signs in
                 Windows       Somebody enters a name and a credential. Windows asks
                               a domain controller to check the credential.
             4s  Windows       asks a domain controller to verify the credential: no
                               domain controller answers the sign-in (0xc000005e)
                               No domain controller in reach. Windows checks the
                               credential against what an earlier sign-in left here
                               (the cached verifier).
                               The cached verifier accepts. The desktop is shown.
                 join task     A user signed in. The trigger waits its delay.
            34s  join task     The sign-in trigger fires. An instance runs as
                               SYSTEM; further triggers are ignored. Repeats every
                               hour.
                 registration  The task starts an attempt. Looks at the local join
                               state and the policy.
                               Looks for a domain controller as SYSTEM.
            38s  registration  No domain controller (334). The attempt failed: it is
                               remembered as the previous registration, and the next
                               trigger tries again. No attempt is running.
                 event log     event 334: Pre-check: no domain controller
                 join task     The attempt ended. The task waits for a trigger.
             2m  SEE           NOT SEEN: event: 306

        Again: joinlab run wrong.yaml --seed 'a b' --set prt.lifetime=90d

    1 passed, 1 failed; 4m of virtual time in 0.0 s
    "
  `);
});

test.each([
  [['rnu'], /unknown command 'rnu'\n\(Did you mean run\?\)/],
  [['run', '--shrad', '1/2'], /unknown option '--shrad'\n\(Did you mean --shard\?\)/],
  [['run', '--reporter', 'jsn'], /no reporter "jsn"\. Did you mean json\?/],
  [['run', '--shard', '3/2'], /--shard is written i\/n/],
  [['run', '--set', 'task.nextRn=5m'], /JL213 .*"task\.nextRn"\n {2}Did you mean: task\.nextRun/],
  [['run', '--set', 'task.nextRun=5'], /--set task\.nextRun: "5" is no duration; for example 30m/],
  [['run', 'good.yaml', '--set', 'LAPTOP01.windows=95'], /JL207 wrong value: --set devices\.LAPTOP01\.windows: is none of its values\n {2}Valid here: 1607/],
  [['run', 'good.yaml', '--grep', 'zzz'], /No scenario has "zzz"/],
  [['run', 'good.yaml', '--reporter', 'json', '--reporter', 'junit'], /Standard output holds one report/],
  [['show', 'stge', 'good.yaml'], /no evidence "stge"\. Did you mean: stage/],
  [['show', 'stage', 'good.yaml', '--at', '-5m'], /--at is a duration from the start/],
  [['show', 'stage', 'good.yaml', '--at', '999999999d'], /--at is at most 3660d/],
  [['show', 'stage', 'good.yaml', '--device', 'LAPTOP02'], /no device "LAPTOP02" in this scenario\. Devices: LAPTOP01/],
  [['show', 'dsregcmd', 'good.yaml', '--at', '0m'], /Nobody is signed in on LAPTOP01 at 0m: use --as system/],
  [['show', 'stage', '.'], /unknown sentence/],
  [['trace', 'good.yaml', '--why', '99999'], /--why takes the number of an entry, 0 to \d+/],
  [['explain', 'Clent ErorCode'], /Did you mean Client ErrorCode\?/],
  [['completion', 'fish'], /Shells: bash, zsh, powershell/],
  [['init', 'good.yaml'], /good\.yaml exists already and is left as it is/],
  [['serve', 'good.yaml', '--host', ''], /--host is an address or a name of this machine/],
  [['serve', 'good.yaml', '--host', 'not a host', '--port', '0', '--proxy-port', '0', '--control-port', '0'], /^not a host is no address of this machine \(\w+\)\. Choose another with --host/],
  [['serve', 'good.yaml', '--dir', 'good.yaml/x', '--port', '0', '--proxy-port', '0', '--control-port', '0'], /^The folder good\.yaml\/x cannot be written: .*\n {2}Next step: name another with --dir\./],
  [['fixtures', 'good.yaml', '--output', 'good.yaml'], /good\.yaml holds something else than fixtures of joinlab and is left as it is/],
] as const)('2: %j is refused on standard error alone', (args, message) => {
  const before = readdirSync(dir);
  const { code, out, error } = joinlab(args, { cwd: dir });
  // A folder that holds a broken file is a broken file first.
  expect([code, out]).toEqual([args[2] === '.' ? 3 : 2, '']);
  expect(error).toMatch(message);
  expect(readdirSync(dir)).toEqual(before);
});

test('3: a file is invalid; show and trace say so on standard error, run in its report', () => {
  const problem = ['broken.yaml:5:9 JL204 unknown sentence: "alice sings in"', '  Did you mean: alice signs in', '  joinlab explain vocabulary lists every sentence.   Explain: joinlab explain JL204', ''].join('\n');
  expect(joinlab(['show', 'stage', 'broken.yaml'], { cwd: dir })).toEqual({ code: 3, out: '', error: problem });
  expect(joinlab(['trace', 'broken.yaml'], { cwd: dir })).toEqual({ code: 3, out: '', error: problem });
  expect(joinlab(['run', '--list', 'broken.yaml', 'good.yaml'], { cwd: dir })).toEqual({ code: 3, out: 'good  At home\n', error: problem });
  const run = joinlab(['run', 'broken.yaml', 'wrong.yaml'], { cwd: dir });
  expect([run.code, run.error, run.out.startsWith(problem)]).toEqual([3, '', true]);
});

test('3: a sentence that is impossible at its moment names its line and its time', () => {
  writeFileSync(join(dir, 'impossible.yaml'), 'title: t\nbase: managed/home-laptop\ntimeline:\n  - { at: 5m, do: alice signs out }\n');
  const { code, out, error } = joinlab(['show', 'stage', 'impossible.yaml'], { cwd: dir });
  expect([code, out]).toEqual([3, '']);
  expect(error).toMatch(/^impossible\.yaml:4:\d+ JL301 impossible action: at 5m, /);
  rmSync(join(dir, 'impossible.yaml'));
});

test('3: links in a circle, folders of nothing and unreadable files have their own words', () => {
  const inside = join(dir, 'odd');
  mkdirSync(join(inside, 'dir.yaml'), { recursive: true });
  writeFileSync(join(inside, 'secret.yaml'), scenario);
  chmodSync(join(inside, 'secret.yaml'), 0o000);
  const link = joinlab(['run', 'odd/dir.yaml', 'odd/none.yaml', ''], { cwd: dir });
  expect(link.code).toBe(3);
  expect(link.out).toContain('odd/dir.yaml JL102 folder without a scenario');
  expect(link.out).toContain('odd/none.yaml JL101 file not found');
  rmSync(inside, { recursive: true });
});

test('4: a bug of joinlab says that it is one', () => {
  const sabotage = `data:text/javascript,${encodeURIComponent("import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; fs.readdirSync = () => { throw new Error('sabotage'); }; syncBuiltinESMExports();")}`;
  const { code, out, error } = joinlab(['run', '--list'], { cwd: dir, node: ['--import', sabotage] });
  expect([code, out]).toEqual([4, '']);
  expect(error).toBe('joinlab broke: sabotage\nThis is a bug of joinlab. Please report it with the command line and the scenario.\n');
});

test('130: --watch runs again when a scenario is saved, and Ctrl-C ends it', async () => {
  const inside = join(dir, 'watched');
  mkdirSync(inside);
  writeFileSync(join(inside, 'first.yaml'), scenario);
  const child = startJoinlab(['run', '--watch', 'first.yaml'], inside);
  let out = '';
  let error = '';
  const waitFor = (pattern: RegExp, text: () => string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => { if (pattern.test(text())) resolve(); };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      look();
    });
  child.stdout.on('data', (chunk) => { out += String(chunk); });
  child.stderr.on('data', (chunk) => { error += String(chunk); });
  const ended = new Promise<number | null>((resolve) => { child.on('exit', resolve); });
  await waitFor(/Watching for changes\. Ctrl-C ends it/, () => error);
  expect(out).toMatch(/^ok {3}first/);
  writeFileSync(join(inside, 'first.yaml'), scenario.replace('334', '306'));
  await waitFor(/FAIL first[\s\S]*0 passed, 1 failed/, () => out);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
});

test('a reader that closes the pipe early is no error', async () => {
  const child = startJoinlab(['trace', 'vpn/logoff-loses-dc', '--json'], dir);
  let error = '';
  child.stderr.on('data', (chunk) => { error += String(chunk); });
  child.stdout.once('data', () => { child.stdout.destroy(); });
  const code = await new Promise<number | null>((resolve) => { child.on('exit', resolve); });
  expect([code, error]).toEqual([0, '']);
});
