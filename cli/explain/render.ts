/** Explanations and commented pastes as text of 80 columns, or as data of a versioned shape. */
import type { CommentedLine, Explanation, StatusComment } from '../../knowledge/explain.ts';
import { hang, wrap } from './wrap.ts';

/** Colour and weight; the caller decides whether there is a terminal for it. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly code: (text: string) => string;
}

export const plainStyle: Style = { strong: (text) => text, dim: (text) => text, code: (text) => text };

export interface ExplainJson {
  readonly schemaVersion: 1;
  readonly query: string;
  readonly explanations: readonly Explanation[];
}

export interface StatusJson extends ExplainJson {
  readonly lines: StatusComment['lines'];
  readonly finding: StatusComment['finding'];
}

const width = 80;
const labelWidth = 16;
/** Related queries beyond this many are no help to a reader. */
const relatedMax = 16;

export const explainJson = (query: string, explanations: readonly Explanation[]): ExplainJson => ({ schemaVersion: 1, query, explanations });

export const statusJson = (query: string, explanations: readonly Explanation[], { lines, finding }: StatusComment): StatusJson => ({
  ...explainJson(query, explanations), lines, finding,
});

/** @returns Text that ends with a line end. */
export function renderExplanations(explanations: readonly Explanation[], style: Style = plainStyle): string {
  const several = explanations.length > 1 ? [`${explanations.length} meanings:`, ''] : [];
  const blocks = explanations.map((explanation) => renderExplanation(explanation, style).join('\n'));
  return `${[...several, blocks.join('\n\n')].join('\n')}\n`;
}

function renderExplanation(explanation: Explanation, style: Style): string[] {
  const { kind, id, title, meaning, facts, values, remedy, related, sources, confidence } = explanation;
  const head = `${id}${title === '' ? '' : `  ${title}`}`;
  const kindShown = `(${kind})`;
  const headLines = head.length + kindShown.length + 2 <= width
    ? [`${style.strong(id)}${head.slice(id.length)}  ${style.dim(kindShown)}`]
    : [style.strong(id), ...wrap(`${title} ${kindShown}`, width - 2).map((line) => `  ${line}`)];
  return [
    ...headLines,
    ...wrap(meaning, width - 2).map((line) => `  ${line}`),
    '',
    ...facts.flatMap(({ label, text }) => labelled(label, text, style)),
    ...(values.length === 0 ? [] : [`  ${style.dim(valuesHeading(kind))}`, ...values.flatMap(({ value, meaning: means }) => valueLines(value, means, style))]),
    ...(remedy.length === 0 ? [] : [`  ${style.dim('What to do')}`, ...remedy.flatMap((step) => hang('    - ', step, width))]),
    ...(related.length === 0 ? [] : labelled('See also', related.slice(0, relatedMax).join(', ') + (related.length > relatedMax ? ' ...' : ''), style)),
    ...labelled('Confidence', confidence, style),
    ...sources.flatMap((source, index) => labelled(index === 0 ? 'Source' : '', source, style)),
  ];
}

const valuesHeading = (kind: Explanation['kind']): string => (kind === 'field' ? 'Values' : 'The server says');

function labelled(label: string, text: string, style: Style): string[] {
  const first = `  ${label}`.padEnd(labelWidth);
  return hang(first, text, width).map((line, index) => (index === 0 ? `${style.dim(first)}${line.slice(first.length)}` : line));
}

const valueWidth = 24;

function valueLines(value: string, meaning: string, style: Style): string[] {
  if (meaning === '') return [`    ${style.code(value)}`];
  if (value.length > valueWidth - 6) return [...wrap(value, width - 4).map((line) => `    ${style.code(line)}`), ...hang('      ', meaning, width)];
  const first = `    ${value}`.padEnd(valueWidth);
  return hang(first, meaning, width).map((line, index) => (index === 0 ? `    ${style.code(value)}${line.slice(4 + value.length)}` : line));
}

/** Every recognised line with its comment, then what the whole says and the next step. */
export function renderStatus({ lines, finding }: StatusComment, style: Style = plainStyle): string {
  const commented = lines.filter(({ kind }) => kind !== 'other').flatMap((line) => statusLine(line, style));
  if (commented[0] === '') commented.shift();
  const conclusion = [
    style.strong('Finding'),
    ...wrap(finding.summary, width - 2).map((line) => `  ${line}`),
    ...finding.because.flatMap((line) => hang('    ', line, width).map((shown) => style.dim(shown))),
    ...finding.notes.flatMap((note) => hang('  Note: ', note, width)),
    style.strong('Next step'),
    ...finding.next.flatMap((step) => hang('  - ', step, width)),
  ];
  return `${[...commented, ...(commented.length === 0 ? [] : ['']), ...conclusion].join('\n')}\n`;
}

function statusLine(line: CommentedLine, style: Style): string[] {
  if (line.kind === 'section') return ['', style.strong(line.section ?? line.text.trim())];
  const shown = `${line.field ?? ''} : ${line.value ?? ''}`.trimEnd();
  return [
    ...hang('  ', shown, width).map((text) => style.code(text)),
    ...hang('      ', line.comment ?? '', width),
    ...line.codes.flatMap(({ code, symbol, meaning }) => hang(`      ${code} `, symbol === '' ? meaning : `${symbol}: ${meaning}`, width)),
  ];
}
