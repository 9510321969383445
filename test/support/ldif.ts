/** Reads one LDIF record as other people's tools do: unfolds lines, drops comments, decodes `::` (RFC 2849). */

export function readLdif(text: string): { readonly [attribute: string]: readonly Buffer[] | undefined } {
  const record: { [attribute: string]: Buffer[] } = {};
  for (const line of text.replace(/\n /g, '').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const parts = /^([A-Za-z][\w-]*(?:;[\w-]+)*)(::?) (.*)$/.exec(line);
    if (!parts) throw new Error(`not a line of LDIF: ${line}`);
    const [, name = '', separator, value = ''] = parts;
    (record[name] ??= []).push(Buffer.from(value, separator === '::' ? 'base64' : 'utf8'));
  }
  return record;
}
