import { expect, test } from 'vitest';
import { registryPaths } from '../../mocks/windows/registry.ts';
import { breaches, saidOf } from '../../test/support/broken-invariants.ts';
import {
  answered, at, guidOf, laptop, pending, registered, withChart, withCloudDevice, withComputer, withEvent, withExport, withJoin, withLaptop, withLifecycle, withObject, withQuestion, withSyncServer,
} from '../../test/support/tampered-worlds.ts';
import { after } from '../../test/small-sentences.ts';
import { smallWorld, withFault } from '../../test/small-world.ts';
import { deviceOf, type World } from '../world.ts';

const guid = guidOf(smallWorld());
const prt = `prt:${laptop}/alice`;
const session = `session:${laptop}`;
const registration = `registration:${laptop}`;
const task = `task:${laptop}`;
const issue = { user: 'alice', upn: 'alice@contoso.com', credential: 'password', passwordVersion: 1, renewal: false, withCredential: true };
const day = 86_400_000;
const minute = 60_000;

const inWords: { readonly [id: string]: string } = {
  I1: `LAPTOP01 was registered as ${guid} while there was no such object`,
  I2: 'LAPTOP01 was registered with LAPTOP01/bootstrap/start, which Azure AD does not hold',
  I3: `LAPTOP01 was created without a valid certificate CN=${guid}`,
  I4: 'LAPTOP01 wrote its certificate to DC01, which it cannot reach',
  I5: 'LAPTOP01 passed the pre-check while no domain controller was known',
  I6: 'LAPTOP01 is Pending with an X509: entry',
  I7: `${prt} was issued for a Pending device`,
  I8: `${prt} was issued, but the device is not registered, not enabled or cannot sign`,
  I10: `${prt} was refused for want of a domain controller (0xc000005e)`,
  I11: 'the sign-in on LAPTOP01 waits for a PRT',
  I12: 'alice signed in on LAPTOP01 without a domain controller and without a cached verifier',
  I13: 'alice signed in on LAPTOP01 with password 2; the device has validated password 1',
  I14: `LAPTOP01 is joined as another, its objectGUID is ${guid}`,
  I15: `LAPTOP01 shares the deviceId ${guid}`,
  I16: 'SYNC01 is in staging mode and exported',
  I17: 'SYNC01 deleted 3 objects, over a threshold of 2',
  I18: 'SYNC01 exported outside a cycle',
  I20: 'LAPTOP01 had a domain controller and the internet all through an attempt while Pending, and was refused',
  I22: 'LAPTOP01 was joined locally and Pending, and registered without leaving first',
  I23: 'LAPTOP01 lost its local join without leaving',
  I24: 'LAPTOP01 is enabled in Azure AD and disabled in AD after a cycle',
  I25: 'LAPTOP01 stays disabled in the cloud although AD says enabled',
  I26: `${guid} left the scope (out-of-scope) and is still there`,
  I27: 'the join task of LAPTOP01 started by hand without a command',
  I28: `${guid} became Registered without a request of the device`,
  I31: 'LAPTOP01 asks the directory for the tenant that its registry names',
  I33: 'LAPTOP01 lost the work account of alice, who did not sign in to a joined device',
  I34: 'LAPTOP01 is joined, but the key of its device certificate is gone and nobody noticed',
  I35: `${prt} was updated in the future`,
  I36: `${prt} is renewed 3600000 ms after its last refresh`,
  I37: `${prt} was issued for password 7, which is not the newest`,
  I38: '"dsregcmd /leave" took effect on LAPTOP01 without elevation',
  I39: 'LAPTOP01 left and has not tried to join again since 1 ms',
  I41: 'LAPTOP01 is a domain controller or another critical system object',
  I42: 'LAPTOP01 is Registered in Azure AD and lost its local join by none of these',
  I44: 'LAPTOP01 runs Windows 10.0.26100 and was exported',
  I45: `${prt} is kept although the key of LAPTOP01 is gone`,
  I47: 'LAPTOP01 logged 306 without a success answer',
};

test.each(Object.entries(inWords))('a breach of %s says: %s', (id, what) => {
  expect(saidOf(id, breaches[id]?.() ?? [])).toContain(what);
});

