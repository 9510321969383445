/** `npm run bench:fleet`: 100,000 devices of the shipped populations over 72 virtual hours, on one thread. */
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { playFleet } from '../simulation/fleet/play.ts';
import { cameBy } from '../simulation/fleet/tally.ts';

const devices = 100_000;
const hours = 72;
const count = (value: number): string => Math.round(value).toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');

const words = process.argv.slice(2);
const { scenarios } = await loadScenarios(words.length > 0 ? words : ['fleet/going-home'], { cwd: process.cwd() });
console.log(`Node ${process.versions.node}, ${count(devices)} devices, ${hours} virtual hours, learning included\n`);
console.log('| population | on the wall | of the processor | moves and steps of devices | a second | steps learned | memory | registered |\n|---|---|---|---|---|---|---|---|');
for (const scenario of scenarios) {
  const before = process.cpuUsage();
  const startedMs = performance.now();
  const { tally, effort } = playFleet(scenario, { policy: null, devices, hours });
  const wallMs = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(before);
  const done = effort.moves + effort.steps;
  const registered = cameBy(tally.registered, Number.POSITIVE_INFINITY);
  console.log(`| ${scenario.id} | ${(wallMs / 1000).toFixed(1)} s | ${((user + system) / 1e6).toFixed(1)} s | ${count(done)} | ${count((done * 1000) / wallMs)} | ${count(effort.learned)} | ${count(process.memoryUsage().rss / 1e6)} MB | ${count(registered)} |`);
}
