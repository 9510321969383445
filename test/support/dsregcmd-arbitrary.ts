/** Any status view that a device can have, for properties: parts are independent but for what the kind of join decides. */
import { fc } from './properties.ts';
import { windowsReleases } from '../../evidence/dsregcmd/releases.ts';
import type { AttemptView, IeProxyView, JoinTestsView, NgcView, PostJoinView, PreJoinView, PrtView, StatusOptions, StatusView, TestResult, UserStateView, WorkAccountView } from '../../evidence/dsregcmd/view.ts';

const moment = fc.integer({ min: Date.parse('1970-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') });
const hex = (digits: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits });
const code = hex(8).map((digits) => `0x${digits}`);
const guid = fc.uuid();
const thumbprint = hex(40).map((digits) => digits.toUpperCase());
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,14}$/);
const netbios = fc.stringMatching(/^[A-Z][A-Z0-9-]{0,13}$/);
/** Names that people and servers write: with blanks, colons, accents, line breaks; never only such that nothing remains. */
const freeText = fc.string({ unit: fc.constantFrom(...'aZ09é.: \r\n\t|+-()'.split('')), maxLength: 40 }).map((text) => `x${text}y`);
const url = name.map((host) => `https://${host.toLowerCase()}.contoso.com/path`);
const urlOrNone = fc.oneof(fc.constant(''), url);
const keyProvider = fc.constantFrom('tpm', 'software');
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { nil: null });

const attempt: fc.Arbitrary<AttemptView> = fc.record({
  kind: fc.constantFrom('acquire', 'refresh'),
  atMs: moment,
  status: code,
  userIdentity: name.map((user) => `${user}@contoso.com`),
  credentialType: fc.constantFrom('Password', 'NGC', 'Certificate'),
  correlationId: guid,
  endpointUri: url,
  httpMethod: fc.constantFrom('POST', 'GET'),
  httpError: fc.oneof(fc.constant('0x0'), code),
  httpStatus: maybe(fc.integer({ min: 100, max: 599 })),
  serverError: maybe(fc.record({ code: fc.constantFrom('invalid_grant', 'invalid_request', 'interaction_required'), description: freeText })),
});

const prt = (authority: fc.Arbitrary<string>): fc.Arbitrary<PrtView> => fc.record({ held: maybe(fc.record({ updatedMs: moment, expiresMs: moment })), authority, attempt: maybe(attempt) });
const noPrt: PrtView = { held: null, authority: null, attempt: null };

const result: fc.Arbitrary<TestResult> = fc.oneof(
  fc.constant({ kind: 'pass' } as const),
  fc.constant({ kind: 'skipped' } as const),
  fc.record({ kind: fc.constant('fail' as const), codes: fc.oneof(fc.tuple(code), fc.tuple(code, code)) }),
);
const joinTests: fc.Arbitrary<JoinTestsView> = fc.record({ adConnectivity: result, adConfiguration: result, drsDiscovery: result, drsConnectivity: result, kerberosTicket: result, tokenAcquisition: result });

const preJoin: fc.Arbitrary<PreJoinView> = fc.record({
  kind: fc.constant('pre-join' as const),
  clientTimeMs: moment,
  tests: fc.record({ asUser: joinTests, asSystem: joinTests }),
  diagnosticsTaskRuns: fc.boolean(),
  fallbackToSyncJoin: fc.boolean(),
  fallbackToFedJoin: fc.boolean(),
  previous: maybe(
    fc.record({
      atMs: moment,
      type: maybe(fc.constantFrom('sync', 'fallback_sync', 'fed')),
      phase: fc.constantFrom('pre-check', 'discover', 'auth', 'join'),
      clientErrorCode: code,
      server: maybe(fc.record({ code: maybe(fc.constantFrom('DirectoryError', 'AuthenticationError', 'invalid_request')), subcode: maybe(fc.constantFrom('error_missing_device', 'error_fail')), operation: maybe(fc.constantFrom('DeviceJoin', 'DeviceRenew')), message: maybe(freeText), httpStatus: fc.integer({ min: 100, max: 599 }), requestId: guid })),
    }),
  ),
});

const update = fc.constantFrom('updated', 'not-updated', 'managed-by-mdm');
const postJoin: fc.Arbitrary<PostJoinView> = fc.record({
  kind: fc.constant('post-join' as const),
  recoveryEnabled: fc.boolean(),
  keySign: fc.constantFrom('passed', 'failed'),
  displayNameUpdated: update,
  osVersionUpdated: update,
  hostNameUpdated: fc.boolean(),
  lastHostNameUpdateMs: maybe(moment),
});

const workAccount: fc.Arbitrary<WorkAccountView> = fc.record({
  deviceId: guid, thumbprint, notBeforeMs: moment, notAfterMs: moment, keyContainerId: guid, keyProvider, tenantId: guid, tenantName: freeText, mdmUrl: urlOrNone, settingsUrl: fc.constant(''), helloSet: fc.boolean(),
});

