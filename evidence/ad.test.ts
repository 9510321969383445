import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { octetsToGuid, octetsToSid } from '../mocks/active-directory/binary.ts';
import type { BootstrapCertificate, ComputerObject } from '../mocks/active-directory/state.ts';
import type { World } from '../simulation/world.ts';
import { readLdif } from '../test/support/ldif.ts';
import { smallWorld } from '../test/small-world.ts';
import { adEvidence } from './ad.ts';

const certificate = (world: World, id: string): BootstrapCertificate => ({ id, subject: `CN=${world.devices.LAPTOP01?.objectGuid ?? ''}`, notBeforeMs: 3_600_000, notAfterMs: 3_600_000 + 315_576_000_000, keyHolder: 'LAPTOP01' });

/** Changes the object on DC01, which Connect reads, or on DC02. */
function withComputer(world: World, change: Partial<ComputerObject>, controller = 'DC01'): World {
  const known = world.directory.controllers[controller];
  const guid = world.devices.LAPTOP01?.objectGuid ?? '';
  const computer = known?.replica.computers[guid];
  if (!known || !computer) throw new Error('the small world has changed');
  const replica = { ...known.replica, computers: { ...known.replica.computers, [guid]: { ...computer, ...change } } };
  return { ...world, directory: { ...world.directory, controllers: { ...world.directory.controllers, [controller]: { ...known, replica } } } };
}

const show = (world: World): string => adEvidence.render({ world, device: 'LAPTOP01', as: 'user' });
const field = (world: World, name: string): string | undefined => adEvidence.field({ world, device: 'LAPTOP01', as: 'user' }, name);

test('the object before the join, word for word', () => {
  expect(show(smallWorld())).toMatchInlineSnapshot(`
    "# the copy on DC01, userCertificate: none
    dn: CN=LAPTOP01,OU=Laptops,DC=contoso,DC=com
    objectClass: top
    objectClass: person
    objectClass: organizationalPerson
    objectClass: user
    objectClass: computer
    cn: LAPTOP01
    distinguishedName: CN=LAPTOP01,OU=Laptops,DC=contoso,DC=com
    instanceType: 4
    whenCreated: 20251206080000.0Z
    whenChanged: 20260104080000.0Z
    uSNCreated: 9986
    uSNChanged: 9986
    name: LAPTOP01
    objectGUID:: Al0CKD58JE2ZozW+pviN/A==
    userAccountControl: 4096
    pwdLastSet: 134094816000000000
    primaryGroupID: 515
    objectSid:: AQUAAAAAAAUVAAAA5z86kY6DS2hVhFlVorMAAA==
    sAMAccountName: LAPTOP01$
    sAMAccountType: 805306369
    operatingSystem: Windows 11 Enterprise
    operatingSystemVersion: 10.0 (26100)
    dNSHostName: LAPTOP01.contoso.com
    servicePrincipalName: HOST/LAPTOP01
    servicePrincipalName: HOST/LAPTOP01.contoso.com
    servicePrincipalName: RestrictedKrbHost/LAPTOP01
    servicePrincipalName: RestrictedKrbHost/LAPTOP01.contoso.com
    objectCategory: CN=Computer,CN=Schema,CN=Configuration,DC=contoso,DC=com
    isCriticalSystemObject: FALSE
    "
  `);
});

test('each value of userCertificate is a certificate of its own as base64, folded at 76 columns', () => {
  const world = smallWorld();
  const text = show(withComputer(world, { userCertificate: [certificate(world, 'a'), certificate(world, 'b')] }));
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBe(76);
  const parsed = (readLdif(text).userCertificate ?? []).map((der) => new X509Certificate(der));
  expect(parsed.map(({ subject, validFrom, validTo }) => [subject, validFrom, validTo])).toEqual(['a', 'b'].map((id) => [certificate(world, id).subject, 'Jan  5 09:00:00 2026 GMT', 'Jan  5 21:00:00 2036 GMT']));
  expect(new Set(parsed.map(({ serialNumber }) => serialNumber)).size).toBe(2);
  for (const { fingerprint } of parsed) expect(text).toContain(`# userCertificate SHA-1 ${fingerprint.replaceAll(':', '')}\n`);
});

test('an LDIF reader gets the same GUID, SIDs and texts back', () => {
  const world = smallWorld();
  const device = world.devices.LAPTOP01;
  const record = readLdif(show(withComputer(world, { creatorSid: 'S-1-5-21-1-2-3-1103', cn: 'Größe', memberOf: ['Pilot', 'Laptops'] })));
  expect([octetsToGuid(record.objectGUID?.[0] ?? Buffer.alloc(16)), octetsToSid(record.objectSid?.[0] ?? Buffer.alloc(8))]).toEqual([device?.objectGuid, device?.objectSid]);
  expect(octetsToSid(record['mS-DS-CreatorSID']?.[0] ?? Buffer.alloc(8))).toBe('S-1-5-21-1-2-3-1103');
  expect([record.dn, record.cn, record.memberOf].map((values) => values?.map((value) => value.toString('utf8')))).toEqual([
    ['CN=Größe,OU=Laptops,DC=contoso,DC=com'], ['Größe'], ['CN=Pilot,DC=contoso,DC=com', 'CN=Laptops,DC=contoso,DC=com'],
  ]);
});

test('another copy with another number of certificates is told of', () => {
  const world = smallWorld();
  const ahead = withComputer(world, { userCertificate: [certificate(world, 'a')] }, 'DC02');
  expect(show(ahead)).toMatch(/^# the copy on DC01, userCertificate: none\n# DC02 holds another copy, userCertificate: 1 value\ndn: /);
  expect(field(ahead, 'userCertificate')).toBe('1 value');
});

test('fields: state, GUID and SID as text, any attribute by its name', () => {
  const world = withComputer(smallWorld(), { enabled: false });
  const names = ['object', 'enabled', 'userAccountControl', 'userCertificate', 'memberOf', 'servicePrincipalName', 'pwdLastSet', 'mS-DS-CreatorSID', 'nonsense'];
  expect(Object.fromEntries(names.map((name) => [name, field(world, name)]))).toMatchInlineSnapshot(`
    {
      "enabled": "FALSE",
      "mS-DS-CreatorSID": "none",
      "memberOf": "none",
      "nonsense": undefined,
      "object": "present",
      "pwdLastSet": "134094816000000000",
      "servicePrincipalName": "HOST/LAPTOP01; HOST/LAPTOP01.contoso.com; RestrictedKrbHost/LAPTOP01; RestrictedKrbHost/LAPTOP01.contoso.com",
      "userAccountControl": "4098",
      "userCertificate": "none",
    }
  `);
});

test('no object: a comment, null, and only "absent" as a field', () => {
  const world = withComputer(smallWorld(), { deleted: true });
  expect([show(world), adEvidence.data({ world, device: 'LAPTOP01', as: 'user' }), field(world, 'object'), field(world, 'cn')]).toEqual(['# there is no computer object for LAPTOP01\n', null, 'absent', undefined]);
});
