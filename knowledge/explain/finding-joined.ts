/** Findings of a device that is joined: is it still accepted, do its keys work, has the user a token. */
import type { Finding, Observed } from './finding.ts';

export function joinedFinding(seen: Observed): Finding {
  const hybrid = !seen.isNo('DomainJoined');
  const kind = seen.isYes('DomainJoined') ? 'Hybrid joined' : seen.isNo('DomainJoined') ? 'Entra joined (not hybrid: in no domain)' : 'Joined';
  const notes = notesOn(seen);
  return { ...deviceTrouble(seen, kind, hybrid) ?? userFinding(seen, kind, hybrid), notes };
}

type Bare = Omit<Finding, 'notes'>;

function deviceTrouble(seen: Observed, kind: string, hybrid: boolean): Bare | undefined {
  const status = seen.value('DeviceAuthStatus');
  const because = seen.quote('AzureAdJoined', 'DomainJoined', 'DeviceAuthStatus', 'AadRecoveryEnabled', 'KeySignTest', 'AzureAdPrt');
  if (/disabled or deleted/i.test(status)) {
    return {
      state: 'device-disabled-or-deleted',
      summary: `${kind} by its own account, but Entra says the device is disabled or deleted. Tokens are refused; a disabled AD account or an OU out of scope has the same effect.`,
      because,
      next: hybrid
        ? [
          'look up the device in Entra by its DeviceId',
          'disabled: enable the computer in AD and let Connect run (a change in the cloud only is overwritten)',
          'deleted or Pending: dsregcmd /debug /leave elevated, then sign out and in with a domain controller reachable',
        ]
        : ['disabled: enable the device in Entra', 'deleted: dsregcmd /leave, then join again (or dsregcmd /forcerecovery)'],
    };
  }
  if (/^FAILED/i.test(status)) {
    return {
      state: 'device-unverified',
      summary: `${kind}, but the check of the device against Entra could not run: usually no network in SYSTEM context.`,
      because,
      next: ['check login.microsoftonline.com and enterpriseregistration.windows.net in SYSTEM context (proxy, VPN), then run dsregcmd /status again'],
    };
  }
  if (seen.isYes('AadRecoveryEnabled') || seen.isYes('AadRecoveryNeeded') || /^FAIL/i.test(seen.value('KeySignTest'))) {
    return {
      state: 'keys-broken',
      summary: `${kind}, but the device keys cannot be used (TPM cleared, locked or replaced, or a cloned image).`,
      because,
      next: hybrid
        ? ['sign out and in with a domain controller and internet reachable: a hybrid device recovers silently', 'if it does not: dsregcmd /leave, then let the task join again']
        : ['dsregcmd /forcerecovery from an elevated prompt of the user, then sign out and in'],
    };
  }
  return undefined;
}

/** A session in which the user's own part of the status cannot be read. */
const outsideUserSession = (seen: Observed): boolean => /^ERROR/i.test(seen.value('WamDefaultSet'));

function userFinding(seen: Observed, kind: string, hybrid: boolean): Bare {
  const because = seen.quote(
    'AzureAdJoined', 'DomainJoined', 'DeviceAuthStatus', 'WamDefaultSet', 'AzureAdPrt', 'Attempt Status', 'Endpoint URI', 'HTTP Error',
    'Server Error Description',
  );
  if (seen.has('Attempt Status')) return attemptFinding(seen, kind, because);
  if (seen.isNo('AzureAdPrt')) {
    if (outsideUserSession(seen)) {
      return {
        state: 'joined-other-session',
        summary: `${kind}. The user part was read outside the user's session, so AzureAdPrt : NO says nothing here.`,
        because,
        next: ['run dsregcmd /status in the session of the affected user, not elevated as someone else'],
      };
    }
    return {
      state: 'joined-without-prt',
      summary:
        `${kind}, but this user has no primary refresh token yet. It comes with a sign-in or unlock after the join, in the background, and needs internet but no domain controller.`,
      because,
      next: [
        'lock and unlock with internet reachable, wait a minute, run dsregcmd /status again',
        ...(hybrid ? ['still NO: check that the user is synchronised and that the UPN suffix is verified in the tenant'] : []),
        'then read AAD/Operational 1081, 1084 and 1088',
      ],
    };
  }
  if (seen.isYes('AzureAdPrt')) {
    return {
      state: 'healthy',
      summary: `${kind}, and the user has a primary refresh token.`,
      because,
      next: ['nothing to repair; an AzureAdPrtUpdateTime older than four hours of use would mean that the renewal fails'],
    };
  }
  return {
    state: 'joined',
    summary: `${kind}. The lines about the user's tokens are missing.`,
    because,
    next: ['paste the section SSO State too, from the session of the affected user'],
  };
}