const user: fc.Arbitrary<UserStateView> = fc.record({
  hello: maybe(fc.record({ keyId: guid, canReset: fc.constantFrom('DestructiveOnly', 'NonDestructiveOnly', 'DestructiveAndNonDestructive', 'Unknown') })),
  wamDefault: fc.oneof(
    fc.record({ kind: fc.constant('set' as const), account: fc.constantFrom('organizations', 'consumers') }),
    fc.constant({ kind: 'not-set' } as const),
    fc.record({ kind: fc.constant('error' as const), code }),
  ),
});

const ngc: fc.Arbitrary<NgcView> = fc.record({
  errorCode: maybe(code),
  isDeviceJoined: fc.boolean(),
  isUserAzureAd: fc.boolean(),
  policyEnabled: fc.boolean(),
  postLogonEnabled: fc.boolean(),
  deviceEligible: fc.boolean(),
  sessionIsNotRemote: fc.boolean(),
  certEnrollment: fc.oneof(
    fc.record({ kind: fc.constant('none' as const), cloudTrustTicket: maybe(fc.boolean()) }),
    fc.record({ kind: fc.constant('enrollment-authority' as const), adfsRefreshToken: fc.boolean(), adfsRaIsReady: fc.boolean(), logonCertTemplate: fc.record({ ready: fc.boolean(), state: fc.constantFrom('StateReady', 'StateNoPolicy') }) }),
    fc.record({ kind: fc.constant('mobile-device-management' as const), scepReady: fc.boolean() }),
  ),
  willProvision: fc.boolean(),
});

const virtualDesktop: fc.Arbitrary<StatusView['device']['virtualDesktop']> = fc.oneof(
  fc.constant({ kind: 'not-set' } as const),
  fc.constant({ kind: 'invalid' } as const),
  fc.record({ kind: fc.constant('set' as const), provider: freeText, type: freeText, userMode: freeText, extensions: fc.array(fc.record({ key: name, value: freeText }), { maxLength: 3 }) }),
);

const ieProxy: fc.Arbitrary<IeProxyView> = fc.record({ autoDetect: fc.boolean(), autoConfigurationUrl: urlOrNone, servers: fc.constantFrom('', 'proxy.contoso.com:8080'), bypass: fc.constantFrom('', '<local>') });
const account = (host: string): fc.Arbitrary<StatusView['accounts']['user']> => fc.record({ name: name.map((who) => `${host}\\${who}`), upn: maybe(name.map((who) => `${who}@contoso.com`)) });

const shared = {
  user,
  workAccounts: fc.array(workAccount, { maxLength: 3 }),
  accounts: fc.record({ user: account('CONTOSO'), computer: account('CONTOSO') }),
  proxies: fc.record({ user: ieProxy, system: ieProxy, winHttpAccessType: fc.constantFrom('DIRECT', 'NAMED_PROXY'), autoDetectPacStatus: freeText }),
  ngc,
};

const device = <Joined extends StatusView['device']['joinedTo']>(joinedTo: Joined, domain: fc.Arbitrary<string | null>) =>
  fc.record({ joinedTo: fc.constant(joinedTo), domainName: domain, virtualDesktop, deviceName: name });

const joined = (joinedTo: 'entra' | 'on-premises-drs', domain: fc.Arbitrary<string | null>): fc.Arbitrary<StatusView> =>
  fc.record({
    ...shared,
    device: device(joinedTo, domain),
    details: fc.record({
      deviceId: guid, thumbprint, notBeforeMs: moment, notAfterMs: moment, keyContainerId: guid, keyProvider,
      authStatus: fc.oneof(fc.constant({ kind: 'success' } as const), fc.constant({ kind: 'disabled-or-deleted' } as const), fc.record({ kind: fc.constant('error' as const), code: maybe(code) })),
    }),
    tenant: fc.record({
      tenantName: fc.oneof(fc.constant(''), freeText), tenantId: guid, idp: maybe(fc.constant('login.windows.net')), authority: url, registrationHost: fc.constant('enterpriseregistration.windows.net'),
      mdm: maybe(fc.record({ url, termsOfUseUrl: url, complianceUrl: url })), settingsUrl: fc.base64String(),
    }),
    sso: fc.record({ azureAd: prt(fc.oneof(fc.constant(''), url)), enterprise: prt(fc.oneof(fc.constant(''), url)), kerberos: maybe(fc.record({ onPremTgt: fc.boolean(), cloudTgt: fc.boolean() })) }),
    diagnostics: postJoin,
  });

const notJoined = (domain: fc.Arbitrary<string | null>, diagnostics: fc.Arbitrary<StatusView['diagnostics']>): fc.Arbitrary<StatusView> =>
  fc.record({ ...shared, device: device('nothing', domain), details: fc.constant(null), tenant: fc.constant(null), sso: fc.constant({ azureAd: noPrt, enterprise: noPrt, kerberos: null }), diagnostics });

export const anyView: fc.Arbitrary<StatusView> = fc.oneof(
  joined('entra', maybe(netbios)),
  joined('on-premises-drs', netbios),
  notJoined(netbios, preJoin),
  notJoined(fc.constant(null), fc.constant({ kind: 'none' } as const)),
);

export const anyOptions: fc.Arbitrary<StatusOptions> = fc.record({ release: fc.constantFrom(...windowsReleases), context: fc.constantFrom('user', 'admin', 'system') });
export const anyMoment = moment;
