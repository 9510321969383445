import { fc } from '../../test/support/properties.ts';
import { expect, test } from 'vitest';
import { guidToOctets, octetsToGuid, octetsToSid, sidToOctets, sourceAnchorOf } from './binary.ts';

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');

test('a GUID has its first three fields little-endian, as measured', () => {
  expect(hex(guidToOctets('39343f77-c379-43a0-af9f-2999ae3dce60'))).toBe('773f343979c3a043af9f2999ae3dce60');
  expect(sourceAnchorOf('39343f77-c379-43a0-af9f-2999ae3dce60')).toBe('dz80OXnDoEOvnymZrj3OYA==');
});

test('a SID has little-endian sub-authorities, as measured', () => {
  expect(hex(sidToOctets('S-1-5-21-1111111111-2222222222-3333333333-1103'))).toBe('010500000000000515000000c7353a428e6b748455a1aec64f040000');
});

test('every GUID and SID comes back from its octets', () => {
  fc.assert(fc.property(fc.uuid(), (guid) => { expect(octetsToGuid(guidToOctets(guid))).toBe(guid); }));
  const sid = fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 1, maxLength: 15 }).map((parts) => `S-1-5-${parts.join('-')}`);
  fc.assert(fc.property(sid, (text) => { expect(octetsToSid(sidToOctets(text))).toBe(text); }));
});

test('octets of the right shape come back from their text', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (octets) => { expect(hex(guidToOctets(octetsToGuid(octets)))).toBe(hex(octets)); }));
  const sidOctets = fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.array(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 15 })).map(([authority, parts]) => sidToOctets(['S', 1, authority, ...parts].join('-')));
  fc.assert(fc.property(sidOctets, (octets) => {
    expect(hex(sidToOctets(octetsToSid(octets)))).toBe(hex(octets));
    expect(octets).toHaveLength(8 + 4 * (octets[1] ?? 0));
  }));
});

test('braces and the case of a GUID change nothing, and its source anchor is 24 characters of base64', () => {
  fc.assert(fc.property(fc.uuid(), (guid) => {
    expect(hex(guidToOctets(`{${guid.toUpperCase()}}`))).toBe(hex(guidToOctets(guid)));
    expect(sourceAnchorOf(guid)).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  }));
});
