/** `joinlab explore when`: how soon and how late a device is registered and its user has a PRT, and what it waits for. */
import { whenOf, type Moment, type Span, type WhenAnswer } from '../../simulation/exploration/questions/when.ts';
import type { Question } from './question.ts';
import { grouped, roughly, type Row } from './rows.ts';

function momentWords(moment: Moment, fromMs: number, horizonMs: number): string {
  switch (moment.kind) {
    case 'at': return roughly(fromMs + moment.afterMs);
    case 'never': return 'never: it can be put off for ever';
    case 'beyond': return `not within ${roughly(horizonMs)}`;
    case 'limit': return 'not found within the limits';
    default: throw new Error('when: an unknown kind of moment.');
  }
}

const statesWords = (count: number): string => `${grouped(count)} ${count === 1 ? 'state' : 'states'}`;

function spanWords({ earliest, latest, actions, searched }: Span, fromMs: number, horizonMs: number): string {
  if (earliest.kind !== 'at') return `${momentWords(earliest, fromMs, horizonMs)} (${statesWords(searched)})`;
  if (earliest.afterMs === 0 && latest.kind === 'at' && latest.afterMs === 0) return 'already';
  const way = actions.map(({ afterMs, text }) => `${roughly(fromMs + afterMs)} ${text}`).join('; ');
  return `earliest ${momentWords(earliest, fromMs, horizonMs)}${way === '' ? '' : ` (${way})`}, latest ${momentWords(latest, fromMs, horizonMs)}; ${statesWords(searched)}`;
}

const pairs = ({ alone, withUsers }: WhenAnswer): readonly (readonly [string, Span])[] => [
  ['registered, nobody acts', alone.registered], ['PRT, nobody acts', alone.prt], ['registered, users act', withUsers.registered], ['PRT, users act', withUsers.prt],
];

function rowsOf(answer: WhenAnswer, fromMs: number): readonly Row[] {
  return [
    ['waits for', answer.waitsFor], ['next', answer.next ? `${roughly(fromMs + answer.next.afterMs)} ${answer.next.what}` : 'nothing by itself; somebody has to act'],
    ...pairs(answer).map(([name, span]) => [name.startsWith('registered') ? 'registered' : 'PRT', `${name.slice(name.indexOf(',') + 2)}: ${spanWords(span, fromMs, answer.horizonMs)}`] as const),
    ['bounds', `real latencies, ${roughly(answer.horizonMs)} from then, at most ${answer.actionsMax} actions of users, which come where nothing is due; an action that gains less than 10s is not counted as quicker`],
  ];
}

export const whenQuestion: Question<WhenAnswer> = {
  name: 'when',
  actions: 'everyday',
  ask: ({ world, device, actions, statesMax, shouldStop }) => whenOf(world, device, { actions, statesMax, shouldStop }),
  rows: (answer, { world }) => rowsOf(answer, world.nowMs),
  json: (answer) => answer,
  gist: (answer) => pairs(answer).map(([name, { earliest, latest }]) => `${name}: ${momentWords(earliest, 0, answer.horizonMs)} to ${momentWords(latest, 0, answer.horizonMs)}`).join(' | '),
};
