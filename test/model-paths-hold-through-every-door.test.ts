// A model of the join, written by hand and without a clock, gives paths; each is gone through every door, and evidence must show after
// every step what the model says.
import { createTestModel as betaTestModel } from '@xstate/test';
import type { AnyStateMachine } from 'xstate';
import { createTestModel as coreTestModel, getAdjacencyMap } from 'xstate/graph';
import { expect, test } from 'vitest';
import { scenarioFrom } from '../cli/scenario-files/run-definition.ts';
import { runScenario, type ScenarioRun } from '../simulation/run-scenario.ts';
import type { Scenario } from '../simulation/scenario/model.ts';
import { joinModel, joinModelWith, scenarioOf, sentences, type ModelStep } from './support/join-model.ts';

interface Door { readonly run: (scenario: Scenario) => Promise<ScenarioRun>; readonly close: () => Promise<void> }

/** The simulation answers in place. */
const direct: Door = { run: (scenario) => Promise.resolve(runScenario(scenario)), close: () => Promise.resolve() };

/** Doors that there are. */
const doors: { readonly [name: string]: () => Promise<Door> } = {
  direct: () => Promise.resolve(direct),
};

type State = ModelStep['state'] & { can(event: object): boolean };
interface Path { readonly steps: readonly ModelStep[]; readonly state: State }
interface Model { getShortestPaths(options: object): readonly Path[] }

/** Whatever the model says nothing about is not done, but for waiting and asking for a join, which may change nothing. */
const isPossible = (state: State, event: ModelStep['event']): boolean => event.type === 'WAIT' || state.can(event);
const options = {
  events: Object.keys(sentences).map((type) => ({ type })), filterEvents: isPossible, serializeState: ({ value }: State) => JSON.stringify(value), serializeEvent: ({ type }: ModelStep['event']) => type, limit: 10_000,
};
const shortestPaths = (of: AnyStateMachine): readonly Path[] => (coreTestModel(of, options as never) as unknown as Model).getShortestPaths(options);

const inWords = ({ steps }: Path): string => steps.map(({ event }) => event.type).filter((type) => type !== 'xstate.init').join(' ');

/** A shortest path to every state, and from there each thing that may be done. */
function pathsOverEveryEdge(model: AnyStateMachine): readonly Path[] {
  const every = (coreTestModel(model, options as never) as unknown as Model).getShortestPaths({ ...options, allowDuplicatePaths: true });
  const map = getAdjacencyMap(model, options as never) as unknown as { readonly [state: string]: { readonly transitions: { readonly [event: string]: ModelStep } } };
  return every.flatMap((path) => Object.values(map[options.serializeState(path.state)]?.transitions ?? {}).map(({ state, event }) => ({ steps: [...path.steps, { state, event }], state: state as State })));
}

/** What evidence shows otherwise than the model says. */
async function wrongOf(door: Door, paths: readonly Path[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const path of paths) {
    const { failures } = await door.run(scenarioFrom(scenarioOf(path.steps), 'run'));
    const [first] = failures;
    if (first) wrong.push(`${inWords(path)}: ${first.conditions.filter(({ holds }) => !holds).map(({ text, actual }) => `${text}, not ${actual}`).join('; ') || first.message}`);
  }
  return wrong;
}

test('xstate/graph and @xstate/test find the same paths in the model', () => {
  const paths = shortestPaths(joinModel).map(inWords).sort();
  const beta = betaTestModel(joinModel as never, options as never) as unknown as Model;
  expect(beta.getShortestPaths(options).map(inWords).sort()).toEqual(paths);
  // To 25 states; a path that goes on in a longer one is left out.
  expect(paths).toHaveLength(8);
  expect(paths).toContain('SIGN_IN CONNECT JOIN DISCONNECT WAIT CONNECT LOCK');
});

test.each(Object.keys(doors))('through %s, evidence shows what the model says on every path to a state, and after everything that may be done there', async (name) => {
  const open = doors[name];
  if (!open) throw new Error(`there is no door ${name}`);
  const door = await open();
  try {
    const paths = pathsOverEveryEdge(joinModel);
    expect(paths).toHaveLength(74);
    expect(await wrongOf(door, paths)).toEqual([]);
  } finally {
    await door.close();
  }
});

test('what a model says wrongly is found', async () => {
  // As if the token came with the registration, and not with the next unlock.
  const wrong = await wrongOf(direct, pathsOverEveryEdge(joinModelWith(['SIGN_IN', 'UNLOCK', 'WAIT'])));
  expect(wrong).toHaveLength(9);
  expect(wrong[0]).toBe('SIGN_IN CONNECT WAIT WAIT: dsregcmd.AzureAdPrt: YES, not NO');
});
