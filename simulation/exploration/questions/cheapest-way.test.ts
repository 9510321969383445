import { expect, test } from 'vitest';
import { smallWorld } from '../../../test/small-world.ts';
import { alphabet } from '../alphabet.ts';
import { createExploration, type PathStep } from '../exploration.ts';
import { fixpointTime } from '../time-model.ts';
import { byPeople, byTime, cheapestWay } from './cheapest-way.ts';

const sentences = ['alice signs in', 'alice signs out', 'alice locks', 'helpdesk runs "dsregcmd /join" as admin'];
const explored = () => createExploration(smallWorld({ device: { location: 'corporate-lan' } }), { actions: alphabet(sentences), time: fixpointTime, interleaving: 'settled' });
const done = (path: readonly PathStep[]): readonly string[] => path.flatMap((step) => (step.kind === 'action' ? [step.action.action.text] : []));

test('by people, waiting is cheaper than anybody; by time, a command is', () => {
  const exploration = explored();
  const written = exploration.observe((world) => world.devices.LAPTOP01?.bootstrapCertificate !== null);
  const cheap = cheapestWay(exploration, { isGoal: written, cost: byPeople(exploration) });
  const quick = cheapestWay(exploration, { isGoal: written, cost: byTime(exploration) });
  if (cheap.kind !== 'found' || quick.kind !== 'found') throw new Error('there is a way');
  expect(done(cheap.path)).toEqual([]);
  expect(done(quick.path)).not.toEqual([]);
});

test('a way can be made to go through an input, to start elsewhere, and to be there already', () => {
  const exploration = explored();
  const locked = exploration.observe(({ actors }) => JSON.stringify(actors['session:LAPTOP01']?.value).includes('locked":'));
  const any = cheapestWay(exploration, { isGoal: () => true, cost: byPeople(exploration) });
  expect(any).toMatchObject({ kind: 'found', cost: 0, path: [], searched: 1 });
  const out = cheapestWay(exploration, { isGoal: () => true, cost: byPeople(exploration), through: 1 });
  expect(out.kind === 'found' && done(out.path)).toEqual(['alice signs in', 'alice signs out']);
  expect(out.kind === 'found' && cheapestWay(exploration, { from: out.state, isGoal: locked, cost: byPeople(exploration), statesMax: 5 })).toEqual({ kind: 'limit', searched: 5 });
});

test('what is not allowed or too dear is not found', () => {
  const exploration = explored();
  const signedIn = exploration.observe(({ actors }) => JSON.stringify(actors['session:LAPTOP01']?.value).includes('signedIn'));
  expect(cheapestWay(exploration, { isGoal: signedIn, cost: (input) => (input >= 0 && input < sentences.length ? null : 0) }).kind).toBe('none');
  expect(cheapestWay(exploration, { isGoal: signedIn, cost: (input) => (input >= 0 && input < sentences.length ? 5 : 0), costMax: 5 }).kind).toBe('none');
  expect(cheapestWay(exploration, { isGoal: signedIn, cost: (input) => (input >= 0 && input < sentences.length ? 5 : 0), costMax: 6 })).toMatchObject({ kind: 'found', cost: 5 });
});
