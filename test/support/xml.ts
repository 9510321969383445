/** A strict little reader of XML: throws where a text is not well-formed. */
export interface Element {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  text: string;
}

const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const name = '[A-Za-z_][\\w.-]*';
const attribute = new RegExp(`\\s+(${name})="([^"<]*)"`, 'gy');

function decode(text: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\]\]>/.test(text)) throw new Error(`xml: forbidden in ${JSON.stringify(text)}`);
  return text.replaceAll(/&(#\d+|\w+)?(;?)/g, (whole, reference: string | undefined, end: string) => {
    const value = reference?.startsWith('#') ? String.fromCodePoint(Number(reference.slice(1))) : entities[reference ?? ''];
    if (value === undefined || end === '') throw new Error(`xml: ${whole} is no reference`);
    return value;
  });
}

/** Elements in the order of their start. */
export function elementsOf(xml: string): readonly Element[] {
  const all: Element[] = [];
  const open: Element[] = [];
  let rest = xml.replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, '');
  while (rest !== '') {
    const text = /^[^<]+/.exec(rest)?.[0];
    const close = new RegExp(`^</(${name})>`).exec(rest);
    const start = new RegExp(`^<(${name})((?:\\s+${name}="[^"<]*")*)\\s*(/?)>`).exec(rest);
    if (text !== undefined) {
      const inside = open.at(-1);
      if (inside) inside.text += decode(text);
      else if (text.trim() !== '') throw new Error(`xml: text outside the root: ${text}`);
    } else if (close) {
      if (open.pop()?.name !== close[1]) throw new Error(`xml: ${close[0]} closes nothing`);
    } else if (start) {
      const element: Element = { name: start[1] ?? '', attributes: Object.fromEntries([...(start[2] ?? '').matchAll(attribute)].map(([, key, value]) => [key, decode(value ?? '')])), text: '' };
      if (open.length === 0 && all.length > 0) throw new Error('xml: two roots');
      all.push(element);
      if (start[3] === '') open.push(element);
    } else throw new Error(`xml: ${rest.slice(0, 60)}`);
    rest = rest.slice((text ?? close?.[0] ?? start?.[0] ?? '').length);
  }
  if (open.length > 0) throw new Error(`xml: <${open.at(-1)?.name ?? ''}> is open`);
  return all;
}
