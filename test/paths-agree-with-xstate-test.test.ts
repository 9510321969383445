import { createTestModel as betaTestModel } from '@xstate/test';
import { createTestModel as coreTestModel, getAdjacencyMap } from 'xstate/graph';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { expect, test } from 'vitest';
import { deviceRegistration } from '../machines/device-registration.ts';
import type { RegistrationInput } from '../machines/device-registration/setup.ts';
import type { ChartEvent } from '../machines/language.ts';
import { startChart, stepChart, type StoredSnapshot } from '../simulation/chart-engine.ts';
import { timeFreeView } from './support/time-free-view.ts';

const input: RegistrationInput = { precheckOrder: 'joinedFirst', precheckRequiresDc: true, precheckRecorded: true, certificateWritePhase: 'join', leaveRegardless: true, leaveClearsCertificate: false };
const view = timeFreeView(deviceRegistration, input);

const done = (id: string, output: Record<string, string | number | boolean> = {}): ChartEvent => ({ type: `xstate.done.actor.${id}`, output });
const error = (id: string, code: string): ChartEvent => ({ type: `xstate.error.actor.${id}`, error: { code, reason: 'test' } });
/** What can happen to an attempt: every answer that the chart tells apart, and everything said to it. */
const events: readonly ChartEvent[] = [
  { type: 'START', trigger: 'manual' }, { type: 'LEAVE', by: 'test' }, { type: 'SHUT_DOWN' },
  { type: 'DC_LOCATED', controller: 'DC01' }, { type: 'DC_NOT_FOUND', code: '0x8007054b' },
  ...(['none', 'complete', 'incomplete'] as const).map((join) => done('readLocalState', { join, policyAllows: true, mustUnregister: false, certificateWritten: false })),
  done('readLocalState', { join: 'none', policyAllows: true, mustUnregister: false, certificateWritten: true }),
  done('readLocalState', { join: 'none', policyAllows: false, mustUnregister: false, certificateWritten: false }), done('readLocalState', { join: 'complete', policyAllows: false, mustUnregister: true, certificateWritten: false }),
  done('readClientServiceConnectionPoint', { found: true, tenantId: 't', tenantName: 'contoso.com' }), done('readClientServiceConnectionPoint', { found: false, tenantId: '', tenantName: '' }),
  done('readServiceConnectionPoint', { tenantId: 't', tenantName: 'contoso.com' }),
  done('discoverRegistrationService', { tenantId: 't', tenantName: 'contoso.com' }),
  done('discoverRealm', { realm: 'Managed' }), done('discoverRealm', { realm: 'Federated' }),
  done('readComputerObject', { certificateUsable: true }), done('readComputerObject', { certificateUsable: false }),
  done('createBootstrapCertificate', { certificateId: 'c' }), done('writeUserCertificate'), done('createDeviceKeys', { keyContainerId: 'k', provider: 'tpm' }),
  done('registerDevice', { deviceId: 'd', thumbprint: 'p', notBeforeMs: 0, notAfterMs: 1 }), done('unregisterDevice'), done('unregisterByTask'),
  ...['readLocalState', 'readClientServiceConnectionPoint', 'readServiceConnectionPoint', 'discoverRegistrationService', 'discoverRealm', 'readComputerObject', 'createBootstrapCertificate', 'writeUserCertificate', 'createDeviceKeys', 'registerDevice', 'unregisterDevice', 'unregisterByTask'].map((id) => error(id, '0x80072ee2')),
];

interface StepOfPath { readonly state: AnyMachineSnapshot; readonly event: ChartEvent }
interface Path { readonly state: AnyMachineSnapshot; readonly steps: readonly StepOfPath[] }
interface Testing { readonly states: { readonly [key: string]: (state: AnyMachineSnapshot) => void }; readonly events: { readonly [type: string]: (step: StepOfPath) => void } }
/** What both generations of the library offer, in words of our own: their types name two different releases of XState. */
interface Model { getShortestPaths(options: object): readonly Path[]; testPath(path: Path, testing: Testing): Promise<unknown> }

const serialised = (snapshot: AnyMachineSnapshot): string => JSON.stringify([snapshot.value, snapshot.context]);
const options = { events, serializeState: serialised, serializeEvent: (event: ChartEvent) => JSON.stringify(event), limit: 100_000 };
const models = (machine: AnyStateMachine): { readonly core: Model; readonly beta: Model } => ({ core: coreTestModel(machine, options as never) as never, beta: betaTestModel(machine as never, options as never) as unknown as Model });

/** The events on the way and the state at its end; the first step of a path is the start itself. */
const inWords = (path: Path): string => JSON.stringify([path.steps.map(({ event }) => event).filter(({ type }) => type !== 'xstate.init'), serialised(path.state)]);
const asSet = (paths: readonly Path[]): readonly string[] => paths.map(inWords).sort();

/** The chart itself, stepped as the simulation steps it, must be where the path says after every event. */
function testingTheChart(): Testing {
  let chart: StoredSnapshot = startChart(deviceRegistration, input).snapshot;
  return {
    states: { '*': (state) => { if (JSON.stringify([chart.value, chart.context]) !== serialised(state)) throw new Error(`the chart is in ${JSON.stringify(chart.value)}, not in ${JSON.stringify(state.value)}`); } },
    events: Object.fromEntries(events.map(({ type }) => [type, ({ event }: StepOfPath) => { chart = stepChart(deviceRegistration, chart, event).snapshot; }])),
  };
}

/** Every path walked on the chart: what was wrong, by path. */
async function walk(model: Model): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const path of model.getShortestPaths(options)) {
    try {
      await model.testPath(path, testingTheChart());
    } catch (thrown) {
      wrong.push(`${inWords(path)}: ${/the chart is in \S+, not in \S+/.exec(String(thrown))?.[0] ?? String(thrown)}`);
    }
  }
  return wrong.sort();
}

test('the time-free view of one registration attempt has 379 states', () => {
  expect(Object.keys(getAdjacencyMap(view, options as never))).toHaveLength(379);
});

test('xstate/graph and @xstate/test find the same shortest path to every state', () => {
  const { core, beta } = models(view);
  const paths = asSet(core.getShortestPaths(options));
  expect(asSet(beta.getShortestPaths(options))).toEqual(paths);
  expect(new Set(paths).size).toBe(paths.length);
  // Of 379 shortest paths those that go on in a longer one are left out by both.
  expect(paths).toHaveLength(160);
});

test('walked on the chart itself, every path of both agrees with the view at every step', async () => {
  const { core, beta } = models(view);
  expect(await walk(core)).toEqual([]);
  expect(await walk(beta)).toEqual([]);
});

test('both find the same paths wrong when the view has one false arrow', async () => {
  const bent = timeFreeView(deviceRegistration, input, (config) => withTarget(config, ['join', 'registering'], 'xstate.error.actor.registerDevice', '#registration.leaving'));
  const { core, beta } = models(bent);
  const wrong = await walk(core);
  expect(await walk(beta)).toEqual(wrong);
  expect(wrong).toHaveLength(4);
  expect(new Set(wrong.map((line) => line.slice(line.indexOf('the chart is'))))).toEqual(new Set(['the chart is in "idle", not in "leaving"']));
});

type Node = { readonly on: object; readonly states: { readonly [key: string]: Node } };

/** The description with one arrow led elsewhere. */
function withTarget(config: object, [first, ...below]: readonly string[], event: string, target: string): Node {
  const node = config as Node;
  if (first === undefined) return { ...node, on: { ...node.on, [event]: { target } } };
  return { ...node, states: { ...node.states, [first]: withTarget(node.states[first] ?? {}, below, event, target) } };
}
