import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exploreCommand, type ExploreCommandOptions } from '../cli/commands/explore.ts';
import { mergeCommand } from '../cli/commands/merge.ts';
import { runCommand, type RunOptions } from '../cli/commands/run.ts';
import { withExploreOptions } from '../cli/explore/options.ts';
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { runScenario } from '../simulation/run-scenario.ts';
import { captureIo, joinlab } from './support/command-line.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-shards-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const scenario = 'title: At home\nbase: managed/home-laptop\nchange: { task.nextRun: 60m }\ntimeline:\n  - at: 0m\n    do: alice signs in\n';
writeFileSync(join(dir, 'home.yaml'), scenario);

interface Said { readonly code: number; readonly out: string; readonly error: string }

/** The command with its options as commander reads them. */
async function explore(...words: readonly string[]): Promise<Said> {
  const { io, said } = captureIo(dir);
  const command = withExploreOptions(new Command('explore').exitOverride().configureOutput({ writeErr: io.writeError })).option('--key');
  command.argument('<scenario>').parse([...words], { from: 'user' });
  return { code: await exploreCommand(command.args[0] ?? '', command.opts<ExploreCommandOptions>(), io), ...said };
}

async function merge(files: readonly string[], options: Parameters<typeof mergeCommand>[1] = {}): Promise<Said> {
  const { io, said } = captureIo(dir);
  return { code: await mergeCommand(files, options, io), ...said };
}

async function run(files: readonly string[], options: RunOptions): Promise<Said> {
  const { io, said } = captureIo(dir);
  return { code: await runCommand(files, options, io), ...said };
}

/** An answer with each row on one line again. */
const unwrapped = (out: string): string => out.replaceAll(/\n {14}/g, ' ');
const few = ['home.yaml', '--interleaving', 'settled', '--remove', 'alice locks', '--remove', 'alice unlocks', '--remove', 'alice disconnects VPN', '--max-states', '60', '--configurations', 'scp=directory,registry', 'vpn=none,user-tunnel-manual', 'faults=none,drs-answer-lost'];

/** Files of all shards. */
async function shards(of: number): Promise<readonly string[]> {
  const files: string[] = [];
  for (let index = 1; index <= of; index += 1) {
    const file = `parts/${of}/${index}.json`;
    expect((await explore(...few, '--shard', `${index}/${of}`, '--output', file)).error).toBe('');
    files.push(file);
  }
  return files;
}

let whole: { readonly text: Said; readonly json: Said };
beforeAll(async () => {
  whole = { text: await explore(...few), json: await explore(...few, '--json') };
}, 60_000);

test('one run over all configurations fits on a screen, and says where what holds', () => {
  expect([whole.text.code, whole.text.error]).toEqual([0, '']);
  expect(whole.text.out.split('\n').every((line) => line.length <= 80)).toBe(true);
  expect(whole.text.out).toMatchInlineSnapshot(`
    "explored      home in 8 configurations: scp=directory,registry
                  vpn=none,user-tunnel-manual faults=none,drs-answer-lost
    mode          to the fixpoint (short delays take no time, long ones end at any
                  time); NOT complete: stopped at --max-states everywhere; the
                  limits of --faults, --helpdesk, --admin or --max-actions cut ways
                  off faults=drs-answer-lost
    states        480 with time, 436 without; 502 edges, over all configurations
    always        hold on each of 528 steps
    recoverable   LAPTOP01: no state so far is known to be lost; those not looked at
                  count as ways out
    eventually    LAPTOP01: nothing breaks I20 so far; no trap between triggers
                  (I21) so far; is never Pending so far everywhere
    sometimes     210 witnesses, all confirmed with real times
      codes       0x8007054b 0xc000005e everywhere
    one by one    each explored by itself
      #1          scp=directory vpn=none faults=none: 60 states so far
      #2          scp=directory vpn=none faults=drs-answer-lost: 60 states so far
      #3          scp=directory vpn=user-tunnel-manual faults=none: 60 states so far
      #4          scp=directory vpn=user-tunnel-manual faults=drs-answer-lost: 60
                  states so far
      #5          scp=registry vpn=none faults=none: 60 states so far
      #6          scp=registry vpn=none faults=drs-answer-lost: 60 states so far
      #7          scp=registry vpn=user-tunnel-manual faults=none: 60 states so far
      #8          scp=registry vpn=user-tunnel-manual faults=drs-answer-lost: 60
                  states so far
    "
  `);
});

