/** `joinlab explore repair`: the cheapest way to registered with a PRT, and the quicker ones that take more than users. */
import { repairOfWorld, type Repair, type RepairAnswer } from '../../simulation/exploration/questions/repair.ts';
import { sentencesOf } from '../../simulation/exploration/way.ts';
import type { Question } from './question.ts';
import { grouped, findingWords, roughly, type Row } from './rows.ts';

const counted = (count: number, word: string): readonly string[] => (count === 0 ? [] : [`${count} of ${word}`]);
const costWords = ({ counts, waitsMs }: Repair): string => [...counted(counts.user, 'users'), ...counted(counts.helpdesk, 'the help desk'), ...counted(counts.admin, 'administrators'), `waits ${roughly(waitsMs)}`].join(', ');
const mostOf = ({ counts }: Repair): string => (counts.admin > 0 ? 'admin' : counts.helpdesk > 0 ? 'helpdesk' : 'user');

function rowsOf(answer: RepairAnswer): readonly Row[] {
  switch (answer.kind) {
    case 'nothing to repair': return [['repair', 'nothing to repair: registered, and the signed-in user has a PRT']];
    case 'none': return [['repair', `none: no way among these actions (${grouped(answer.searched)} states, complete)`]];
    case 'limit': return [['repair', `not found within the limits (${grouped(answer.searched)} states)`]];
    case 'found': return [
      ['cheapest', findingWords(answer.cheapest.finding, answer.cheapest.path)], ['costs', costWords(answer.cheapest)],
      ['proof', `nothing cheaper among these actions: all ${grouped(answer.cheapest.searched)} states at less cost were looked at, to the fixpoint, people acting where nothing is due. Cost counts administrators' actions first, then the help desk's, then users', then time`],
      ...answer.quicker.flatMap((repair) => [[`${mostOf(repair)}`, findingWords(repair.finding, repair.path)] as const, ['', `${costWords(repair)}; the quickest with this one (${grouped(repair.searched)} states)`] as const]),
    ];
    default: throw new Error('repair: an unknown kind of answer.');
  }
}

const jsonOf = (repair: Repair) => ({
  counts: repair.counts, waitsMs: repair.waitsMs, searched: repair.searched, class: mostOf(repair), confirmed: repair.finding.outcome === 'confirmed',
  steps: repair.path.flatMap((step): object[] => (step.kind === 'action' ? [{ do: step.action.action.text }] : step.kind === 'time' ? [{ waitMs: step.passesMs }] : [])),
  ...(repair.finding.outcome === 'confirmed' ? { actions: repair.finding.actions.map(({ atMs, action }) => ({ atMs, do: action.text })), thereAtMs: repair.finding.atMs } : { why: repair.finding.why }),
});

export const repairQuestion = (all: boolean): Question<RepairAnswer> => ({
  name: 'repair',
  actions: 'repair',
  ask: ({ world, device, actions, statesMax, shouldStop }) => repairOfWorld(world, device, { actions, all, statesMax, shouldStop }),
  rows: rowsOf,
  json: (answer) => (answer.kind === 'found' ? { kind: answer.kind, cheapest: jsonOf(answer.cheapest), quicker: answer.quicker.map(jsonOf) } : answer),
  gist: (answer) => (answer.kind === 'found' ? [answer.cheapest, ...answer.quicker].map((repair) => `${sentencesOf(repair.path).join('; ')} (waits ${roughly(repair.waitsMs)})`).join(' | ') : answer.kind),
});
