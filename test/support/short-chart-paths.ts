/**
 * Arrows that no scenario takes, each with the shortest way to it through its own chart. `why` says why no scenario tells of it.
 */
import type { RegistrationInput } from '../../machines/device-registration/setup.ts';
import type { ChartEvent, ChartKind } from '../../machines/language.ts';

export interface ShortPath {
  readonly why: string;
  readonly chart: ChartKind;
  readonly input: object;
  /** Sent before, to get there. */
  readonly way: readonly ChartEvent[];
  /** The event that takes the arrow; without one, the start does. */
  readonly last?: ChartEvent;
  readonly arrow: string;
}

const hour = 3_600_000;
const code = '0x80072efe';
const done = (id: string, output: { readonly [field: string]: string | number | boolean } = {}): ChartEvent => ({ type: `xstate.done.actor.${id}`, output });
const error = (id: string, message?: string): ChartEvent => ({ type: `xstate.error.actor.${id}`, error: { code, reason: 'test', ...(message ? { server: { code: '', message } } : {}) } });
const after = (delay: string, state: string): ChartEvent => ({ type: `xstate.after.${delay}.${state}` });
const says = (...types: string[]): ChartEvent[] => types.map((type) => ({ type }));
const one = (type: string): ChartEvent => ({ type });

type Rest = Omit<ShortPath, 'chart' | 'input' | 'why'>;
const pathsOf = (chart: ChartKind, input: object, why: string, ...rests: readonly Rest[]): readonly ShortPath[] => rests.map((rest) => ({ why, chart, input, ...rest }));

const cloud = { deviceId: 'd', lifecycle: 'registered', enabled: true, propagationMs: 0, disableDelayMs: 0, softDelete: false };
const exportedDisabled: ChartEvent = { type: 'EXPORTED', enabled: false };
const cloudDevice: readonly ShortPath[] = [
  ...pathsOf('cloud-device', cloud, 'Saying again what is so already: nothing to be seen.',
    { way: says('DISABLED'), last: one('DISABLED'), arrow: 'cloud-device.account.disabled DISABLED -> itself' },
    { way: says('DISABLED'), last: exportedDisabled, arrow: 'cloud-device.account.disabled EXPORTED -> itself' },
    { way: [], last: one('ENABLED'), arrow: 'cloud-device.account.enabled ENABLED -> itself' }),
  ...pathsOf('cloud-device', { ...cloud, disableDelayMs: hour }, 'Within the hour in which a disabled device still works nobody sees a difference.',
    { way: says('DISABLED'), last: one('DISABLED'), arrow: 'cloud-device.account.disabling DISABLED -> itself' },
    { way: says('DISABLED'), last: one('ENABLED'), arrow: 'cloud-device.account.disabling ENABLED -> cloud-device.account.enabled' },
    { way: says('DISABLED'), last: exportedDisabled, arrow: 'cloud-device.account.disabling EXPORTED -> itself' },
    { way: says('DISABLED'), last: after('disableDelay', 'cloud-device.account.disabling'), arrow: 'cloud-device.account.disabling after.disableDelay -> cloud-device.account.disabled' },
    { way: [], last: exportedDisabled, arrow: 'cloud-device.account.enabled EXPORTED [bitesLater] -> cloud-device.account.disabling' },
    { way: says('DELETED'), last: after('disableDelay', 'cloud-device.lifecycle.deleted.tokensStillWork'), arrow: 'cloud-device.lifecycle.deleted.tokensStillWork after.disableDelay -> cloud-device.lifecycle.deleted.gone' }),
  ...pathsOf('cloud-device', { ...cloud, enabled: false }, 'Base worlds begin with enabled devices; whoever wants another disables it first.',
    { way: [], arrow: 'cloud-device.account.starting always [startsDisabled] -> cloud-device.account.disabled' }),
];

