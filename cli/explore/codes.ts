/** `joinlab explore codes`: which conditions produce each error code, the shortest way to each, and the codes without a witness. */
import { faults } from '../../mocks/faults.ts';
import { alphabet } from '../../simulation/exploration/alphabet.ts';
import { createExploration } from '../../simulation/exploration/exploration.ts';
import { CodeCollection, type FoundCode } from '../../simulation/exploration/questions/codes.ts';
import { fixpointTime } from '../../simulation/exploration/time-model.ts';
import type { Asked, Question } from './question.ts';
import { grouped, wayWords, type Row } from './rows.ts';

interface CodesAnswer {
  readonly found: readonly FoundCode[];
  readonly without: readonly { readonly code: string; readonly phase: string }[];
  readonly states: number;
  readonly searches: number;
  /** Faults for which there was no time, or not enough room. */
  readonly cut: readonly string[];
}

/** Without a fault, then with each fault of the catalogue, which may come at any time and stays. */
function ask({ world, device, actions, statesMax, shouldStop }: Asked): CodesAnswer {
  const collection = new CodeCollection(device);
  const cut: string[] = [];
  let states = 0;
  const rounds = [[], ...faults.map(({ id }) => [`fault ${id} on`])];
  for (const add of rounds) {
    const name = add[0] ?? 'no fault';
    if (shouldStop()) {
      cut.push(name);
      continue;
    }
    const exploration = createExploration(world, { actions: alphabet(actions.map(({ action }) => action.text), { add }), time: fixpointTime, interleaving: 'settled' });
    const outcome = exploration.run({ statesMax, shouldStop });
    if (outcome.kind === 'limit') cut.push(name);
    states += outcome.states;
    collection.collect(exploration);
  }
  return { found: collection.found(), without: collection.without().map(({ code, phase }) => ({ code, phase })), states, searches: rounds.length, cut };
}

const conditionWords = ({ conditions }: FoundCode): string => {
  const [first] = conditions;
  return first ? `${first.operation} with ${first.when}${first.faults.length > 0 ? `, fault ${first.faults.join(', ')}` : ''}` : '';
};

/** What else than the nearest condition produces it: by what is asked and which fault it takes. Where none is needed, one that is on is no condition. */
function othersOf({ conditions }: FoundCode): readonly string[] {
  const needless = new Set(conditions.flatMap(({ operation, faults: on }) => (on.length === 0 ? [operation] : [])));
  const telling = conditions.filter(({ operation, faults: on }, index) => index === 0 || on.length === 0 || !needless.has(operation));
  return [...new Set(telling.map(({ operation, faults: on }) => `${operation}${on.length > 0 ? ` under ${on.join(', ')}` : ''}`))].slice(1);
}

function rowsOf({ found, without, states, searches, cut }: CodesAnswer): readonly Row[] {
  return [
    ['searched', `${grouped(states)} states to the fixpoint in ${searches} searches: without a fault, and with each fault of the catalogue coming at any time, people acting where nothing is due${cut.length === 0 ? '; complete' : `; NOT complete: ${cut.join(', ')}`}`],
    ...found.flatMap((code) => {
      const others = othersOf(code);
      return [
        ...(code.reason === '' ? [] : [[code.code, code.reason] as const]),
        [code.reason === '' ? code.code : '', `${conditionWords(code)}: ${wayWords(code.conditions[0]?.path ?? [])}`] as const,
        ...(others.length > 0 ? [['', `also ${others.slice(0, 4).join('; ')}${others.length > 4 ? `; ${others.length - 4} more with --json` : ''}`] as const] : []),
      ];
    }),
    ['no witness', without.map(({ code, phase }) => `${code} (${phase})`).join(', ') || 'none'],
    ['next', 'joinlab explain CODE tells what a code means and what to do'],
  ];
}

export const codesQuestion: Question<CodesAnswer> = {
  name: 'codes',
  actions: 'everyday',
  ask,
  rows: rowsOf,
  json: ({ found, without, ...rest }) => ({ ...rest, found: found.map(({ code, reason, conditions }) => ({ code, reason, conditions: conditions.map(({ path, ...condition }) => ({ ...condition, way: wayWords(path) })) })), without }),
  gist: ({ found }) => found.map(({ code }) => code).join(' '),
};
