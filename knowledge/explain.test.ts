import { expect, test } from 'vitest';
import { explain, explainStatusText, suggest } from './explain.ts';

const ids = (query: string): string[] => explain(query).map(({ id }) => id);

test('the code of a device that is not synchronised yet says so, with what to do', () => {
  const [answer] = explain('0x801C03F2');
  expect(answer).toMatchObject({ kind: 'error code', id: '0x801c03f2', title: 'DSREG_E_DIRECTORY_FAILURE', confidence: 'high' });
  expect(answer?.facts).toContainEqual({ label: 'Numbers', text: '0x801c03f2 = -2145647630 = 2149319666' });
  expect(answer?.values.map(({ meaning }) => meaning.split(';')[0])).toContain('device object not yet in Entra ID');
  expect(answer?.remedy.length).toBeGreaterThan(0);
});

test('a number that means several things lists them all', () => {
  expect(ids('400')).toEqual(['HTTP 400', 'User Device Registration/Admin 400', 'Workplace Join/Admin 400']);
  expect(ids('http 400')).toEqual(['HTTP 400']);
  expect(ids('event 400')).toEqual(['User Device Registration/Admin 400', 'Workplace Join/Admin 400']);
});

test('the same error in another wrapping is found, and a known one names its twins', () => {
  expect(ids('0x8007051f')).toEqual(['0x51f']);
  expect(ids('0x80048442')).toEqual(['0xc0048442']);
  expect(explain('0x2ee7')[0]?.related).toContain('0x80072ee7');
});

test('names that differ in blank, hyphen or underscore only are kept apart when spelt exactly', () => {
  expect(ids('Server Error Code')).toEqual(['Server Error Code']);
  expect(ids('Server ErrorCode')).toEqual(['Server ErrorCode']);
  expect(ids('servererrorcode').toSorted()).toEqual(['Server Error Code', 'Server ErrorCode']);
  expect(ids('invalid_grant')).toEqual(['invalid_grant']);
});

test('a pasted line instead of a word explains its field and its codes', () => {
  expect(ids('DRS Discovery Test : FAIL [0x801c0021/0x801c000c]')).toEqual(['DRS Discovery Test', '0x801c0021', '0x801c000c']);
  expect(ids('see event 304 and AADSTS50126')).toEqual(['User Device Registration/Admin 304', 'AADSTS50126']);
});

test('an unknown word has no answer, but near ones; an unknown number also what its form tells', () => {
  expect(explain('Clent ErorCode')).toEqual([]);
  expect(suggest('Clent ErorCode')).toEqual({ nearest: ['Client ErrorCode'] });
  expect(explain('0xdeadbeef')).toEqual([]);
  expect(explain('0x801c03f9')).toEqual([]);
  expect(suggest('0x801c03f9').shape).toBe('a code of the device registration component (0x801cNNNN) that is not in the tables');
  expect(explain('')).toEqual([]);
});

test('an invariant, an open question, a setting and a step say what they are', () => {
  expect(explain('i21')[0]).toMatchObject({ kind: 'invariant', id: 'I21' });
  expect(explain('OQ6')[0]).toMatchObject({ kind: 'open question', related: ['prt.refreshCanAcquire'] });
  expect(explain('prt.lifetime')[0]?.facts).toContainEqual({ label: 'Default', text: '14d' });
  expect(explain('task.repeatFor')[0]?.facts).toContainEqual({ label: 'Default', text: 'inf' });
  expect(explain('step 7')[0]).toMatchObject({ kind: 'stage', id: 'first-attempt' });
});

const waiting = [
  '| Device State |',
  '             AzureAdJoined : NO',
  '              DomainJoined : YES',
  '| Diagnostic Data |',
  '      AD Connectivity Test : PASS',
  '               Error Phase : join',
  '          Client ErrorCode : 0x801c03f2',
  '          Server ErrorCode : DirectoryError',
  '              Https Status : 400',
];

