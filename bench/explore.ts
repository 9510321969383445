/** `npm run bench:explore`: exploration beside stepping the charts and mocks directly, over the same world, in one run on one thread. */
import { partCounts, type Exploration } from '../simulation/exploration/exploration.ts';
import { getAdjacencyMap } from 'xstate/graph';
import { eventsOf, IntegerProduct, productKey, productMachine } from '../test/support/chart-product.ts';
import { pinnedProduct } from '../test/support/pinned-products.ts';
import { firstWorld, realStep } from '../test/support/exploration-proof.ts';
import { everyday, twoLaptops, vpnWorld, wild } from '../test/support/exploration-worlds.ts';
import type { World } from '../simulation/world.ts';

const seconds = (run: () => void): number => {
  const startedMs = performance.now();
  run();
  return (performance.now() - startedMs) / 1000;
};
/** Processor time: what lasts a tenth of a second and what lasts half a minute are compared, on machines that others use as well. */
const cpuSeconds = (run: () => void): number => {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};
const thousands = (count: number): string => Math.round(count).toLocaleString('en-GB');
const memory = (): string => `${thousands(process.memoryUsage().rss / 1e6)} MB`;

function explore(title: string, exploration: Exploration, statesMax = Number.POSITIVE_INFINITY): number {
  const took = seconds(() => exploration.run({ statesMax }));
  const outcome = exploration.run({ statesMax });
  const { states, edges } = outcome;
  console.log(`\n${title}: ${outcome.kind === 'complete' ? 'fixpoint' : `stopped at the limit of ${outcome.limit}`}`);
  console.log(`  ${thousands(states)} timed states, ${thousands(exploration.discreteCount())} discrete, ${thousands(edges)} edges in ${took.toFixed(2)} s`);
  console.log(`  ${thousands(states / took)} states/s, ${thousands(edges / took)} edges/s, ${thousands(exploration.steps.leaves.length)} steps really taken, ${memory()} in all`);
  return edges / took;
}

/** The same search with plain worlds: every edge is a real step, every state is brought into normal form to be found again. */
function direct(exploration: Exploration, world: World, forSeconds: number): number {
  const worlds: World[] = [firstWorld(exploration, world)];
  const startedMs = performance.now();
  let edges = 0;
  for (let state = 0; state < worlds.length; state += 1) {
    if (performance.now() - startedMs > forSeconds * 1000) break;
    const inputs: { input: number; target: number }[] = [];
    exploration.edges(state, (input, target) => inputs.push({ input, target }));
    for (const { input, target } of inputs) {
      const next = realStep(exploration, worlds[state] as World, state, input);
      exploration.vectorOf(next, ({ dueMs }) => dueMs - next.nowMs);
      worlds[target] ??= next;
      edges += 1;
    }
  }
  return (edges * 1000) / (performance.now() - startedMs);
}

const world = await vpnWorld();
const everywhere = everyday(world, { interleaving: 'everywhere' });
const rate = explore('VPN story, everyday alphabet, actions everywhere', everywhere);
explore('VPN story, between legs only what breaks paths or sessions', everyday(world));
const directRate = direct(everyday(world, { interleaving: 'everywhere' }), world, 5);
console.log(`\ncharts and mocks stepped directly over the same world: ${thousands(directRate)} edges/s; exploration is ${(rate / directRate).toFixed(0)} times as fast`);
explore('two laptops, two sites, every action and fault', wild(twoLaptops()), 300_000);
console.log('\nwhat multiplies the states of the VPN story (distinct values per part):');
for (const { slot, distinct } of partCounts(everywhere).filter((part) => part.distinct > 1)) console.log(`  ${String(distinct).padStart(4)} ${slot}`);

let product = new IntegerProduct([]);
const tables = cpuSeconds(() => {
  product = new IntegerProduct(pinnedProduct);
  product.run();
});
let walked = 0;
const graph = cpuSeconds(() => {
  walked = Object.keys(getAdjacencyMap(productMachine(pinnedProduct), { events: eventsOf(pinnedProduct), serializeState: productKey(pinnedProduct), serializeEvent: JSON.stringify, limit: 1e9 } as never)).length;
});
console.log(`\ntime-free product of ${pinnedProduct.map(({ name }) => name).join(', ')}: ${thousands(product.store.size)} states, ${thousands(product.edges)} edges, by processor time`);
console.log(`  tables of integers ${(tables * 1000).toFixed(0)} ms, their making included; getAdjacencyMap of xstate/graph ${graph.toFixed(1)} s for ${thousands(walked)} states: ${(graph / tables).toFixed(0)} times as fast (at least 100)`);
