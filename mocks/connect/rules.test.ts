import { expect, test } from 'vitest';
import { isBelow, isJoinCertificate, withheldReason } from './rules.ts';
import { computer, server } from '../../test/small-connect.ts';

test.each([
  ['OU=Laptops,DC=contoso,DC=com', 'OU=Laptops,DC=contoso,DC=com', true],
  ['OU=Berlin,OU=Laptops,DC=contoso,DC=com', 'OU=Laptops,DC=contoso,DC=com', true],
  ['ou=berlin,ou=LAPTOPS,dc=contoso,dc=com', 'OU=Laptops,DC=CONTOSO,DC=com', true],
  ['ou=laptops,dc=contoso,dc=com', 'OU=Laptops,DC=contoso,DC=com', true],
  ['OU=OldLaptops,DC=contoso,DC=com', 'OU=Laptops,DC=contoso,DC=com', false],
  ['XOU=Laptops,DC=contoso,DC=com', 'OU=Laptops,DC=contoso,DC=com', false],
  ['DC=contoso,DC=com', 'OU=Laptops,DC=contoso,DC=com', false],
])('%s lies in or below %s: %s', (dn, ancestor, expected) => {
  expect(isBelow(dn, ancestor)).toBe(expected);
});

test.each([
  ['CN=ab-1', 2_000, true],
  ['cn=AB-1', 2_000, true],
  ['CN={AB-1}', 2_000, true],
  ['CN=ab-1', 1_000, false],
  ['CN=ab-1', 1_001, true],
  ['CN=other', 2_000, false],
  ['CN={other}', 2_000, false],
])('a certificate of %s that ends at %s counts as of 1000 for the object ab-1: %s', (subject, notAfterMs, expected) => {
  expect(isJoinCertificate({ subject, notAfterMs }, 'Ab-1', 1_000)).toBe(expected);
});

const certificates = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `c${index}`, subject: 'CN=d1', notAfterMs: 9_000, keyHolder: 'LAPTOP01' }));

test.each([
  ['an ordinary laptop', {}, {}, null],
  ['a domain controller', { isCriticalSystemObject: true }, {}, 'critical-system-object'],
  ['another unit', { parentDn: 'OU=Quarantine,DC=contoso,DC=com' }, {}, 'out-of-scope'],
  ['one of two units in scope', { parentDn: 'OU=Quarantine,DC=contoso,DC=com' }, { includedOus: ['OU=Laptops,DC=contoso,DC=com', 'OU=Quarantine,DC=contoso,DC=com'] }, null],
  ['nothing in scope', {}, { includedOus: [] }, 'out-of-scope'],
  ['not in the pilot group', { memberOf: ['Other'] }, { pilotGroup: 'Pilot' }, 'not-in-pilot-group'],
  ['in the pilot group', { memberOf: ['Other', 'Pilot'] }, { pilotGroup: 'Pilot' }, null],
  ['no certificate', { userCertificate: [] }, {}, 'no-certificate'],
  ['15 certificates', { userCertificate: certificates(15) }, {}, null],
  ['16 certificates', { userCertificate: certificates(16) }, {}, 'too-many-certificates'],
  ['Windows 7', { operatingSystemVersion: '6.1 (7601)' }, {}, 'downlevel-windows'],
  ['Windows Server 2016', { operatingSystemVersion: '10.0 (14393)', operatingSystem: 'Windows Server 2016 Standard' }, {}, null],
  ['a version 6 of something else', { operatingSystem: 'Storage Appliance', operatingSystemVersion: '6.1' }, {}, null],
  ['a certificate of another object', { objectGuid: 'd2' }, {}, 'no-valid-certificate'],
  ['one valid certificate among foreign ones', { userCertificate: [{ id: 'x', subject: 'CN=x', notAfterMs: 9_000, keyHolder: 'X' }, ...certificates(1)] }, {}, null],
] as const)('withheld or not: %s', (_what, object, filter, expected) => {
  expect(withheldReason({ ...server, ...filter }, { ...computer, ...object }, 1_000)).toBe(expected);
});

test('without the rule on certificates an expired one flows, and an object without any is still withheld', () => {
  expect(withheldReason(server, computer, 10_000)).toBe('no-valid-certificate');
  expect(withheldReason(server, computer, 10_000, false)).toBeNull();
  expect(withheldReason(server, { ...computer, userCertificate: [] }, 10_000, false)).toBe('no-certificate');
});
