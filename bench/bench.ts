/** `npm run bench`: medians beside bare Node in the same run. Figures, never a test. Build first: the command line is measured as shipped. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { packageRoot } from '../cli/scenario-files/package-root.ts';
import { evidences } from '../evidence/index.ts';
import { createLab } from '../simulation/lab.ts';
import { runScenario } from '../simulation/run-scenario.ts';

const commandLine = join(packageRoot, 'dist', 'cli', 'joinlab.js');
const rounds = 15;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function spawnMs(args: readonly string[]): number {
  const startedMs = performance.now();
  spawnSync(process.execPath, [...args], { stdio: 'ignore', cwd: packageRoot });
  return performance.now() - startedMs;
}

/** Alternating, so that noise of the machine falls on all alike. */
function startUps(): { readonly bare: number; readonly version: number; readonly run: number } {
  const times = { bare: [] as number[], version: [] as number[], run: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.bare.push(spawnMs(['-e', '0']));
    times.version.push(spawnMs([commandLine, '--version']));
    times.run.push(spawnMs([commandLine, 'run', 'vpn/logoff-loses-dc']));
  }
  return { bare: median(times.bare), version: median(times.version), run: median(times.run) };
}

async function replaysPerSecond(): Promise<number> {
  const { scenarios } = await loadScenarios(['vpn/logoff-loses-dc'], { cwd: packageRoot });
  const [scenario] = scenarios;
  if (!scenario) throw new Error('the VPN scenario is missing');
  const rates: number[] = [];
  // The first rounds warm the engine up and are not counted: it goes on optimising for some hundred replays.
  for (let round = 0; round < 10; round += 1) {
    const startedMs = performance.now();
    const count = 100;
    for (let index = 0; index < count; index += 1) {
      const { world } = runScenario(scenario);
      for (const name of ['stage', 'dsregcmd', 'portal', 'ad', 'connect', 'network']) evidences[name]?.render({ world, device: 'LAPTOP01', as: 'user' });
    }
    if (round > 2) rates.push((count * 1000) / (performance.now() - startedMs));
  }
  return median(rates);
}

function deviceYearSeconds(): number {
  const startedMs = performance.now();
  const lab = createLab({ world: { devices: { PC01: { location: 'corporate-lan', power: 'on' } } } }).do('alice signs in');
  lab.trace.record = () => -1;
  lab.advance('365d');
  return (performance.now() - startedMs) / 1000;
}

if (!existsSync(commandLine)) throw new Error('npm run build first: the command line is measured as shipped');
const { bare, version, run } = startUps();
const rate = await replaysPerSecond();
const year = deviceYearSeconds();
const rows: readonly (readonly [string, string, string])[] = [
  ['bare Node', `${bare.toFixed(0)} ms`, ''],
  ['joinlab --version', `${version.toFixed(0)} ms`, `+${(version - bare).toFixed(0)} ms (bound: +60 ms)`],
  ['one scenario, cold', `${run.toFixed(0)} ms`, `+${(run - bare).toFixed(0)} ms (bound: +250 ms)`],
  ['replays per second, evidence included', rate.toFixed(0), 'bound: 200'],
  ['one device, one virtual year', `${year.toFixed(2)} s`, 'bound: 5 s'],
];
process.stdout.write(
  `Node ${process.versions.node}, medians of ${rounds}\n\n| what | measured | bound |\n|---|---|---|\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`,
);