const issuedIn = (world: World, input: object = {}) => answered(world, prt, 'acquirePrt', { ...issue, ...input });
const run = (change: object): World => ({ ...registered(), commands: [{ id: 1, place: laptop, line: 'dsregcmd /leave', by: 'alice', context: 'user', startedAtMs: 0, endedAtMs: 0, exitCode: 0, output: '', awaits: null, ...change }] as World['commands'] });
const signedIn = (world: World): readonly World[] => [withChart(world, session, { verifying: 'fromCache' }, { user: 'alice' }), withChart(world, session, { signedIn: 'unlocked' }, { user: 'alice', credential: 'password', passwordVersion: 1 })];
const token = (updatedAtMs: number | null, expiresAtMs: number | null, world = registered()): World => withChart(world, prt, { valid: { gate: 'closed', work: { waiting: 'idle' } } }, { updatedAtMs, expiresAtMs, retryOnNetworkUp: false });
const renewing = (world: World): World => withChart(world, prt, { valid: { gate: 'closed', work: 'renewing' } });
const newDevice = (world: World, change: object = {}): readonly World[] => [world, withCloudDevice(world, { objectId: 'another', ...change })];
const reissued = { deviceCertificateThumbprint: 'NEW' };
const success = { leg: 'answer', answer: { type: 'xstate.done.actor.registerDevice', output: {} } } as const;
const cycled = (world: World, server = 'SYNC01'): readonly World[] => { const [asked, read] = answered(world, `connect-cycle:${server}`, 'importTenant', {}); return [at(asked, 1), at(read, 2), at(withExport(read), 3)]; };
const started = (trigger: string, world = smallWorld()): World => withLaptop(withChart(world, task, {}, { trigger }), { task: { enabled: true, lastRunMs: 5, lastResult: '0x0' } });
const lostAccount = (world: World): World => withLaptop(world, { workAccounts: [] });
const withAccount = registered({ device: { workAccounts: ['alice'] } });
const withUser = (world: World, user: string | null): World => withChart(world, session, user ? { signedIn: 'unlocked' } : 'signInScreen', { user });