const run: ChartEvent = { type: 'RUN', policy: 'Delta' };
const imported = done('importDirectory', { result: 'success' });
const servers: readonly ShortPath[] = [
  ...pathsOf('connect-cycle', { runTimeMs: 60_000 }, "A server's own way to Azure AD is not modelled as one that can fail; each question is lost by hand in every-question-may-be-lost-at-each-leg.test.ts.",
    { way: [run, imported, done('importTenant', { result: 'success' }), after('synchroniseTime', 'connect-cycle.synchronising')], last: error('exportTenant'), arrow: 'connect-cycle.exporting error.actor.exportTenant -> connect-cycle.ended' }),
  ...pathsOf('connect-cycle', { runTimeMs: 60_000 }, 'A domain controller that dies in the middle of a search; fault dc-dies-in-search has its own test.',
    { way: [run], last: done('importDirectory', { result: 'completed-discovery-errors' }), arrow: 'connect-cycle.importingDirectory done.actor.importDirectory -> connect-cycle.ended' }),
  ...pathsOf('password-sync', { everyMs: 120_000, enabled: true }, 'Two seconds of work every two minutes: only by chance would a scenario meet it.',
    { way: [one('CHANGED'), after('every', 'password-sync.waiting')], last: one('CHANGED'), arrow: 'password-sync.synchronising CHANGED -> password-sync.waiting' },
    { way: [one('CHANGED'), after('every', 'password-sync.waiting')], last: error('synchronisePasswords'), arrow: 'password-sync.synchronising error.actor.synchronisePasswords -> password-sync.waiting' }),
  ...pathsOf('replication', { source: 'DC01', target: 'DC02', delayMs: 15_000 }, 'A partner that is down; what it misses meanwhile is in directory.test.ts.',
    { way: [], last: one('NOT_COPIED'), arrow: 'replication.current NOT_COPIED -> replication.retrying' },
    { way: says('NOT_COPIED'), last: after('retryDelay', 'replication.retrying'), arrow: 'replication.retrying after.retryDelay -> replication.current' }),
];

const locatorInput = { trustWithoutPingMs: hour / 2, cacheForMs: 12 * hour, negativeCacheMs: 45_000 };
const locate: ChartEvent = { type: 'LOCATE', force: false };
const forced: ChartEvent = { type: 'LOCATE', force: true };
const transportUp: ChartEvent = { type: 'TRANSPORT_UP', notified: true };
const found = done('locateController', { controller: 'DC01', closestSite: true });
const pinging = [locate, found, after('trustWithoutPing', 'dc-locator.cached.trusted'), locate];
const locator: readonly ShortPath[] = [
  ...pathsOf('dc-locator', locatorInput, 'The command nltest /dsgetdc /force: nobody of the vocabulary runs it.',
    { way: [locate, found], last: forced, arrow: 'dc-locator.cached LOCATE [forced] -> dc-locator.locating' },
    { way: [locate, error('locateController')], last: forced, arrow: 'dc-locator.negative LOCATE [forced] -> dc-locator.locating' }),
  ...pathsOf('dc-locator', locatorInput, 'Within the tenths of a second that a search or a ping takes.',
    { way: pinging, last: transportUp, arrow: 'dc-locator.cached.pinging TRANSPORT_UP [notified] -> dc-locator.locating' },
    { way: pinging, last: after('cacheFor', 'dc-locator.cached'), arrow: 'dc-locator.cached after.cacheFor [asked] -> dc-locator.locating' },
    { way: [locate], last: locate, arrow: 'dc-locator.locating LOCATE -> itself' },
    { way: [locate], last: transportUp, arrow: 'dc-locator.locating TRANSPORT_UP [notified] -> dc-locator.locating' }),
];

