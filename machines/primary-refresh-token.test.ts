import { expect, test } from 'vitest';
import { startChart, stepChart, type ChartStep, type StoredSnapshot } from '../simulation/chart-engine.ts';
import { primaryRefreshToken, type PrtContext, type PrtInput } from './primary-refresh-token.ts';

const input: PrtInput = { user: 'alice', joined: true, renewAfterMs: 14_400_000, lifetimeMs: 1_209_600_000, refreshCanAcquire: false, retryOnNetworkUp: false, refreshDelayMs: 90_000, followsUpn: true };
const shows = (credential = 'password', passwordVersion = 1) => ({ type: 'CREDENTIAL_PRESENTED', moment: 'unlock', credential, passwordVersion, upn: 'alice@contoso.com' });
const issuedBy = (invoke: string, updatedAtMs = 1000) => ({ type: `xstate.done.actor.${invoke}`, output: { updatedAtMs, expiresAtMs: updatedAtMs + 1_209_600_000 } });
const unreachable = { code: '0xc000023c', innerCode: '0x80072ee7', reason: 'no network', atMs: 5 };
const refusal = (number: number) => ({ code: '0xc000006d', reason: 'refused', atMs: 5, server: { httpStatus: 400, code: 'invalid_grant', message: `AADSTS${number}: no.`, requestId: 'r' } });
const failedAt = (invoke: string, error: { code: string; reason: string }) => ({ type: `xstate.error.actor.${invoke}`, error });
const fourHours = { type: 'xstate.after.renewAfter.prt.valid.gate.closed' };
const lifetime = { type: 'xstate.after.lifetime.prt.valid' };
const refreshNow = { type: 'xstate.after.refreshDelay.prt.valid.work.waiting.refreshing' };
const firstByRefresh = { type: 'xstate.after.refreshDelay.prt.none.refreshing' };

type Event = { type: string };
const step = (from: StoredSnapshot, event: Event): ChartStep => stepChart(primaryRefreshToken, from, event as never);
const after = (change: Partial<PrtInput>, ...events: Event[]): StoredSnapshot => events.reduce((from, event) => step(from, event).snapshot, startChart(primaryRefreshToken, { ...input, ...change }).snapshot);
const value = ({ value: found }: StoredSnapshot): string => {
  if (typeof found === 'string') return found;
  const { none, valid } = found as { none?: string; valid?: { gate: string; work: string | { waiting: string } } };
  return valid ? `valid, gate ${valid.gate}, ${typeof valid.work === 'string' ? valid.work : valid.work.waiting}` : `none, ${none ?? ''}`;
};
const context = (from: StoredSnapshot) => from.context as unknown as PrtContext;
const asked = ({ effects }: ChartStep) => effects.flatMap((effect) => (effect.kind === 'ask' ? [effect.input] : []));
const withPrt = (change: Partial<PrtInput> = {}) => after(change, shows(), issuedBy('acquirePrt'));

test('a credential on a registered device asks for a token; on another nothing is asked', () => {
  const start = step(after({}), shows());
  expect(value(start.snapshot)).toBe('acquiring');
  expect(asked(start)).toEqual([{ user: 'alice', upn: 'alice@contoso.com', credential: 'password', passwordVersion: 1, renewal: false, withCredential: true }]);
  expect(start.effects).toContainEqual({ kind: 'log', log: 'AAD', id: 1006 });
  expect(value(after({ joined: false }, shows()))).toBe('none, idle');
});

test('a join in the middle of the session brings no token until the next credential', () => {
  const joined = after({ joined: false }, shows(), { type: 'DEVICE_JOINED' });
  expect(value(joined)).toBe('none, idle');
  expect(value(step(joined, shows()).snapshot)).toBe('acquiring');
});

test('the token is kept with its times, what it was obtained with, and no attempt', () => {
  expect(context(withPrt())).toMatchObject({ updatedAtMs: 1000, expiresAtMs: 1_209_601_000, tokenCredential: 'password', tokenPasswordVersion: 1, attempt: null });
  expect(value(withPrt())).toBe('valid, gate closed, idle');
});

test('an attempt that fails is remembered until one succeeds', () => {
  const failed = after({}, shows(), failedAt('acquirePrt', unreachable));
  expect(value(failed)).toBe('none, idle');
  expect(context(failed).attempt).toEqual({ renewal: false, credential: 'password', upn: 'alice@contoso.com', failure: unreachable });
  expect(context(after({}, shows(), failedAt('acquirePrt', unreachable), shows(), issuedBy('acquirePrt'))).attempt).toBeNull();
});

