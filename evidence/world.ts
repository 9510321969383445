/** The raw world, for whoever wants everything. */
import { hashWorld } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';

export const worldEvidence: Evidence = {
  name: 'world',
  title: 'the whole world as one JSON value',
  fields: ['hash'],
  field: ({ world }, name) => (name === 'hash' ? hashWorld(world) : undefined),
  render: ({ world }) => `${JSON.stringify(world, null, 2)}\n`,
  data: ({ world }) => world,
};