const prtInput = { user: 'alice', joined: true, renewAfterMs: 4 * hour, lifetimeMs: 14 * 24 * hour, refreshCanAcquire: true, retryOnNetworkUp: false, refreshDelayMs: 90_000 };
const presents = (credential: 'password' | 'hello', passwordVersion = 1): ChartEvent => ({ type: 'CREDENTIAL_PRESENTED', moment: 'unlock', credential, passwordVersion, upn: 'alice@contoso.com' });
const issued = (id: string): ChartEvent => done(id, { updatedAtMs: 0, expiresAtMs: hour });
const valid = [presents('password'), issued('acquirePrt')];
const token: readonly ShortPath[] = [
  ...pathsOf('prt', prtInput, 'Within the two seconds that Azure AD takes to answer.',
    { way: [presents('password')], last: presents('password'), arrow: 'prt.acquiring CREDENTIAL_PRESENTED -> itself' },
    { way: [presents('password')], last: presents('password', 2), arrow: 'prt.acquiring CREDENTIAL_PRESENTED [otherThanAsked] -> prt.acquiring' },
    { way: [presents('password')], last: one('SHUT_DOWN'), arrow: 'prt.acquiring SHUT_DOWN -> prt.none' },
    { way: [...valid, presents('hello')], last: presents('hello'), arrow: 'prt.valid CREDENTIAL_PRESENTED -> itself' },
    { way: [...valid, presents('hello')], last: presents('password', 2), arrow: 'prt.valid CREDENTIAL_PRESENTED [otherPassword] -> prt.acquiring' }),
  ...pathsOf('prt', prtInput, 'A shutdown in the 90 seconds after dsregcmd /refreshprt.',
    { way: [one('DEVICE_LEFT'), presents('password'), one('DEVICE_JOINED'), one('REFRESH_REQUESTED')], last: one('SHUT_DOWN'), arrow: 'prt.none.refreshing SHUT_DOWN -> prt.none.idle' },
    { way: [...valid, one('REFRESH_REQUESTED')], last: one('SHUT_DOWN'), arrow: 'prt.valid.work.waiting.refreshing SHUT_DOWN -> prt.valid.work.waiting.idle' }),
  ...pathsOf('prt', prtInput, 'Another kind of credential beside a token that is still fresh; what it answers is in primary-refresh-token.test.ts.',
    { way: [...valid, presents('hello')], last: issued('askPrt'), arrow: 'prt.valid.work.asking done.actor.askPrt -> prt.valid' },
    { way: [...valid, presents('hello')], last: error('askPrt', 'AADSTS50155: Device authentication failed.'), arrow: 'prt.valid.work.asking error.actor.askPrt [revoked] -> prt.none' }),
];

const inputOfRegistration: RegistrationInput = { precheckOrder: 'joinedFirst', precheckRequiresDc: true, precheckRecorded: true, certificateWritePhase: 'join', leaveRegardless: true, leaveClearsCertificate: false };
const start: ChartEvent = { type: 'START', trigger: 'manual' };
const local = (join: string): ChartEvent => done('readLocalState', { join, policyAllows: true, mustUnregister: false, certificateWritten: false });
const dc: ChartEvent = { type: 'DC_LOCATED', controller: 'DC01' };
const discovered = [start, local('none'), dc, done('readClientServiceConnectionPoint', { found: true, tenantId: 't', tenantName: 'contoso.com' }), done('discoverRegistrationService', { tenantId: 't', tenantName: 'contoso.com' }), done('discoverRealm', { realm: 'Managed' })];
const leave: ChartEvent = { type: 'LEAVE', by: 'test' };
const registration: readonly ShortPath[] = [
  ...pathsOf('registration', inputOfRegistration, 'A TPM or a registry that fails: no fault of Windows is modelled that does it.',
    { way: [...discovered, done('readComputerObject', { certificateUsable: false })], last: error('createBootstrapCertificate'), arrow: 'registration.certificate.creating error.actor.createBootstrapCertificate -> registration.failed' },
    { way: [...discovered, done('readComputerObject', { certificateUsable: true })], last: error('createDeviceKeys'), arrow: 'registration.join.creatingKeys error.actor.createDeviceKeys -> registration.failed' },
    { way: [start], last: error('readLocalState'), arrow: 'registration.preCheck.localState error.actor.readLocalState -> registration.failed' }),
  ...pathsOf('registration', { ...inputOfRegistration, leaveRegardless: false }, 'Open question OQ22 answered the other way: the device only stays as it is.',
    { way: [leave], last: error('unregisterDevice'), arrow: 'registration.leaving error.actor.unregisterDevice -> registration.idle' }),
  ...pathsOf('registration', { ...inputOfRegistration, leaveClearsCertificate: true }, 'Open question OQ10 answered the other way, with a failure on top.',
    { way: [leave], last: error('unregisterDevice'), arrow: 'registration.leaving error.actor.unregisterDevice [leaveClearsRegardless] -> registration.clearingCertificate' },
    { way: [leave, done('unregisterDevice')], last: error('removeUserCertificate'), arrow: 'registration.clearingCertificate error.actor.removeUserCertificate -> registration.left' }),
  ...pathsOf('registration', { ...inputOfRegistration, precheckOrder: 'dcFirst' }, 'Open question OQ15 answered the other way: a joined device sees a DC first, and nothing else differs.',
    { way: [start], last: local('complete'), arrow: 'registration.preCheck.localState done.actor.readLocalState -> registration.preCheck.locateDc' },
    { way: [start, local('complete')], last: dc, arrow: 'registration.preCheck.locateDc DC_LOCATED [joinedAlready] -> registration.alreadyJoined' }),
];

