import { getAdjacencyMap } from 'xstate/graph';
import { expect, test } from 'vitest';
import { eventsOf, IntegerProduct, productKey, productMachine, type PinnedChart } from './support/chart-product.ts';
import { pinnedProduct, smallProducts } from './support/pinned-products.ts';

const nameOf = (charts: readonly PinnedChart[]): string => charts.map(({ name }) => name).join(' x ');

interface Transitions { readonly [event: string]: { readonly state: { readonly value: unknown; readonly context: unknown } } }

/** Every edge as `state --event--> state`, from the graph tool that walks one parallel machine. */
function edgesOfGraph(charts: readonly PinnedChart[]): readonly string[] {
  const map = getAdjacencyMap(productMachine(charts), { events: eventsOf(charts), serializeState: productKey(charts), serializeEvent: JSON.stringify, limit: 1e6 } as never);
  const key = productKey(charts);
  return Object.entries(map).flatMap(([from, { transitions }]) => Object.entries(transitions as Transitions).map(([event, { state }]) => `${from} --${event}--> ${key(state)}`)).sort();
}

function edgesOfTables(charts: readonly PinnedChart[]): readonly string[] {
  const product = new IntegerProduct(charts);
  const edges: string[] = [];
  product.run((state, event, target) => edges.push(`${product.key(state)} --${JSON.stringify(product.events[event])}--> ${product.key(target)}`));
  return edges.sort();
}

test.each(smallProducts.map((charts) => [nameOf(charts), charts] as const))('%s: the same states and the same edges as a parallel machine and as tables of integers', (_name, charts) => {
  const tables = edgesOfTables(charts);
  expect(tables).toEqual(edgesOfGraph(charts));
  expect(new Set(tables.map((edge) => edge.split(' --')[0])).size).toBeGreaterThanOrEqual(60);
  // Charts hear each other's events: the product is not just one beside the other.
  expect(charts.flatMap(({ events }) => events).length).toBeGreaterThan(eventsOf(charts).length);
});

test('the product that is measured is pinned', () => {
  const product = new IntegerProduct(pinnedProduct);
  product.run();
  expect([product.sizes(), product.store.size, product.edges]).toEqual([[14, 10, 15, 10], 21_000, 588_000]);
});
