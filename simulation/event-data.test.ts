import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import type { WindowsRelease } from '../knowledge/windows-releases.ts';
import { withChart } from '../test/support/tampered-worlds.ts';
import { smallWorld } from '../test/small-world.ts';
import { deviceCertificateValidity } from './certificates.ts';
import { asWritten } from './event-data.ts';
import type { World } from './world.ts';

const start = (windows: WindowsRelease = '11-24H2', attempt: object = {}): World => withChart({ ...smallWorld({ device: { windows, state: 'pending' } }), nowMs: 5_000 }, 'registration:LAPTOP01', 'idle', attempt as never);
const data = (id: number, world = start(), given: { [field: string]: string } = {}) => asWritten(world, 'LAPTOP01', { log: 'User Device Registration', id, data: given })?.data;
const guid = start().devices.LAPTOP01?.objectGuid ?? '';
const tenant = { tenantId: 't', tenantName: 'contoso.com' };
const server = { httpStatus: 400, code: 'DirectoryError', message: 'No.', requestId: 'r1' };

test('an event has the fields of its manifest and no others, and none where the release lacks it', () => {
  expect(data(304, start(), { ExitCode: '0x1', ServerErrorMessage: '', TenantType: 'Managed', JoinType: 'sync', TenantName: 'x', Other: 'y', DebugOutput: 'z' })).toEqual({ ExitCode: '0x1', ServerErrorMessage: '', TenantType: 'Managed', JoinType: 'sync', DebugOutput: 'z' });
  expect(data(304, start('1709'), { ExitCode: '0x1', ServerErrorMessage: '', TenantName: 'x', JoinType: 'sync' })).toEqual({ ExitCode: '0x1', ServerErrorMessage: '', TenantName: 'x' });
  expect(asWritten(start('1607'), 'LAPTOP01', { log: 'User Device Registration', id: 110 })).toBeNull();
  expect(asWritten(start(), 'LAPTOP01', { log: 'User Device Registration', id: 99_999 })).toBeNull();
});

test('other logs are written as they are said', () => {
  expect(asWritten(start(), 'LAPTOP01', { log: 'AAD', id: 1081, data: { Error: 'e', ErrorDescription: 'd', CorrelationID: 'c' } })).toEqual({ log: 'AAD', id: 1081, data: { Error: 'e', ErrorDescription: 'd', CorrelationID: 'c' } });
});

test('discovery logs the answer of the service', () => {
  const answer = JSON.parse(data(101)?.ServerMessage ?? '{}') as { DiscoveryService: object; TenantInfo: object; IdentityProviderService: { Federated: boolean } };
  expect([answer.DiscoveryService, answer.TenantInfo, answer.IdentityProviderService.Federated]).toEqual([
    { DiscoveryEndpoint: `https://enterpriseregistration.windows.net/${start().tenant.tenantId}/Discover`, ServiceVersion: '1.7' },
    { DisplayName: 'Contoso', TenantId: start().tenant.tenantId, TenantName: 'contoso.com' }, false,
  ]);
  const named = (change: Partial<World['tenant']>) => (JSON.parse(data(101, { ...start(), tenant: { ...start().tenant, ...change } })?.ServerMessage ?? '{}') as typeof answer);
  expect(named({ domains: [{ name: 'f.com', realm: 'Federated' }] }).IdentityProviderService.Federated).toBe(true);
  expect(named({ domains: [] }).TenantInfo).toMatchObject({ TenantName: 'contoso.onmicrosoft.com' });
});

test('the request says that a computer of the domain joins', () => {
  const asked = { JoinRequestType: '6', JoinRequestTypeSymbolicName: 'DOMAIN_JOINED_DEVICE', Domain: 'contoso.com' };
  expect(data(102)).toEqual(asked);
  expect(data(202, start(), { ExitCode: '0x1' })).toEqual({ ExitCode: '0x1', ...asked });
  expect(data(111)).toEqual({ JoinRequestType: '6', JoinRequestTypeSymbolicName: 'DOMAIN_JOINED_DEVICE' });
  expect([data(103), data(110), data(220)]).toMatchObject([{ AuthToken: '' }, { UPN: '' }, { Format: '1' }]);
});

