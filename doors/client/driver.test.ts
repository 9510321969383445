import { expect, test } from 'vitest';
import { ask, smallWorld, withFault, type SpecChange } from '../../test/small-world.ts';
import { wireQuestions } from '../../test/support/conformance.ts';
import { entraFaults } from '../../mocks/entra/faults/index.ts';
import type { Json } from '../../knowledge/vocabulary.ts';
import { operationOf } from '../../simulation/operations/index.ts';
import type { Answer } from '../../simulation/operation.ts';
import { askerOf } from '../../simulation/turn.ts';
import { deviceOf, type PendingQuestion, type World } from '../../simulation/world.ts';
import { createCloud } from '../cloud/cloud.ts';
import type { Break } from '../cloud/reply.ts';
import { directTransport } from './direct.ts';
import { answerThrough, CaughtChanges, goesOverTheWire } from './driver.ts';
import type { Received, Transport } from './transport.ts';

const actor = 'registration:LAPTOP01';

function questionOf(world: World, operation: string, input: Json): PendingQuestion {
  const { context, destination } = operationOf(operation);
  return { id: `${actor}|${operation}`, actor, invokeId: operation, operation, input, context, destination: destination(world, askerOf(actor), input as never), leg: 'request', answer: null, answerDelayMs: 0, cause: null };
}

/** Asks over the wire, through whatever the network does to the connection. */
async function askOverTheWire(world: World, operation: string, input: Json, through: (transport: Transport) => Transport = (transport) => transport): Promise<Answer<unknown>> {
  const caught = new CaughtChanges();
  const cloud = createCloud(caught);
  return answerThrough(through(directTransport(cloud)), caught, cloud.keys, { world, question: questionOf(world, operation, input) });
}

const prt = { user: 'alice', upn: 'alice@contoso.com', credential: 'password', passwordVersion: 1, renewal: false, withCredential: true };
const inputOf = (world: World, operation: string): Json => ({
  discoverRegistrationService: { tenantId: world.tenant.tenantId, tenantName: 'contoso.com' },
  discoverRealm: { tenantName: 'contoso.com' },
  registerDevice: { tenantId: world.tenant.tenantId, tenantName: 'contoso.com', keyContainerId: '5f0c3c52-3ba7-4a1e-8a40-1f5b0d6f0a11' },
  unregisterDevice: {},
  acquirePrt: prt,
}[operation] as Json);

/** The device has keys for the next attempt, and the second half of a second has begun. */
function worldWith(change: SpecChange = { device: { state: 'registered' }, people: { alice: {} } }): World {
  const world = smallWorld(change);
  const laptop = deviceOf(world, 'LAPTOP01');
  return { ...world, nowMs: 1_234, devices: { LAPTOP01: { ...laptop, usableKeys: [...laptop.usableKeys, '5f0c3c52-3ba7-4a1e-8a40-1f5b0d6f0a11'] } } };
}

const plain = (answer: Answer<unknown>): unknown => JSON.parse(JSON.stringify(answer));

test('the questions that go over the wire are those of the devices to the cloud', () => {
  const world = worldWith();
  expect(wireQuestions.every((operation) => goesOverTheWire(questionOf(world, operation, inputOf(world, operation))))).toBe(true);
  expect(goesOverTheWire(questionOf(world, 'locateController', { force: true }))).toBe(false);
});

const faults = [null, ...entraFaults.map(({ id }) => id)];
const combinations = faults.flatMap((fault) => wireQuestions.flatMap((operation) => (['A', 'B'] as const).map((format) => [operation, fault, format] as const)));

test.each(combinations)('%s under %s, errors in format %s: outcome, effect and messages are those of the operation', async (operation, fault, format) => {
  const world = { ...worldWith(), settings: { ...worldWith().settings, 'entra.errorFormat': format } };
  const faulty = fault ? withFault(world, fault) : world;
  const input = inputOf(world, operation);
  const direct = ask(faulty, operation, input as never);
  // What closes the path stops the question before any door.
  const blocked = fault === 'drs-tls-failure' && !direct.outcome.ok;
  expect(plain(blocked ? direct : await askOverTheWire(faulty, operation, input))).toEqual(plain(direct));
});