test('inside four hours a credential renews nothing, afterwards it does', () => {
  expect(value(step(withPrt(), shows()).snapshot)).toBe('valid, gate closed, idle');
  const renewal = step(step(withPrt(), fourHours).snapshot, shows());
  expect(value(renewal.snapshot)).toBe('valid, gate open, renewing');
  expect(asked(renewal)[0]).toMatchObject({ renewal: true, withCredential: true });
  const renewed = step(renewal.snapshot, issuedBy('renewPrt', 9000));
  expect(value(renewed.snapshot)).toBe('valid, gate closed, idle');
  expect(renewed.effects.filter(({ kind }) => kind === 'start-timer')).toHaveLength(2);
  expect(context(renewed.snapshot).updatedAtMs).toBe(9000);
});

test('a renewal that fails leaves the old token and the open gate; one that says revoked removes it', () => {
  const renewing = step(step(withPrt(), fourHours).snapshot, shows()).snapshot;
  const outcome = (error: { code: string; reason: string }) => step(renewing, failedAt('renewPrt', error)).snapshot;
  expect(value(outcome(unreachable))).toBe('valid, gate open, idle');
  expect(context(outcome(unreachable))).toMatchObject({ updatedAtMs: 1000, attempt: { renewal: true, failure: unreachable } });
  expect([50126, 80001, 90033, 90002].map((number) => value(outcome(refusal(number))))).toEqual(Array(4).fill('valid, gate open, idle'));
  expect([50155, 50133, 50057].map((number) => value(outcome(refusal(number))))).toEqual(Array(3).fill('none, idle'));
  expect(value(outcome(refusal(50034)))).toBe('none, userUnknown');
  expect(context(outcome(refusal(50155)))).toMatchObject({ updatedAtMs: null, expiresAtMs: null, attempt: { renewal: true } });
});

test('a token that is not renewed expires', () => {
  const expired = step(withPrt(), lifetime).snapshot;
  expect(value(expired)).toBe('none, expired');
  expect(context(expired).expiresAtMs).toBeNull();
  expect(value(step(expired, shows()).snapshot)).toBe('acquiring');
});

test('a new password discards the token at once; another kind of credential keeps it while it asks', () => {
  expect(value(step(withPrt(), shows('password', 2)).snapshot)).toBe('acquiring');
  expect(context(step(withPrt(), shows('password', 2)).snapshot).updatedAtMs).toBeNull();
  const hello = step(withPrt(), shows('hello'));
  expect(value(hello.snapshot)).toBe('valid, gate closed, asking');
  expect(value(step(hello.snapshot, failedAt('askPrt', unreachable)).snapshot)).toBe('valid, gate closed, idle');
  const got = step(hello.snapshot, issuedBy('askPrt')).snapshot;
  expect(context(got).tokenCredential).toBe('hello');
  expect(value(step(got, shows('hello', 2)).snapshot)).toBe('valid, gate closed, idle');
});

test('/refreshprt renews after its delay without a credential; a first token only where the setting says so', () => {
  const asking = step(after({}, shows(), issuedBy('acquirePrt'), { type: 'REFRESH_REQUESTED' }), refreshNow);
  expect(value(asking.snapshot)).toBe('valid, gate closed, renewing');
  expect(asked(asking)[0]).toMatchObject({ renewal: true, withCredential: false });
  const failed = [shows(), failedAt('acquirePrt', unreachable), { type: 'REFRESH_REQUESTED' }];
  expect(value(after({}, ...failed))).toBe('none, idle');
  expect(value(after({ refreshCanAcquire: true }, ...failed))).toBe('none, refreshing');
  expect(value(after({ refreshCanAcquire: true }, ...failed, firstByRefresh))).toBe('acquiring');
});

test('a new network is used only where the setting says so, in the same session, after a failure on the way', () => {
  const lost = [shows(), failedAt('acquirePrt', unreachable)];
  const up = { type: 'TRANSPORT_UP' };
  expect(value(after({}, ...lost, up))).toBe('none, idle');
  expect(value(after({ retryOnNetworkUp: true }, ...lost, up))).toBe('acquiring');
  expect(value(after({ retryOnNetworkUp: true }, ...lost, { type: 'SIGNED_OUT' }, up))).toBe('none, idle');
  expect(value(after({ retryOnNetworkUp: true }, shows(), failedAt('acquirePrt', refusal(50126)), up))).toBe('none, idle');
});

test('signing out keeps the token; leaving and lost keys remove it', () => {
  expect(value(step(withPrt(), { type: 'SIGNED_OUT' }).snapshot)).toBe('valid, gate closed, idle');
  for (const type of ['DEVICE_LEFT', 'DEVICE_KEYS_LOST']) {
    const gone = step(withPrt(), { type }).snapshot;
    expect(value(gone)).toBe('none, idle');
    expect(context(gone)).toMatchObject({ updatedAtMs: null, joined: type === 'DEVICE_KEYS_LOST' });
  }
});

test('shutting down drops a request under way and keeps what was there', () => {
  const off = { type: 'SHUT_DOWN' };
  expect(value(after({}, shows(), off))).toBe('none, idle');
  expect(context(after({}, shows(), off)).inSession).toBe(false);
  const renewing = step(step(withPrt(), fourHours).snapshot, shows()).snapshot;
  expect(value(step(renewing, off).snapshot)).toBe('valid, gate open, idle');
  expect(step(renewing, off).activeQuestions.size).toBe(0);
  expect(context(step(renewing, off).snapshot)).toMatchObject({ inSession: false, updatedAtMs: 1000 });
});

