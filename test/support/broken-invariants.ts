/** Worlds that break one invariant each, instant by instant. */
import { registryPaths } from '../../mocks/windows/registry.ts';
import { createInvariantMonitor } from '../../simulation/invariants/index.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import { smallWorld } from '../small-world.ts';
import {
  answered, at, laptop, pending, registered, withChart, withCloudDevice, withComputer, withEvent, withExport, withJoin, withLaptop, withLifecycle, withObject, withQuestion, withSyncServer,
} from './tampered-worlds.ts';

const prt = `prt:${laptop}/alice`;
const session = `session:${laptop}`;
const issue = { user: 'alice', upn: 'alice@contoso.com', credential: 'password', passwordVersion: 1, renewal: false, withCredential: true };
const prtContext = { updatedAtMs: 0, expiresAtMs: 14 * 86_400_000, retryOnNetworkUp: false };
const newThumbprint = { deviceCertificateThumbprint: 'NEW' };
const verifying = { verifying: 'fromCache' };
const hourMs = 3_600_000;

const home = (cached: readonly string[] = []): World => registered({ device: { location: 'home', cached: [...cached] } });
const signsIn = (world: World, passwordVersion: number): readonly World[] => [
  withChart(world, session, verifying, { user: 'alice' }),
  withChart(world, session, { signedIn: 'unlocked' }, { user: 'alice', credential: 'password', passwordVersion }),
];
/** A cycle that reads the cloud and then exports. */
const cycle = (world: World): readonly World[] => {
  const [asked, read] = answered(world, 'connect-cycle:SYNC01', 'importTenant', {});
  return [at(asked, 1), at(read, 2), at(withExport(read), 3)];
};
const withTwin = (): World => {
  const world = registered();
  return { ...world, devices: { ...world.devices, TWIN: { ...deviceOf(world, laptop), name: 'TWIN' } } };
};

