/** Products of a device's charts, with everything pinned that makes them larger or smaller: inputs, and what is said to them. */
import { charts } from '../../machines/index.ts';
import type { ChartEvent } from '../../machines/language.ts';
import type { PinnedChart } from './chart-product.ts';

const hour = 3_600_000;
const done = (id: string, output: { readonly [field: string]: string | number | boolean } = {}): ChartEvent => ({ type: `xstate.done.actor.${id}`, output });
const failed = (id: string, code: string): ChartEvent => ({ type: `xstate.error.actor.${id}`, error: { code, reason: 'test' } });
const ends = (delay: string, state: string): ChartEvent => ({ type: `xstate.after.${delay}.${state}` });
const one = (...types: readonly string[]): readonly ChartEvent[] => types.map((type) => ({ type }));

const session: PinnedChart = {
  name: 'session', chart: charts.session, input: { device: 'LAPTOP01', powered: true, bootTimeMs: 30_000 },
  events: [
    ...one('POWERED_ON', 'LOCK', 'SIGN_OUT', 'SHUT_DOWN', 'RESTART'), { type: 'SIGN_IN', user: 'alice', passwordVersion: 1, credential: 'password' }, { type: 'UNLOCK', passwordVersion: 1, credential: 'password' },
    ends('bootTime', 'session.booting'), done('verifySignIn', { upn: 'alice@contoso.com' }), failed('verifySignIn', '0xc000005e'), done('verifyCachedSignIn', { upn: 'alice@contoso.com' }), done('verifyUnlock', { upn: 'alice@contoso.com' }),
  ],
};
const network: PinnedChart = { name: 'network', chart: charts.network, input: { location: 'home', booted: true }, events: [{ type: 'MOVED', to: 'corporate-lan' }, { type: 'MOVED', to: 'home' }, ...one('BOOTED', 'SHUT_DOWN')] };
const vpn: PinnedChart = {
  name: 'vpn', chart: charts.vpn, input: { profile: 'user-tunnel-manual', location: 'home', internet: true, booted: true, dialTimeMs: 5_000, transportNotice: true, preLogonDropsAtSignOut: true },
  events: [...one('DIALLED', 'HUNG_UP', 'BOOTED', 'SIGNED_IN', 'SIGNED_OUT', 'SHUT_DOWN'), ends('dialTime', 'vpn.dialling')],
};
const task: PinnedChart = {
  name: 'task', chart: charts.task,
  input: { enabled: true, booted: true, nextRunMs: hour, repeatEveryMs: hour, repeatForMs: 24 * hour, logonDelayMs: 60_000, bootTrigger: true, seriesPerTrigger: true, startsOnUnlock: false, startsOnNetworkUp: false },
  events: [...one('BOOTED', 'SHUT_DOWN', 'SIGNED_IN'), { type: 'STARTED_BY_HAND', by: 'test' }, { type: 'ATTEMPT_ENDED', resultCode: '0x0' }, ends('untilNext', 'task.bootSeries.repeating.counting')],
};
const registration: PinnedChart = {
  name: 'registration', chart: charts.registration, input: { precheckOrder: 'joinedFirst', precheckRequiresDc: true, precheckRecorded: true, certificateWritePhase: 'join', leaveRegardless: true, leaveClearsCertificate: false },
  events: [
    { type: 'START', trigger: 'manual' }, { type: 'SHUT_DOWN' }, { type: 'DC_LOCATED', controller: 'DC01' }, { type: 'DC_NOT_FOUND', code: '0x8007054b' },
    done('readLocalState', { join: 'none', policyAllows: true, mustUnregister: false, certificateWritten: false }), done('readClientServiceConnectionPoint', { found: true, tenantId: 't', tenantName: 'contoso.com' }),
    done('discoverRegistrationService', { tenantId: 't', tenantName: 'contoso.com' }), done('discoverRealm', { realm: 'Managed' }),
  ],
};
const prt: PinnedChart = {
  name: 'prt', chart: charts.prt, input: { user: 'alice', joined: false, renewAfterMs: 4 * hour, lifetimeMs: 336 * hour, refreshCanAcquire: true, retryOnNetworkUp: false, refreshDelayMs: 90_000, followsUpn: true },
  events: [
    { type: 'CREDENTIAL_PRESENTED', moment: 'unlock', credential: 'password', passwordVersion: 1, upn: 'alice@contoso.com' }, ...one('DEVICE_JOINED', 'SIGNED_OUT', 'SHUT_DOWN'),
    done('acquirePrt', { updatedAtMs: 0, expiresAtMs: 336 * hour }),
  ],
};

/** About 20,000 states: 14 x 10 x 15 x 10. */
export const pinnedProduct: readonly PinnedChart[] = [session, vpn, registration, prt];

/** Each chart at least once, in products that a graph tool walks in a second. */
export const smallProducts: readonly (readonly PinnedChart[])[] = [[session, vpn], [task, prt], [network, registration]];
