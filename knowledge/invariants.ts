/** The 47 properties that hold in every reachable state (or, where the kind says so, on every fair run) of a correct model. */

export type InvariantKind = 'never' | 'always' | 'eventually' | 'not-eventually';
type InvariantFlow = 'all' | 'managed' | 'federated' | 'kerberos' | 'autopilot' | 'downlevel';

export interface Invariant {
  readonly id: `I${number}`;
  readonly kind: InvariantKind;
  readonly sentence: string;
  readonly flow: InvariantFlow;
  readonly source: string;
}

const rows: readonly (readonly [number, InvariantKind, InvariantFlow, string, string])[] = [
  [1, 'never', 'managed', 'The registration service accepts a sync registration before an Entra object with that deviceId exists.', 'S1, S15'],
  [2, 'never', 'managed', 'The registration service accepts a sync registration before Entra\'s copy of userCertificate contains the signing certificate.', 'S15'],
  [3, 'never', 'managed', 'A sync-join object appears in Entra while AD holds no valid, unexpired certificate with the subject CN=objectGUID.', 'S25'],
  [4, 'always', 'managed', 'When the bootstrap certificate is written, a domain controller is reachable at that instant.', 'S0, S1'],
  [5, 'always', 'all', 'An attempt that passes the pre-check runs as SYSTEM and can locate a domain controller.', 'T4, S15'],
  [6, 'always', 'managed', 'A Pending device has trustType ServerAd and no X509: entry in alternativeSecurityIds.', 'S18'],
  [7, 'never', 'managed', 'A PRT is issued for a device incarnation that is Pending.', 'S18'],
  [8, 'always', 'all', 'At the moment a PRT is issued the device is registered and enabled and the signature of its device key is valid.', 'S2'],
  [9, 'always', 'all', 'The tenants of the PRT, the device and the user are the same.', 'S14'],
  [10, 'always', 'managed', 'A managed PRT can be acquired or renewed without a domain controller: a cached sign-in and internet are enough.', 'S14'],
  [11, 'always', 'all', 'A Windows sign-in on a hybrid device never waits for the PRT.', 'S2'],
  [12, 'never', 'all', 'A user who is not cached signs in to Windows without a domain controller.', 'S33'],
  [13, 'never', 'all', 'A sign-in without a domain controller succeeds with a password that this device has never validated.', 'S14'],
  [14, 'always', 'managed', 'The deviceId equals the objectGUID of the computer; renaming it and moving it between OUs keep it.', 'S23, reasoning'],
  [15, 'never', 'all', 'Two active Entra devices share a deviceId (a soft-deleted one counts when soft delete is on).', 'S12'],
  [16, 'always', 'managed', 'A Connect server in staging mode exports nothing.', 'S20'],
  [17, 'never', 'managed', 'An export above the deletion threshold deletes an object.', 'S21'],
  [18, 'always', 'managed', 'Exports to Entra happen only inside a cycle of the active server (writeback is on the import side).', 'S20'],
  [
    19, 'eventually', 'managed',
    'With a certificate in scope, the scheduler on and no threshold stop, the Entra object is present within one interval plus replication plus the run time of the cycle.',
    'S20',
  ],
  [
    20, 'eventually', 'managed',
    'A Pending device whose recurring trigger meets a domain controller and internet for SYSTEM at the same moment becomes registered, unless it is stuck (I22).',
    'S1',
  ],
  [
    21, 'not-eventually', 'managed',
    'A Pending device that reaches a domain controller only strictly between triggers may stay Pending for ever: the VPN trap, which a search must find.',
    'S0, reasoning',
  ],
  [
    22, 'always', 'managed',
    'When the device is joined locally and its Entra object is Pending, the task ends with 335 and repairs nothing; only /leave (or recovery, 332) leads out. A half-registered client instead retries DeviceRenew and fails with a missing device.',
    'S18, T1, T7',
  ],
  [23, 'never', 'all', 'Deleting or disabling in AD or directly in Entra changes the local join state.', 'S11'],
  [24, 'always', 'managed', 'After each cycle accountEnabled of a synced device equals the enabled state of its AD account.', 'S14'],
  [25, 'always', 'managed', 'A disable made only in the cloud lasts at most until the next successful cycle.', 'S14'],
  [
    26, 'always', 'managed',
    'Leaving the scope deletes the Entra object at the next effective cycle; coming back gives Pending, not Registered (with soft delete off).',
    'S11, S18',
  ],
  [27, 'never', 'all', 'Unlocking or a new VPN connection alone starts the join task.', 'T5, T6; absence of evidence, therefore a setting'],
  [28, 'never', 'managed', 'A Connect cycle alone turns Pending into Registered.', 'S1'],
  [29, 'never', 'federated', 'A federated join that succeeds at its first attempt passes through Pending.', 'S7'],
  [
    30, 'always', 'federated',
    'A fallback_sync registration means that the realm is federated or the Kerberos path was tried, that fallback is not switched off, and that the build is 1803 or later.',
    'S16, T7',
  ],
  [31, 'always', 'all', 'While the registry names a tenant, the SCP in AD is not consulted; while it names none, the SCP in AD decides.', 'S0, S5'],
  [32, 'never', 'all', 'AzureAdJoined and EnterpriseJoined are both YES.', 'S16'],
  [33, 'always', 'all', 'The work account of a user is removed only after the device has joined and that user signs in; those of other users stay.', 'S4'],
  [34, 'always', 'all', 'The device certificate is in LocalMachine\\My exactly when the local state says joined (a violation is the case of 332 and recovery).', 'S14, T4'],
  [35, 'always', 'all', 'The update time of a PRT is not after now, its expiry is after now, and renewal never moves the expiry back.', 'S2, reasoning'],
  [36, 'never', 'all', 'CloudAP renews a PRT twice within four hours (except for the token broker, /refreshprt or a new credential).', 'S2, S29'],
  [37, 'always', 'all', 'After a password change no password PRT that came from the old password is honoured; a Hello PRT is not affected.', 'S2, S14'],
  [38, 'never', 'all', '/join or /leave takes effect without elevation, or SSO State is read from the session of another user.', 'S14, S16, T4'],
  [39, 'always', 'all', 'After /leave without removing SCP or policy the device eventually tries to join again.', 'S14'],
  [40, 'never', 'all', 'A Pending, disabled or deleted device satisfies device-based Conditional Access (revocation may lag up to an hour).', 'S14, S18'],
  [41, 'never', 'all', 'A domain controller or a Server Core machine becomes Registered.', 'S4'],
  [42, 'always', 'all', 'Registered in Entra but not joined locally is reached only through a lost answer, re-imaging, cloning or a local reset.', 'reasoning'],
  [43, 'never', 'all', 'Two devices hold the same device or transport key, except in a scenario about a cloned image.', 'S2, S13'],
  [44, 'never', 'downlevel', 'Connect exports an object of a down-level Windows (with the default rule).', 'S25'],
  [45, 'always', 'all', 'After the TPM is lost no token is usable until the device registers again, which needs a domain controller and internet for SYSTEM.', 'S2, S4'],
  [46, 'never', 'autopilot', 'The first AD sign-in after a hybrid Autopilot happens without a domain controller (LAN, pre-logon VPN or device tunnel).', 'S31'],
  [47, 'always', 'all', 'Event 306 follows a success answer of the registration service in the same attempt.', 'T4, reasoning'],
];

export const invariants: readonly Invariant[] = rows.map(([number, kind, flow, sentence, source]) => ({
  id: `I${number}`,
  kind,
  sentence,
  flow,
  source: `lifecycle.md 10 (${source})`,
}));
