/** Every field and section of `dsregcmd /status`: what it means, its values, and since when it is printed. Loaded by explain only. */
import fields from './data/dsregcmd-fields.json' with { type: 'json' };

type Confidence = 'high' | 'medium' | 'low';

interface FieldValue {
  /** As printed; `<...>` stands for anything. */
  readonly value: string;
  /** What it means, or when it is printed. */
  readonly when: string;
}

export interface DsregcmdField {
  readonly name: string;
  /** Titles of the sections that print it. */
  readonly sections: readonly string[];
  /** Group inside the section that is printed as a whole or not at all. */
  readonly block?: string;
  readonly meaning: string;
  readonly values: readonly FieldValue[];
  readonly since: string;
  readonly shownWhen?: string;
  readonly note?: string;
  readonly rule?: string;
  /** Step of the join that a test of the section Diagnostic Data tries out. */
  readonly testsStep?: string;
  readonly leadsToPhase?: string;
  readonly codes?: readonly string[];
  readonly codesOnFailure?: readonly string[];
  readonly sources: readonly string[];
  readonly confidence: Confidence;
}

export interface DsregcmdSection {
  readonly title: string;
  readonly printedWhen: string;
  readonly meaning: string;
  readonly since: string;
}

export const dsregcmdFields = fields as readonly DsregcmdField[];

export const dsregcmdSections: readonly DsregcmdSection[] = [
  { title: 'Device State', meaning: 'what the device is joined to; the three YES/NO lines together name the kind of join', printedWhen: 'always', since: 'Windows 10 1607' },
  {
    title: 'Device Details',
    meaning: 'identity, certificate and key of the joined device, and whether Entra still accepts it',
    printedWhen: 'the device is Entra or hybrid joined',
    since: 'Windows 10 1809',
  },
  { title: 'Tenant Details', meaning: 'the tenant of the join and the addresses of its services', printedWhen: 'the device is Entra or hybrid joined', since: 'Windows 10 1809' },
  {
    title: 'User State',
    meaning: 'Windows Hello key, work accounts and default account of the user who runs the command',
    printedWhen: 'always; only meaningful in the session of that user',
    since: 'Windows 10 1607',
  },
  {
    title: 'SSO State',
    meaning: 'the tokens of the user who runs the command, with the last failed attempt to get one',
    printedWhen: 'always; only meaningful in the session of that user',
    since: 'Windows 10 1809',
  },
  { title: 'Work Account', meaning: 'one Entra registration of this profile', printedWhen: 'once per work account when WorkplaceJoined is YES', since: 'Windows 10 1809' },
  {
    title: 'Diagnostic Data',
    meaning: 'before the join: tests of its steps and the last failed attempt; after it: health of keys and attributes',
    printedWhen: 'the device is domain joined or joined',
    since: 'Windows 10 1803',
  },
  {
    title: 'IE Proxy Config for System Account',
    meaning: 'proxy settings that the join uses, since it runs as SYSTEM',
    printedWhen: 'before the join, when started elevated',
    since: 'Windows 10 21H1',
  },
  {
    title: 'URL Specific Proxy Config',
    meaning: 'result of automatic proxy detection for the tested address',
    printedWhen: 'before the join, when started elevated',
    since: 'Windows 10 21H1',
  },
  { title: 'IE Proxy Config for Current User', meaning: 'proxy settings of the user; the join does not use them', printedWhen: 'always', since: 'Windows 10 21H1' },
  { title: 'WinHttp Default Proxy Config', meaning: 'proxy that services use by default', printedWhen: 'always', since: 'Windows 10 21H1' },
  { title: 'Ngc Prerequisite Check', meaning: 'whether Windows Hello for Business would be set up at the next sign-in', printedWhen: 'NgcSet is NO', since: 'Windows 10 1607' },
];

/** Names that earlier or later builds print for the same thing. */
export const fieldAliases: Readonly<Record<string, string>> = {
  DeviceManagementSrvVersion: 'DeviceManagementSrvVer',
  dmComplianceUrl: 'MdmComplianceUrl',
  'Server Error Subcode': 'Server ErrorSubCode',
  'Http Status': 'HTTP status',
};