test('a success logs the certificate that the service issued', () => {
  const world = start();
  const answer = { deviceId: guid, thumbprint: 'AB12', ...deviceCertificateValidity(world, 5_000) };
  const logged = data(104, start('11-24H2', { answer, keyContainerId: 'k1' }));
  const body = JSON.parse(logged?.ServerResponse ?? '{}') as { Certificate: { Thumbprint: string; RawBody: string }; User: object; MembershipChanges: object };
  expect([body.Certificate.Thumbprint, body.User, body.MembershipChanges]).toEqual(['AB12', { Upn: 'laptop01$@contoso.com' }, [{ LocalSID: 'S-1-5-32-544', AddSIDs: [] }]]);
  expect(new X509Certificate(Buffer.from(body.Certificate.RawBody, 'base64')).subject).toBe(`CN=${guid}`);
  expect(logged?.ActivityId).toMatch(/^[0-9a-f-]{36}$/);
  expect(data(104, start('11-24H2', { answer: null }))?.ServerResponse).toBe('');
});

test('a refusal logs the words of the server, in the format that it speaks', () => {
  const failure = { code: '0x801c03f2', reason: 'r', atMs: 3_000, server };
  const body = '{"ErrorType":"DirectoryError","Message":"No.","TraceId":"r1","Time":"2026-01-05T08:00:03.000Z"}';
  expect(data(204, start('11-24H2', { failure }))).toMatchObject({ ServerResponse: body, ActivityId: 'r1' });
  expect(Object.values(data(201, start('11-24H2', { failure })) ?? {})).toContain(body);
  expect(data(204, start('11-24H2', { failure: { ...failure, atMs: undefined } }))?.ServerResponse).toContain('2026-01-05T08:00:05.000Z');
  const b = start('11-24H2', { failure });
  expect(JSON.parse(data(204, { ...b, settings: { ...b.settings, 'entra.errorFormat': 'B' } })?.ServerResponse ?? '{}')).toMatchObject({ code: 'DirectoryError', subcode: 'error_fail' });
  expect(data(204, start('11-24H2', { failure: { code: 'x', reason: 'r' } }))?.ServerResponse).toBeUndefined();
});

test('the pre-check block tells the domain controller that was found', () => {
  expect(data(331, start('11-24H2', { controller: 'DC02' }))?.DebugOutput).toBe(['preCheckResult: Join', 'deviceKeysHealthy: undefined', 'isJoined: undefined', 'isDcAvailable: YES', 'domainController: DC02', 'isSystem: YES', 'keyProvider: undefined', 'keyContainer: undefined', 'dsrInstance: undefined', 'elapsedSeconds: 0', 'resultCode: 0x0'].join('\n'));
});

test('leaving is summed up like a join, in the mode Unjoin', () => {
  const block = (tenantId: string) => ['joinMode: Unjoin', 'drsInstance: azure', 'registrationType: undefined', 'tenantType: Managed', `tenantId: ${tenantId}`, 'configLocation: undefined', 'errorPhase: join', 'adalCorrelationId: undefined', 'adalLog: undefined', 'adalResponseCode: 0x0'].join('\n');
  expect(data(370, start('11-24H2', { tenant }))?.DebugOutput).toBe(block('t'));
  expect(data(370, start('11-24H2', { tenant: null }))?.DebugOutput).toBe(block('undefined'));
  expect([data(370, start('1709', { tenant }))?.TenantName, data(370, start('1709', { tenant: null }))?.TenantName]).toEqual(['contoso.com', 'undefined']);
});

test('the realm is asked for under the name of the tenant, or its id', () => {
  expect([data(200, start('11-24H2', { tenant }))?.Domain, data(200, start('11-24H2', { tenant: { ...tenant, tenantName: '' } }))?.Domain, data(200, start('11-24H2', { tenant: null }))?.Domain]).toEqual(['contoso.com', 't', '']);
});

test('a device without a registration chart logs what it has', () => {
  expect(data(331, { ...start(), actors: {} })?.DebugOutput).toContain('domainController: \n');
});
