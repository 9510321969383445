import { expect, test } from 'vitest';
import type { ChartDriver } from '../../test/drive-chart.ts';
import { acts, atComputerObject, atRealm, failure, logged, quiet, told } from '../../test/drive-registration.ts';

const log = 'User Device Registration';
const atWriting = (certificateWritePhase: 'join' | 'discover' = 'join'): ChartDriver =>
  quiet(atComputerObject({ certificateWritePhase }).answer('readComputerObject', { certificateUsable: false }).answer('createBootstrapCertificate', { certificateId: 'c1' }));

test('the device reads its own object at the domain controller; a certificate whose key it holds is used as it is', () => {
  const chart = atRealm().answer('discoverRealm', { realm: 'Managed' });
  expect([chart.questions, chart.take()]).toEqual([[{ controller: 'DC01' }], ['asks readComputerObject']]);
  chart.answer('readComputerObject', { certificateUsable: true });
  expect([chart.value, chart.take()]).toEqual([{ join: 'creatingKeys' }, ['asks createDeviceKeys']]);
});

test('without one it makes a key pair, writes the certificate at the same domain controller, remembers that, and registers in the same run', () => {
  const chart = atComputerObject().answer('readComputerObject', { certificateUsable: false });
  expect([chart.value, chart.questions, chart.take()]).toEqual([{ certificate: 'creating' }, [{}], ['asks createBootstrapCertificate']]);
  chart.answer('createBootstrapCertificate', { certificateId: 'c1' });
  expect([chart.value, chart.questions, chart.take()]).toEqual([{ certificate: 'writing' }, [{ controller: 'DC01' }], ['asks writeUserCertificate']]);
  chart.answer('writeUserCertificate');
  expect([chart.value, acts(chart), chart.take()]).toEqual([{ join: 'creatingKeys' }, [{ act: 'bootstrapCertificateWritten' }], ['act bootstrapCertificateWritten', 'asks createDeviceKeys']]);
});

test.each([
  ['the inner code where there is one', { innerCode: '0x80070520' }, '0x80070520'],
  ['the code itself else', {}, '0x801c001d'],
])('an own object that cannot be read ends the attempt in discover, with 220 and %s', (_what, more, shown) => {
  const chart = atComputerObject().fail('readComputerObject', '0x801c001d', more);
  expect([chart.value, failure(chart), logged(chart)]).toEqual(['idle', ['discover', '0x801c001d'], [[log, 220, { ErrorCode: shown }]]]);
});

test('a key that cannot be made ends the attempt in join with 245; nothing reaches the directory', () => {
  const chart = atComputerObject().answer('readComputerObject', { certificateUsable: false }).fail('createBootstrapCertificate', '0x80290407');
  expect([chart.value, failure(chart), logged(chart)]).toEqual(['idle', ['join', '0x80290407'], [[log, 245, { ExitCode: '0x80290407' }]]]);
  expect(chart.take()).not.toContain('asks writeUserCertificate');
});

test.each(['join', 'discover'] as const)('a write that the directory does not take ends the attempt in the phase that the setting names (OQ24): %s', (phase) => {
  const chart = atWriting(phase).fail('writeUserCertificate', '0x80072098');
  expect([chart.value, failure(chart), told(chart)]).toEqual(['idle', [phase, '0x80072098'], [{ type: 'ATTEMPT_ENDED', resultCode: '0x80072098' }]]);
  expect(acts(chart)[0]).toEqual({ act: 'certificateWriteFailed', input: { code: '0x80072098' } });
});
