import { expect, test } from 'vitest';
import { ask, codeOf, smallWorld, withFault } from '../../../test/small-world.ts';
import type { World } from '../../../simulation/world.ts';

const dc = { controller: 'DC01' };
const signIn = { user: 'alice', credential: 'password', passwordVersion: 1 };
const tenant = (world: World) => ({ tenantId: world.tenant.tenantId, tenantName: 'contoso.com' });

/** Every question of the join that leaves the machine, with its code under this world. */
const codes = (world: World) => ({
  locate: codeOf(ask(world, 'locateController', { force: false })),
  ping: codeOf(ask(world, 'pingController', dc)),
  scp: codeOf(ask(world, 'readServiceConnectionPoint', dc)),
  write: codeOf(ask(withCertificate(world), 'writeUserCertificate', dc)),
  signIn: codeOf(ask(world, 'verifyCredential', signIn)),
  discovery: codeOf(ask(world, 'discoverRegistrationService', tenant(world))),
});

function withCertificate(world: World): World {
  const { changes } = ask(world, 'createBootstrapCertificate');
  return { ...world, ...changes };
}

const fine = { locate: 'ok', ping: 'ok', scp: 'ok', write: 'ok', signIn: 'ok', discovery: 'ok' };

test('without a fault every question is answered', () => {
  expect(codes(smallWorld())).toEqual(fine);
});

test.each([
  ['corporate-dns-down', { locate: '0x8007054b', signIn: '0xc000005e/0xc000005e' }],
  ['srv-records-missing', { locate: '0x8007054b', signIn: '0xc000005e/0xc000005e' }],
  ['ldap-ping-blocked', { locate: '0x8007054b', ping: '0x8007054b' }],
  ['dc-ldap-blocked', { scp: '0x801c001d/0x8007203a', write: '0x8007203a' }],
  ['kerberos-blocked', { signIn: '0xc000005e/0xc000005e' }],
  ['packet-loss', { locate: '0x8007054b', ping: '0x8007054b' }],
  ['slow-domain-controller', { scp: '0x801c001d/0x800705b4', write: '0x800705b4' }],
  ['client-site-unknown', {}],
  ['clock-skew', { scp: '0x801c001d/0x80070576', write: '0x80070576', signIn: '0xc0000133', discovery: '0x801c0021/0x80072f8f' }],
  ['proxy-sign-in-page', { discovery: '0x801c0021/0x8007000d' }],
  ['proxy-needs-user', { discovery: '0x801c0021/0x80072efd' }],
  ['device-tunnel-filter', {}],
  ['tunnel-without-dns-suffix', {}],
  ['tunnel-tls-inspection', {}],
])('%s breaks its own questions on the LAN and no others', (id, broken) => {
  expect(codes(withFault(smallWorld(), id))).toEqual({ ...fine, ...broken });
});

/** A laptop at home whose tunnel is up, as its chart would say. */
function throughTunnel(profile: 'device-tunnel' | 'user-tunnel-manual'): World {
  const world = smallWorld({ device: { location: 'home', vpn: profile } });
  const id = `vpn:LAPTOP01/${profile}`;
  const chart = world.actors[id];
  if (!chart) throw new Error(`${id} is missing`);
  return { ...world, actors: { ...world.actors, [id]: { ...chart, value: 'up' } } };
}

test.each([
  ['device-tunnel-filter', 'device-tunnel', { scp: '0x801c001d/0x8007203a', write: '0x8007203a' }],
  ['device-tunnel-filter', 'user-tunnel-manual', {}],
  ['tunnel-without-dns-suffix', 'device-tunnel', { locate: '0x8007054b', signIn: '0xc000005e/0xc000005e' }],
  ['tunnel-tls-inspection', 'user-tunnel-manual', { discovery: '0x801c0021/0x80072f8f' }],
  ['tunnel-tls-inspection', 'device-tunnel', {}],
] as const)('%s through a %s', (id, profile, broken) => {
  const kerberosToo = id === 'device-tunnel-filter' && profile === 'device-tunnel' ? { signIn: '0xc000005e/0xc000005e' } : {};
  expect(codes(withFault(throughTunnel(profile), id))).toEqual({ ...fine, ...kerberosToo, ...broken });
});

test('a fault of one DC leaves the other alone, and the locator passes over a DC that does not answer', () => {
  const world = withFault(smallWorld(), 'ldap-ping-blocked', 'DC01');
  expect(ask(world, 'locateController', { force: false }).outcome).toEqual({ ok: true, output: { controller: 'DC02', closestSite: true } });
  expect(codeOf(ask(withFault(smallWorld(), 'dc-ldap-blocked', 'DC02'), 'readServiceConnectionPoint', dc))).toBe('ok');
});

test('a device of no site finds a DC that is not close', () => {
  expect(ask(withFault(smallWorld(), 'client-site-unknown'), 'locateController', { force: false }).outcome).toEqual({ ok: true, output: { controller: 'DC01', closestSite: false } });
  expect(codeOf(ask(withFault(withFault(smallWorld(), 'corporate-dns-down'), 'client-site-unknown'), 'locateController', { force: false }))).toBe('0x8007054b');
});

test('the write behind a late answer has happened', () => {
  const answer = ask(withFault(withCertificate(smallWorld()), 'slow-domain-controller'), 'writeUserCertificate', dc);
  expect(codeOf(answer)).toBe('0x800705b4');
  expect(Object.values(answer.changes?.directory?.controllers.DC01?.replica.computers ?? {})[0]?.userCertificate).toHaveLength(1);
});
