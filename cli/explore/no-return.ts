/** `joinlab explore no-return`: from which moment of the run on only the help desk or an administrator helps. */
import { noReturnOf, settledInstants, type Helps, type NoReturnAnswer } from '../../simulation/exploration/questions/no-return.ts';
import type { Question } from './question.ts';
import { grouped, roughly, type Row } from './rows.ts';

const helpWords: { readonly [Kind in Helps]: string } = {
  nature: 'comes by itself', user: 'users alone', helpdesk: 'the help desk', admin: 'an administrator', done: 'done', limit: 'not found within the limits', none: 'nobody, among these actions',
};

function rowsOf({ stretches, noReturnMs, endMs, instants, searched }: NoReturnAnswer): readonly Row[] {
  return [
    ['no return', noReturnMs === null ? `no such moment up to ${roughly(endMs)}: at every instant users alone can still get there` : `${roughly(noReturnMs)}: from then on nothing that users can do gets there, only a repair by others`],
    ...stretches.map(({ fromMs, helps, standing, actions }, index) => [index === 0 ? 'from' : '', `${roughly(fromMs)} ${helpWords[helps]}: ${standing}${actions.length > 0 ? `; needs ${actions.join('; ')}` : ''}`] as const),
    ['searched', `${instants} instants of the run, ${grouped(searched)} states to the fixpoint`],
  ];
}

export const noReturnQuestion: Question<NoReturnAnswer> = {
  name: 'no-return',
  actions: 'repair',
  ask: ({ scenario, device, actions, statesMax, shouldStop }) => noReturnOf(settledInstants(scenario), device, actions, statesMax, shouldStop),
  rows: rowsOf,
  json: (answer) => answer,
  gist: ({ noReturnMs, stretches }) => [noReturnMs === null ? 'no such moment' : `from ${roughly(noReturnMs)}`, ...stretches.map(({ fromMs, helps }) => `${roughly(fromMs)} ${helpWords[helps]}`)].join(', '),
};