/** What breaks each invariant: worlds of successive instants. */
export const breaches: { readonly [id: string]: () => readonly World[] } = {
  I1: () => {
    const world = registered();
    return [{ ...world, tenant: { ...world.tenant, devices: {} } }, world];
  },
  I2: () => {
    const world = pending();
    return [withCloudDevice(world, { userCertificate: [] }), withCloudDevice(world, { userCertificate: [], ...newThumbprint })];
  },
  I3: () => {
    const world = pending();
    return [world, withCloudDevice(world, { objectId: 'another', userCertificate: [] })];
  },
  I4: () => answered(smallWorld({ device: { location: 'home' } }), `registration:${laptop}`, 'writeUserCertificate', { controller: 'DC01' }),
  I5: () => {
    const world = smallWorld();
    return [world, withEvent(world, 331)];
  },
  I6: () => [withCloudDevice(pending(), { alternativeSecurityIds: ['X509:<SHA1-TP-PUBKEY>AB'] })],
  I7: () => answered(withLifecycle(registered(), { pending: 'visible' }), prt, 'acquirePrt', issue),
  I8: () => answered(withLifecycle(registered(), 'registered', 'disabled'), prt, 'acquirePrt', issue),
  I9: () => answered(withJoin(registered(), { tenantId: 'another' }), prt, 'acquirePrt', issue),
  I10: () => answered(registered(), prt, 'acquirePrt', issue, '0xc000005e'),
  I11: () => [registered(), withQuestion(withChart(registered(), session, verifying), session, 'acquirePrt')],
  I12: () => signsIn(home(), 1),
  I13: () => signsIn(home(['alice']), 2),
  I14: () => [withJoin(registered(), { deviceId: 'another' })],
  I15: () => [withCloudDevice(registered(), { objectId: 'another' }, 'another')],
  I16: () => {
    const world = withSyncServer(registered(), { stagingMode: true });
    return [world, withExport(world)];
  },
  I17: () => {
    const world = withSyncServer(registered(), { deletionThreshold: 2 });
    return [world, withExport(world, { deletes: 3 })];
  },
  I18: () => [registered(), withExport(registered())],
  I19: () => {
    const world = withLifecycle(pending(), 'absent');
    return [world, at({ ...world, actors: { ...world.actors } }, 10 * hourMs)];
  },
  I20: () => {
    const idle = pending();
    const failed = { atMs: 3, registrationType: 'sync' as const, phase: 'join' as const, failure: { code: '0x801c03f2', reason: 'test' } };
    const running = at(withChart(idle, `registration:${laptop}`, { join: 'registering' }), 2);
    return [idle, running, at(withLaptop(withChart(running, `registration:${laptop}`, 'idle'), { previousRegistration: failed }), 3)];
  },
  I22: () => {
    const world = withLifecycle(registered(), { pending: 'visible' });
    return [world, withCloudDevice(world, newThumbprint)];
  },
  I23: () => [registered(), withLaptop(registered(), { join: null })],
  I24: () => cycle(withObject(registered(), { imported: { ...Object.values(registered().connect.servers.SYNC01?.connectorSpace ?? {})[0]?.imported, enabled: false } as never })),
  I25: () => cycle(withLifecycle(registered(), 'registered', 'disabled')),
  I26: () => {
    const world = registered();
    return [world, withExport(withObject(world, { withheld: 'out-of-scope' }))];
  },
  I27: () => {
    const world = smallWorld();
    const started = withChart(world, `task:${laptop}`, {}, { trigger: 'manual' });
    return [world, withLaptop(started, { task: { enabled: true, lastRunMs: 5, lastResult: '0x0' } })];
  },
  I28: () => [withLifecycle(pending(), { pending: 'visible' }), withLifecycle(pending(), 'registered')],
  I31: () => {
    const world = withLaptop(smallWorld(), { registry: { [registryPaths.tenantId]: 'contoso' } });
    return [world, withQuestion(world, `registration:${laptop}`, 'readServiceConnectionPoint')];
  },
  I33: () => {
    const world = smallWorld({ device: { workAccounts: ['alice'] } });
    return [world, withLaptop(world, { workAccounts: [] })];
  },
  I34: () => [withLaptop(registered(), { usableKeys: [] })],
  I35: () => [withChart(registered(), prt, {}, { updatedAtMs: 10, expiresAtMs: 20 })],
  I36: () => {
    const world = withChart(registered(), prt, { valid: { gate: 'closed', work: { waiting: 'idle' } } }, prtContext);
    return [at(world, hourMs - 1), at(withChart(world, prt, { valid: { gate: 'closed', work: 'renewing' } }), hourMs)];
  },
  I37: () => answered(registered(), prt, 'acquirePrt', { ...issue, passwordVersion: 7 }),
  I38: () => [{ ...registered(), commands: [{ id: 1, place: laptop, line: 'dsregcmd /leave', by: 'alice', context: 'user', startedAtMs: 0, endedAtMs: 0, exitCode: 0, output: '', awaits: null }] }],
  I39: () => {
    const left = withEvent(withLaptop(registered(), { join: null }), 110);
    return [registered(), at(left, 1), at({ ...left, actors: { ...left.actors } }, 10 * hourMs)];
  },
  I41: () => {
    const world = withComputer(pending(), { isCriticalSystemObject: true });
    return [world, withCloudDevice(world, newThumbprint)];
  },
  I42: () => [registered(), withLaptop(registered(), { join: null })],
  I43: () => [withTwin()],
  I44: () => {
    const world = withComputer(pending(), { operatingSystemVersion: '6.1 (7601)' });
    return [world, withCloudDevice(world, { objectId: 'another' })];
  },
  I45: () => [withChart(withLaptop(registered(), { usableKeys: [], recoveryNeeded: true }), prt, {}, prtContext)],
  I47: () => [registered(), withEvent(registered(), 306)],
};

/** What a monitor says that sees these worlds one after the other. */
export function brokenBy(worlds: readonly World[]): string[] {
  const monitor = createInvariantMonitor();
  const messages = worlds.flatMap((world) => monitor.check(world));
  const last = worlds.at(-1);
  return [...messages, ...(last ? monitor.end(last) : [])];
}

/** What of it concerns one invariant, without number and sentence. */
export const saidOf = (id: string, worlds: readonly World[]): readonly string[] =>
  brokenBy(worlds).flatMap((message) => (message.startsWith(`${id} `) ? [message.slice(message.lastIndexOf(' Here: ') + ' Here: '.length, -1)] : []));
