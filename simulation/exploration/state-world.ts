/** From a vector to a world: tracked, for learning a step, or plain, for people and for evidence. */
import { WriteOnlyAgenda, type Agenda } from '../agenda.ts';
import { QuestionsByActor, type QuestionsOfActor } from '../question-table.ts';
import type { World } from '../world.ts';
import type { AgendaTable } from './agenda-table.ts';
import { agendaColumn, type PartTable } from './part-table.ts';
import { askedSlot, slotOf, tables, wholeParts, type Part, type Table } from './part.ts';

export type Vector = Int32Array;

/** What is the same in every state. */
export type Constants = Pick<World, 'startMs' | 'seed' | 'settings' | 'draws'>;
export const constantsOf = ({ startMs, seed, settings, draws }: World): Constants => ({ startMs, seed, settings, draws });

type GetPart = (slot: number, id: number) => Part;

type Questions = (at: (slot: string) => Part | null, actors: readonly string[]) => World['questions'];

/** Every asker has an entry, to see whether a step looks into it. */
const splitQuestions: Questions = (at, actors) => new QuestionsByActor(Object.fromEntries(actors.map((actor) => [actor, (at(askedSlot(actor)) ?? {}) as QuestionsOfActor]))).asFlat();
const flatQuestions: Questions = (at, actors) =>
  Object.fromEntries(actors.flatMap((actor) => Object.values((at(askedSlot(actor)) ?? {}) as QuestionsOfActor)).map((question) => [question.id, question]));

/** Nothing until somebody asks. */
const flatLater: Questions = () => ({});

function worldOf(table: PartTable, constants: Constants, vector: Vector, get: GetPart, agenda: Agenda, questions: Questions): World {
  const at = (name: string): Part => {
    const slot = table.slot(name);
    return get(slot, vector[slot] ?? 0);
  };
  const entries = (name: Table): { [key: string]: Part } => {
    const slot = table.slot(name);
    const keys = table.part(slot, vector[slot] ?? 0) as readonly string[];
    const result: { [key: string]: Part } = {};
    for (const key of keys) result[key] = at(slotOf(name, key));
    return result;
  };
  const parts = [...wholeParts.map((name) => [name, at(name)] as const), ...tables.map((name) => [name, entries(name)] as const)];
  const world = Object.fromEntries(parts) as unknown as World;
  return { ...constants, ...world, questions: questions(at, Object.keys(world.actors)), nowMs: 0, commands: [], agenda };
}

export const trackedWorld = (table: PartTable, constants: Constants, vector: Vector, proxy: GetPart): World => worldOf(table, constants, vector, proxy, new WriteOnlyAgenda(), splitQuestions);

/** For looking only: the questions are a table like any other, and to look at it is to look at every asker's. */
export function observedWorld(table: PartTable, constants: Constants, vector: Vector, proxy: GetPart): World {
  const world = worldOf(table, constants, vector, proxy, [], flatLater);
  const asked = (slot: string): Part => {
    const index = table.slot(slot);
    return proxy(index, vector[index] ?? 0);
  };
  return Object.defineProperty({ ...world }, 'questions', { enumerable: true, get: () => flatQuestions(asked, Object.keys(world.actors)) });
}

/** A world like any other; now is 0, and untimed items stand at the end of the agenda. */
export function plainWorld(table: PartTable, agendas: AgendaTable, constants: Constants, vector: Vector): World {
  return worldOf(table, constants, vector, (slot, id) => table.part(slot, id) as Part, agendas.listOf(vector[agendaColumn] ?? 0), flatQuestions);
}
