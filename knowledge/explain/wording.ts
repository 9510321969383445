/** Keys of the data files in words. */

const providers: Readonly<Record<string, string>> = {
  UserDeviceRegistration: 'User Device Registration',
  'AAD.Analytic': 'AAD/Analytic',
  AAD: 'AAD/Operational',
  HelloForBusiness: 'HelloForBusiness/Operational',
  'DeviceManagement-Enterprise-Diagnostics-Provider': 'DeviceManagement-Enterprise-Diagnostics-Provider',
};

const printed: Readonly<Record<string, string>> = {
  clientErrorCode: 'Client ErrorCode',
  serverErrorCode: 'Server ErrorCode',
  serverErrorSubCode: 'Server ErrorSubCode',
  serverErrorDescription: 'Server Error Description',
  serverMessage: 'Server Message',
  serverOperation: 'Server Operation',
  attemptStatus: 'Attempt Status',
  httpError: 'HTTP Error',
  deviceAuthStatus: 'DeviceAuthStatus',
  adConnectivityTest: 'AD Connectivity Test',
  adConfigurationTest: 'AD Configuration Test',
  drsDiscoveryTest: 'DRS Discovery Test',
  tokenAcquisitionTest: 'Token acquisition Test',
  kerberosTicketTest: 'Kerberos Ticket Test',
  keySignTest: 'KeySignTest',
  ngcPreReq: 'NgcPreReq',
  urlSpecificProxyConfig: 'URL Specific Proxy Config',
  'userState.WamDefaultSet': 'WamDefaultSet',
  debugJoin: 'text of dsregcmd /join /debug',
};

const places: Readonly<Record<string, string>> = {
  'entra.signInLog': 'Entra sign-in log',
  'ui:pinCreation': 'set-up of Windows Hello',
  'ui:enrolment': 'enrolment window',
  'ui:logon': 'sign-in screen',
  'ui:autopilot': 'Autopilot screen',
  'ui:autoworkplace': 'window of autoworkplace.exe (down-level Windows)',
  'exitCode:AADLoginForWindows': 'exit code of the Azure VM extension',
};

/** `dsregcmd.clientErrorCode` is `dsregcmd: Client ErrorCode`; `event:AAD/1081` is `event AAD/Operational 1081`. */
export function surfaceInWords(surface: string): string {
  if (surface.startsWith('dsregcmd.')) {
    const key = surface.slice('dsregcmd.'.length);
    return `dsregcmd: ${printed[key] ?? key}`;
  }
  if (surface.startsWith('event:')) {
    const [provider = '', id = ''] = surface.slice('event:'.length).split('/');
    return `event ${providers[provider] ?? provider} ${id}`;
  }
  return places[surface] ?? surface;
}

const partners: Readonly<Record<string, string>> = {
  none: 'nothing outside the device',
  dc: 'a domain controller',
  entra: 'Entra (internet, in the context that runs the step)',
  adfs: 'the federation service',
};

export const lineOfSightInWords = (party: string): string => partners[party] ?? party;

const phases: Readonly<Record<string, string>> = {
  precheck: 'pre-check',
  discover: 'discover',
  certificate: 'writing the certificate',
  auth: 'auth',
  join: 'join',
  postjoin: 'after the join',
  prt: 'primary refresh token',
  leave: 'leaving',
  other: 'elsewhere',
};

export const phaseInWords = (phase: string): string => phases[phase] ?? phase;

const releases: Readonly<Record<string, string>> = { '1511': 'Windows 10 1511 or earlier', '21H1': 'Windows 10 21H1' };

/** `1803` is `Windows 10 1803`, `11-24H2` is `Windows 11 24H2`. */
export function releaseInWords(release: string): string {
  if (release.startsWith('11-')) return `Windows 11 ${release.slice('11-'.length)}`;
  return releases[release] ?? `Windows 10 ${release}`;
}

/** `Microsoft-Windows-User Device Registration/Admin` without the vendor's prefix. */
export const logInWords = (log: string): string => log.replace(/^Microsoft-Windows-/, '');
