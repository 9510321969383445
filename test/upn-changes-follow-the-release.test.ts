import { expect, test } from 'vitest';
import { windowsReleaseNames } from '../knowledge/windows-releases.ts';
import { createLab, type Lab } from '../simulation/lab.ts';

const newName = 'alice.berg@contoso.com';
const rename = `AD admin changes the UPN of alice to ${newName}`;
const lab = (device: object = {}, world: object = {}): Lab =>
  createLab({ world: { ...world, devices: { PC01: { state: 'registered', location: 'corporate-lan', power: 'on', cached: ['alice'], ...device } } }, seed: 'test' });
const unlocked = (at: Lab): Lab => at.do('alice locks').do('alice unlocks').advance('1m');
const token = (at: Lab) => at.field('dsregcmd.AzureAdPrt');
/** Signed in under the old name, renamed, and unlocked when the renewal is due. */
const renamed = (windows: string, settings = {}): Lab => unlocked(lab({ windows }, { settings }).do('alice signs in').advance('1m').do(rename).advance('5h'));

test.each(windowsReleaseNames)('Windows %s: whether a token survives a UPN change', (windows) => {
  const follows = !['1607', '1709', '1809'].includes(windows);
  const at = renamed(windows);
  expect([token(at), at.field('user.prt'), at.field('user.session'), at.field('user.cloud')]).toEqual([
    follows ? 'YES' : 'NO', follows ? newName : 'alice@contoso.com', newName, newName,
  ]);
  // Only leaving and joining again helps, and it helps everywhere.
  const rejoined = at.do('helpdesk runs "dsregcmd /leave" as admin').advance('2h');
  expect([token(unlocked(rejoined)), rejoined.field('user.prt')]).toEqual(['YES', newName]);
});

test('what is assumed is a setting: no Windows, or every Windows, takes over a UPN', () => {
  expect(token(renamed('11-24H2', { 'prt.followsUpn': 'never' }))).toBe('NO');
  expect(token(renamed('1607', { 'prt.followsUpn': 'always' }))).toBe('YES');
});

test('a UPN that comes back in time harms nobody', () => {
  const at = lab({ windows: '1809' }).do('alice signs in').advance('1m').do(rename).advance('20m').do('AD admin changes the UPN of alice to alice@contoso.com').advance('5h');
  expect([token(unlocked(at)), at.field('user.cloud')]).toEqual(['YES', 'alice@contoso.com']);
});

test('the device takes the name of the domain controller that it asks, Connect the one of its own', () => {
  const world = { controllers: { DC01: { site: 'HQ' }, DC02: { site: 'Branch' } }, connect: { SYNC01: { controller: 'DC02', include: ['Laptops'] } } };
  const at = lab({}, world).do(`${rename} at DC02`).do('alice signs in').advance('20m');
  expect([at.field('user.session'), at.field('user.userPrincipalName'), at.field('user.cloud'), token(at)]).toEqual(['alice@contoso.com', newName, newName, 'YES']);
  expect(at.show('user')).toContain('# DC01 holds another copy, userPrincipalName: alice@contoso.com');
  const replicated = unlocked(at.advance('4h'));
  expect([replicated.field('user.session'), token(replicated)]).toEqual([newName, 'YES']);
});

test('a hash finds its user between the change in AD and the next cycle', () => {
  const at = lab().do(rename).do('AD admin resets the password of alice').do('alice types the new password').advance('5m');
  expect(at.field('user.cloud of alice')).toBe('alice@contoso.com');
  // The name is not there yet, the hash is: after the cycle one unlock is enough.
  const cycled = unlocked(at.advance('10m').do('alice signs in').advance('1m'));
  expect([at.field('user.cloud of alice'), token(cycled)]).toEqual([newName, 'YES']);
});

test('what an admin does to the user in the cloud finds the renamed one', () => {
  const at = lab().do(rename).advance('20m').do('Entra admin disables user alice').do('alice signs in').advance('1m');
  expect(at.field('dsregcmd.Server Error Description')).toMatch(/^AADSTS50057/);
  expect(lab().do(rename).advance('20m').do('Entra admin deletes user alice').field('user.cloud of alice')).toBeUndefined();
});

test('a name that somebody has already is refused with who it is; one that nobody has is not', () => {
  const world = { people: { alice: {}, bob: {} } };
  expect(() => lab({}, world).do('AD admin changes the UPN of alice to BOB@contoso.com')).toThrow('bob has the UPN BOB@contoso.com');
  expect(lab({}, world).do('AD admin changes the UPN of alice to ALICE@contoso.com').field('user.userPrincipalName of alice')).toBe('ALICE@contoso.com');
});

test('show user: the account as LDIF, and by which name everybody knows it', () => {
  const at = lab().do('alice signs in').advance('1m').do(rename);
  expect(at.show('user')).toMatchInlineSnapshot(`
    "# the copy on DC01
    # Connect: exported
    # Azure AD: alice@contoso.com
    # PC01, cached sign-in: alice@contoso.com
    # PC01, session: alice@contoso.com
    # PC01, sent for the token: alice@contoso.com
    dn: CN=alice,CN=Users,DC=contoso,DC=com
    objectClass: top
    objectClass: person
    objectClass: organizationalPerson
    objectClass: user
    cn: alice
    distinguishedName: CN=alice,CN=Users,DC=contoso,DC=com
    displayName: alice
    userAccountControl: 512
    objectSid:: AQUAAAAAAAUVAAAA5z86kY6DS2hVhFlVrnwAAA==
    sAMAccountName: alice
    sAMAccountType: 805306368
    userPrincipalName: alice.berg@contoso.com
    objectCategory: CN=Person,CN=Schema,CN=Configuration,DC=contoso,DC=com
    "
  `);
});
