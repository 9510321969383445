import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseAllDocuments, parse } from 'yaml';
import { packageRoot } from '../cli/scenario-files/package-root.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-shard-examples-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

// What `npm install --global joinlab` does: joinlab on the path.
mkdirSync(join(dir, 'bin'));
writeFileSync(join(dir, 'bin', 'joinlab'), `#!/bin/sh\nexec '${process.execPath}' --import '${import.meta.resolve('tsx')}' '${join(packageRoot, 'cli', 'joinlab.ts')}' "$@"\n`);
chmodSync(join(dir, 'bin', 'joinlab'), 0o755);

/** Small, so that all shards of all examples take seconds. */
const asked = { SCENARIO: 'vpn/logoff-loses-dc', OPTIONS: '--interleaving settled --max-states 40 --configurations scp=directory,registry vpn=none,device-tunnel' };

function shell(line: string, env: { readonly [name: string]: string }, cwd: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { cwd, encoding: 'utf8', env: { ...process.env, PATH: `${join(dir, 'bin')}${delimiter}${process.env.PATH ?? ''}`, ...env } });
  return { code: status, out: stdout, error: stderr };
}

const example = (name: string): string => readFileSync(join(packageRoot, 'docs', 'examples', name), 'utf8');
const folder = (name: string): string => {
  mkdirSync(join(dir, name), { recursive: true });
  return join(dir, name);
};
const hasShell = spawnSync('sh', ['-c', 'exit 0']).status === 0;
const oneRun = (): string => shell('joinlab explore $SCENARIO $OPTIONS', asked, folder('one')).out;

interface Step { readonly name?: string; readonly uses?: string; readonly run?: string; readonly with?: { readonly path?: string } }
interface Workflow { readonly env: object; readonly jobs: { readonly shard: { readonly strategy: { readonly matrix: { readonly shard: readonly number[] } }; readonly steps: readonly Step[] }; readonly merge: { readonly needs: string; readonly steps: readonly Step[] } } }

test.skipIf(!hasShell)('GitHub Actions: the commands of every shard, then those of the merge job', () => {
  const { env, jobs } = parse(example('github-actions.yml')) as Workflow;
  expect(Object.keys(env)).toEqual(Object.keys(asked));
  const commands = (steps: readonly Step[]): readonly string[] => steps.flatMap(({ run }) => (run === undefined || run.startsWith('npm install') ? [] : [run]));
  const artifacts = (steps: readonly Step[], action: string): string => steps.find(({ uses }) => uses?.startsWith(`actions/${action}-artifact`))?.with?.path ?? '';
  const merging = folder('merge');
  for (const index of jobs.shard.strategy.matrix.shard) {
    const machine = folder(`runner-${index}`);
    mkdirSync(join(machine, 'scenarios'));
    for (const name of ['hourly-run-completes', 'kill-switch', 'logoff-loses-dc']) cpSync(join(packageRoot, 'scenarios', 'vpn', `${name}.yaml`), join(machine, 'scenarios', `${name}.yaml`));
    for (const command of commands(jobs.shard.steps)) expect(shell(command.replaceAll('${{ matrix.shard }}', String(index)), asked, machine)).toMatchObject({ code: 0, error: '' });
    cpSync(join(machine, artifacts(jobs.shard.steps, 'upload')), join(merging, artifacts(jobs.merge.steps, 'download')), { recursive: true });
  }
  const [report, answer] = commands(jobs.merge.steps).map((command) => shell(command, asked, merging));
  expect(report?.out).toContain('3 passed, 0 failed');
  expect(readFileSync(join(merging, 'junit.xml'), 'utf8')).toContain('tests="3" failures="0"');
  expect(answer?.out).toBe(oneRun());
}, 300_000);

interface Job { readonly spec: { readonly completionMode?: string; readonly completions: number; readonly template: { readonly spec: { readonly containers: readonly { readonly env: readonly { readonly name: string; readonly value: string }[]; readonly command: readonly string[]; readonly args: readonly string[] }[] } } } }

test.skipIf(!hasShell)('Kubernetes: the arguments of every pod of the indexed job, then those of the merge job', () => {
  const [shards, merge] = parseAllDocuments(example('kubernetes.yml')).map((document) => document.toJS() as Job);
  expect(shards?.spec.completionMode).toBe('Indexed');
  const [pod] = shards?.spec.template.spec.containers ?? [];
  const [joiner] = merge?.spec.template.spec.containers ?? [];
  const volume = { PARTS: folder('volume') };
  const env: { readonly [name: string]: string } = { ...Object.fromEntries(pod?.env.map(({ name, value }) => [name, value]) ?? []), ...asked, ...volume };
  expect(env.SHARDS).toBe(String(shards?.spec.completions));
  expect([pod?.command, joiner?.command]).toEqual([['sh', '-c'], ['sh', '-c']]);
  for (let index = 0; index < (shards?.spec.completions ?? 0); index += 1) expect(shell(pod?.args[0] ?? '', { ...env, JOB_COMPLETION_INDEX: String(index) }, folder('pod'))).toMatchObject({ code: 0, error: '' });
  expect(shell(joiner?.args[0] ?? '', volume, folder('pod')).out).toBe(oneRun());
}, 300_000);

test.skipIf(!hasShell)('the plain shell: all shards beside each other', () => {
  expect(shell(`sh '${join(packageRoot, 'docs', 'examples', 'shards.sh')}'`, asked, folder('shell'))).toMatchObject({ code: 0, out: oneRun(), error: '' });
}, 300_000);
