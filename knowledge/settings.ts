/**
 * What is not known, or is the reader's to choose, is a setting with a named default. A scenario changes it in `change:`,
 * the command line with `--set key=value`; the run's header shows every value that is not the default.
 */

export type SettingKind = 'duration' | 'range' | 'flag' | 'number' | 'choice';

export interface SettingDefinition<Value> {
  readonly kind: SettingKind;
  readonly default: Value;
  readonly values?: readonly string[];
  /** Open question that it answers, if any: OQ of lifecycle.md 11, PQ of protocols.md 11. */
  readonly question?: string;
  readonly help: string;
  readonly source: string;
}

/** Drawn uniformly, seeded; both ends included. */
export interface RangeMs {
  readonly minMs: number;
  readonly maxMs: number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** A hundred years: `inf`. */
const forever = 36_525 * day;

type Rest = Omit<SettingDefinition<never>, 'kind' | 'default' | 'values'>;
const duration = (value: number, rest: Rest): SettingDefinition<number> => ({ kind: 'duration', default: value, ...rest });
const range = (minMs: number, maxMs: number, rest: Rest): SettingDefinition<RangeMs> => ({ kind: 'range', default: { minMs, maxMs }, ...rest });
const flag = (value: boolean, rest: Rest): SettingDefinition<boolean> => ({ kind: 'flag', default: value, ...rest });
const count = (value: number, rest: Rest): SettingDefinition<number> => ({ kind: 'number', default: value, ...rest });
const choice = <Value extends string>(value: Value, values: readonly Value[], rest: Rest): SettingDefinition<Value> => ({ kind: 'choice', default: value, values, ...rest });

export const settingDefinitions = {
  'task.nextRun': duration(40 * minute, {
    help: 'When the hourly repetition that is already running at the start is next due.',
    source: 'modelling choice: not commensurate with connect.nextCycle',
  }),
  'task.repeatEvery': duration(hour, { help: 'Repetition of the Automatic-Device-Join task.', source: 'lifecycle.md 4 [S1]' }),
  'task.repeatFor': duration(forever, {
    question: 'OQ2',
    help: 'How long the repetition goes on after its trigger: inf, or 1d as one exported task shows.',
    source: 'lifecycle.md 4 [S1] against [T6]',
  }),
  'task.logonDelay': range(30 * second, 30 * second, { question: 'OQ1', help: 'Delay of the task after a sign-in.', source: 'lifecycle.md OQ1 suggests 0 to 60 s' }),
  'task.bootTrigger': flag(true, { question: 'OQ1', help: 'Whether booting raises event 4096 and with it the task.', source: 'lifecycle.md OQ1 [T6, T9]' }),
  'task.repeatAnchor': choice('eachTrigger', ['eachTrigger', 'firstTrigger'], {
    question: 'OQ23',
    help: 'Whether each trigger starts a series of repetitions of its own.',
    source: 'lifecycle.md OQ23',
  }),
  'task.startOnUnlock': flag(false, {
    help: 'Invariant I27: unlock alone starts no join; a switch because only absence of evidence speaks for it.',
    source: 'lifecycle.md 10 I27',
  }),
  'task.startOnNetworkUp': flag(false, { help: 'Invariant I27: a new network alone starts no join.', source: 'lifecycle.md 10 I27' }),
  'precheck.order': choice('joinedFirst', ['joinedFirst', 'dcFirst'], {
    question: 'OQ15',
    help: 'Which the pre-check sees first: "already joined" (335) or "no domain controller" (334).',
    source: 'lifecycle.md OQ15',
  }),
  'precheck.requiresDc': flag(true, { question: 'OQ20', help: 'Whether the pre-check needs a DC even when only the registration is left.', source: 'lifecycle.md OQ20' }),
  'precheck.recorded': flag(true, { question: 'OQ21', help: 'Whether a stop in the pre-check overwrites Previous Registration.', source: 'lifecycle.md OQ21' }),
  'certWrite.phase': choice('join', ['join', 'discover'], { question: 'OQ24', help: 'Error Phase printed when the certificate write fails.', source: 'lifecycle.md OQ24' }),
  'cert.bootstrapValidity': duration(3_652 * day, { question: 'OQ9', help: 'Life of the self-signed certificate in userCertificate.', source: 'lifecycle.md OQ9' }),
  'cert.autoRenew': flag(false, { question: 'OQ9', help: 'Whether the device certificate renews itself.', source: 'lifecycle.md OQ9' }),
  'cli.elevatedJoin': choice('dispatch', ['dispatch', 'refuse'], {
    question: 'OQ4',
    help: 'Elevated (not SYSTEM) dsregcmd /join: handed to SYSTEM, or refused with 333.',
    source: 'lifecycle.md OQ4',
  }),
  'leave.clearsUserCert': flag(false, { question: 'OQ10', help: 'Whether /leave removes the value from userCertificate.', source: 'lifecycle.md OQ10' }),
  'rejoin.newCert': flag(true, { question: 'OQ10', help: 'Whether a rejoin after /leave makes a new bootstrap certificate.', source: 'lifecycle.md OQ10' }),
  'leave.localRegardless': flag(true, { question: 'OQ22', help: 'Whether /leave finishes locally when the server refuses or cannot be reached.', source: 'lifecycle.md OQ22' }),
  'unjoin.autoLeave': choice('bestEffort', ['bestEffort', 'never'], { question: 'OQ11', help: 'Whether leaving the domain unregisters the device.', source: 'lifecycle.md OQ11' }),
  'prt.lifetime': duration(14 * day, {
    question: 'OQ5',
    help: 'Life of a primary refresh token: 14d, or 90d in the newest documentation.',
    source: 'lifecycle.md OQ5, dsregcmd.md 1',
  }),
  'prt.renewAfter': duration(4 * hour, { help: 'CloudAP renews at sign-in or unlock when the last refresh is at least this old.', source: 'lifecycle.md 7 [S2]' }),
  'prt.refreshCanAcquire': flag(false, { question: 'OQ6', help: 'Whether dsregcmd /refreshprt can obtain a first PRT.', source: 'lifecycle.md OQ6' }),
  'prt.retryOnNetworkUp': flag(false, { question: 'OQ7', help: 'Whether CloudAP tries again when the internet appears after sign-in.', source: 'lifecycle.md OQ7' }),
  'prt.followsUpn': choice('since2004', ['since2004', 'always', 'never'], {
    help: 'Which Windows takes over a changed UPN: 10 2004 and later, all, or none; another goes on sending the old one until it has left and joined again.',
    source: 'lifecycle.md 7 [S14] gives effect and cure; that the old name goes on being sent is assumed',
  }),
  'prt.renewalFindsUser': choice('byToken', ['byToken', 'byName'], {
    help: 'Where Windows follows a changed UPN, whether a renewal finds the user by the old token or by the name sent with it (the old one after a cached sign-in).',
    source: 'assumed: lifecycle.md 7 says only that UPN changes work from Windows 10 2004 on',
  }),
  'prt.refreshDelay': duration(90 * second, { help: 'From dsregcmd /refreshprt to the attempt.', source: 'lifecycle.md 9 [S19]: 1 to 2 minutes' }),
  'connect.nextCycle': duration(12 * minute, { help: 'When the next synchronisation cycle is due at the start.', source: 'modelling choice: not commensurate with task.nextRun' }),
  'connect.cycleEvery': duration(30 * minute, { help: 'Synchronisation interval, start to start; values below 30m are raised to it.', source: 'lifecycle.md 5 [S20]' }),
  'connect.runTime': duration(2 * minute, { question: 'OQ16', help: 'Length of a delta cycle; AD is read at its start.', source: 'lifecycle.md OQ16' }),
  'connect.thresholdMode': choice('stopExport', ['stopExport', 'stopDeletes'], {
    question: 'OQ8',
    help: 'Over the deletion threshold: the whole export stops, or only the deletions.',
    source: 'lifecycle.md OQ8; on-premises.md 4.5',
  }),
  'connect.passwordSyncEvery': duration(2 * minute, { help: 'Loop of password hash synchronisation.', source: 'lifecycle.md 9 [S27]' }),
  'entra.errorFormat': choice('A', ['A', 'B'], {
    help: 'Wording of registration errors: A 0x801c03f2 DirectoryError, B 0x801c03f3 as sighted on recent builds.',
    source: 'protocols.md 5.7',
  }),
  'entra.propagation': range(20 * second, 20 * second, {
    question: 'OQ17',
    help: 'From export until the registration service sees the object.',
    source: 'lifecycle.md OQ17 suggests 0 to 5 minutes',
  }),
  'entra.disableDelay': duration(0, { help: 'Until disabling or deleting a device bites (documented: up to 1h).', source: 'lifecycle.md 9 [S14]' }),
  'entra.signatureWindow': duration(5 * minute, {
    help: 'How far the time in the signed text of a registration may be from the clock of the service, either way.',
    source: 'protocols.md 5.3 step 5, PQ2',
  }),
  'entra.hybridSoftDelete': flag(false, { question: 'OQ14', help: 'Deleted hybrid devices are kept for 30 days and restored whole by Connect.', source: 'lifecycle.md OQ14, 8' }),
  'entra.nonceLifetime': duration(5 * minute, { help: 'How long a nonce of the token service may be used.', source: 'protocols.md 4.3, PQ1: 5 min by lore, AD FS 10 min' }),
  'entra.nonceUse': choice('reusable', ['reusable', 'once'], { help: 'Whether a nonce of the token service may be used again.', source: 'protocols.md 4.3, PQ1: undocumented' }),
  'entra.assertionUse': choice('reusable', ['reusable', 'once'], {
    help: 'Whether an app may send the same signed assertion (jti) again while it is valid.',
    source: 'MSAL Node sends one for ten minutes; single use is not documented',
  }),
  'entra.kdfV1': choice('accepted', ['accepted', 'refused'], {
    help: 'Whether requests signed with the first key derivation of a primary refresh token are accepted, or refused with AADSTS5000611.',
    source: 'protocols.md 6.3',
  }),
  'entra.replyCipher': choice('CBC', ['CBC', 'GCM'], { help: 'Cipher of the encrypted replies to primary refresh tokens.', source: 'protocols.md 6.4' }),
  'entra.deviceCodeInterval': duration(5 * second, { help: 'Time between two polls of the device-code flow.', source: 'protocols.md 6.6 (member `interval`); the value is assumed' }),
  'graph.pendingKey': choice('none', ['none', 'other'], {
    help: 'alternativeSecurityIds of a Pending device: empty, or one entry that is no X509 key.',
    source: 'protocols.md 8.2, PQ5',
  }),
  'graph.deletionLag': duration(0, { help: 'How long listings of Graph go on showing a deleted device.', source: 'protocols.md 8.1' }),
  'locator.negativeCache': duration(45 * second, { help: 'How long "no domain controller" is remembered.', source: 'on-premises.md 0 [NRPC]' }),
  'locator.trustWithoutPing': duration(30 * minute, { help: 'How long a found DC is used without a new ping.', source: 'on-premises.md 0 [NRPC]' }),
  'locator.cacheFor': duration(12 * hour, { help: 'How long a found DC stays in the cache.', source: 'on-premises.md 0 [NRPC]' }),
  'vpn.transportNotice': flag(true, {
    help: 'Whether the VPN product tells Netlogon of the new transport; if not, the 45 s of "no DC" stay in force.',
    source: 'on-premises.md 2.1 step 5, fault N11',
  }),
  'vpn.dialTime': duration(10 * second, { help: 'From dialling to a tunnel that carries traffic.', source: 'assumed; lifecycle.md 6.2 says seconds' }),
  'vpn.preLogonDropsAtSignOut': flag(true, { question: 'OQ13', help: 'Whether a pre-logon connection ends at sign-out.', source: 'lifecycle.md 6.2, OQ13' }),
  'replication.intraSite': duration(15 * second, { help: 'Change notification inside a site; each further partner 3 s more.', source: 'on-premises.md 0 [ADTS]' }),
  'replication.interSite': duration(180 * minute, { help: 'Site-link interval.', source: 'on-premises.md 0 [site-link]' }),
  'cachedLogons': count(10, { help: 'Users whose sign-in Windows can verify without a DC (CachedLogonsCount).', source: 'on-premises.md 0 [cached-logon]' }),
} as const;

export type SettingKey = keyof typeof settingDefinitions;
export type SettingValue<Key extends SettingKey> = (typeof settingDefinitions)[Key] extends SettingDefinition<infer Value> ? Value : never;

/** Every setting with its value in force; durations in milliseconds. */
export type Settings = { readonly [Key in SettingKey]: SettingValue<Key> };

export const settingKeys = Object.keys(settingDefinitions) as SettingKey[];

export const defaultSettings: Settings = Object.fromEntries(settingKeys.map((key) => [key, settingDefinitions[key].default])) as unknown as Settings;
