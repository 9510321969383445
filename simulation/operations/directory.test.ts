import { expect, test } from 'vitest';
import { setControllerRunning, setKeywords } from '../../mocks/active-directory/administration.ts';
import { ask, codeOf, smallWorld } from '../../test/small-world.ts';
import { deviceOf, withDevice, type World } from '../world.ts';

const dc = { controller: 'DC01' };
const locate = (world: World) => ask(world, 'locateController', { force: false });
const withCertificate = (world: World): World => ({ ...world, ...ask(world, 'createBootstrapCertificate').changes });
const twoSites = () => smallWorld({ controllers: { DC01: { site: 'HQ' }, DC02: { site: 'Branch' } } });

test('the locator takes a running DC of the own site first and says when it had to go elsewhere', () => {
  expect(locate(twoSites()).outcome).toEqual({ ok: true, output: { controller: 'DC01', closestSite: true } });
  const down = twoSites();
  expect(locate({ ...down, directory: setControllerRunning(down.directory, 'DC01', false) }).outcome).toEqual({ ok: true, output: { controller: 'DC02', closestSite: false } });
});

test('without a path or a running DC the locator ends with "no such domain"', () => {
  expect(codeOf(locate(smallWorld({ device: { location: 'home' } })))).toBe('0x8007054b');
  const world = smallWorld({ controllers: { DC01: {} } });
  const down = { ...world, directory: setControllerRunning(world.directory, 'DC01', false) };
  expect([codeOf(locate(down)), codeOf(ask(down, 'pingController', dc))]).toEqual(['0x8007054b', '0x8007054b']);
});

test('the tenant is read from the DC that was located, as its own copy says', () => {
  const world = smallWorld();
  expect(ask(world, 'readServiceConnectionPoint', dc).outcome).toEqual({ ok: true, output: { tenantId: world.tenant.tenantId, tenantName: 'contoso.com' } });
  const removed = { ...world, directory: setKeywords(world.directory, 1, null, 'DC01') };
  expect(codeOf(ask(removed, 'readServiceConnectionPoint', dc))).toBe('0x801c001d/0x80070002');
  expect(codeOf(ask(removed, 'readServiceConnectionPoint', { controller: 'DC02' }))).toBe('ok');
});

test('reading ends as unreadable configuration whatever LDAP said, writing with the code itself', () => {
  const home = withCertificate(smallWorld({ device: { location: 'home' } }));
  expect(['readServiceConnectionPoint', 'readComputerObject', 'writeUserCertificate'].map((name) => codeOf(ask(home, name, dc)))).toEqual(['0x801c001d/0x8007203a', '0x801c001d/0x8007203a', '0x8007203a']);
  const mistrusted = { ...home, ...withDevice(withCertificate(smallWorld()), 'LAPTOP01', (device) => ({ ...device, machinePasswordMatches: false })) };
  const onLan = { ...mistrusted, actors: smallWorld().actors };
  expect(['readServiceConnectionPoint', 'readComputerObject', 'writeUserCertificate'].map((name) => codeOf(ask(onLan, name, dc)))).toEqual(['0x801c001d/0x8007052e', '0x801c001d/0x8007052e', '0x8007052e']);
});

test('two registration services in the directory are logged as 330', () => {
  const world = smallWorld();
  const both = { ...world, directory: setKeywords(world.directory, 1, ['azureADId:t', 'azureADName:contoso.com', 'enterpriseDrsName:sts.contoso.com'], 'DC01') };
  const answer = ask(both, 'readServiceConnectionPoint', dc);
  expect([codeOf(answer), answer.logs?.map(({ id, data }) => [id, data])]).toEqual(['0x801c001d', [[330, { AzureADTenantName: 'contoso.com', EnterpriseDrsName: 'sts.contoso.com' }]]]);
});

test('a written certificate is usable at once on that DC and is announced to its partners', () => {
  const world = withCertificate(smallWorld());
  expect(ask(world, 'readComputerObject', dc).outcome).toEqual({ ok: true, output: { certificateUsable: false } });
  const answer = ask(world, 'writeUserCertificate', dc);
  expect(answer.tells).toEqual([{ to: { kind: 'replication', of: 'DC01>DC02' }, event: { type: 'CHANGED' } }]);
  const written = { ...world, ...answer.changes };
  expect(ask(written, 'readComputerObject', dc).outcome).toEqual({ ok: true, output: { certificateUsable: true } });
  expect(ask(written, 'readComputerObject', { controller: 'DC02' }).outcome).toEqual({ ok: true, output: { certificateUsable: false } });
});

test('after a re-image the certificate in the directory is of no use', () => {
  const world = withCertificate(smallWorld());
  const written = { ...world, ...ask(world, 'writeUserCertificate', dc).changes };
  const reimaged = { ...written, ...withDevice(written, 'LAPTOP01', (device) => ({ ...device, usableKeys: [] })) };
  expect(deviceOf(reimaged, 'LAPTOP01').usableKeys).toEqual([]);
  expect(ask(reimaged, 'readComputerObject', dc).outcome).toEqual({ ok: true, output: { certificateUsable: false } });
});