test('a status is commented line by line, with its codes, its finding and the next step', () => {
  const { lines, finding } = explainStatusText(waiting.join('\r\n'));
  expect(lines[1]).toEqual({ number: 2, text: '             AzureAdJoined : NO', kind: 'field', section: 'Device State', field: 'AzureAdJoined', value: 'NO', comment: 'not joined to Entra ID; with DomainJoined YES the hybrid join is not done', codes: [] });
  expect(lines[6]?.codes).toMatchObject([{ code: '0x801c03f2', symbol: 'DSREG_E_DIRECTORY_FAILURE' }]);
  expect(lines[7]?.codes).toMatchObject([{ code: 'DirectoryError' }]);
  expect(lines[8]?.codes).toMatchObject([{ code: 'HTTP 400', symbol: 'Bad Request' }]);
  expect(finding).toMatchObject({ state: 'waiting-for-sync', because: expect.arrayContaining(['Client ErrorCode : 0x801c03f2']) });
  expect(finding.summary).toMatch(/^Domain joined, waiting for sync/);
  expect(finding.next[0]).toMatch(/Connect cycle/);
});

test('lost indentation, prompts, quote marks and other languages do not matter', () => {
  const bare = explainStatusText(waiting.map((line) => line.trim()).join('\n'));
  const quoted = explainStatusText(['PS C:\\Windows\\system32> dsregcmd /status', ...waiting.map((line) => `> ${line}`), 'Zeit für Kaffee', '设备状态'].join('\n'));
  const prompt = explainStatusText(waiting.map((line) => `C:\\> ${line.trim()}`).join('\n'));
  for (const { finding, lines } of [bare, quoted, prompt]) {
    expect(finding.state).toBe('waiting-for-sync');
    expect(lines.filter(({ kind }) => kind === 'field').length).toBe(7);
  }
});

test('the old layout is read: two colons after KeySignTest, narrow columns, one long first section', () => {
  const { lines, finding } = explainStatusText(' AzureAdJoined : YES\n EnterpriseJoined : NO\n KeySignTest: : PASSED\n DomainJoined : YES\n AzureAdPrt : YES');
  expect(lines[2]).toMatchObject({ field: 'KeySignTest', value: 'PASSED', comment: 'key usable' });
  expect(finding.state).toBe('healthy');
});

test('a name that two sections share is told apart by the section', () => {
  const { lines } = explainStatusText('| SSO State |\nCloudTgt : YES\nOnPremTgt : NO\n| Ngc Prerequisite Check |\nOnPremTGT : NO');
  expect(lines.map(({ field }) => field)).toEqual([undefined, 'CloudTgt', 'OnPremTgt', undefined, 'OnPremTGT']);
});

