/** LDIF as RFC 2849 has it: one record, lines folded at 76 columns, octets and texts that are not safe as base64 behind `::`. */

export type LdifAttribute = readonly [name: string, value: string | Uint8Array];

const columns = 76;

/** The first line holds 76 characters, each further one a blank and 75. */
function folded(line: string): string[] {
  const lines = [line.slice(0, columns)];
  for (let at = columns; at < line.length; at += columns - 1) lines.push(` ${line.slice(at, at + columns - 1)}`);
  return lines;
}

/** SAFE-STRING of RFC 2849: printable ASCII that neither begins with blank, colon or less-than nor ends with a blank. */
const isSafe = (text: string): boolean => /^(?![ :<])[\x20-\x7e]*$/.test(text) && !text.endsWith(' ');

export const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64');

const valueLine = ([name, value]: LdifAttribute): string =>
  typeof value === 'string' && isSafe(value) ? `${name}: ${value}` : `${name}:: ${base64(typeof value === 'string' ? Buffer.from(value, 'utf8') : value)}`;

/** @param comments without their `#` */
export function ldifRecord(dn: string, attributes: readonly LdifAttribute[], comments: readonly string[]): string {
  const lines = [...comments.map((comment) => `# ${comment}`), ...[['dn', dn] as const, ...attributes].flatMap((attribute) => folded(valueLine(attribute)))];
  return `${lines.join('\n')}\n`;
}
