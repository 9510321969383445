import { expect, test } from 'vitest';
import { deleteComputer, setUserPrincipalName } from '../../mocks/active-directory/administration.ts';
import { withJoin, withLostKeys, withoutJoin } from '../../mocks/windows/join-state.ts';
import { registryPaths, withRegistryValue } from '../../mocks/windows/registry.ts';
import type { WindowsDevice } from '../../mocks/windows/state.ts';
import { ask, codeOf, smallWorld, type SpecChange } from '../../test/small-world.ts';
import { deviceOf, withDevice, type World } from '../world.ts';

const registered = smallWorld({ device: { state: 'registered', cached: ['alice'] } });
const pending = smallWorld({ device: { state: 'pending' } });
const on = (world: World, change: (device: WindowsDevice) => WindowsDevice): World => ({ ...world, ...withDevice(world, 'LAPTOP01', change) });
const outputOf = (world: World, operation: string, input = {}) => { const { outcome } = ask(world, operation, input); return outcome.ok ? outcome.output : outcome.failure; };

test.each([
  ['a machine of the domain', smallWorld(), { join: 'none', policyAllows: true, mustUnregister: false, certificateWritten: false }],
  ['a Pending one', pending, { join: 'none', policyAllows: true, mustUnregister: false, certificateWritten: true }],
  ['a registered one', registered, { join: 'complete', policyAllows: true, mustUnregister: false, certificateWritten: true }],
  ['one without its keys', on(registered, withLostKeys), { join: 'incomplete', policyAllows: true, mustUnregister: false, certificateWritten: false }],
  ['one whose policy forbids it', on(registered, (device) => withRegistryValue(device, registryPaths.autoWorkplaceJoin, '0')), { join: 'complete', policyAllows: false, mustUnregister: true, certificateWritten: true }],
  ['one that left the domain', on(registered, (device) => ({ ...device, domainJoined: false })), { join: 'complete', policyAllows: false, mustUnregister: true, certificateWritten: true }],
])('%s looks at its own state', (_what, world, state) => {
  expect(outputOf(world, 'readLocalState')).toEqual(state);
});

test('outside a domain a join stays where that is set', () => {
  const left = on(registered, (device) => ({ ...device, domainJoined: false }));
  expect(outputOf({ ...left, settings: { ...left.settings, 'unjoin.autoLeave': 'never' } }, 'readLocalState')).toMatchObject({ mustUnregister: false });
});

test('the client-side service connection point is read, or is half filled', () => {
  expect(outputOf(smallWorld({ device: { clientScp: { tenantId: 't', tenantName: 'n' } } }), 'readClientServiceConnectionPoint')).toEqual({ found: true, tenantId: 't', tenantName: 'n' });
  expect(codeOf(ask(smallWorld({ device: { clientScp: { tenantId: 't' } } }), 'readClientServiceConnectionPoint'))).toBe('0x801c001d/0x80070002');
});

test('each certificate that a machine makes has its own name, and the life that is set', () => {
  const world: World = { ...smallWorld(), nowMs: 7 };
  const first = ask(world, 'createBootstrapCertificate');
  const device = deviceOf({ ...world, ...first.changes }, 'LAPTOP01');
  expect(first.outcome).toEqual({ ok: true, output: { certificateId: 'LAPTOP01/bootstrap/0' } });
  expect(device.bootstrapCertificate).toEqual({ id: 'LAPTOP01/bootstrap/0', subject: `CN=${device.objectGuid}`, notBeforeMs: 7, notAfterMs: 7 + world.settings['cert.bootstrapValidity'], keyHolder: 'LAPTOP01' });
  expect(ask({ ...world, ...first.changes }, 'createBootstrapCertificate').outcome).toEqual({ ok: true, output: { certificateId: 'LAPTOP01/bootstrap/1' } });
});

