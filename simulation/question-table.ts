/**
 * The questions under way: who asked what. All that asks for them goes through here, so that exploration can hand out a table in
 * parts, one per asker, and see which a step looks into.
 */
import { rankOf } from './actors.ts';
import { kindOf, type PendingQuestion, type World } from './world.ts';

type Flat = World['questions'];
export type QuestionsOfActor = { readonly [invokeId: string]: PendingQuestion };

/** Questions by asker; every asker has an entry, so that to have none is said by the entry and not by the table. */
export class QuestionsByActor {
  readonly entries: { readonly [actor: string]: QuestionsOfActor };

  constructor(entries: { readonly [actor: string]: QuestionsOfActor }) {
    this.entries = entries;
  }

  static of(table: Flat): QuestionsByActor | null {
    return table instanceof QuestionsByActor ? table : null;
  }

  asFlat(): Flat {
    return this as unknown as Flat;
  }

  with(question: PendingQuestion): QuestionsByActor {
    return new QuestionsByActor({ ...this.entries, [question.actor]: { ...this.entries[question.actor], [question.invokeId]: question } });
  }

  without({ actor, invokeId }: PendingQuestion): QuestionsByActor {
    const { [invokeId]: _gone, ...rest } = this.entries[actor] ?? {};
    return new QuestionsByActor({ ...this.entries, [actor]: rest });
  }
}

const compare = (a: PendingQuestion, b: PendingQuestion): number => {
  const ranks = rankOf(kindOf(a.actor)) - rankOf(kindOf(b.actor));
  return ranks === 0 ? (a.id < b.id ? -1 : 1) : ranks;
};

/** In the order of rank and name, as what is due at one instant: never in the order in which they were asked. */
export const everyQuestion = (table: Flat): PendingQuestion[] =>
  (QuestionsByActor.of(table) ? Object.values((table as unknown as QuestionsByActor).entries).flatMap((asked) => Object.values(asked)) : Object.values(table)).sort(compare);

export function questionsOf(table: Flat, actor: string): PendingQuestion[] {
  const split = QuestionsByActor.of(table);
  return split ? Object.values(split.entries[actor] ?? {}) : Object.values(table).filter((question) => question.actor === actor);
}

/** The question of an agenda item: `<actor>|<invokeId>`. */
export function questionWith(table: Flat, id: string): PendingQuestion | undefined {
  const split = QuestionsByActor.of(table);
  if (!split) return table[id];
  const bar = id.lastIndexOf('|');
  return split.entries[id.slice(0, bar)]?.[id.slice(bar + 1)];
}

export function withQuestion(table: Flat, question: PendingQuestion): Flat {
  return QuestionsByActor.of(table)?.with(question).asFlat() ?? { ...table, [question.id]: question };
}

export function withoutQuestion(table: Flat, question: PendingQuestion): Flat {
  const split = QuestionsByActor.of(table);
  if (split) return split.without(question).asFlat();
  const { [question.id]: _gone, ...rest } = table;
  return rest;
}
