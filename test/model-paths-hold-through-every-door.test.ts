// A model of the join, written by hand and without a clock, gives paths; each is gone through every door, and evidence must show after
// every step what the model says.
import { createTestModel as betaTestModel } from '@xstate/test';
import type { AnyStateMachine } from 'xstate';
import { createTestModel as coreTestModel, getAdjacencyMap } from 'xstate/graph';
import { expect, test } from 'vitest';
import { scenarioFrom } from '../cli/scenario-files/run-definition.ts';
import { openDoor, type DoorName } from '../doors/client/index.ts';
import { runScenario, runScenarioThrough, type ScenarioRun } from '../simulation/run-scenario.ts';
import type { Scenario } from '../simulation/scenario/model.ts';
import { wireQuestions } from './support/conformance.ts';
import { joinModel, joinModelWith, scenarioOf, sentences, type ModelStep } from './support/join-model.ts';

interface Door {
  readonly run: (scenario: Scenario) => Promise<ScenarioRun>;
  /** Operations that went through it. */
  readonly asked: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** The simulation answers in place. */
const direct: Door = { run: (scenario) => Promise.resolve(runScenario(scenario)), asked: new Set(), close: () => Promise.resolve() };

/** What the devices ask of the cloud goes over the wire. */
async function through(name: DoorName): Promise<Door> {
  const door = await openDoor(name, { wallNowMs: Date.now() });
  const asked = new Set<string>();
  const run = (scenario: Scenario): Promise<ScenarioRun> => {
    const { answeredOutside, answer } = door.begin();
    return runScenarioThrough(scenario, { answeredOutside, answer: (pause) => { asked.add(pause.question.operation); return answer(pause); } });
  };
  return { run, asked, close: () => door.close() };
}

/** Doors that there are. */
const doors: { readonly [Name in 'direct' | DoorName]: () => Promise<Door> } = {
  direct: () => Promise.resolve(direct), wire: () => through('wire'), msw: () => through('msw'), https: () => through('https'),
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
  // To 24 states; a path that goes on in a longer one is left out.
  expect(Object.keys(getAdjacencyMap(joinModel, options as never))).toHaveLength(24);
  expect(paths).toHaveLength(8);
  expect(paths).toContain('SIGN_IN CONNECT JOIN DISCONNECT WAIT CONNECT LOCK');
});

test.each(Object.entries(doors))('through %s: evidence shows what the model says on every path to a state, and after everything that may be done there', async (name, open) => {
  const door = await open();
  try {
    const paths = pathsOverEveryEdge(joinModel);
    expect(paths).toHaveLength(74);
    expect(await wrongOf(door, paths)).toEqual([]);
    expect([...door.asked].sort()).toEqual(name === 'direct' ? [] : [...wireQuestions].sort());
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
