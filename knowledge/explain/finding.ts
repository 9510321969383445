/** What a status as a whole says, and the next step: the documented troubleshooting procedure as rules, first match wins. */
import type { CommentedLine } from './status-text.ts';
import { joinedFinding } from './finding-joined.ts';
import { notJoinedFinding } from './finding-not-joined.ts';

export interface Finding {
  /** Stable word for programs. */
  readonly state: string;
  readonly summary: string;
  /** The lines that say so, as `Name : value`. */
  readonly because: readonly string[];
  readonly next: readonly string[];
  readonly notes: readonly string[];
}

/** The pasted values by field; the first of several counts, since a work account repeats names of the device. */
export interface Observed {
  readonly value: (field: string) => string;
  readonly has: (field: string) => boolean;
  readonly isYes: (field: string) => boolean;
  readonly isNo: (field: string) => boolean;
  readonly failed: (test: string) => boolean;
  /** A code anywhere in the values of these fields, lower case. */
  readonly showsCode: (code: string, ...fields: string[]) => boolean;
  readonly quote: (...fields: string[]) => string[];
}

function observe(lines: readonly CommentedLine[]): Observed {
  const values = new Map<string, string>();
  for (const { field, value } of lines) if (field !== undefined && value !== undefined && !values.has(field)) values.set(field, value);
  const value = (field: string): string => values.get(field) ?? '';
  return {
    value,
    has: (field) => values.has(field),
    isYes: (field) => value(field).toUpperCase() === 'YES',
    isNo: (field) => value(field).toUpperCase() === 'NO',
    failed: (test) => /^FAIL/i.test(value(test)),
    showsCode: (code, ...fields) => fields.some((field) => value(field).toLowerCase().includes(code.toLowerCase())),
    quote: (...fields) => fields.filter((field) => values.has(field)).map((field) => `${field} : ${value(field)}`),
  };
}

const preJoinFields = ['AD Connectivity Test', 'AD Configuration Test', 'DRS Discovery Test', 'Error Phase', 'Client ErrorCode'];
const postJoinFields = ['DeviceAuthStatus', 'DeviceCertificateValidity', 'AadRecoveryEnabled', 'Attempt Status', 'AzureAdPrtUpdateTime'];

export function findingOf(lines: readonly CommentedLine[]): Finding {
  const seen = observe(lines);
  if (!lines.some(({ kind }) => kind === 'field')) {
    return {
      state: 'unrecognised',
      summary: 'No field of dsregcmd /status was recognised.',
      because: [],
      next: ['paste the whole output of dsregcmd /status, run in the session of the affected user'],
      notes: [],
    };
  }
  if (seen.isYes('AzureAdJoined') && seen.isYes('EnterpriseJoined')) {
    return {
      state: 'impossible',
      summary: 'AzureAdJoined and EnterpriseJoined are never both YES: the text was edited or mixed from two devices.',
      because: seen.quote('AzureAdJoined', 'EnterpriseJoined'),
      next: ['run dsregcmd /status again on one device'],
      notes: [],
    };
  }
  if (seen.isYes('EnterpriseJoined')) {
    return {
      state: 'enterprise-joined',
      summary: 'Registered with an on-premises registration service (AD FS), not with Entra.',
      because: seen.quote('EnterpriseJoined', 'DomainJoined'),
      next: ['a device can have only one of both: dsregcmd /leave before it joins Entra'],
      notes: [],
    };
  }
  // A partial paste may lack the first section: what stands only before or only after the join tells which it is.
  const joined = seen.isYes('AzureAdJoined') || (!seen.has('AzureAdJoined') && postJoinFields.some(seen.has) && !preJoinFields.some(seen.has));
  if (joined) return joinedFinding(seen);
  const domainMember = seen.isYes('DomainJoined') || (!seen.has('DomainJoined') && preJoinFields.some(seen.has));
  if (domainMember) return notJoinedFinding(seen);
  if (!seen.has('AzureAdJoined') && !seen.has('DomainJoined')) {
    return {
      state: 'partial',
      summary: 'The lines that say what the device is joined to (section Device State) are missing.',
      because: [],
      next: ['paste the whole output of dsregcmd /status'],
      notes: [],
    };
  }
  if (seen.isYes('WorkplaceJoined')) {
    return {
      state: 'registered-only',
      summary: 'Only registered: a work account was added by the user. The device is in no domain and not joined.',
      because: seen.quote('AzureAdJoined', 'DomainJoined', 'WorkplaceJoined'),
      next: ['for a hybrid join: join the computer to the domain first'],
      notes: [],
    };
  }
  return {
    state: 'not-in-domain',
    summary: seen.has('DomainJoined')
      ? 'Not joined to anything: no candidate for a hybrid join while it is in no domain.'
      : 'Not joined to Entra ID; whether it is in a domain is not in the text.',
    because: seen.quote('AzureAdJoined', 'DomainJoined'),
    next: ['for a hybrid join: join the computer to the domain first'],
    notes: [],
  };
}