function attemptFinding(seen: Observed, kind: string, because: string[]): Bare {
  const shows = (code: string): boolean => seen.showsCode(code, 'Attempt Status', 'Server Error Description', 'HTTP Error');
  const held = seen.isYes('AzureAdPrt') ? 'the last try to renew the primary refresh token failed' : 'the last try to get a primary refresh token failed';
  if (seen.showsCode('/adfs/', 'Endpoint URI') || seen.showsCode('MSIS', 'Server Error Description')) {
    const primary = seen.isYes('AzureAdPrt') ? ' The user has an Entra token, so Entra sign-on works.' : '';
    return {
      state: 'enterprise-prt-failed',
      summary: `${kind}. The last try to get an enterprise PRT from AD FS failed.${primary}`,
      because,
      next: ['read the AD FS log; without device registration in AD FS this is harmless'],
    };
  }
  const rows: readonly (readonly [boolean, string, string, readonly string[]])[] = [
    [
      ['AADSTS50155', 'AADSTS135011', 'AADSTS700003'].some(shows),
      'prt-device-refused',
      'Entra refuses the device (disabled, deleted or Pending)',
      ['look up the device by its DeviceId in Entra', 'disabled: enable the computer in AD and let Connect run; deleted: dsregcmd /leave, then join again'],
    ],
    [
      shows('AADSTS50126'),
      'prt-password-refused',
      'Entra refuses the password: wrong, or changed on-premises and its hash not synchronised yet',
      ['wait two minutes, then lock and unlock with the new password'],
    ],
    [
      shows('AADSTS50034'),
      'prt-user-unknown',
      'Entra does not know the user: not synchronised, or another UPN',
      [
        'compare the User Identity above with the UPN in AD (whoami /upn) and in Entra; a device that never reached a domain controller may send a wrong name',
        'the UPN was changed: wait for the next cycle of Connect, then lock and unlock with a domain controller in reach',
        'a Windows before 10 2004 goes on failing after a UPN change: dsregcmd /leave, then join again',
      ],
    ],
    [
      shows('AADSTS90002') || shows('0xc000005f'),
      'prt-domain-unknown',
      'the domain of the UPN is not verified in any tenant',
      ['verify the UPN suffix in the tenant, or give the user a routable one'],
    ],
    [
      ['0xc000023c', '0xc00000be', '0xc00000c4', '0x80072ee2', '0x80072ee7', '0x80072efd', '0x80072efe'].some(shows),
      'prt-network',
      'the sign-in service was not reached in SYSTEM context',
      ['check DNS, proxy and VPN to login.microsoftonline.com in SYSTEM context, then lock and unlock'],
    ],
  ];
  const [, state, reason, next] =
    rows.find(([matches]) => matches) ?? [true, 'prt-failed', 'the server\'s text and the status say why', ['joinlab explain the Attempt Status and the AADSTS code']];
  return { state, summary: `${kind}, but ${held}: ${reason}.`, because, next };
}

function notesOn(seen: Observed): string[] {
  const notes: string[] = [];
  if (seen.isYes('WorkplaceJoined')) {
    notes.push('WorkplaceJoined : YES as well: dual state. Windows 10 1803 and later remove the work account when that user signs in after the join.');
  }
  if (seen.isNo('SessionIsNotRemote')) notes.push('SessionIsNotRemote : NO: this is a remote session, in which Windows Hello is not set up.');
  return notes;
}
