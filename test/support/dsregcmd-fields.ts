/** The lines of `dsregcmd /status` by section, in print order, with the form of each value: written from dsregcmd.md, not from the renderer. */

export const releaseOrder = ['1607', '1709', '1809', '20H2', '21H2', '10-22H2', '11-23H2', '11-24H2'] as const;
export type Release = (typeof releaseOrder)[number];

export interface KnownLine {
  readonly name: string;
  readonly form: RegExp;
  /** May be missing. */
  readonly optional: boolean;
  /** Stands after one empty line. */
  readonly opensGroup: boolean;
  readonly from: Release;
  readonly until: Release;
}

type Extra = Partial<Omit<KnownLine, 'name' | 'form'>>;

const line = (name: string, form: RegExp, extra: Extra = {}): KnownLine => ({ name, form, optional: false, opensGroup: false, from: '1607', until: '11-24H2', ...extra });
const maybe = (name: string, form: RegExp, extra: Extra = {}): KnownLine => line(name, form, { ...extra, optional: true });

const guidText = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const secondsText = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.000 UTC`;
const codeText = '0x[0-9a-f]{8}';
const whole = (text: string): RegExp => new RegExp(`^(?:${text})$`);

const yesNo = /^(?:YES|NO)$/;
const known = /^(?:YES|NO|UNKNOWN)$/;
const guid = whole(guidText);
const bracedGuid = /^\{[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}\}$/;
const thumbprint = /^[0-9A-F]{40}$/;
const seconds = whole(secondsText);
const milliseconds = whole(secondsText.replace('000', String.raw`\d{3}`));
const range = whole(String.raw`\[ ${secondsText} -- ${secondsText} \]`);
const code = whole(codeText);
const anyCode = /^0x(?:0|[0-9a-f]{8})$/;
const test = whole(String.raw`PASS|SKIPPED|FAIL \[${codeText}(?:/${codeText})?\]`);
const url = /^https:\/\/\S+$/;
const urlOrEmpty = /^(?:https?:\/\/\S+)?$/;
const text = /^\S(?:.*\S)?$/;
const textOrEmpty = /^(?:\S(?:.*\S)?)?$/;
const account = /^[^\\]+\\[^\\,]+(?:, \S+@\S+)?$/;
const version = /^[12]\.0$/;
const provider = /^Microsoft (?:Platform Crypto|Software Key Storage) Provider$/;
const httpStatus = /^[1-5]\d\d$/;
const enabled = /^(?:ENABLED|DISABLED)$/;
const urn = /^urn:ms-drs:\S+$/;

const serviceLines = (prefix: string, versionName: string, from: Release = '1607'): KnownLine[] => [line(versionName, version, { from }), line(`${prefix}Url`, url, { from }), line(`${prefix}Id`, urn, { from })];

const keyLines = [line('KeyContainerId', guid), line('KeyProvider', provider), line('TpmProtected', yesNo)];

const addressLines = [
  line('AuthCodeUrl', /^https:\/\/\S+\/oauth2\/authorize$/),
  line('AccessTokenUrl', /^https:\/\/\S+\/oauth2\/token$/),
  line('MdmUrl', urlOrEmpty),
  line('MdmTouUrl', urlOrEmpty),
  line('MdmComplianceUrl', urlOrEmpty),
  line('SettingsUrl', /^[A-Za-z0-9+/]*={0,2}$/),
  ...serviceLines('JoinSrv', 'JoinSrvVersion'),
  ...serviceLines('KeySrv', 'KeySrvVersion'),
  ...serviceLines('WebAuthNSrv', 'WebAuthNSrvVersion', '1709'),
  ...serviceLines('DeviceManagementSrv', 'DeviceManagementSrvVer', '1709'),
];

const wamLines = [
  line('WamDefaultSet', whole(String.raw`YES|NO|ERROR(?: \(${codeText}\))?`)),
  maybe('WamDefaultAuthority', /^(?:organizations|consumers)$/),
  maybe('WamDefaultId', url),
  maybe('WamDefaultGUID', /^\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\} \((?:AzureAd|MicrosoftAccount)\)$/),
];

const prtAuthority = /^(?:NO|https:\/\/\S*[^/])?$/;

/** The same lines may stand under either token, in the order of printing. */
const attemptLines = [
  maybe('AcquirePrtDiagnostics', /^PRESENT$/, { from: '21H2' }),
  maybe('RefreshPrtDiagnostics', /^PRESENT$/, { from: '21H2' }),
  maybe('Previous Prt Attempt', milliseconds, { from: '21H2' }),
  maybe('Attempt Status', code, { from: '21H2' }),
  maybe('User Identity', text, { from: '21H2' }),
  maybe('Credential Type', text, { from: '21H2' }),
  maybe('Correlation ID', guid, { from: '21H2' }),
  maybe('Endpoint URI', url, { from: '21H2' }),
  maybe('HTTP Method', /^(?:GET|POST)$/, { from: '21H2' }),
  maybe('HTTP Error', anyCode, { from: '21H2' }),
  maybe('HTTP status', httpStatus, { from: '21H2' }),
  maybe('Server Error Code', text, { from: '21H2' }),
  maybe('Server Error Description', text, { from: '21H2' }),
];

const prtLines = (prefix: string): KnownLine[] => [
  line(prefix, yesNo),
  maybe(`${prefix}UpdateTime`, seconds),
  maybe(`${prefix}ExpiryTime`, seconds),
  line(`${prefix}Authority`, prtAuthority),
  ...attemptLines,
];

const ieProxyLines = [line('Auto Detect Settings', yesNo), line('Auto-Configuration URL', urlOrEmpty), line('Proxy Server List', textOrEmpty), line('Proxy Bypass List', textOrEmpty)];

const enrollmentForm = /^(?:none|enrollment authority|mobile device management)$/;

export interface KnownSection {
  readonly title: RegExp;
  readonly lines: readonly KnownLine[];
  readonly from: Release;
}

const section = (title: string, lines: readonly KnownLine[], from: Release = '1809'): KnownSection => ({ title: new RegExp(`^${title}$`), lines, from });

/** Layout since 1809. Diagnostic Data has two forms: the first line tells which. */
export const newSections: readonly KnownSection[] = [
  section('Device State', [
    line('AzureAdJoined', yesNo),
    line('EnterpriseJoined', yesNo),
    line('DomainJoined', yesNo),
    maybe('DomainName', /^[A-Z0-9][A-Z0-9.-]*$/),
    line('Virtual Desktop', /^(?:NOT SET|YES|INVALID)$/, { from: '11-23H2' }),
    maybe('Provider', text, { from: '11-23H2' }),
    maybe('Type', text, { from: '11-23H2' }),
    maybe('User mode', text, { from: '11-23H2' }),
    maybe('Extensions', /^\d+$/, { from: '11-23H2' }),
    line('Device Name', /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/, { from: '21H2' }),
  ]),
  section('Device Details', [
    line('DeviceId', guid),
    line('Thumbprint', thumbprint),
    line('DeviceCertificateValidity', range),
    ...keyLines,
    line('DeviceAuthStatus', whole(String.raw`SUCCESS|FAILED\. Device is either disabled or deleted|FAILED\. ERROR|FAILED\. Error: ${codeText}`), { from: '21H2' }),
  ]),
  section('Tenant Details', [line('TenantName', textOrEmpty), line('TenantId', guid), maybe('Idp', text), ...addressLines]),
  section('User State', [
    line('NgcSet', yesNo),
    maybe('NgcKeyId', bracedGuid),
    maybe('CanReset', /^(?:DestructiveOnly|NonDestructiveOnly|DestructiveAndNonDestructive|Unknown)$/),
    line('WorkplaceJoined', yesNo),
    maybe('WorkAccountCount', /^[1-9]\d*$/),
    ...wamLines,
  ]),
  section('SSO State', [
    ...prtLines('AzureAdPrt'),
    ...prtLines('EnterprisePrt'),
    maybe('OnPremTgt', yesNo, { from: '10-22H2' }),
    maybe('CloudTgt', yesNo, { from: '10-22H2' }),
    maybe('KerbTopLevelNames', /^\.windows\.net(?:,\.[a-z.]+(?::\d+)?)+$/, { from: '10-22H2' }),
  ]),
  section(String.raw`Work Account [1-9]\d*`, [
    line('WorkplaceDeviceId', guid),
    line('WorkplaceThumbprint', thumbprint),
    line('DeviceCertificateValidity', range),
    ...keyLines,
    line('WorkplaceTenantId', guid),
    line('WorkplaceTenantName', textOrEmpty),
    line('WorkplaceMdmUrl', urlOrEmpty),
    line('WorkplaceSettingsUrl', textOrEmpty),
    line('NgcSet', yesNo),
  ]),
  section('Diagnostic Data', []),
  section('IE Proxy Config for System Account', ieProxyLines, '21H2'),
  section('URL Specific Proxy Config', [line('Auto Detect PAC Status', text), line('Executing Account Name', account, { opensGroup: true })], '21H2'),
  section('IE Proxy Config for Current User', ieProxyLines, '21H2'),
  section('WinHttp Default Proxy Config', [line('Access Type', text)], '21H2'),
  section('Ngc Prerequisite Check', [
    maybe('NgcPreReq', whole(String.raw`ERROR ${codeText}|ERROR \(${codeText}\)`)),
    ...['IsDeviceJoined', 'IsUserAzureAD', 'PolicyEnabled', 'PostLogonEnabled', 'DeviceEligible'].map((name) => line(name, known)),
    line('SessionIsNotRemote', yesNo),
    line('CertEnrollment', enrollmentForm),
    maybe('AdfsRefreshToken', yesNo),
    maybe('AdfsRaIsReady', yesNo),
    maybe('LogonCertTemplateReady', /^(?:YES|NO) \( \S+ \)$/),
    maybe('CloudTGT', yesNo, { from: '21H2', until: '10-22H2' }),
    maybe('OnPremTGT', yesNo, { from: '11-23H2' }),
    line('PreReqResult', /^(?:WillProvision|WillNotProvision)$/),
  ]),
];

export const preJoinLines: readonly KnownLine[] = [
  line('Diagnostics Reference', /^www\.microsoft\.com\/aadjerrors$/),
  line('User Context', /^(?:SYSTEM|UN-ELEVATED User|ELEVATED User)$/),
  line('Client Time', seconds),
  line('AD Connectivity Test', test),
  line('AD Configuration Test', test),
  line('DRS Discovery Test', test),
  line('DRS Connectivity Test', test),
  line('Kerberos Ticket Test', test, { from: '11-24H2' }),
  line('Token acquisition Test', test),
  line('Fallback to Sync-Join', enabled),
  line('Fallback to Fed-Join', enabled, { from: '11-24H2' }),
  maybe('Previous Registration', seconds, { opensGroup: true }),
  maybe('Registration Type', /^(?:sync|fallback_sync|fed)$/),
  maybe('Error Phase', /^(?:pre-check|discover|auth|join)$/),
  maybe('Client ErrorCode', code),
  maybe('Server ErrorCode', text),
  maybe('Server ErrorSubCode', text, { from: '10-22H2' }),
  maybe('Server Operation', text, { from: '10-22H2' }),
  maybe('Server Message', text),
  maybe('Https Status', httpStatus),
  maybe('Request Id', guid),
  maybe('Executing Account Name', account, { from: '21H2' }),
];

const update = /^(?:YES|NO|Managed by MDM)$/;

export const postJoinLines: readonly KnownLine[] = [
  line('AadRecoveryEnabled', yesNo),
  line('Executing Account Name', account, { from: '21H2' }),
  line('KeySignTest', /^(?:PASSED|FAILED|MUST Run elevated to test\.)$/),
  line('DisplayNameUpdated', update, { from: '10-22H2', opensGroup: true }),
  line('OsVersionUpdated', update, { from: '10-22H2' }),
  line('HostNameUpdated', yesNo, { from: '10-22H2' }),
  line('Last HostName Update', whole(`NONE|${secondsText}`), { from: '10-22H2', opensGroup: true }),
];

const optionally = (lines: readonly KnownLine[]): KnownLine[] => lines.map((one) => ({ ...one, optional: true }));

/** The two old layouts. */
export const oldSections: readonly KnownSection[] = [
  section('Device State', [
    line('AzureAdJoined', yesNo),
    line('EnterpriseJoined', yesNo),
    ...optionally([line('DeviceId', guid), line('Thumbprint', thumbprint), ...keyLines, line('KeySignTest:', /^(?:PASSED|FAILED|MUST Run elevated to test\.)$/), line('Idp', text), line('TenantId', guid), line('TenantName', textOrEmpty), ...addressLines]),
    line('DomainJoined', yesNo),
    maybe('DomainName', /^[A-Z0-9][A-Z0-9.-]*$/),
  ], '1607'),
  section('User State', [
    line('NgcSet', yesNo),
    maybe('NgcKeyId', bracedGuid),
    line('WorkplaceJoined', yesNo),
    maybe('WorkplaceDeviceId', guid),
    maybe('WorkplaceThumbprint', thumbprint),
    maybe('WorkplaceIdp', text),
    maybe('WorkplaceTenantId', guid),
    maybe('WorkplaceTenantName', textOrEmpty),
    maybe('WorkplaceMdmUrl', urlOrEmpty),
    maybe('WorkplaceSettingsUrl', textOrEmpty),
    ...wamLines,
    line('AzureAdPrt', yesNo),
    line('AzureAdPrtAuthority', prtAuthority, { from: '1709' }),
    line('EnterprisePrt', yesNo, { from: '1709' }),
    line('EnterprisePrtAuthority', prtAuthority, { from: '1709' }),
  ], '1607'),
  section('Ngc Prerequisite Check', [
    maybe('NgcPreReq', whole(`ERROR ${codeText}`)),
    line('IsUserAzureAD', known),
    line('PolicyEnabled', known),
    line('PostLogonEnabled', known, { from: '1709' }),
    line('DeviceEligible', known),
    line('SessionIsNotRemote', yesNo),
    line('X509CertRequired', yesNo, { until: '1607' }),
    line('CertEnrollment', enrollmentForm, { from: '1709' }),
    maybe('ScepReady', yesNo, { from: '1709' }),
    line('AadRecoveryNeeded', yesNo, { from: '1709' }),
    line('PreReqResult', /^(?:WillProvision|WillNotProvision)$/),
  ], '1607'),
];
