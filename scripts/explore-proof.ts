/**
 * `npm run explore:proof [edges]`: exploration against the real steps, edge by edge. Every edge of the VPN story's fixpoint, then
 * random edges of larger worlds, and all edges along random ways, a million in all unless told otherwise. Ends with exit code 1 at the first difference.
 */
import { boundedTime } from '../simulation/exploration/time-model.ts';
import { firstWorld, proveEdges, walk } from '../test/support/exploration-proof.ts';
import { everyday, twoLaptops, vpnWorld, wild } from '../test/support/exploration-worlds.ts';

const wanted = Number(process.argv[2] ?? 1_000_000);
const startedMs = performance.now();
const say = (text: string): void => console.log(`${((performance.now() - startedMs) / 1000).toFixed(0).padStart(6)} s  ${text}`);

const vpn = everyday(await vpnWorld());
vpn.run();
let proven = proveEdges(vpn, 'all');
say(`every edge of the VPN story: ${proven}`);

const otherwise = { 'prt.retryOnNetworkUp': true, 'precheck.requiresDc': false, 'entra.hybridSoftDelete': true, 'entra.disableDelay': 3_600_000, 'leave.localRegardless': false, 'task.startOnNetworkUp': true } as const;
/** Two laptops, two sites, every action and fault: the states found first, and ways that lead far beyond them. */
for (let round = 1; proven < wanted; round += 1) {
  for (const [title, settings, options] of [['as it comes', {}, {}], ['open questions the other way', otherwise, {}], ['delays as they are', {}, { time: boundedTime, atomicInside: false }]] as const) {
    const world = twoLaptops(settings);
    const exploration = wild(world, options);
    exploration.run({ statesMax: 10_000 });
    const before = proven;
    proven += proveEdges(exploration, 1_500, round);
    for (let seed = 1; seed <= 10; seed += 1) proven += walk(exploration, firstWorld(exploration, world), 300, round * 100 + seed).edges;
    say(`two laptops, round ${round}, ${title}: ${proven - before} more, ${proven} in all`);
  }
}
say(`${proven} edges: exploration and the real steps agree`);
