/** What one does with a lab: let time pass, act, look, go back and aside. Times are virtual, written as durations from the start (`35m`) or in milliseconds where the name says so. */
import { z } from 'zod';
import { evidenceNames, evidences } from '../../evidence/index.ts';
import { nearest } from '../../knowledge/nearest.ts';
import { promptContexts } from '../../knowledge/vocabulary.ts';
import { formatDuration, formatIso, parseDurationMs } from '../../simulation/calendar.ts';
import { instantMsMax } from '../../simulation/scenario/read-time.ts';
import type { PlayedLab } from '../../simulation/played-lab.ts';
import { Refused } from '../problems.ts';
import { speedMax } from './clock.ts';
import { deviceNamed } from './device-named.ts';
import { defineOperation, type ControlContext, type ControlOperation } from './operation.ts';
import { runUntil } from './until.ts';

const now = z.object({
  now: z.string().describe('virtual time from the start, e.g. 1h14m'),
  nowMs: z.number().int(),
  date: z.string().describe('the same as ISO 8601, UTC'),
}).describe('where the virtual clock stands');

const nowOf = (lab: PlayedLab) => ({ now: formatDuration(lab.nowMs), nowMs: lab.nowMs, date: formatIso(lab.world.startMs + lab.nowMs) });

/** What a lab says no to is the caller's mistake, in the lab's own words. */
function attempt<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused || !(error instanceof Error)) throw error;
    throw new Refused('JL420', error.message);
  }
}

function durationOf(text: string): number {
  const ms = parseDurationMs(text);
  if (ms === undefined || ms < 0 || ms > instantMsMax) throw new Refused('JL420', `"${text}" is no duration up to ten years; for example 30m or 1h5m.`);
  return ms;
}

const moved = ({ labs }: ControlContext, move: (lab: PlayedLab) => void) => {
  attempt(() => move(labs.current));
  labs.onChange();
  return nowOf(labs.current);
};

const viewQuery = z.object({
  device: z.string().optional().describe('the first device when left out'),
  as: z.enum(promptContexts).optional().describe('in whose security context; user when left out'),
});

function viewOf({ labs }: ControlContext, query: z.infer<typeof viewQuery>) {
  const { world } = labs.current;
  return { device: deviceNamed(world, query.device ?? Object.keys(world.devices)[0] ?? ''), as: query.as ?? 'user' } as const;
}

function evidenceOf(name: string) {
  const evidence = Object.hasOwn(evidences, name) ? evidences[name] : undefined;
  if (evidence) return evidence;
  const near = nearest(name, evidenceNames);
  throw new Refused('JL422', `There is no evidence "${name}". ${near.length > 0 ? `Did you mean: ${near.join(', ')}?` : `There are ${evidenceNames.join(', ')}.`}`);
}

