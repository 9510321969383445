/** Words into lines, for the terminal's 80 columns. */
import { wrap as wrapWords } from '../../reports/timeline.ts';

/** Runs of white space are one blank, and no text is no line. */
export const wrap = (text: string, width: number): string[] => (text.trim() === '' ? [] : wrapWords(text.trim().replaceAll(/\s+/g, ' '), width));

/** First line behind `first`, the others behind as many blanks. */
export function hang(first: string, text: string, width: number): string[] {
  const indent = ' '.repeat(first.length);
  return wrap(text, Math.max(20, width - first.length)).map((line, index) => (index === 0 ? first : indent) + line);
}
