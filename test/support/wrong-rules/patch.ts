/**
 * How a wrong rule gets into the model without touching a product file: the tables from which the step takes its charts,
 * operations, acts, commands and sentences are plain objects; one entry is swapped for the time of one exploration.
 */
import { createMachine, type AnyStateMachine } from 'xstate';
import { charts } from '../../../machines/index.ts';
import type { ChartKind } from '../../../machines/language.ts';
import { acts } from '../../../simulation/acts/index.ts';
import { commands } from '../../../simulation/commands/index.ts';
import type { Command } from '../../../simulation/commands/command.ts';
import type { Act, Answer, Asker, Operation } from '../../../simulation/operation.ts';
import { operationOf, operations } from '../../../simulation/operations/index.ts';
import { verbs } from '../../../simulation/vocabulary/index.ts';
import type { Verb } from '../../../simulation/vocabulary/verb.ts';
import type { World } from '../../../simulation/world.ts';

/** Puts the wrong rule in. @returns what takes it out again */
export type Patch = () => () => void;

function swap(table: object, key: string | number, value: unknown): () => void {
  const entries = table as { [key: string | number]: unknown };
  const was = entries[key];
  if (was === undefined) throw new Error(`wrong rules: there is no ${key} to be swapped.`);
  entries[key] = value;
  return () => {
    entries[key] = was;
  };
}

export type Input = { readonly [field: string]: string | number | boolean };
type Answering = (world: World, asker: Asker, input: Input) => Answer<unknown>;
type Performing = (world: World, asker: Asker, input: Input) => ReturnType<Act['perform']>;

/** Answers a question otherwise. */
export const answering = (name: string, wrong: (right: Answering) => Answering): Patch => () => {
  const operation = operationOf(name);
  return swap(operations, name, { ...operation, answer: wrong(operation.answer as Answering) });
};

/** Asks a question of somebody else, or in another way. */
export const asking = (name: string, wrong: Partial<Operation>): Patch => () => swap(operations, name, { ...operationOf(name), ...wrong });

export const acting = (name: string, wrong: (right: Performing) => Performing): Patch => () => {
  const act = acts[name] as Act;
  return swap(acts, name, { ...act, perform: wrong(act.perform as Performing) });
};

export const command = (id: string, wrong: (right: Command['run']) => Command['run']): Patch => () => {
  const index = commands.findIndex((known) => known.id === id);
  const right = commands[index] as Command;
  return swap(commands, index, { ...right, run: wrong(right.run) });
};

export const sentence = (id: string, wrong: (right: Verb['run']) => Verb['run']): Patch => () => {
  const verb = verbs.find((known) => known.id === id) as Verb;
  return swap(verb, 'run', wrong(verb.run));
};

/** A chart with other guards. */
export const guards = (kind: ChartKind, wrong: { readonly [guard: string]: () => boolean }): Patch => () => swap(charts, kind, charts[kind].provide({ guards: wrong }));

const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const copyOf = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(copyOf) : isPlain(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)])) : value;

export type Node = { [key: string]: Node };

/** A chart whose configuration is changed in place (a copy of it); `actors` are questions that it does not ask otherwise. */
export const chart = (kind: ChartKind, change: (config: Node) => void, actors: object = {}): Patch => () => {
  const right: AnyStateMachine = charts[kind];
  const config = copyOf(right.config) as Node;
  change(config);
  return swap(charts, kind, createMachine(config as never, { ...right.implementations, actors: { ...(right.implementations as { actors: object }).actors, ...actors } } as never));
};

/** A place in a chart's configuration. @throws Error when the chart has no such place any more */
export function at(config: Node, path: string): Node {
  return path.split('.').reduce((node, key) => {
    const inner = node[key];
    if (inner === undefined) throw new Error(`wrong rules: the chart has no ${path}.`);
    return inner;
  }, config);
}