export const labOperations: readonly ControlOperation[] = [
  defineOperation({
    id: 'status', method: 'GET', path: '/v1/status', summary: 'What is served, where the clock stands, and what happens next',
    result: now.extend({
      scenario: z.string(), title: z.string(), devices: z.array(z.string()), lab: z.string(), labs: z.array(z.string()), snapshots: z.array(z.string()),
      speed: z.number(), next: z.string().nullable().describe('when something happens next'), traceEntries: z.number().int(),
    }),
    run: ({ labs, scenario, clock }) => ({
      ...nowOf(labs.current), scenario: scenario.id, title: scenario.title, devices: Object.keys(labs.world.devices), lab: labs.currentName, labs: labs.names,
      snapshots: labs.snapshotNames, speed: clock.speed, next: labs.current.nextMs === null ? null : formatDuration(labs.current.nextMs), traceEntries: labs.current.trace.entries.length,
    }),
  }),
  defineOperation({
    id: 'environment', method: 'GET', path: '/v1/environment', summary: 'Environment variables that point a client at the cloud',
    result: z.record(z.string(), z.string()),
    run: ({ environment }) => environment,
  }),
  defineOperation({
    id: 'advance', method: 'POST', path: '/v1/advance', summary: 'Lets virtual time pass, by a duration or to an instant',
    body: z.union([z.strictObject({ by: z.string().describe('a duration, e.g. 30m') }), z.strictObject({ to: z.string().describe('an instant from the start, e.g. 2h') })]),
    result: now,
    run: (context, { body }) => moved(context, (lab) => {
      if ('by' in body) return void lab.advance(durationOf(body.by));
      const toMs = durationOf(body.to);
      if (toMs < lab.nowMs) throw new Refused('JL423', `It is ${formatDuration(lab.nowMs)} already: time does not go back to ${body.to}.`);
      lab.advance(toMs - lab.nowMs);
    }),
  }),
  defineOperation({
    id: 'nextEvent', method: 'POST', path: '/v1/next-event', summary: 'Goes to the next instant at which something happens',
    result: now,
    run: (context) => moved(context, (lab) => void lab.toNextEvent()),
  }),
  defineOperation({
    id: 'until', method: 'POST', path: '/v1/until', summary: 'Lets time pass until fields of evidence show what they should, or until a limit',
    body: z.strictObject({
      shows: z.record(z.string(), z.string()).describe('e.g. {"portal.registered": "Pending"}; (absent), (any), != and /patterns/ as in scenario files'),
      within: z.string().default('24h'),
      ...viewQuery.shape,
    }),
    result: now.extend({ held: z.boolean(), actual: z.record(z.string(), z.string().nullable()) }),
    run: (context, { body }) => {
      const view = viewOf(context, body);
      const outcome = attempt(() => runUntil(context.labs.current, body.shows, view, durationOf(body.within)));
      context.labs.onChange();
      return { ...nowOf(context.labs.current), ...outcome };
    },
  }),
  defineOperation({
    id: 'do', method: 'POST', path: '/v1/do', summary: 'Somebody does something, in the sentences of scenario files; faults are sentences, too',
    body: z.strictObject({ do: z.union([z.string(), z.array(z.string()).max(1000)]) }),
    result: now,
    run: (context, { body }) => moved(context, (lab) => {
      for (const sentence of Array.isArray(body.do) ? body.do : [body.do]) lab.do(sentence);
    }),
  }),
  defineOperation({
    id: 'evidence', method: 'GET', path: '/v1/evidence/:name', summary: 'One evidence as text and as data',
    query: viewQuery,
    result: now.extend({ evidence: z.string(), device: z.string(), as: z.string(), text: z.string(), data: z.unknown() }),
    run: (context, { params, query }) => {
      const evidence = evidenceOf(params.name ?? '');
      const view = viewOf(context, query);
      const viewpoint = { world: context.labs.world, ...view };
      return { ...nowOf(context.labs.current), evidence: evidence.name, ...view, text: evidence.render(viewpoint), data: evidence.data(viewpoint) };
    },
  }),
  defineOperation({
    id: 'field', method: 'GET', path: '/v1/evidence/:name/:field', summary: 'One field of an evidence; null where it is not shown',
    query: viewQuery,
    result: now.extend({ value: z.string().nullable() }),
    run: (context, { params, query }) => {
      const evidence = evidenceOf(params.name ?? '');
      const view = viewOf(context, query);
      return { ...nowOf(context.labs.current), value: attempt(() => context.labs.current.field(`${evidence.name}.${params.field ?? ''}`, view)) ?? null };
    },
  }),
  defineOperation({
    id: 'trace', method: 'GET', path: '/v1/trace', summary: 'What has happened, each entry with its cause',
    query: z.object({ from: z.coerce.number().int().min(0).default(0).describe('index of the first entry'), max: z.coerce.number().int().min(1).max(10_000).default(1000) }),
    result: z.object({ entries: z.array(z.looseObject({ index: z.number(), atMs: z.number(), actor: z.string(), kind: z.string() })), next: z.number() }),
    run: ({ labs }, { query }) => {
      const entries = labs.current.trace.entries.slice(query.from, query.from + query.max);
      return { entries, next: query.from + entries.length };
    },
  }),
  defineOperation({
    id: 'setClock', method: 'PUT', path: '/v1/clock', summary: 'How fast virtual time runs: 0 stands still, 1 as the wall\'s, 60 a minute a second',
    body: z.strictObject({ speed: z.number().min(0).max(speedMax) }),
    result: now.extend({ speed: z.number() }),
    run: ({ labs, clock }, { body }) => {
      clock.speed = body.speed;
      return { ...nowOf(labs.current), speed: clock.speed };
    },
  }),
  defineOperation({
    id: 'snapshot', method: 'POST', path: '/v1/snapshots', summary: 'Keeps the world as it is now',
    result: now.extend({ snapshot: z.string() }),
    run: ({ labs }) => ({ snapshot: labs.snapshot() ?? tooMany(), ...nowOf(labs.current) }),
  }),
  defineOperation({
    id: 'restore', method: 'POST', path: '/v1/snapshots/:snapshot/restore', summary: 'Goes back to a snapshot',
    result: now,
    run: ({ labs }, { params }) => {
      if (!labs.restore(params.snapshot ?? '')) throw new Refused('JL424', `There is no snapshot "${params.snapshot ?? ''}". Snapshots: ${labs.snapshotNames.join(', ') || 'none'}.`);
      return nowOf(labs.current);
    },
  }),
  defineOperation({
    id: 'branch', method: 'POST', path: '/v1/labs', summary: 'Makes a second lab in the same state; the doors go on showing the current one',
    result: z.object({ lab: z.string() }),
    run: ({ labs }) => ({ lab: labs.branch() ?? tooMany() }),
  }),
  defineOperation({
    id: 'use', method: 'PUT', path: '/v1/labs/current', summary: 'Chooses the lab that everything from now on is about, the doors included',
    body: z.strictObject({ lab: z.string() }),
    result: now.extend({ lab: z.string() }),
    run: ({ labs }, { body }) => {
      if (!labs.named(body.lab)) throw new Refused('JL425', `There is no lab "${body.lab}". Labs: ${labs.names.join(', ')}.`);
      labs.currentName = body.lab;
      labs.onChange();
      return { lab: body.lab, ...nowOf(labs.current) };
    },
  }),
];

function tooMany(): never {
  throw new Refused('JL426', 'A hundred are held already.');
}
