/**
 * Binary forms of directory values: GUIDs with their first three fields little-endian, SIDs with little-endian sub-authorities.
 * Source: on-premises.md 1.4 "Binary forms" (measured).
 */

const hexPairs = (text: string): number[] => (text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
const toHex = (octets: Iterable<number>): string => [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');

/** `39343f77-c379-43a0-af9f-2999ae3dce60` → 16 octets, `77 3f 34 39 79 c3 a0 43 af 9f …`. */
export function guidToOctets(guid: string): Uint8Array {
  const [a = '', b = '', c = '', d = '', e = ''] = guid.replace(/[{}]/g, '').split('-');
  return Uint8Array.from([...hexPairs(a).reverse(), ...hexPairs(b).reverse(), ...hexPairs(c).reverse(), ...hexPairs(d), ...hexPairs(e)]);
}

export function octetsToGuid(octets: Uint8Array): string {
  const part = (from: number, to: number): number[] => Array.from(octets.subarray(from, to));
  return [part(0, 4).reverse(), part(4, 6).reverse(), part(6, 8).reverse(), part(8, 10), part(10, 16)].map(toHex).join('-');
}

/** `S-1-5-21-…-1103` → revision, count, 48-bit big-endian authority, little-endian sub-authorities. */
export function sidToOctets(sid: string): Uint8Array {
  const [, revision = '1', authority = '0', ...subAuthorities] = sid.split('-');
  const octets = new Uint8Array(8 + 4 * subAuthorities.length);
  const view = new DataView(octets.buffer);
  view.setUint8(0, Number(revision));
  view.setUint8(1, subAuthorities.length);
  view.setUint16(2, Math.floor(Number(authority) / 2 ** 32));
  view.setUint32(4, Number(authority) % 2 ** 32);
  for (const [index, value] of subAuthorities.entries()) view.setUint32(8 + 4 * index, Number(value), true);
  return octets;
}

export function octetsToSid(octets: Uint8Array): string {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const authority = view.getUint16(2) * 2 ** 32 + view.getUint32(4);
  const subAuthorities = Array.from({ length: view.getUint8(1) }, (_, index) => view.getUint32(8 + 4 * index, true));
  return ['S', view.getUint8(0), authority, ...subAuthorities].join('-');
}

/** The sourceAnchor of a device: base64 of the GUID's octets. */
export const sourceAnchorOf = (guid: string): string => Buffer.from(guidToOctets(guid)).toString('base64');
