/** What `joinlab explore` says of the properties that the scenario itself promises. */
import type { OwnVerdict, OwnWitness } from '../../simulation/exploration/own-properties.ts';
import { doneWords, grouped, pathJson, type Row } from './rows.ts';

function witnessWords({ path, cycle, notConfirmed }: OwnWitness): string {
  const onAndOn = cycle === null ? '' : cycle.length === 0 ? '; then nothing is due any more, and nobody has to do anything' : cycle.some(({ kind }) => kind === 'action') ? `; then for ever: ${doneWords(cycle)}` : '; then for ever, though time goes on';
  return `${doneWords(path)}${onAndOn}${notConfirmed === null ? '' : ` (not confirmed with real times: ${notConfirmed})`}`;
}

function verdictWords({ property: { kind }, verdict, states, hits, witness, why }: OwnVerdict): string {
  const of = `of ${grouped(states)} states`;
  const way = witness ? `: ${witnessWords(witness)}` : '';
  switch (verdict) {
    case 'not judged': return `not judged: ${why ?? ''}`;
    case 'so far': return kind === 'sometimes' ? `not seen so far, in ${grouped(states)} states` : `not broken so far, in ${grouped(states)} states`;
    case 'holds': return kind === 'sometimes' ? `seen in ${grouped(hits)} ${of}${way}` : states === 0 ? 'not broken, and not put to the test: what stands after if: is shown in no state' : `holds in ${grouped(states)} states`;
    case 'broken': return kind === 'sometimes' ? `NEVER, in none ${of}` : `BROKEN in ${grouped(hits)} ${of}${way}`;
    default: throw new Error('own: an unknown verdict.');
  }
}

export const ownLines = (own: readonly OwnVerdict[]): readonly Row[] => own.map((verdict, index) => [index === 0 ? 'properties' : '', `${verdict.property.name} (${verdict.property.kind}): ${verdictWords(verdict)}`]);

export const ownJson = ({ property, verdict, states, hits, witness, why }: OwnVerdict) => ({
  name: property.name, kind: property.kind, verdict, states, hits, why,
  witness: witness && { path: pathJson(witness.path), cycle: witness.cycle && pathJson(witness.cycle), confirmed: witness.notConfirmed === null, why: witness.notConfirmed },
});

/** Whether what is promised holds, as far as it is known. */
export const keepsPromise = ({ verdict }: OwnVerdict): boolean => verdict !== 'broken';