/** Worlds that look like a breach: what is said of them, if anything. */
const cases: readonly (readonly [id: string, what: string, worlds: () => readonly World[], said: readonly string[]])[] = [
  ['I1', 'registered anew', () => [registered(), withCloudDevice(registered(), reissued)], []],
  ['I1', 'registered over a deleted object', () => [withCloudDevice(registered(), { deletedAtMs: 5 }), withCloudDevice(registered(), reissued)], [`LAPTOP01 was registered as ${guid} while there was no such object`]],
  ['I1', 'the first instant of a world that has it', () => [registered()], []],
  ['I2', 'signed with the certificate that was synchronised', () => [registered(), withCloudDevice(registered(), reissued)], []],
  ['I2', 'without any certificate', () => [withLaptop(registered(), { bootstrapCertificate: null }), withLaptop(withCloudDevice(registered(), reissued), { bootstrapCertificate: null })], ['LAPTOP01 was registered with no certificate, which Azure AD does not hold']],
  ['I3', 'with its certificate', () => newDevice(pending()), []],
  ['I3', 'while the rule is broken', () => newDevice(withFault(pending(), 'sync-rule-without-certificate-check'), { userCertificate: [] }), []],
  ['I3', 'with a certificate that ran out on the way', () => newDevice(at(pending(), minute), { userCertificate: [{ id: 'c', subject: `CN=${guid}`, notAfterMs: 0, keyHolder: laptop }] }), []],
  ['I3', 'an update alone', () => [pending(), withCloudDevice(pending(), { userCertificate: [] })], []],
  ['I4', 'refused', () => answered(smallWorld({ device: { location: 'home' } }), registration, 'writeUserCertificate', { controller: 'DC01' }, '0x8007203a'), []],
  ['I4', 'on the LAN', () => answered(smallWorld(), registration, 'writeUserCertificate', { controller: 'DC01' }), []],
  ['I4', 'to a stopped DC', () => answered(after(smallWorld(), 'DC01 stops'), registration, 'writeUserCertificate', { controller: 'DC01' }), ['LAPTOP01 wrote its certificate to DC01, which it cannot reach']],
  ['I5', 'a located DC', () => { const world = withChart(smallWorld(), `dc-locator:${laptop}`, 'known', { controller: 'DC01' }); return [world, withEvent(world, 331)]; }, []],
  ['I5', 'another event', () => [smallWorld(), withEvent(smallWorld(), 335)], []],
  ['I5', "in the user's context", () => { const world = withChart(smallWorld(), `dc-locator:${laptop}`, 'known', { controller: 'DC01' }); return [world, withEvent(withQuestion(world, registration, 'discoverRealm', { context: 'user' }), 331)]; }, ["LAPTOP01 asks discoverRealm in the user's context"]],
  ['I6', 'another trust type', () => [withCloudDevice(pending(), { trustType: 'Workplace' as never })], ['LAPTOP01 is Pending with trustType Workplace']],
  ['I6', 'Pending', () => [pending()], []],
  ['I6', 'another kind of security id', () => [withCloudDevice(pending(), { alternativeSecurityIds: ['other'] })], []],
  ['I6', 'registered', () => [registered()], []],
  ['I7', 'registered', () => issuedIn(registered()), []],
  ['I7', 'refused', () => answered(withLifecycle(registered(), { pending: 'visible' }), prt, 'acquirePrt', issue, '0xc000006d'), []],
  ['I8', 'good', () => issuedIn(registered()), []],
  ['I8', 'without a usable key', () => issuedIn(withLaptop(registered(), { usableKeys: [] })), [`${prt} was issued, but the device is not registered, not enabled or cannot sign`]],
  ['I8', 'with another certificate', () => issuedIn(withCloudDevice(registered(), reissued)), [`${prt} was issued, but the device is not registered, not enabled or cannot sign`]],
  ['I8', 'not joined', () => issuedIn(withLaptop(registered(), { join: null })), [`${prt} was issued, but the device is not registered, not enabled or cannot sign`]],
  ['I9', 'to nobody', () => issuedIn(registered(), { upn: 'carol@contoso.com' }), [`${prt} was issued to carol@contoso.com, who is no user of the tenant`]],
  ['I9', 'by a renewal under an old name', () => issuedIn(registered(), { upn: 'old@contoso.com', renewal: true }), []],
  ['I9', 'to a user', () => issuedIn(registered()), []],
  ['I10', 'the locator', () => answered(registered(), prt, 'acquirePrt', issue, '0x8007054b'), [`${prt} was refused for want of a domain controller (0x8007054b)`]],
  ['I10', 'another refusal', () => answered(registered(), prt, 'acquirePrt', issue, '0xc000006d'), []],
  ['I10', 'asked of a DC', () => [registered(), withQuestion(registered(), prt, 'acquirePrt', { destination: { kind: 'dc', controller: 'DC01', service: 'ldap' } })], [`${prt} asks a domain controller for its token`]],
  ['I10', 'another question to a DC', () => [registered(), withQuestion(registered(), registration, 'readComputerObject', { destination: { kind: 'dc', controller: 'DC01', service: 'ldap' } })], []],
  ['I11', 'waits for nothing', () => [registered(), withChart(registered(), session, { verifying: 'atDomainController' })], ['the sign-in on LAPTOP01 waits for nothing that it asked']],
  ['I11', 'waits for its own question', () => [registered(), withQuestion(withChart(registered(), session, { verifying: 'fromCache' }), session, 'verifyCachedCredential')], []],
  ['I12', 'with a verifier', () => signedIn(registered({ device: { location: 'home' } })), []],
  ['I12', 'on the LAN', () => signedIn(registered({ device: { cached: [] } })), []],
  ['I13', 'the password of then', () => signedIn(registered({ device: { location: 'home' } })), []],
  ['I13', 'a PIN', () => { const [verifying = registered(), unlocked = registered()] = signedIn(registered({ device: { location: 'home' } })); return [verifying, withChart(unlocked, session, { signedIn: 'unlocked' }, { credential: 'hello', passwordVersion: 9 })]; }, []],
  ['I14', 'a damaged image', () => [withLaptop(withJoin(registered(), { deviceId: 'another' }), { joinIncomplete: true })], []],
  ['I14', 'another account while joined', () => [registered(), withLaptop(registered(), { objectGuid: 'other', joinIncomplete: true })], ['LAPTOP01 changed its objectGUID while joined']],
  ['I14', 'an object of no computer', () => [registered(), withCloudDevice(registered(), { deviceId: 'nobody' }, 'nobody')], ['LAPTOP01 has the deviceId nobody, which is no objectGUID']],
  ['I14', 'good', () => [registered(), withCloudDevice(registered(), { displayName: 'X' })], []],
  ['I15', 'one deleted, one alive', () => [withCloudDevice(registered(), { objectId: 'another', deletedAtMs: 5 }, 'another')], []],
  ['I15', 'nothing new in the tenant', () => { const world = withCloudDevice(registered(), { objectId: 'another' }, 'another'); return [world, { ...world, tenant: { ...world.tenant, requestCount: 9 } }]; }, [`LAPTOP01 shares the deviceId ${guid}`]],
  ['I16', 'an active server', () => [registered(), withExport(registered())], []],
  ['I16', 'just switched', () => [registered(), withExport(withSyncServer(registered(), { stagingMode: true }))], []],
  ['I17', 'as many as allowed', () => { const world = withSyncServer(registered(), { deletionThreshold: 3 }); return [world, withExport(world, { deletes: 3 })]; }, []],
  ['I17', 'switched off', () => { const world = withSyncServer(registered(), { deletionThreshold: null }); return [world, withExport(world, { deletes: 3 })]; }, []],
  ['I17', 'more than it says', () => { const world = withSyncServer(registered(), { deletionThreshold: 0 }); return [world, withExport(withObject(world, { exported: null }))]; }, ['SYNC01 deleted 1 objects, over a threshold of 0']],
  ['I18', 'in a cycle', () => { const world = withChart(registered(), 'connect-cycle:SYNC01', 'exporting'); return [world, withExport(world)]; }, []],
  ['I18', 'another step', () => [registered(), withExport(registered(), { profile: 'Delta Import' })], []],
  ['I18', 'without an export', () => newDevice(pending()), ['LAPTOP01 appeared in Azure AD without an export']],
  ['I22', 'after it left', () => { const world = withLaptop(withLifecycle(registered(), { pending: 'visible' }), { join: null }); return [world, withCloudDevice(world, reissued)]; }, []],
  ['I22', 'registered before', () => [registered(), withCloudDevice(registered(), reissued)], []],
  ['I23', 'by leaving', () => [registered(), withEvent(withLaptop(registered(), { join: null }), 110)], []],
  ['I23', 'by joining anew', () => [registered(), withEvent(withJoin(registered(), { thumbprint: 'NEW' }), 306)], []],
  ['I23', 'by another certificate', () => [registered(), withJoin(registered(), { thumbprint: 'NEW' })], ['LAPTOP01 lost its local join without leaving']],
  ['I23', 'by a new Windows', () => [registered(), after(registered(), 'LAPTOP01 is re-imaged')], []],
  ['I24', 'a switch after the cycle read', () => { const [asked = registered(), read = registered()] = cycled(registered()); const switched = at(withLifecycle(read, 'registered', 'disabled'), 3); return [asked, read, switched, at(withExport(switched), 4)]; }, []],
  ['I24', 'the same on both sides', () => cycled(registered()), []],
  ['I24', 'out of scope', () => cycled(withObject(withLifecycle(registered(), 'registered', 'disabled'), { withheld: 'out-of-scope' })), []],
  ['I24', 'a failed export', () => { const [asked = registered(), read = registered()] = cycled(withLifecycle(registered(), 'registered', 'disabled')); return [asked, read, at(withExport(read, { result: 'completed-export-errors' }), 3)]; }, []],
  ['I24', 'disabled in the cloud only', () => cycled(withLifecycle(registered(), 'registered', 'disabled')), ['LAPTOP01 is disabled in Azure AD and enabled in AD after a cycle']],
  ['I25', 'enabled on both sides', () => cycled(registered()), []],
  ['I26', 'too many certificates', () => [registered(), withExport(withObject(registered(), { withheld: 'too-many-certificates' }))], []],
  ['I26', 'deleted with it', () => { const gone = withLifecycle(registered(), 'deleted'); return [gone, withExport(withObject(gone, { withheld: 'deleted' }))]; }, []],
  ['I26', 'came back registered', () => [registered(), withCloudDevice(registered(), { objectId: 'another' })], ['LAPTOP01 came back registered, not Pending']],
  ['I26', 'came back Pending', () => newDevice(pending()), []],
  ['I26', 'restored whole', () => { const world = { ...registered(), settings: { ...registered().settings, 'entra.hybridSoftDelete': true } }; return [world, withCloudDevice(world, { objectId: 'another' })]; }, []],
  ['I27', 'by its trigger', () => [smallWorld(), started('hourly')], []],
  ['I27', 'by a command', () => [smallWorld(), { ...started('manual'), commands: run({}).commands }], []],
  ['I27', 'where unlocking starts it', () => { const world = { ...smallWorld(), settings: { ...smallWorld().settings, 'task.startOnUnlock': true } }; return [world, started('manual', world)]; }, []],
  ['I27', 'where a network starts it', () => { const world = { ...smallWorld(), settings: { ...smallWorld().settings, 'task.startOnNetworkUp': true } }; return [world, started('manual', world)]; }, []],
  ['I28', 'by its request', () => { const asked = withQuestion(withLifecycle(pending(), { pending: 'visible' }), registration, 'registerDevice'); return [asked, withQuestion(withLifecycle(asked, 'registered'), registration, 'registerDevice', success)]; }, []],
  ['I28', 'disabled meanwhile', () => [withLifecycle(pending(), { pending: 'visible' }), withLifecycle(pending(), { pending: 'visible' }, 'disabled')], []],
  ['I31', 'with nothing in the registry', () => [smallWorld(), withQuestion(smallWorld(), registration, 'readServiceConnectionPoint')], []],
  ['I31', 'with a name alone', () => { const world = withLaptop(smallWorld(), { registry: { [registryPaths.tenantName]: 'contoso.com' } }); return [world, withQuestion(world, registration, 'readServiceConnectionPoint')]; }, ['LAPTOP01 asks the directory for the tenant that its registry names']],
  ['I31', 'a question that is on its way already', () => { const world = withQuestion(smallWorld(), registration, 'readServiceConnectionPoint'); return [world, withQuestion(withLaptop(world, { registry: { [registryPaths.tenantId]: 't' } }), registration, 'readServiceConnectionPoint', { leg: 'answer' })]; }, []],
  ['I31', 'another question', () => { const world = withLaptop(smallWorld(), { registry: { [registryPaths.tenantId]: 't' } }); return [world, withQuestion(world, registration, 'discoverRealm')]; }, []],
  ['I33', 'at their sign-in', () => [withUser(withAccount, null), lostAccount(withUser(withAccount, 'alice'))], []],
  ['I33', 'in a session that lasts', () => [withUser(withAccount, 'alice'), lostAccount(withUser(withAccount, 'alice'))], ['LAPTOP01 lost the work account of alice, who did not sign in to a joined device']],
  ['I33', 'at the sign-in of somebody else', () => [withUser(withAccount, null), lostAccount(withUser(withAccount, 'bob'))], ['LAPTOP01 lost the work account of alice, who did not sign in to a joined device']],
  ['I33', 'by a new Windows', () => [withAccount, after(withAccount, 'LAPTOP01 is re-imaged')], []],
  ['I34', 'that asks for recovery', () => [withLaptop(registered(), { usableKeys: [], recoveryNeeded: true })], []],
  ['I34', 'that is known to be damaged', () => [withLaptop(registered(), { usableKeys: [], joinIncomplete: true })], []],
  ['I34', 'without a certificate', () => [withJoin(registered(), { thumbprint: '' })], ['LAPTOP01 is joined without a device certificate']],
  ['I35', 'a good token', () => [token(0, day)], []],
  ['I35', 'updated just now', () => [at(token(5, day), 5)], []],
  ['I35', 'beyond its expiry', () => [at(token(0, 10), 10 + minute)], [`${prt} is kept beyond its expiry`]],
  ['I35', 'within the time of an answer', () => [at(token(0, 10), 9 + minute)], []],
  ['I35', 'to an earlier expiry', () => [token(0, day), token(0, day - 1)], [`${prt} was renewed to an earlier expiry`]],
  ['I35', 'no token', () => [token(null, null)], []],
  ['I36', 'after four hours', () => [at(token(0, 14 * day), 4 * 60 * minute - 1), at(renewing(token(0, 14 * day)), 4 * 60 * minute)], []],
  ['I36', 'on request', () => [withChart(token(0, 14 * day), prt, { valid: { work: { waiting: 'refreshing' } } }), renewing(token(0, 14 * day))], []],
  ['I36', 'still', () => [renewing(token(0, 14 * day)), at(renewing(token(0, 14 * day)), 5)], []],
  ['I37', 'a PIN', () => issuedIn(registered(), { credential: 'hello', passwordVersion: 7 }), []],
  ['I37', 'the newest', () => issuedIn(registered()), []],
  ['I37', 'an old token shown to a pass-through tenant', () => issuedIn({ ...registered(), tenant: { ...registered().tenant, authentication: 'pass-through' } }, { passwordVersion: 7, withCredential: false }), []],
  ['I37', 'an old password shown to one', () => issuedIn({ ...registered(), tenant: { ...registered().tenant, authentication: 'pass-through' } }, { passwordVersion: 7 }), [`${prt} was issued for password 7, which is not the newest`]],
  ['I38', 'elevated', () => [run({ context: 'admin' })], []],
  ['I38', 'refused', () => [run({ exitCode: 5 })], []],
  ['I38', 'something else', () => [run({ line: 'dsregcmd /status' })], []],
  ['I38', 'under way', () => [run({ line: 'dsregcmd.exe /debug /JOIN', exitCode: null, awaits: 'join' })], ['"dsregcmd.exe /debug /JOIN" took effect on LAPTOP01 without elevation']],
  ['I38', 'long ago', () => [run({ exitCode: 5 }), { ...run({}), nowMs: 9 }], []],
  ['I41', 'an ordinary computer', () => [pending(), withCloudDevice(pending(), reissued)], []],
  ['I42', 'by leaving', () => [registered(), withEvent(withLaptop(registered(), { join: null }), 110)], []],
  ['I42', 'noticed as damaged', () => [registered(), withEvent(withLaptop(registered(), { join: null }), 332)], []],
  ['I42', 'by a new Windows', () => [registered(), after(registered(), 'LAPTOP01 is re-imaged')], []],
  ['I42', 'an answer on its way', () => { const world = withLifecycle(pending(), { pending: 'visible' }); return [world, withLifecycle(world, 'registered')]; }, []],
  ['I42', 'a success that was not kept', () => { const world = withQuestion(withLifecycle(pending(), 'registered'), registration, 'registerDevice', success); return [world, { ...withLaptop(world, { made: 9 }), questions: {} }]; }, ['LAPTOP01 got its registration and did not keep it']],
  ['I42', 'a success lost with the network', () => { const world = withQuestion(withLifecycle(pending(), 'registered'), registration, 'registerDevice', success); return [world, withChart({ ...withLaptop(world, { made: 9 }), questions: {} }, `network:${laptop}`, 'noLink')]; }, []],
  ['I43', 'only its own', () => [registered()], []],
  ['I43', 'a name without the key', () => { const world = withLaptop(registered(), { usableKeys: [] }); return [{ ...world, devices: { ...world.devices, TWIN: { ...deviceOf(registered(), laptop), name: 'TWIN' } } }]; }, []],
  ['I44', 'Windows 11', () => newDevice(pending()), []],
  ['I44', 'an update', () => { const world = withComputer(pending(), { operatingSystemVersion: '6.1 (7601)' }); return [world, withCloudDevice(world, { displayName: 'X' })]; }, []],
  ['I45', 'with its key', () => [token(0, day)], []],
  ['I45', 'without a token', () => [token(null, null, withLaptop(registered(), { usableKeys: [], recoveryNeeded: true }))], []],
  ['I47', 'with the answer', () => { const world = withQuestion(registered(), registration, 'registerDevice', success); return [world, withEvent(world, 306)]; }, []],
  ['I47', 'without the join', () => { const world = withQuestion(withLaptop(registered(), { join: null }), registration, 'registerDevice', success); return [world, withEvent(world, 306)]; }, ['LAPTOP01 logged 306 and is not joined']],
  ['I47', 'refused', () => { const world = withQuestion(registered(), registration, 'registerDevice', { leg: 'answer', answer: { type: 'xstate.error.actor.registerDevice', error: {} } }); return [world, withEvent(world, 306)]; }, ['LAPTOP01 logged 306 without a success answer']],
];

test.each(cases)('%s, %s', (id, _what, worlds, said) => {
  expect(saidOf(id, worlds())).toEqual(said);
});
