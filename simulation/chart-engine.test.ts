import { expect, test } from 'vitest';
import { assign, createMachine, raise, setup, type AnyStateMachine } from 'xstate';
import { charts } from '../machines/index.ts';
import { smallWorld } from '../test/small-world.ts';
import { answeredQuestion, startChart, stepChart, watchCharts } from './chart-engine.ts';

const one = createMachine({
  id: 'one', initial: 'idle', context: { count: 0 },
  states: {
    idle: { on: { GO: { target: 'waiting', actions: [{ type: 'tell', params: { to: 'task', event: { type: 'X' } } }, { type: 'log', params: { log: 'AAD', id: 1 } }, { type: 'perform', params: { act: 'a' } }] }, NOTHING: {} } },
    waiting: { after: { 5000: 'over' }, on: { BACK: 'idle', COUNT: { actions: assign({ count: ({ context }) => (context as { count: number }).count + 1 }) } } },
    over: { type: 'final' },
  },
} as never) as AnyStateMachine;

test('a chart is stepped as a function: what it says comes back as data', () => {
  const started = startChart(one, undefined);
  expect(started).toEqual({ snapshot: { value: 'idle', context: { count: 0 }, status: 'active' }, effects: [], activeQuestions: new Set() });
  const { snapshot, effects } = stepChart(one, started.snapshot, { type: 'GO' });
  expect(snapshot.value).toBe('waiting');
  expect(effects).toEqual([
    { kind: 'tell', to: 'task', event: { type: 'X' } }, { kind: 'log', log: 'AAD', id: 1 }, { kind: 'perform', act: 'a' },
    { kind: 'start-timer', timerId: expect.stringContaining('5000'), delayMs: 5_000, event: { type: expect.stringContaining('after') } },
  ]);
  const [timer] = effects.flatMap((effect) => (effect.kind === 'start-timer' ? [effect] : []));
  expect(stepChart(one, snapshot, { type: 'BACK' }).effects).toEqual([{ kind: 'cancel-timer', timerId: timer?.timerId }]);
  expect(stepChart(one, snapshot, timer?.event ?? { type: 'none' }).snapshot.status).toBe('done');
  expect(stepChart(one, snapshot, { type: 'COUNT' }).snapshot).toEqual({ value: 'waiting', context: { count: 1 }, status: 'active' });
});

test('an event that a chart does not know leaves it as it is', () => {
  const { snapshot } = startChart(one, undefined);
  expect(stepChart(one, snapshot, { type: 'UNKNOWN' })).toEqual({ snapshot, effects: [], activeQuestions: new Set() });
  expect(stepChart(one, snapshot, { type: 'UNKNOWN' }).snapshot).toBe(snapshot);
});

test('a restored chart is the same chart', () => {
  const { snapshot } = stepChart(one, startChart(one, undefined).snapshot, { type: 'GO' });
  const restored = JSON.parse(JSON.stringify(snapshot)) as typeof snapshot;
  expect(stepChart(one, restored, { type: 'BACK' })).toEqual(stepChart(one, snapshot, { type: 'BACK' }));
});

test('an answer to a question that nobody waits for does not reach the chart', () => {
  const idle = smallWorld().actors['registration:LAPTOP01'];
  if (!idle) throw new Error('no chart');
  for (const type of ['xstate.error.actor.discoverRealm', 'xstate.done.actor.discoverRealm']) expect(stepChart(charts.registration, idle, { type }).snapshot).toBe(idle);
  const locator = smallWorld().actors['dc-locator:LAPTOP01'];
  if (!locator) throw new Error('no chart');
  const asking = stepChart(charts['dc-locator'], locator, { type: 'LOCATE', force: false, reply: 'registration' } as never);
  const asked = asking.effects.filter(({ kind }) => kind === 'ask');
  expect([...asking.activeQuestions]).toEqual(asked.flatMap((effect) => (effect.kind === 'ask' ? [effect.invokeId] : [])));
});

test('the name of the question stands in the event of its answer', () => {
  expect(['xstate.done.actor.pingController', 'xstate.error.actor.a.b', 'xstate.after.5', 'DONE'].map(answeredQuestion)).toEqual(['pingController', 'a.b', null, null]);
});

const misbehaving = (action: object): AnyStateMachine => createMachine({ id: 'bad', initial: 'a', states: { a: { on: { GO: { actions: [action] } } } } } as never) as AnyStateMachine;

test('charts may only tell, log and perform, and their timers have a length', () => {
  const step = (machine: AnyStateMachine) => () => stepChart(machine, startChart(machine, undefined).snapshot, { type: 'GO' });
  expect(step(misbehaving({ type: 'print' }))).toThrow('chart-engine: bad used the action "print"; charts may only tell, log and perform.');
  const endless = setup({ delays: { never: () => Number.NaN } }).createMachine({ id: 'bad', on: { GO: { actions: raise({ type: 'X' } as never, { delay: 'never', id: 't' } as never) } } } as never) as unknown as AnyStateMachine;
  expect(step(endless)).toThrow('chart-engine: bad started the timer t without a delay in milliseconds.');
});

test('who watches the charts hears which is stepped, which arrows it takes and where it is; one at a time', () => {
  const heard: string[] = [];
  const stop = watchCharts({ begins: (actor, isStart) => heard.push(`${actor} ${isStart ? 'starts' : 'steps'}`), takes: () => heard.push('arrow'), isIn: (ids) => heard.push(ids.join(' ')) });
  expect(() => watchCharts({ begins: () => {}, takes: () => {}, isIn: () => {} })).toThrow('chart-engine: the charts are watched already.');
  const { snapshot } = startChart(one, undefined, 'one:PC01');
  stepChart(one, snapshot, { type: 'GO' });
  stop();
  stepChart(one, snapshot, { type: 'GO' });
  expect(heard).toEqual(['one:PC01 starts', 'one one.idle', 'one steps', 'arrow', 'one one.waiting']);
});
