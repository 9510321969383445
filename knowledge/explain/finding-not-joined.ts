/** Findings of a domain member that is not joined: at which step does it stop, or what does it wait for. */
import type { Finding, Observed } from './finding.ts';

export function notJoinedFinding(seen: Observed): Finding {
  const cause = rules.find(({ matches }) => matches(seen)) ?? otherwise;
  return {
    state: cause.state,
    summary: `Domain joined, ${cause.summary}`,
    because: seen.quote(
      'AzureAdJoined',
      'DomainJoined',
      'AD Connectivity Test',
      'AD Configuration Test',
      'DRS Discovery Test',
      'Error Phase',
      'Client ErrorCode',
      'Server ErrorCode',
      'Server ErrorSubCode',
      'Server Message',
    ),
    next: cause.next,
    notes: notesOn(seen, cause.state),
  };
}

interface Rule {
  readonly state: string;
  readonly matches: (seen: Observed) => boolean;
  readonly summary: string;
  readonly next: readonly string[];
}

const code = (...codes: string[]) => (seen: Observed): boolean => codes.some((wanted) => seen.showsCode(wanted, 'Client ErrorCode', 'DRS Discovery Test'));
const message = (pattern: RegExp) => (seen: Observed): boolean => pattern.test(seen.value('Server Message'));
const phase = (name: string) => (seen: Observed): boolean => seen.value('Error Phase').toLowerCase() === name;

const rules: readonly Rule[] = [
  {
    state: 'throttled',
    matches: message(/throttled/i),
    summary: 'slowed down by the registration service: too many registrations at a time.',
    next: ['wait at least 300 seconds; the next run of the task tries again'],
  },
  {
    state: 'wrong-tenant',
    matches: (seen) => message(/AADSTS90002/i)(seen) || code('0x801c003a')(seen),
    summary: 'but the tenant that the service connection point (or the registry) names does not exist or has no subscription.',
    next: ['compare azureADId in the service connection point and HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\CDJ\\AAD with the tenant id'],
  },
  {
    state: 'certificate-missing-in-entra',
    matches: message(/public key user certificate/i),
    summary: 'known to Entra, but without its certificate: userCertificate was empty when Connect exported it.',
    next: [
      'check userCertificate of the computer in AD; if it is filled, let Connect run and start the task again',
      'if it is empty: start the task while a domain controller is reachable',
    ],
  },
  {
    state: 'stale-registration',
    matches: (seen) => seen.value('Server Operation') === 'DeviceRenew',
    summary: 'holding the remains of a registration whose object is gone from Entra.',
    next: ['dsregcmd /debug /leave elevated, then restart'],
  },
  {
    state: 'waiting-for-sync',
    matches: code('0x801c03f2', '0x801c03f3'),
    summary: 'waiting for sync: the device has asked to register, but Entra does not know it yet. Normal until Connect has exported the computer.',
    next: [
      'wait for a Connect cycle (30 minutes at most), then start the task Automatic-Device-Join while a domain controller and internet are reachable',
      'still not there: check that the OU is in Connect\'s scope and that userCertificate is filled',
    ],
  },
  {
    state: 'certificate-mismatch',
    matches: code('0x801c0002'),
    summary: 'but the certificate in Entra is not the one that the device signs with: sync is behind, or the computer was re-imaged.',
    next: ['wait for a Connect cycle, then start the task again', 'compare userCertificate in AD with the certificate on the device'],
  },
  {
    state: 'no-service-connection-point',
    matches: (seen) => code('0x801c001d')(seen) || seen.failed('AD Configuration Test'),
    summary: 'but it finds no tenant: the service connection point is missing, wrong or unreadable, and the registry names none.',
    next: [
      'set up hybrid join in Connect (it writes the service connection point), or set TenantId and TenantName under HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\CDJ\\AAD',
      'event 220 with 1312 or 1317: wait for AD replication instead',
    ],
  },
  {
    state: 'no-domain-controller',
    matches: (seen) => seen.failed('AD Connectivity Test') || phase('pre-check')(seen) || code('0x8007054b')(seen),
    summary: 'but no domain controller can be reached: the join stops in its pre-check (event 334).',
    next: ['connect the LAN or the VPN, check nltest /dsgetdc:DOMAIN /force, then start the task while the connection stays up'],
  },
  {
    state: 'discovery-failed',
    matches: (seen) =>
      code('0x801c0021', '0x801c001f', '0x801c003d', '0x801c000c', '0x801c0025')(seen) ||
        phase('discover')(seen) ||
        seen.failed('DRS Discovery Test') ||
        seen.failed('DRS Connectivity Test'),
    summary: 'but the registration service or the realm cannot be discovered from SYSTEM context.',
    next: [
      'check enterpriseregistration.windows.net and login.microsoftonline.com as SYSTEM: DNS, WinHTTP proxy, TLS inspection',
      'the second code in the brackets (or event 201) names the transport error',
    ],
  },
  {
    state: 'authentication-failed',
    matches: (seen) => phase('auth')(seen) || seen.failed('Token acquisition Test') || seen.failed('Kerberos Ticket Test'),
    summary: 'but the computer gets no token from the federation service (or no Kerberos ticket).',
    next: [
      'joinlab explain the Client ErrorCode; check the endpoint windowstransport from the inside and event 305',
      'with Fallback to Sync-Join : ENABLED a sync join follows once Connect has exported the computer',
    ],
  },
  {
    state: 'registration-failed',
    matches: (seen) => seen.has('Client ErrorCode'),
    summary: 'but the last attempt failed.',
    next: ['joinlab explain the Client ErrorCode', 'read events 201 to 206 and 304 of User Device Registration/Admin'],
  },
  {
    state: 'not-attempted',
    matches: (seen) => seen.has('AD Connectivity Test'),
    summary: 'not joined, and no failed attempt is on record: the task has not run, or has not come far enough.',
    next: ['check that \\Microsoft\\Windows\\Workplace Join\\Automatic-Device-Join is enabled and start it', 'read events 331 to 335 and 369 of User Device Registration/Admin'],
  },
];

const otherwise: Rule = {
  state: 'not-joined',
  matches: () => true,
  summary: 'not joined to Entra ID; the text does not say why.',
  next: ['paste the section Diagnostic Data too (dsregcmd /status from an elevated prompt)', 'or read events 304 to 309 and 331 to 335 of User Device Registration/Admin'],
};

function notesOn(seen: Observed, state: string): string[] {
  const notes: string[] = [];
  if (state !== 'no-domain-controller' && seen.failed('AD Connectivity Test')) {
    notes.push('AD Connectivity Test fails now: no domain controller is reachable at the moment, so the next run would stop in the pre-check (event 334).');
  }
  if (state !== 'no-service-connection-point' && seen.failed('AD Configuration Test')) {
    notes.push('AD Configuration Test fails now: the service connection point cannot be read at the moment.');
  }
  if (/UN-ELEVATED/i.test(seen.value('User Context'))) {
    notes.push('The tests ran as the user; the join runs as SYSTEM. Run dsregcmd /status from an elevated prompt to see what SYSTEM sees.');
  }
  if (seen.isYes('WorkplaceJoined')) notes.push('WorkplaceJoined : YES: a work account was added before the join; it is cleaned up after it.');
  return notes;
}
