/** The layout since Windows 10 1809: 72-column banners, names right-aligned to column 26, CR LF. Source: dsregcmd.md 1. */
import type { Field, Section } from './format.ts';

export const lineEnd = '\r\n';
const border = `+${'-'.repeat(70)}+`;
const nameWidth = 26;

export const fieldLine = ({ name, value }: Field, width = nameWidth): string => `${name.padStart(width)} : ${value}`;

/** Banner, one empty line, groups separated by one empty line, one empty line. */
export function sectionLines({ title, groups, preamble }: Section, width = nameWidth): string[] {
  const banner = [border, `| ${title.padEnd(69)}|`, border, ''];
  const body = groups.flatMap((group, index) => [...(index > 0 ? [''] : []), ...group.map((one) => fieldLine(one, width))]);
  return [...banner, ...(preamble ? [preamble, ''] : []), ...body, ''];
}

export const closing = 'For more information, please visit https://www.microsoft.com/aadjerrors';
