/** Short names for the ASN.1 types that a certificate is made of, written by asn1js. */
import {
  BitString, Boolean as Asn1Boolean, Constructed, GeneralizedTime, IA5String, Integer, Null, ObjectIdentifier, OctetString, PrintableString, Sequence,
  Set as Asn1Set, UTCTime, type BaseBlock,
} from 'asn1js';

export type { BaseBlock } from 'asn1js';

/** asn1js takes buffers, not views into larger ones. */
const bufferOf = (octets: Uint8Array): ArrayBuffer => Uint8Array.from(octets).buffer;

export const derOf = (block: BaseBlock): Uint8Array => new Uint8Array(block.toBER());

export const sequence = (...value: BaseBlock[]): BaseBlock => new Sequence({ value });

/** DER wants the parts of a SET OF in the order of their octets. */
export const setOf = (...parts: BaseBlock[]): BaseBlock => new Asn1Set({ value: parts.toSorted((a, b) => Buffer.compare(derOf(a), derOf(b))) });

/** A whole number of at least zero: a zero octet in front keeps a set top bit from reading as a sign. */
export const unsigned = (octets: Uint8Array): BaseBlock => new Integer({ valueHex: bufferOf((octets[0] ?? 0) >= 0x80 ? Uint8Array.of(0, ...octets) : octets) });

export const bitString = (octets: Uint8Array): BaseBlock => new BitString({ valueHex: bufferOf(octets) });
export const octetString = (octets: Uint8Array): BaseBlock => new OctetString({ valueHex: bufferOf(octets) });
export const yes = (): BaseBlock => new Asn1Boolean({ value: true });
export const nothing = (): BaseBlock => new Null();
export const oid = (value: string): BaseBlock => new ObjectIdentifier({ value });
export const printableString = (value: string): BaseBlock => new PrintableString({ value });
export const ia5String = (value: string): BaseBlock => new IA5String({ value });

/** `[0]`, `[3]`: a field that is told by its number. */
export const explicit = (tagNumber: number, ...inner: BaseBlock[]): BaseBlock => new Constructed({ idBlock: { tagClass: 3, tagNumber }, value: inner });

/** UTCTime up to 2049, GeneralizedTime from then on (RFC 5280 4.1.2.5). @param iso `2026-01-05T09:00:01.000Z` */
export function time(iso: string): BaseBlock {
  const digits = `${iso.slice(0, 19).replace(/[-:T]/g, '')}Z`;
  return iso < '2050' ? new UTCTime({ value: digits.slice(2) }) : new GeneralizedTime({ value: digits });
}