test.each([1, 2, 3, 5])('explore: %i shards, merged in any order, are byte for byte the answer of one run', async (of) => {
  const files = await shards(of);
  for (const order of [files, [...files].reverse(), [...files.slice(1), ...files.slice(0, 1)]]) {
    expect(await merge(order)).toEqual(whole.text);
    expect(await merge(order, { json: true })).toEqual(whole.json);
  }
});

test('each configuration is in exactly one shard, and is what it is when explored alone', async () => {
  const files = await shards(3);
  const indexes = files.map((file) => JSON.parse(readFileSync(join(dir, file), 'utf8')).configurations.map(({ index }: { index: number }) => index));
  expect(indexes).toEqual([[0, 3, 6], [1, 4, 7], [2, 5]]);
  const { keyFields: _keyFields, ...answer } = JSON.parse((await explore('home.yaml', ...few.slice(1, 7), '--max-states', '60', '--json')).out);
  expect(JSON.parse(whole.json.out).configurations[0]).toMatchObject({ values: { scp: 'directory', vpn: 'none', faults: 'none' }, answer, holds: true });
});

test('the number of workers does not matter', () => {
  const args = (workers: string): string[] => ['explore', ...few.map((word) => (word === 'home.yaml' ? join(dir, word) : word)), '--workers', workers];
  const one = joinlab(args('1'), { cwd: dir });
  expect(one.code).toBe(0);
  expect(one.out).toBe(whole.text.out);
  for (const workers of ['2', '3']) expect(joinlab(args(workers), { cwd: dir })).toEqual(one);
  const sharded = (workers: string) => joinlab([...args(workers), '--shard', '2/3', '--output', `w${workers}.json`], { cwd: dir });
  expect(sharded('2')).toEqual(sharded('1'));
  expect(readFileSync(join(dir, 'w2.json'), 'utf8')).toBe(readFileSync(join(dir, 'w1.json'), 'utf8'));
}, 300_000);

test('what the scenario itself promises is judged in each configuration, and shards merge to the same verdicts', async () => {
  writeFileSync(join(dir, 'promises.yaml'), `${scenario}properties:\n  - { name: no certificate, always: { ad.userCertificate: none } }\n  - { name: no token, always: { dsregcmd.AzureAdPrt: NO } }\n`);
  const words = ['promises.yaml', '--interleaving', 'settled', '--remove', 'alice locks', '--remove', 'alice unlocks', '--max-states', '1500', '--configurations', 'vpn=none,device-tunnel'];
  const one = await explore(...words);
  expect([one.code, one.error]).toEqual([1, '']);
  expect(one.out).toContain('\n  #1          vpn=none: 465 states; LAPTOP01 LOST in 465\n  #2          vpn=device-tunnel: 1,501 states so far; "no certificate" BROKEN;\n              "no token" BROKEN\n');
  for (const index of ['1', '2']) expect((await explore(...words, '--shard', `${index}/2`, '--output', `promises-${index}.json`)).error).toBe('');
  expect(await merge(['promises-2.json', 'promises-1.json'])).toEqual(one);
  const verdicts = JSON.parse((await merge(['promises-1.json', 'promises-2.json'], { json: true })).out) as { readonly configurations: readonly { readonly holds: boolean; readonly answer: { readonly properties: readonly { readonly name: string; readonly verdict: string; readonly witness: { readonly confirmed: boolean } | null }[] } }[] };
  expect(verdicts.configurations.map(({ holds, answer }) => [holds, ...answer.properties.map(({ name, verdict, witness }) => [name, verdict, witness?.confirmed ?? null])])).toEqual([
    [false, ['no certificate', 'holds', null], ['no token', 'holds', null]],
    [false, ['no certificate', 'broken', true], ['no token', 'broken', true]],
  ]);
});

