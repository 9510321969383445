/** The layout since Windows 10 1809: 72-column banners, names right-aligned to column 26, CR LF. Source: dsregcmd.md 1. */
import type { Field, Section } from './format.ts';

const lineEnd = '\r\n';
const border = `+${'-'.repeat(70)}+`;
const nameColumns = 26;

export const closingLine = 'For more information, please visit https://www.microsoft.com/aadjerrors';

export const fieldLine = ({ name, value }: Field, columns = nameColumns): string => `${name.padStart(columns)} : ${value}`;

export const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}${lineEnd}`).join('');

/** An empty line, the banner, an empty line, then the groups with an empty line between them: nothing closes a section. */
export function sectionLines({ title, groups, notice }: Section, columns = nameColumns): string[] {
  const banner = ['', border, `| ${title.padEnd(69)}|`, border, ''];
  const fields = groups.flatMap((group, index) => [...(index > 0 ? [''] : []), ...group.map((one) => fieldLine(one, columns))]);
  return [...banner, ...(notice === undefined ? [] : [notice, '']), ...fields];
}