type Case = readonly [string, string, (world: World) => World, ((input: Json) => Json)?];
const withTenant = (world: World, tenant: Partial<World['tenant']>): World => ({ ...world, tenant: { ...world.tenant, ...tenant } });
const withInput = (change: object) => (input: Json): Json => ({ ...(input as object), ...change });
const withoutDevices = (world: World): World => withTenant(world, { devices: {} });
const withRecord = (world: World, change: object): World =>
  withTenant(world, { devices: Object.fromEntries(Object.entries(world.tenant.devices).map(([id, record]) => [id, { ...record, ...change }])) });

const refusals: readonly Case[] = [
  ['discoverRegistrationService', 'of a tenant that is not there, with a name in letters beyond ASCII', (world) => world, withInput({ tenantId: '', tenantName: 'bücher%.example' })],
  ['discoverRegistrationService', 'of the tenant of the connectivity scripts', (world) => world, withInput({ tenantId: '', tenantName: 'microsoft.com' })],
  ['discoverRealm', 'of a domain that nobody verified', (world) => world, withInput({ tenantName: 'nowhere.example' })],
  ['discoverRealm', 'of a federated domain', (world) => withTenant(world, { domains: [{ name: 'contoso.com', realm: 'Federated' }] })],
  ['registerDevice', 'in another tenant', (world) => world, withInput({ tenantId: '00000000-0000-4000-8000-000000000000' })],
  ['registerDevice', 'without an object', withoutDevices],
  ['registerDevice', 'without a synchronised certificate', (world) => withRecord(world, { userCertificate: [] })],
  ['registerDevice', 'with another synchronised certificate', (world) => withRecord(world, { userCertificate: [{ id: 'LAPTOP01/bootstrap/9', subject: 'CN=x', notAfterMs: 1, keyHolder: 'LAPTOP01' }] })],
  ['registerDevice', 'of another computer', (world) => withRecord(world, { onPremisesSecurityIdentifier: 'S-1-5-21-9-9-9-9' })],
  ['registerDevice', 'without the bootstrap key', (world) => ({ ...world, devices: { LAPTOP01: { ...deviceOf(world, 'LAPTOP01'), usableKeys: [] } } })],
  ['unregisterDevice', 'registered anew by somebody else', (world) => withRecord(world, { deviceCertificateThumbprint: 'AB' })],
  ['unregisterDevice', 'not joined', (world) => ({ ...world, devices: { LAPTOP01: { ...deviceOf(world, 'LAPTOP01'), join: null } } })],
  ['acquirePrt', 'with another password', (world) => world, withInput({ passwordVersion: 2 })],
  ['acquirePrt', 'of an unknown user', (world) => world, withInput({ upn: 'mallory@contoso.com' })],
  ['acquirePrt', 'of a tenant that is not there', (world) => world, withInput({ upn: 'alice@nowhere.example' })],
  ['acquirePrt', 'without a domain', (world) => world, withInput({ upn: 'alice' })],
  ['acquirePrt', 'with Windows Hello', (world) => world, withInput({ credential: 'hello' })],
  ['acquirePrt', 'with a smart card', (world) => world, withInput({ credential: 'smart-card' })],
  ['acquirePrt', 'with the old token alone', (world) => world, withInput({ withCredential: false, renewal: true })],
  ['acquirePrt', 'with the old token alone, of an older password', (world) => world, withInput({ withCredential: false, renewal: true, passwordVersion: 7 })],
  ['acquirePrt', 'of a device that the tenant does not know', withoutDevices],
  ['acquirePrt', 'without the device key', (world) => ({ ...world, devices: { LAPTOP01: { ...deviceOf(world, 'LAPTOP01'), usableKeys: [] } } })],
  ['acquirePrt', 'by an agent, in a tenant with pass-through authentication', (world) => withTenant(world, { authentication: 'pass-through' })],
  ['acquirePrt', 'with no agent running', (world) => withTenant(world, { authentication: 'pass-through', passThroughAgentsRunning: false })],
];

test.each(refusals.map(([operation, what, prepare, change]) => ({ operation, what, prepare, change })))('$operation $what: outcome, effect and messages are those of the operation', async ({ operation, prepare, change = (input) => input }) => {
  const world = prepare(worldWith());
  const input = change(inputOf(world, operation));
  expect(plain(await askOverTheWire(world, operation, input))).toEqual(plain(ask(world, operation, input as never)));
});

/** A network that breaks the connection of every request, before it arrives or after it was answered. */
const breaking = (leg: 'request' | 'answer', broken: Break) => (transport: Transport): Transport => ({
  ...transport,
  async send(request, sender): Promise<Received> {
    if (leg === 'answer') await transport.send(request, sender);
    return { broken };
  },
});

