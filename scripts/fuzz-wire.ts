/**
 * `npm run fuzz:wire [conversations] [seed]`: nonsense to every port that `joinlab serve` opens. Ends with exit code 1 at the first that crashes,
 * hangs, or moves the world without permission, shrunk, with the numbers that repeat it.
 */
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { fuzzWire } from '../test/support/wire-fuzz.ts';

const [wanted = 50_000, seed = 1] = process.argv.slice(2).map(Number);
const roundOf = 5_000;
const { scenarios: [scenario] } = await loadScenarios(['vpn/logoff-loses-dc'], { cwd: '.' });
if (!scenario) throw new Error('The library has no VPN story.');

for (let done = 0, round = 0; done < wanted; done += roundOf, round += 1) {
  const sent = await fuzzWire(scenario, Math.min(roundOf, wanted - done), seed + round);
  console.log(`seed ${seed + round}: ${Object.entries(sent).map(([port, count]) => `${count} to ${port}`).join(', ')}: no crash, no hang, no change`);
}