test('keys lie where the machine keeps keys, a container for each attempt', () => {
  const keys = (device: SpecChange['device']) => outputOf(smallWorld({ device: device ?? {} }), 'createDeviceKeys') as { keyContainerId: string; provider: string };
  expect([keys({}).provider, keys({ keys: 'software' }).provider]).toEqual(['tpm', 'software']);
  const first = ask(registered, 'createDeviceKeys');
  const second = ask({ ...registered, ...first.changes }, 'createDeviceKeys');
  expect(first.outcome).not.toEqual(second.outcome);
  expect(keys({}).keyContainerId).toMatch(/^[0-9a-f-]{36}$/);
  expect(deviceOf({ ...registered, ...first.changes }, 'LAPTOP01').usableKeys).toContain((outputOf(registered, 'createDeviceKeys') as { keyContainerId: string }).keyContainerId);
});

const check = { user: 'alice', credential: 'password', passwordVersion: 1 };

test.each([
  ['at home', smallWorld({ device: { location: 'home' } }), { code: '0xc000005e', reason: 'no domain controller answers the sign-in', innerCode: '0xc000005e' }],
  ['in a workgroup', smallWorld({ device: { state: 'workgroup' } }), { code: '0xc000005e', reason: 'a machine of a workgroup asks no domain controller' }],
  ['with a broken trust', on(smallWorld(), (device) => ({ ...device, machinePasswordMatches: false })), { code: '0xc000018d', reason: 'the computer password does not match: trust relationship failed' }],
])('a sign-in at a domain controller %s is refused', (_where, world, failure) => {
  expect(outputOf(world, 'verifyCredential', check)).toMatchObject(failure);
});

test('a sign-in brings the name that the domain controller knows, the cache the one of then', () => {
  const renamed = { ...registered, directory: setUserPrincipalName(registered.directory, 1, { user: 'alice', userPrincipalName: 'a.berg@contoso.com', controller: 'DC01' }) };
  expect([outputOf(renamed, 'verifyCredential', check), outputOf(renamed, 'verifyCachedCredential', check)]).toEqual([{ upn: 'a.berg@contoso.com' }, { upn: 'alice@contoso.com' }]);
  expect(codeOf(ask(renamed, 'verifyCachedCredential', { ...check, user: 'bob' }))).toBe('0xc000005e');
  expect(codeOf(ask(renamed, 'verifyCachedCredential', { ...check, passwordVersion: 2 }))).toBe('0xc000006d');
  expect(codeOf(ask(renamed, 'verifyCredential', { ...check, passwordVersion: 2 }))).toBe('0xc000006a');
});

test('a certificate is taken out of the directory again at the first writable domain controller', () => {
  const removed = ask(pending, 'removeUserCertificate');
  expect(removed.tells).toEqual([{ to: { kind: 'replication', of: 'DC01>DC02' }, event: { type: 'CHANGED' } }]);
  const { objectGuid } = deviceOf(pending, 'LAPTOP01');
  expect(removed.changes?.directory?.controllers.DC01?.replica.computers[objectGuid]?.userCertificate).toEqual([]);
  expect(codeOf(ask({ ...pending, directory: deleteComputer(pending.directory, 1, { objectGuid, controller: 'DC01' }) }, 'removeUserCertificate'))).toBe('0x8007052e');
  expect(codeOf(ask(smallWorld({ controllers: { DC01: { readOnly: 'yes' } } }), 'removeUserCertificate'))).toBe('0x8007203a');
  expect(codeOf(ask(smallWorld(), 'writeUserCertificate', { controller: 'DC01' }))).toBe('0x80090016');
});

test('an answer that came too late for its keys is a join that asks for recovery', () => {
  const join = deviceOf(registered, 'LAPTOP01').join;
  expect(join).not.toBeNull();
  expect(outputOf(on(registered, (device) => (join ? withJoin(withLostKeys(withoutJoin(device, false)), join) : device)), 'readLocalState')).toMatchObject({ join: 'incomplete' });
});
