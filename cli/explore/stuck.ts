/** `joinlab explore stuck`: kinds of states that do not heal by themselves, the way in, how often chance goes it, and the way out. */
import { alphabet } from '../../simulation/exploration/alphabet.ts';
import { repairAlphabet } from '../../simulation/exploration/questions/repair.ts';
import { roundsOf, stuckInRounds, type StuckInRounds, type StuckKind } from '../../simulation/exploration/questions/stuck-rounds.ts';
import type { Question } from './question.ts';
import { grouped, findingWords, wayWords, type Row } from './rows.ts';

const repairWords = ({ repair }: StuckKind): string => {
  switch (repair.kind) {
    case 'found': return wayWords(repair.cheapest.path);
    case 'none': return `nothing that may be done to repair (${grouped(repair.searched)} states, complete)`;
    case 'limit': return `not found within the limits (${grouped(repair.searched)} states)`;
    case 'nothing to repair': return 'nothing to repair';
    default: throw new Error('stuck: an unknown kind of repair.');
  }
};

function kindRows(kind: StuckKind, walks: number): readonly Row[] {
  return [
    ['stuck', `${kind.standing} (${kind.step})`], ['  way in', findingWords(kind.finding, kind.path)],
    ['  by chance', `of ${grouped(walks)} walks ${kind.cameBy} came by, ${kind.ended} were there at the end; ${grouped(kind.states)} states; ${kind.round}`], ['  way out', repairWords(kind)],
  ];
}

function rowsOf({ rounds, kinds }: StuckInRounds): readonly Row[] {
  const [first] = rounds;
  return [
    ['stuck is', 'never registered with a PRT, whatever time brings and however often the user signs out and in, locks and unlocks'],
    ...rounds.map(({ round, outcome, answer }, index) => [index === 0 ? 'searched' : '', `${round.name}: ${grouped(outcome.states)} states to the fixpoint, ${outcome.kind === 'complete' ? 'complete' : `NOT complete, ${outcome.limit === 'stopped' ? 'there was no more time' : `stopped at the limit of ${outcome.limit}`}: more may be stuck`}; ${grouped(answer.stuck)} of ${grouped(answer.settled)} settled states are stuck`] as const),
    ...(first ? [['walks', `${grouped(first.answer.walks)} a round, ${first.answer.choices} choices each: even odds that time passes or that somebody acts`] as const] : []),
    ...kinds.flatMap((kind) => kindRows(kind, first?.answer.walks ?? 0)),
  ];
}

export const stuckQuestion: Question<StuckInRounds> = {
  name: 'stuck',
  actions: 'everyday',
  ask: ({ world, device, actions, scenario, statesMax, shouldStop }) =>
    stuckInRounds(world, device, roundsOf(world), { actions, repairs: alphabet(repairAlphabet(world, device)), seed: scenario.seed, statesMax, shouldStop }),
  rows: rowsOf,
  json: ({ rounds, kinds }) => ({
    rounds: rounds.map(({ round, outcome, answer }) => ({ name: round.name, added: round.add, interleaving: round.interleaving, budget: round.budget, complete: outcome.kind === 'complete', states: outcome.states, settled: answer.settled, stuck: answer.stuck, walks: answer.walks, choices: answer.choices })),
    kinds: kinds.map((kind) => ({ standing: kind.standing, step: kind.step, states: kind.states, walksCameBy: kind.cameBy, walksEnded: kind.ended, round: kind.round, wayIn: wayWords(kind.path), confirmed: kind.finding.outcome === 'confirmed', wayOut: repairWords(kind) })),
  }),
  gist: ({ kinds }) => kinds.map(({ standing }) => standing).join(' | ') || 'nothing is stuck',
};