test('findings of each configuration are scenarios of its own world', async () => {
  const { code, out } = await explore(...few, '--shard', '7/8', '--save', 'found');
  expect(code).toBe(0);
  expect(unwrapped(out)).toMatch(/#7 {10}scp=registry vpn=user-tunnel-manual faults=none: 60 states so far; \d+ scenarios written\n/);
  expect(readdirSync(join(dir, 'found'))).toEqual(['7-registry-user-tunnel-manual-none']);
  const { scenarios, problems } = await loadScenarios(['found'], { cwd: dir });
  expect(problems).toEqual([]);
  expect(scenarios.length).toBeGreaterThan(10);
  expect(scenarios.every(({ world }) => world.scp === 'none' && world.devices.LAPTOP01?.clientScp?.tenantName === 'contoso.com')).toBe(true);
  expect(scenarios.slice(0, 5).flatMap((found) => runScenario(found).failures)).toEqual([]);
});

test('a configuration that cannot be had is said, and is no failure of the others', async () => {
  const { code, out } = await explore('home.yaml', '--interleaving', 'settled', '--configurations', 'LAPTOP01.state=workgroup', 'vpn=none,device-tunnel', '--max-states', '50');
  expect(unwrapped(out)).toContain("#2          LAPTOP01.state=workgroup vpn=device-tunnel: not explored, LAPTOP01 has a device tunnel but is in no domain: the tunnel needs the computer's certificate\n");
  expect(out).toContain('1 could not be explored');
  expect(out).toMatch(/NOT complete:\s+stopped at --max-states\s+everywhere/);
  expect(code).toBe(0);
});

test('130: Ctrl-C gives what was found so far, and says which configurations were not explored', async () => {
  const { io, said } = captureIo(dir);
  const command = withExploreOptions(new Command('explore').exitOverride()).argument('<scenario>').parse([...few, '--progress', '--output', 'cut.json'], { from: 'user' });
  let interrupts = 0;
  const code = await exploreCommand('home.yaml', command.opts<ExploreCommandOptions>(), { ...io, interrupts: () => interrupts, writeError: (text) => { io.writeError(text); if (text.startsWith('configuration 3')) interrupts += 1; } });
  expect(code).toBe(130);
  expect(said.out).toContain('5 could not be explored\n');
  expect(unwrapped(said.out)).toContain('#4          scp=directory vpn=user-tunnel-manual faults=drs-answer-lost: not explored, interrupted before its turn\n');
  expect(JSON.parse(readFileSync(join(dir, 'cut.json'), 'utf8')).configurations).toHaveLength(8);
  expect(await merge(['cut.json'])).toMatchObject({ code: 130, out: said.out });
});

test.each([
  [['--configurations', 'scp=everywhere'], '--configurations scp has no value "everywhere".\n  Valid here: directory | registry | none\n'],
  [['--configurations', 'vpn'], '--configurations: "vpn" is no dimension.\n  A dimension is NAME=VALUE,VALUE'],
  [['--configurations', 'vpn=none,none'], 'has the value "none" twice'],
  [['--configurations', 'standard', 'vpn=none'], '--configurations names vpn twice.'],
  [['--configurations', 'faults=drs-bussy'], 'there is no fault "drs-bussy".\n  Did you mean: drs-busy'],
  [['--configurations', 'vpn=carrier-pigeon'], '--set devices.LAPTOP01.vpn: '],
  [['--configurations', 'task.nextRn=5m'], '--set names no setting and no path'.slice(0, 6)],
  [['--configurations', 'vpn=none', '--remove', 'alice connects VPN'], '--remove "alice connects VPN" is an action in none of the configurations:\n  alice signs in\n'],
  [['--configurations', 'vpn=none', '--faults', '2'], 'none is among the actions'],
  [['--shard', '3/2'], '--shard is written i/n with i from 1 to n, for example 1/4; "3/2" is not.'],
  [['--configurations', 'scpp=none'], '--configurations: there is no dimension "scpp".\n  Did you mean: scp\n'],
  [['--output', 'x.json'], '--output is about many configurations, and none are named.\n  Next step: name them with --configurations'],
  [['--workers', '2'], '--workers is about many configurations, and none are named.'],
  [['--workers', '0'], '--workers is a whole number from 1 to 64; "0" is not.'],
  [['--configurations', 'vpn=none', '--key'], '--key is about one world'],
  [['--configurations', 'vpn=none', '--max-states', '9', '--output', 'home.yaml/x.json'], '--output home.yaml/x.json: '],
] as const)('2: %s', async (words, message) => {
  const { code, out, error } = await explore('home.yaml', ...words);
  expect([code, out]).toEqual([2, '']);
  expect(error).toContain(message);
});

test('parts that do not make one answer are refused, each with what is wrong', async () => {
  const [one = '', two = ''] = await shards(2);
  const [three = ''] = await shards(3);
  const edited = (file: string, change: (text: string) => string): string => {
    const name = `edited-${readdirSync(dir).length}.json`;
    writeFileSync(join(dir, name), change(readFileSync(join(dir, file), 'utf8')));
    return name;
  };
  const fails = async (files: readonly string[], ...messages: readonly string[]): Promise<void> => {
    const { code, out, error } = await merge(files);
    expect([code, out]).toEqual([3, '']);
    for (const message of messages) expect(error).toContain(message);
  };
  await fails([one], 'JL404 missing part: 2/2 is not among the 1 files\n  Add its file, or run that shard again.   Explain: joinlab explain JL404');
  await fails([one, two, 'nowhere.json'], 'nowhere.json JL107');
  await fails([one, 'home.yaml'], 'home.yaml JL401 not a part: it is no JSON');
  await fails([one, edited(two, (text) => text.replace('"edges": ', '"edges": 1'))], 'JL402 damaged part: its digest');
  await fails([one, edited(two, (text) => text.slice(0, 900))], 'JL401 not a part');
  await fails([one, three], `JL403 parts of different jobs: it is shard 1/3, and ${one} is 1/2`);
  await fails([one, edited(two, (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'))], 'its schemaVersion is 2; this joinlab reads 1');
  await explore(...few, '--helpdesk', '2', '--shard', '2/2', '--output', 'other.json');
  await fails([one, 'other.json'], `other.json JL403 parts of different jobs: helpdesk is null in ${one} and 2 here`);
  writeFileSync(join(dir, 'home.yaml'), scenario.replace('60m', '30m'));
  await explore(...few, '--shard', '2/2', '--output', 'other.json');
  writeFileSync(join(dir, 'home.yaml'), scenario);
  await fails([one, 'other.json'], 'other.json JL403 parts of different jobs: content is ');
  expect(await merge([one, two, one])).toEqual(whole.text);
  const { io } = captureIo(dir);
  expect(await mergeCommand([one, two], { reporter: ['junit'] }, io)).toBe(2);
});

mkdirSync(join(dir, 'library'));
for (let index = 0; index < 6; index += 1) {
  // The fifth expects what is not so; the sixth cannot be read.
  const see = index === 4 ? '    see: { within: 2m, dsregcmd.AzureAdJoined: YES }\n' : '    see: { within: 2m, dsregcmd.AzureAdJoined: NO }\n';
  writeFileSync(join(dir, 'library', `${index + 1}.yaml`), index === 5 ? scenario.replace('signs', 'sings') : scenario.replace('At home', `At home, ${index + 1}`) + see);
}

test.each([1, 2, 3, 5])('run: %i shards, merged in any order, give every report of one run', async (of) => {
  const files: string[] = [];
  for (let index = 1; index <= of; index += 1) {
    const { code } = await run(['library'], { shard: `${index}/${of}`, output: `run/${of}/${index}.json` });
    expect(code).toBe(3);
    files.push(`run/${of}/${index}.json`);
  }
  for (const reporter of ['default', 'json', 'junit', 'github', 'markdown']) {
    const one = await run(['library'], { reporter: [reporter] });
    expect(one.out).toContain(reporter === 'json' ? '"status": "failed"' : 'AzureAdJoined');
    expect(await merge(files, { reporter: [reporter] })).toEqual(one);
    expect(await merge([...files].reverse(), { reporter: [reporter] })).toEqual(one);
  }
  expect(await merge(files, { json: true })).toEqual(await run(['library'], { json: true }));
});

test('run: parts of another set of scenarios, and options that leave a shard incomplete', async () => {
  await run(['library'], { shard: '1/2', output: 'a.json' });
  await run(['library/1.yaml', 'library/2.yaml'], { shard: '2/2', output: 'b.json' });
  expect(await merge(['a.json', 'b.json'])).toMatchObject({ code: 3, error: expect.stringContaining('b.json JL403 parts of different jobs: scenarios is 5 in a.json and 2 here') });
  for (const option of ['bail', 'list', 'watch'] as const) expect(await run(['library'], { output: 'c.json', [option]: true })).toMatchObject({ code: 2, out: '', error: expect.stringContaining(`does not go with --${option}`) });
});

test('the command line has it', () => {
  expect(joinlab(['merge'], { cwd: dir })).toMatchObject({ code: 2, error: expect.stringContaining("missing required argument 'files'") });
  expect(joinlab(['merge', '--help']).out).toContain('join what the shards of one job wrote with --output');
  expect(joinlab(['run', 'library', '--shard', '1/1', '--output', 'cli.json'], { cwd: dir }).code).toBe(3);
  expect(joinlab(['merge', 'cli.json'], { cwd: dir })).toMatchObject({ code: 3, out: expect.stringContaining('4 passed, 1 failed, 1 invalid') });
});
