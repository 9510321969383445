/**
 * Lines and values that the renderer can print and that no simulated world leads to yet, with the reason. A test holds this list
 * against the table of fields: whatever a scenario of the library does not show must stand here.
 */
export interface NotModelled {
  readonly why: string;
  /** `Section/Field`. */
  readonly fields: readonly string[];
  readonly values: { readonly [field: string]: readonly string[] };
}

export const notModelled: readonly NotModelled[] = [
  {
    why: 'AD FS: its registration service, its token and the federated join are not simulated; a federated attempt ends with an error',
    fields: [
      'SSO State/EnterprisePrtUpdateTime', 'SSO State/EnterprisePrtExpiryTime', 'Ngc Prerequisite Check/AdfsRefreshToken',
      'Ngc Prerequisite Check/AdfsRaIsReady', 'Ngc Prerequisite Check/LogonCertTemplateReady',
    ],
    values: {
      'Device State/EnterpriseJoined': ['YES'],
      'SSO State/EnterprisePrt': ['YES'],
      'Diagnostic Data/Registration Type': ['fed', 'fallback_sync'],
      'Diagnostic Data/Error Phase': ['auth'],
    },
  },
  {
    why: 'Kerberos-based join and cloud Kerberos trust are not simulated: the Kerberos test is skipped, no ticket for the domain comes from the cloud',
    fields: ['Ngc Prerequisite Check/OnPremTGT'],
    values: { 'Diagnostic Data/Kerberos Ticket Test': ['PASS', 'FAIL [0x80090303]'], 'Diagnostic Data/Fallback to Fed-Join': ['DISABLED'], 'SSO State/OnPremTgt': ['YES'] },
  },
  {
    why: 'how Windows Hello is set up is not simulated, only that a user has it: its policies, certificates and reset kinds stay at their defaults',
    fields: ['Ngc Prerequisite Check/ScepReady'],
    values: {
      'User State/CanReset': ['NonDestructiveOnly', 'DestructiveAndNonDestructive', 'Unknown'],
      'Ngc Prerequisite Check/PolicyEnabled': ['YES'],
      'Ngc Prerequisite Check/PostLogonEnabled': ['NO'],
      'Ngc Prerequisite Check/DeviceEligible': ['NO'],
      'Ngc Prerequisite Check/CertEnrollment': ['enrollment authority', 'mobile device management'],
      'Ngc Prerequisite Check/X509CertRequired': ['YES'],
      'Ngc Prerequisite Check/PreReqResult': ['WillProvision'],
    },
  },
  {
    why: 'sessions are at the device: there are no remote desktop, WinRM or SSH sessions',
    fields: [],
    values: { 'Ngc Prerequisite Check/SessionIsNotRemote': ['NO'], 'User State/WamDefaultSet': ['ERROR (0xd0020017)'] },
  },
  {
    why: 'virtual desktops are not simulated; the lines Provider, Type, User mode and Extensions belong to them',
    fields: [],
    values: { 'Device State/Virtual Desktop': ['YES', 'INVALID'] },
  },
  { why: 'devices join as members of a domain, never by the extension for Azure virtual machines', fields: [], values: { 'Tenant Details/TenantName': [''] } },
  { why: 'personal Microsoft accounts are not simulated', fields: [], values: { 'User State/WamDefaultAuthority': ['consumers'] } },
  {
    why: 'work accounts are there from the start or not: how they are added, and a Windows Hello key of their own, are not simulated',
    fields: [],
    values: { 'Work Account/NgcSet': ['YES'] },
  },
  {
    why: 'the task of the diagnostics always runs, so that an elevated start never falls back to the elevated user',
    fields: [],
    values: { 'Diagnostic Data/User Context': ['ELEVATED User'] },
  },
  {
    why: 'proxies are set by name; automatic detection is on and finds no script',
    fields: [],
    values: { 'IE Proxy Config for System Account/Auto Detect Settings': ['NO'], 'IE Proxy Config for Current User/Auto Detect Settings': ['NO'] },
  },
  { why: 'the first test cannot follow a failed one', fields: [], values: { 'Diagnostic Data/AD Connectivity Test': ['SKIPPED'] } },
];
