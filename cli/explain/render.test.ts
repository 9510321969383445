import { expect, test } from 'vitest';
import codes from '../../knowledge/data/error-codes.json' with { type: 'json' };
import events from '../../knowledge/data/events.json' with { type: 'json' };
import { dsregcmdFields } from '../../knowledge/dsregcmd-fields.ts';
import { explain, explainStatusText } from '../../knowledge/explain.ts';
import { plainStyle, renderExplanations, renderStatus } from './render.ts';
import { hang, wrap } from './wrap.ts';

/** Lines longer than the terminal that are not a single word behind an indent. */
const tooLong = (text: string): string[] => text.split('\n').filter((line) => line.length > 80 && !/^.{0,16}\S*$/.test(line));

test('no explanation is wider than 80 columns, except for a word that must stay whole', () => {
  const queries = [...codes.map(({ code }) => code), ...events.map(({ id }) => `event ${id}`), ...dsregcmdFields.map(({ name }) => name)];
  expect(queries.flatMap((query) => tooLong(renderExplanations(explain(query))))).toEqual([]);
});

test('no line of an explanation ends in a blank', () => {
  const text = codes.map(({ code }) => renderExplanations(explain(code))).join('');
  expect(text.split('\n').filter((line) => line.endsWith(' '))).toEqual([]);
});

test('a style marks heads and labels and changes nothing else', () => {
  const marked = { strong: (text: string) => `<${text}>`, dim: (text: string) => `{${text}}`, code: (text: string) => `[${text}]` };
  const styled = renderExplanations(explain('KeySignTest'), marked);
  expect(styled.startsWith('<KeySignTest>')).toBe(true);
  expect(styled.replaceAll(/[<>{}[\]]/g, '')).toBe(renderExplanations(explain('KeySignTest'), plainStyle).replaceAll(/[<>{}[\]]/g, ''));
});

test('a commented status keeps to 80 columns', () => {
  const lines = dsregcmdFields.flatMap(({ name, values }) => values.map(({ value }) => `${name} : ${value}`));
  expect(tooLong(renderStatus(explainStatusText(lines.join('\n'))))).toEqual([]);
});

test('words are wrapped, and hang behind their label', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('', 10)).toEqual([]);
  expect(hang('- ', 'aaaaaaaaaa bbbbbbbbbb cccccccccc', 24)).toEqual(['- aaaaaaaaaa bbbbbbbbbb', '  cccccccccc']);
});