const session: readonly ShortPath[] = pathsOf('session', { device: 'PC01', powered: true, bootTimeMs: 40_000 }, 'A wrong password at the first sign-in: nobody is signed in, as before.',
  { way: [{ type: 'SIGN_IN', user: 'alice', passwordVersion: 0, credential: 'password' }], last: error('verifySignIn'), arrow: 'session.verifying.atDomainController error.actor.verifySignIn -> session.signInScreen' });

const taskInput = { enabled: true, booted: true, nextRunMs: hour, repeatEveryMs: hour, repeatForMs: hour, logonDelayMs: 30_000, bootTrigger: true, seriesPerTrigger: true, startsOnUnlock: true, startsOnNetworkUp: true };
const task: readonly ShortPath[] = [
  ...pathsOf('task', taskInput, 'Settings against I27, for whoever doubts it: the run is like any other.',
    { way: [], last: one('NETWORK_UP'), arrow: 'task.instance.ready NETWORK_UP [startsOnNetworkUp] -> task.instance.running' },
    { way: [], last: one('UNLOCKED'), arrow: 'task.instance.ready UNLOCKED [startsOnUnlock] -> task.instance.running' }),
  ...pathsOf('task', taskInput, 'A shutdown within the seconds of an attempt.',
    { way: [one('UNLOCKED')], last: one('SHUT_DOWN'), arrow: 'task.instance.running SHUT_DOWN -> task.instance.ready' }),
  ...pathsOf('task', { ...taskInput, seriesPerTrigger: false }, 'Open question OQ23 answered the other way: a sign-in starts one run and no series.',
    { way: [one('SIGNED_IN')], last: after('logonDelay', 'task.signInSeries.delayed'), arrow: 'task.signInSeries.delayed after.logonDelay -> task.signInSeries.off' }),
];

const dialling: readonly ChartEvent[] = [one('BOOTED'), { type: 'LINK_CHANGED', location: 'home', internet: true }, one('SIGNED_IN'), one('DIALLED')];
const vpn: readonly ShortPath[] = [
  ...pathsOf('vpn', { profile: 'user-tunnel-manual', location: 'home', internet: true, booted: true, dialTimeMs: 10_000, transportNotice: true, preLogonDropsAtSignOut: true }, 'Within the ten seconds of dialling, or after a disconnection: the tunnel is down before and after.',
    { way: dialling, last: one('DROPPED'), arrow: 'vpn.dialling DROPPED -> vpn.broken' },
    { way: dialling, last: one('HUNG_UP'), arrow: 'vpn.dialling HUNG_UP -> vpn.hungUp' },
    { way: dialling, last: one('SIGNED_OUT'), arrow: 'vpn.dialling SIGNED_OUT [endsAtSignOut] -> vpn.down' },
    { way: [...dialling, one('HUNG_UP')], last: one('SIGNED_IN'), arrow: 'vpn.hungUp SIGNED_IN -> vpn.down' },
    { way: [...dialling, one('HUNG_UP')], last: one('SIGNED_OUT'), arrow: 'vpn.hungUp SIGNED_OUT -> vpn.down' }),
];

export const shortPaths: readonly ShortPath[] = [...cloudDevice, ...servers, ...locator, ...token, ...registration, ...session, ...task, ...vpn];