test('the end of a request is written to the log with its failure, or without one', () => {
  const performed = (event: Event) => step(after({}, shows()), event).effects.filter(({ kind }) => kind === 'perform');
  const common = { renewal: false, upn: 'alice@contoso.com', credential: 'password' };
  expect(performed(issuedBy('acquirePrt'))).toEqual([{ kind: 'perform', act: 'logPrtEnd', input: { ...common, failure: null } }]);
  expect(performed(failedAt('acquirePrt', unreachable))).toEqual([{ kind: 'perform', act: 'logPrtEnd', input: { ...common, failure: unreachable } }]);
});

test('while one request is under way the same credential is not asked for again, another one is', () => {
  const acquiring = after({}, shows());
  expect(asked(step(acquiring, shows()))).toEqual([]);
  expect(asked(step(acquiring, shows('password', 2)))[0]).toMatchObject({ passwordVersion: 2 });
});

const named = (upn: string, credential = 'password') => ({ ...shows(credential), upn });
const newName = 'alice.berg@contoso.com';

test('another user name is sent from the next request on; where the first one is kept, it goes on being sent', () => {
  const told = (followsUpn: boolean) => step(after({ followsUpn }, shows(), issuedBy('acquirePrt')), named(newName));
  expect([true, false].map((follows) => [value(told(follows).snapshot), context(told(follows).snapshot).upn])).toEqual([
    ['valid, gate closed, idle', newName], ['valid, gate closed, idle', 'alice@contoso.com'],
  ]);
  const due = (followsUpn: boolean) => asked(step(step(after({ followsUpn }, shows(), issuedBy('acquirePrt')), fourHours).snapshot, named(newName)));
  expect(due(true)).toMatchObject([{ renewal: true, upn: newName }]);
  expect(due(false)).toMatchObject([{ renewal: true, upn: 'alice@contoso.com' }]);
});

test('a name is kept only once a token was issued under it', () => {
  const refused = after({ followsUpn: false }, shows(), failedAt('acquirePrt', refusal(50126)));
  expect(asked(step(refused, named(newName)))).toMatchObject([{ renewal: false, upn: newName }]);
});

test('nobody of that name: no token, and the kept name is asked for again until the device has left', () => {
  const lost = after({ followsUpn: false }, shows(), issuedBy('acquirePrt'), fourHours, named(newName), failedAt('renewPrt', refusal(50034)));
  expect(value(lost)).toBe('none, oldNameKept');
  expect(context(lost).attempt).toMatchObject({ renewal: true, upn: 'alice@contoso.com' });
  expect(asked(step(lost, named(newName)))).toMatchObject([{ renewal: false, upn: 'alice@contoso.com' }]);
  const left = [{ type: 'DEVICE_LEFT' }, { type: 'DEVICE_JOINED' }].reduce((from, event) => step(from, event).snapshot, lost);
  expect(asked(step(left, named(newName)))).toMatchObject([{ renewal: false, upn: newName }]);
});

test('what was refused under the kept name says so wherever it was asked; the same name told again is just unknown', () => {
  const kept = (...events: Event[]) => value(after({ followsUpn: false }, shows(), issuedBy('acquirePrt'), ...events));
  expect(kept(named(newName, 'hello'), failedAt('askPrt', refusal(50034)))).toBe('none, oldNameKept');
  expect(kept(lifetime, named(newName), failedAt('acquirePrt', refusal(50034)))).toBe('none, oldNameKept');
  expect(kept(lifetime, named(newName), failedAt('acquirePrt', refusal(50126)))).toBe('none, idle');
  expect(kept(fourHours, shows(), failedAt('renewPrt', refusal(50034)))).toBe('none, userUnknown');
});

test('a first token, and one of another kind of credential, end with an unknown name, too', () => {
  expect(value(after({}, shows(), failedAt('acquirePrt', refusal(50034))))).toBe('none, userUnknown');
  expect(value(after({}, shows(), issuedBy('acquirePrt'), shows('hello'), failedAt('askPrt', refusal(50034))))).toBe('none, userUnknown');
  // The next credential asks as from everywhere else where there is no token.
  expect(value(after({}, shows(), failedAt('acquirePrt', refusal(50034)), shows()))).toBe('acquiring');
});

test('a name that changes while the first token is asked for is asked for at once, unless another is kept', () => {
  expect(asked(step(after({}, shows()), named(newName)))).toMatchObject([{ upn: newName }]);
  const kept = after({ followsUpn: false }, shows(), issuedBy('acquirePrt'), lifetime, shows());
  expect(value(kept)).toBe('acquiring');
  expect(asked(step(kept, named(newName)))).toEqual([]);
});