const findings: readonly (readonly [state: string, text: string])[] = [
  ['unrecognised', 'hello'],
  ['impossible', 'AzureAdJoined : YES\nEnterpriseJoined : YES'],
  ['enterprise-joined', 'AzureAdJoined : NO\nEnterpriseJoined : YES\nDomainJoined : YES'],
  ['not-in-domain', 'AzureAdJoined : NO\nDomainJoined : NO\nWorkplaceJoined : NO'],
  ['registered-only', 'AzureAdJoined : NO\nDomainJoined : NO\nWorkplaceJoined : YES'],
  ['partial', 'NgcSet : NO'],
  ['not-joined', 'AzureAdJoined : NO\nDomainJoined : YES'],
  ['not-attempted', 'AzureAdJoined : NO\nDomainJoined : YES\nAD Connectivity Test : PASS\nAD Configuration Test : PASS'],
  ['no-domain-controller', 'AzureAdJoined : NO\nDomainJoined : YES\nAD Connectivity Test : FAIL [0x8007054b]'],
  ['no-service-connection-point', 'AzureAdJoined : NO\nDomainJoined : YES\nAD Configuration Test : FAIL [0x80070002]\nClient ErrorCode : 0x801c001d'],
  ['discovery-failed', 'Error Phase : discover\nClient ErrorCode : 0x801c0021'],
  ['authentication-failed', 'Error Phase : auth\nClient ErrorCode : 0xcaa90017'],
  ['certificate-mismatch', 'Error Phase : join\nClient ErrorCode : 0x801c0002'],
  ['certificate-missing-in-entra', 'Client ErrorCode : 0x801c03f2\nServer Message : The public key user certificate is not found on the device object with id: (x).'],
  ['wrong-tenant', 'Client ErrorCode : 0x801c03f2\nServer Message : AADSTS90002: Tenant x not found.'],
  ['throttled', 'Client ErrorCode : 0x801c03f2\nServer Message : Your request is throttled temporarily. Please try after 300 seconds.'],
  ['stale-registration', 'Client ErrorCode : 0x801c03f3\nServer Operation : DeviceRenew'],
  ['registration-failed', 'Error Phase : join\nClient ErrorCode : 0x80090016'],
  ['device-disabled-or-deleted', 'AzureAdJoined : YES\nDomainJoined : YES\nDeviceAuthStatus : FAILED. Device is either disabled or deleted'],
  ['device-unverified', 'AzureAdJoined : YES\nDomainJoined : YES\nDeviceAuthStatus : FAILED. Error: 0xd000023c'],
  ['keys-broken', 'AzureAdJoined : YES\nDomainJoined : YES\nAadRecoveryEnabled : YES'],
  ['joined-other-session', 'AzureAdJoined : YES\nDomainJoined : YES\nWamDefaultSet : ERROR (0x80070520)\nAzureAdPrt : NO'],
  ['joined-without-prt', 'AzureAdJoined : YES\nDomainJoined : YES\nAzureAdPrt : NO'],
  ['joined', 'AzureAdJoined : YES\nDomainJoined : YES'],
  ['healthy', 'AzureAdJoined : YES\nDomainJoined : YES\nAzureAdPrt : YES'],
  ['prt-password-refused', 'Attempt Status : 0xc000006d\nServer Error Description : AADSTS50126: Error validating credentials.'],
  ['prt-device-refused', 'Attempt Status : 0xc000006d\nServer Error Description : AADSTS50155: Device authentication failed.'],
  ['prt-user-unknown', 'Attempt Status : 0xc000006d\nServer Error Description : AADSTS50034: The user does not exist.'],
  ['prt-domain-unknown', 'Attempt Status : 0xc000005f'],
  ['prt-network', 'Attempt Status : 0xc000023c\nHTTP Error : 0x80072ee7'],
  ['prt-failed', 'Attempt Status : 0xc0048442'],
  ['enterprise-prt-failed', 'AzureAdJoined : YES\nAzureAdPrt : YES\nAttempt Status : 0xc000006d\nServer Error Description : MSIS9682: Received invalid OAuth JWT Bearer request.'],
];

test.each(findings)('finding %s', (state, text) => {
  expect(explainStatusText(text).finding.state).toBe(state);
});

test('what the tests say now stands beside what the last attempt said', () => {
  const { finding } = explainStatusText('AzureAdJoined : NO\nDomainJoined : YES\nUser Context : UN-ELEVATED User\nAD Connectivity Test : FAIL [0x8007054b]\nClient ErrorCode : 0x801c03f2');
  expect(finding.state).toBe('waiting-for-sync');
  expect(finding.notes.map((note) => note.split(':')[0])).toEqual(['AD Connectivity Test fails now', 'The tests ran as the user; the join runs as SYSTEM. Run dsregcmd /status from an elevated prompt to see what SYSTEM sees.']);
});

test('a work account beside the join is named as dual state', () => {
  expect(explainStatusText('AzureAdJoined : YES\nDomainJoined : YES\nWorkplaceJoined : YES\nAzureAdPrt : YES').finding.notes[0]).toMatch(/dual state/);
});
