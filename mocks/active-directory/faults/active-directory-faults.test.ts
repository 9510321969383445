import { expect, test } from 'vitest';
import { ask, codeOf, smallWorld, withFault } from '../../../test/small-world.ts';
import { directoryActs } from '../../../simulation/acts/directory.ts';
import { deviceOf, type World } from '../../../simulation/world.ts';
import { addUserCertificate } from '../administration.ts';

const dc = { controller: 'DC01' };

function withCertificate(world: World): World {
  const { changes } = ask(world, 'createBootstrapCertificate');
  return { ...world, ...changes };
}

const valuesAt = (world: World, controller: string): number => Object.values(world.directory.controllers[controller]?.replica.computers ?? {})[0]?.userCertificate.length ?? -1;

/** Every question to a domain controller, with its code, and how many values the write left behind. */
function codes(start: World) {
  const world = withCertificate(start);
  const write = ask(world, 'writeUserCertificate', dc);
  return {
    locate: codeOf(ask(world, 'locateController', { force: false })),
    ping: codeOf(ask(world, 'pingController', dc)),
    scp: codeOf(ask(world, 'readServiceConnectionPoint', dc)),
    object: codeOf(ask(world, 'readComputerObject', dc)),
    write: codeOf(write),
    written: valuesAt({ ...world, ...write.changes }, 'DC01'),
    signIn: codeOf(ask(world, 'verifyCredential', { user: 'alice', credential: 'password', passwordVersion: 1 })),
  };
}

const fine = { locate: 'ok', ping: 'ok', scp: 'ok', object: 'ok', write: 'ok', written: 1, signIn: 'ok' };
const reads = (code: string) => ({ scp: `0x801c001d/${code}`, object: `0x801c001d/${code}` });
const writeFails = (code: string) => ({ write: code, written: 0 });

test('without a fault every question is answered', () => {
  expect(codes(smallWorld())).toEqual(fine);
});

test.each([
  ['dc-dies-in-search', reads('0x8007203a')],
  ['dc-dies-before-write', writeFails('0x8007203a')],
  ['dc-dies-after-write', { write: '0x8007203a' }],
  ['dc-paused', { locate: '0x8007054b', ping: '0x8007054b' }],
  ['only-read-only-dc', writeFails('0x8007202b')],
  ['dc-busy', reads('0x8007200e')],
  ['dc-demands-signing', { ...reads('0x80072028'), ...writeFails('0x80072028') }],
  ['dc-time-limit', reads('0x80072022')],
  ['dc-shutting-down', { ...reads('0x8007200f'), ...writeFails('0x8007200f') }],
  ['scp-missing', { scp: '0x801c001d/0x80070002' }],
  ['scp-keywords-empty', { scp: '0x801c001d/0x80070002' }],
  ['scp-wrong-tenant', {}],
  ['scp-not-replicated', { scp: '0x801c001d/0x80070002' }],
  ['scp-unreadable', { scp: '0x801c001d/0x80072030' }],
  ['scp-two-services', { scp: '0x801c001d' }],
  ['machine-password-mismatch', { ...reads('0x8007052e'), ...writeFails('0x8007052e'), signIn: '0xc000018d' }],
  ['self-write-denied', writeFails('0x80070005')],
  ['replication-broken', {}],
  ['own-object-unreadable', { object: '0x801c001d/0x80070520' }],
])('%s breaks its own questions and no others', (id, broken) => {
  expect(codes(withFault(smallWorld(), id))).toEqual({ ...fine, ...broken });
});

test('the tenant of a wrong service connection point is unknown to the registration service', () => {
  const world = withFault(smallWorld(), 'scp-wrong-tenant');
  const { outcome } = ask(world, 'readServiceConnectionPoint', dc);
  const read = outcome.ok ? (outcome.output as { tenantId: string; tenantName: string }) : null;
  expect(read?.tenantName).toBe('contoso.com');
  expect(codeOf(ask(world, 'discoverRegistrationService', { ...read }))).toMatch(/0x801c003a/);
});

test('two registration services in one service connection point are logged as 330', () => {
  const { logs } = ask(withFault(smallWorld(), 'scp-two-services'), 'readServiceConnectionPoint', dc);
  expect(logs).toEqual([{ log: 'User Device Registration', id: 330, data: { AzureADTenantName: 'contoso.com', EnterpriseDrsName: 'sts.contoso.com' } }]);
});

test('a paused DC is passed over where another runs', () => {
  expect(ask(withFault(smallWorld(), 'dc-paused', 'DC01'), 'locateController', { force: false }).outcome).toMatchObject({ output: { controller: 'DC02' } });
});

test('a fault of one DC does not show at the other', () => {
  const world = withFault(smallWorld(), 'scp-not-replicated', 'DC02');
  expect([codeOf(ask(world, 'readServiceConnectionPoint', dc)), codeOf(ask(world, 'readServiceConnectionPoint', { controller: 'DC02' }))]).toEqual(['ok', '0x801c001d/0x80070002']);
});

test('broken replication keeps a certificate on the DC that took it until the fault is off', () => {
  const start = smallWorld();
  const { objectGuid } = deviceOf(start, 'LAPTOP01');
  const certificate = { id: 'c', subject: `CN=${objectGuid}`, notBeforeMs: 0, notAfterMs: 1, keyHolder: 'LAPTOP01' };
  const written = { ...start, directory: addUserCertificate(start.directory, 1, { objectGuid, certificate, controller: 'DC01' }) };
  const replicate = directoryActs.find(({ name }) => name === 'replicate');
  const run = (world: World) => replicate?.perform(world, { actor: 'replication:DC01>DC02', place: 'DC01>DC02', part: null }, { source: 'DC01', target: 'DC02' } as never);
  expect(run(withFault(written, 'replication-broken'))).toEqual({ tells: [{ to: { kind: 'replication', of: 'DC01>DC02' }, event: { type: 'NOT_COPIED' } }] });
  expect(run(withFault(written, 'replication-broken', 'DC02'))?.changes).toBeUndefined();
  expect(valuesAt({ ...written, ...run(written)?.changes }, 'DC02')).toBe(1);
});
