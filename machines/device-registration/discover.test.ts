import { expect, test } from 'vitest';
import type { ChartDriver } from '../../test/drive-chart.ts';
import { acts, atDirectory, atLocator, atRealm, atRegistry, atService, contoso, device, failure, logged, noSuchDomain, quiet, started, told } from '../../test/drive-registration.ts';

const log = 'User Device Registration';
const tenant = ({ snapshot: { context } }: ChartDriver): unknown => context.tenant;
const server = { httpStatus: 400, code: 'invalid_request', message: 'no such tenant', requestId: 'r' };

test('the registry is asked for the tenant first; what it names is taken, and the directory is not asked (I31)', () => {
  const found = atLocator().send({ type: 'DC_LOCATED', controller: 'DC01' });
  expect([found.value, found.questions, found.take()]).toEqual([{ discover: 'clientServiceConnectionPoint' }, [{}], ['log 331', 'asks readClientServiceConnectionPoint']]);
  const chart = atRegistry().answer('readClientServiceConnectionPoint', { found: true, ...contoso });
  expect([chart.value, tenant(chart)]).toEqual([{ discover: 'registrationService' }, { ...contoso, configuredIn: 'registry' }]);
  expect(logged(chart)).toEqual([[log, 100, {}]]);
  expect([chart.questions, chart.take()]).toEqual([[contoso], ['log 100', 'asks discoverRegistrationService']]);
});

test('an empty registry leaves it to the directory, asked at the domain controller that was found (I31)', () => {
  const chart = atRegistry().answer('readClientServiceConnectionPoint', { found: false, tenantId: '', tenantName: '' });
  expect([chart.value, chart.questions, chart.take()]).toEqual([{ discover: 'directoryServiceConnectionPoint' }, [{ controller: 'DC01' }], ['asks readServiceConnectionPoint']]);
  chart.answer('readServiceConnectionPoint', contoso);
  expect([chart.value, tenant(chart)]).toEqual([{ discover: 'registrationService' }, { ...contoso, configuredIn: 'directory' }]);
});

test.each<[string, () => ChartDriver, string]>([
  ['a half-filled registry', atRegistry, 'readClientServiceConnectionPoint'],
  ['a directory without tenant information', atDirectory, 'readServiceConnectionPoint'],
])('%s ends the attempt in discover with 307', (_what, start, question) => {
  const chart = start().fail(question, '0x801c001d');
  expect([chart.value, failure(chart), logged(chart)]).toEqual(['idle', ['discover', '0x801c001d'], [[log, 307, { ExitCode: '0x801c001d' }]]]);
  expect(told(chart)).toEqual([{ type: 'ATTEMPT_ENDED', resultCode: '0x801c001d' }]);
});

test('the service is asked about the tenant and logged with 100 and 101; it confirms the tenant and fills in a missing name', () => {
  const named = atService();
  named.answer('discoverRegistrationService', { tenantId: contoso.tenantId, tenantName: 'other.example' });
  expect([named.value, tenant(named), logged(named)]).toEqual([{ discover: 'realm' }, { ...contoso, configuredIn: 'directory' }, [[log, 101, {}]]]);
  const unnamed = quiet(atRegistry().answer('readClientServiceConnectionPoint', { found: true, tenantId: contoso.tenantId, tenantName: '' })).answer('discoverRegistrationService', contoso);
  expect([tenant(unnamed), unnamed.questions]).toEqual([{ ...contoso, configuredIn: 'registry' }, [{ tenantName: 'contoso.com' }]]);
});

test.each([
  ['cannot be reached', 200, {}],
  ['refuses', 201, { server }],
])('a service that %s is logged with %d and 309 and ends the attempt in discover', (_how, id, more) => {
  const chart = atService().fail('discoverRegistrationService', '0x801c0021', more);
  expect([chart.value, failure(chart)]).toEqual(['idle', ['discover', '0x801c0021']]);
  expect(logged(chart)).toEqual([[log, id, { ExitCode: '0x801c0021' }], [log, 309, { ExitCode: '0x801c0021' }]]);
});

test('a managed domain goes on with the certificate, by the name of the tenant', () => {
  const chart = atService().answer('discoverRegistrationService', contoso);
  expect([chart.questions, chart.take()]).toEqual([[{ tenantName: 'contoso.com' }], ['log 101', 'asks discoverRealm']]);
  expect(chart.answer('discoverRealm', { realm: 'Managed' }).value).toEqual({ certificate: 'reading' });
});

test('with a domain controller the certificate is looked at even where it was written before: the directory may have lost it', () => {
  const chart = started().answer('readLocalState', { ...device, certificateWritten: true }).send({ type: 'DC_LOCATED', controller: 'DC01' });
  chart.answer('readClientServiceConnectionPoint', { found: true, ...contoso }).answer('discoverRegistrationService', contoso);
  expect(chart.answer('discoverRealm', { realm: 'Managed' }).value).toEqual({ certificate: 'reading' });
});

test('an attempt that needed no domain controller (OQ20) goes straight to the registration, where the domain is still managed', () => {
  const withoutDc = (): ChartDriver =>
    atRealm({ precheckRequiresDc: false }).fail('discoverRealm').send({ type: 'START', trigger: 'hourly' })
      .answer('readLocalState', { ...device, certificateWritten: true }).send({ type: 'DC_NOT_FOUND', code: noSuchDomain }).answer('discoverRegistrationService', contoso);
  expect(withoutDc().answer('discoverRealm', { realm: 'Managed' }).value).toEqual({ join: 'creatingKeys' });
  expect(failure(withoutDc().answer('discoverRealm', { realm: 'Federated' }))).toEqual(['auth', '0x80004001']);
});

test('a federated domain ends the attempt in auth: joinlab models the managed join', () => {
  const chart = atRealm().answer('discoverRealm', { realm: 'Federated' });
  expect([chart.value, failure(chart), told(chart)]).toEqual(['idle', ['auth', '0x80004001'], [{ type: 'ATTEMPT_ENDED', resultCode: '0x80004001' }]]);
  expect(acts(chart)[0]).toEqual({
    act: 'recordFailedAttempt',
    input: { phase: 'auth', recorded: true, failure: { code: '0x80004001', reason: 'the domain is federated: joinlab models the managed join' } },
  });
});

test('a realm that is not learnt ends the attempt in discover with 309', () => {
  const chart = atRealm().fail('discoverRealm', '0x801c003d');
  expect([chart.value, failure(chart), logged(chart)]).toEqual(['idle', ['discover', '0x801c003d'], [[log, 309, { ExitCode: '0x801c003d' }]]]);
});
