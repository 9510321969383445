/** The checker accepts what Windows printed: it is not stricter than the real thing. */
import { expect, test } from 'vitest';
import { checkStatusFormat, readStatusText } from './support/dsregcmd-format.ts';
import type { Release } from './support/dsregcmd-fields.ts';
import { hasSharedDomain, publishedSamples, sampleText, withoutShared } from './support/dsregcmd-shared.ts';

/** Whole outputs in the layout since 1809, with the column whose lines they have. */
const releases: { readonly [id: string]: Release } = { '01': '10-22H2', '03': '21H2', '05': '21H2', '07': '1809' };

const asPrinted: readonly (readonly [why: string, undo: (text: string) => string])[] = [
  ['05 begins with an empty line of the page', (text) => text.replace(/^\n\n/, '\n')],
  ['05 was broken in two by a console of 93 columns', (text) => text.replace('script u\nsing', 'script using')],
  ['03 and 05 hold blanks of the console behind values and in empty lines', (text) => text.replace(/ +$/gm, '')],
  ['copies lost the blank of empty values', (text) => text.replace(/^( +\S.* :)$/gm, '$1 ')],
  ['copies lost the carriage returns', (text) => text.replaceAll('\n', '\r\n')],
];

const undoArtefacts = (text: string): string => asPrinted.reduce((so, [, undo]) => undo(so), text);

test.skipIf(!hasSharedDomain)(`every whole published output in its own format passes (${withoutShared})`, () => {
  const whole = publishedSamples().filter((sample) => sample.switch === '/status' && sample.complete && sample.verbatimFormat);
  expect(whole.map(({ id }) => id)).toEqual(Object.keys(releases).sort());
  for (const { id } of whole) expect([id, checkStatusFormat(undoArtefacts(sampleText(id)), { release: releases[id] ?? '11-24H2' })]).toEqual([id, []]);
});

test.skipIf(!hasSharedDomain)(`the reader sees their fields (${withoutShared})`, () => {
  const seen = (id: string): readonly [string, string][] => readStatusText(undoArtefacts(sampleText(id))).map(({ name, value }) => [name, value]);
  expect(seen('01')).toHaveLength(67);
  expect(seen('07')).toContainEqual(['NgcPreReq', 'ERROR 0xd0020017']);
  expect(seen('05')).toContainEqual(['Executing Account Name', 'CORLAB\\CORLAB-WS2022-S$, CORLAB-WS2022-S$@corlab.local']);
});