const codesOf: { readonly [operation in (typeof wireQuestions)[number]]: (transportCode: string) => string } = {
  discoverRegistrationService: (code) => (code === '0x80072ee2' ? '0x801c001f/' : `0x801c0021/${code}`),
  discoverRealm: (code) => `0x801c003d/${code}`,
  registerDevice: (code) => `${code}/`,
  unregisterDevice: (code) => `${code}/`,
  acquirePrt: (code) => `0xc000023c/${code}`,
};
const breaks = ([['reset', '0x80072efe'], ['cut', '0x80072efe'], ['silent', '0x80072ee2'], ['tls', '0x80072f8f']] as const)
  .flatMap(([broken, code]) => wireQuestions.map((operation) => [operation, broken, codesOf[operation](code)] as const));

test.each(breaks)('%s over a connection that is %s fails with %s; what arrived has its effect and what did not has none', async (operation, broken, expected) => {
  const world = worldWith();
  const input = inputOf(world, operation);
  for (const leg of ['request', 'answer'] as const) {
    const { outcome, changes, tells } = await askOverTheWire(world, operation, input, breaking(leg, broken));
    const seen = outcome.ok ? 'ok' : `${outcome.failure.code}/${outcome.failure.innerCode ?? ''}`;
    const direct = ask(world, operation, input as never);
    // A nonce that is lost leaves nothing, and without it no token is asked for.
    const effect = leg === 'answer' && operation !== 'acquirePrt' ? { changes: direct.changes, tells: direct.tells } : {};
    expect([seen, plain({ outcome: { ok: true, output: {} }, ...(changes ? { changes } : {}), ...(tells ? { tells } : {}) })]).toEqual([expected, plain({ outcome: { ok: true, output: {} }, ...effect })]);
  }
});

const answering = (received: Received) => (): Transport => ({ send: () => Promise.resolve(received), close: () => Promise.resolve() });
const page = { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html></html>' };
const json = (status: number, body: unknown, headers: { readonly [name: string]: string } = {}) => ({ status, headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });

test.each<readonly [string, string, Received, string]>([
  ['discoverRegistrationService', 'a page', page, '0x801c0021/0x8007000d'],
  ['discoverRegistrationService', 'JSON of something else', json(200, {}), '0x801c0021/0x8007000d'],
  ['discoverRegistrationService', 'a list', json(200, []), '0x801c0021/0x8007000d'],
  ['discoverRealm', 'a page', page, '0x801c003d/'],
  ['registerDevice', 'a page', page, '0x8007000d/'],
  ['registerDevice', 'JSON that ends early', json(200, '{"Certificate":'), '0x801c0001/'],
  ['registerDevice', 'a certificate that is none', json(200, { Certificate: { RawBody: 'AAAA' } }), '0x801c0001/'],
  ['registerDevice', 'no certificate', json(200, { Certificate: {} }), '0x801c0001/'],
  ['unregisterDevice', 'a page', page, '0x8007000d/'],
  ['unregisterDevice', 'a status of success that is not 200', { status: 204, headers: {}, body: '' }, '0x8007000d/'],
  ['acquirePrt', 'no nonce', json(200, {}), '0xc000006d/'],
])('%s, answered by %s: %3$s', async (operation, _what, received, expected) => {
  const world = worldWith();
  const { outcome, changes } = await askOverTheWire(world, operation, inputOf(world, operation), answering(received));
  expect([outcome.ok ? 'ok' : `${outcome.failure.code}/${outcome.failure.innerCode ?? ''}`, changes]).toEqual([expected, undefined]);
});

test('a session key that another transport key was to unwrap is no primary refresh token', async () => {
  const world = worldWith();
  const garbled = (transport: Transport): Transport => ({
    ...transport,
    async send(request, sender) {
      const received = await transport.send(request, sender);
      return 'broken' in received ? received : { ...received, body: received.body.replace(/("session_key_jwe":"[^.]+\.)[^.]+/, `$1${'A'.repeat(342)}`) };
    },
  });
  const { outcome } = await askOverTheWire(world, 'acquirePrt', prt, garbled);
  expect(outcome).toEqual({ ok: false, failure: { code: '0xc000006d', reason: 'the answer carries no primary refresh token that this device can use', atMs: 1_234 } });
});
