/** Writes the few DER types that an X.509 certificate is made of (ITU-T X.690). Written out here because a general ASN.1 library costs more start-up time than a whole run. */

const tags = { boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, null: 0x05, oid: 0x06, printableString: 0x13, ia5String: 0x16, utcTime: 0x17, generalizedTime: 0x18, sequence: 0x30, set: 0x31 } as const;

const lengthOctets = (count: number): number[] => (count < 0x80 ? [count] : count < 0x100 ? [0x81, count] : [0x82, count >> 8, count & 0xff]);

/** Longest content that two length octets can tell. */
const contentMax = 0xffff;

/** Tag, length, content. */
export function tagged(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const count = parts.reduce((sum, part) => sum + part.length, 0);
  if (count > contentMax) throw new Error(`der: ${count} octets are more than one value may hold here (${contentMax}).`);
  return Buffer.concat([Uint8Array.from([tag, ...lengthOctets(count)]), ...parts]);
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tagged(tags.sequence, ...parts);

/** The parts of a SET OF stand in the order of their octets. */
export const setOf = (...parts: readonly Uint8Array[]): Uint8Array => tagged(tags.set, ...[...parts].sort(Buffer.compare));

/** A whole number of at least zero: a zero octet in front keeps a set top bit from reading as a sign. */
export const unsigned = (octets: Uint8Array): Uint8Array => tagged(tags.integer, ...((octets[0] ?? 0) >= 0x80 ? [Uint8Array.of(0)] : []), octets);

export const boolean = (value: boolean): Uint8Array => tagged(tags.boolean, Uint8Array.of(value ? 0xff : 0));
export const bitString = (octets: Uint8Array): Uint8Array => tagged(tags.bitString, Uint8Array.of(0), octets);
export const octetString = (octets: Uint8Array): Uint8Array => tagged(tags.octetString, octets);
export const nothing: Uint8Array = Uint8Array.of(tags.null, 0);

const text = (tag: number) => (value: string): Uint8Array => tagged(tag, Buffer.from(value, 'utf8'));
export const printableString = text(tags.printableString);
export const ia5String = text(tags.ia5String);

/** Seven bits an octet, the top bit set on all but the last of a number; the first two numbers share one. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const groups = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
    octets.push(...groups);
  }
  return tagged(tags.oid, Uint8Array.from(octets));
}

/** UTCTime up to 2049, GeneralizedTime from then on (RFC 5280 4.1.2.5). @param iso `2026-01-05T09:00:01.000Z` */
export function time(iso: string): Uint8Array {
  const digits = `${iso.slice(0, 19).replace(/[-:T]/g, '')}Z`;
  return iso < '2050' ? text(tags.utcTime)(digits.slice(2)) : text(tags.generalizedTime)(digits);
}
