/** When CloudAP asks, what goes out and into the log, and what is left when it ends. The other file tells of the token's life. */
import { expect, test } from 'vitest';
import { ChartDriver } from '../test/drive-chart.ts';
import { primaryRefreshToken, type PrtInput } from './primary-refresh-token.ts';

const hourMs = 3_600_000;
const renewAfterMs = 4 * hourMs;
const lifetimeMs = 14 * 24 * hourMs;
const refreshDelayMs = 90_000;
const input: PrtInput = { user: 'alice', joined: true, renewAfterMs, lifetimeMs, refreshCanAcquire: false, retryOnNetworkUp: false, refreshDelayMs, followsUpn: true };
const shows = (credential = 'password', passwordVersion = 1) => ({ type: 'CREDENTIAL_PRESENTED', moment: 'unlock', credential, passwordVersion, upn: 'alice@contoso.com' });
const issued = { updatedAtMs: 1000, expiresAtMs: 2000 };
const signedOut = { type: 'SIGNED_OUT' };
const shutDown = { type: 'SHUT_DOWN' };
const transportUp = { type: 'TRANSPORT_UP' };
const refresh = { type: 'REFRESH_REQUESTED' };
const left = { type: 'DEVICE_LEFT' };
const joined = { type: 'DEVICE_JOINED' };

/** STATUS_NETWORK_UNREACHABLE: nobody was reached. */
const noNetwork = '0xc000023c';
/** STATUS_LOGON_FAILURE with the words of Azure AD. */
const refused = (chart: ChartDriver, question: string, message: string): ChartDriver => chart.fail(question, '0xc000006d', { server: { httpStatus: 400, code: 'invalid_grant', message, requestId: 'r' } });
function quiet(chart: ChartDriver): ChartDriver {
  chart.take();
  return chart;
}

const idle = (change: Partial<PrtInput> = {}): ChartDriver => quiet(new ChartDriver(primaryRefreshToken, { ...input, ...change }));
const acquiring = (change: Partial<PrtInput> = {}): ChartDriver => quiet(idle(change).send(shows()));
const withToken = (change: Partial<PrtInput> = {}): ChartDriver => quiet(acquiring(change).answer('acquirePrt', issued));
const renewing = (change: Partial<PrtInput> = {}): ChartDriver => quiet(withToken(change).fire(renewAfterMs).send(shows()));
const askingForHello = (change: Partial<PrtInput> = {}): ChartDriver => quiet(withToken(change).send(shows('hello')));
const state = ({ value }: ChartDriver): string => JSON.stringify(value).replaceAll(/["{}]/g, '');
const ended = (chart: ChartDriver): unknown[] => chart.effects.flatMap((effect) => (effect.kind === 'perform' ? [effect.act, effect.input] : []));

test('a token renews with the first credential after four hours and ends after fourteen days (lifecycle.md 7)', () => {
  const chart = withToken();
  expect([...chart.timers.values()].map(({ delayMs }) => delayMs).toSorted((a, b) => a - b)).toEqual([renewAfterMs, lifetimeMs]);
  expect(chart.fire(renewAfterMs).send(shows()).questions).toHaveLength(1);
  expect(state(withToken().fire(lifetimeMs))).toBe('none:expired');
});

test.each<[string, () => ChartDriver, number, boolean, string]>([
  ['a first token', () => idle().send(shows()), 1006, false, 'password'],
  ['a renewal', () => withToken().fire(renewAfterMs).send(shows()), 1028, true, 'password'],
  ['the token of another kind of credential', () => withToken().send(shows('hello')), 1006, false, 'hello'],
])('%s is asked for with what was entered, and the log says that it is', (_what, ask, id, renewal, credential) => {
  const chart = ask();
  expect(chart.questions).toEqual([{ user: 'alice', upn: 'alice@contoso.com', credential, passwordVersion: 1, renewal, withCredential: true }]);
  expect(chart.effects).toContainEqual({ kind: 'log', log: 'AAD', id });
});

const requests: [string, () => ChartDriver, string, boolean, string, string][] = [
  ['a first token', acquiring, 'acquirePrt', false, 'password', 'none:idle'],
  ['a renewal', renewing, 'renewPrt', true, 'password', 'valid:gate:open,work:waiting:idle'],
  ['the token of another kind of credential', askingForHello, 'askPrt', false, 'hello', 'valid:gate:closed,work:waiting:idle'],
];

test.each(requests)('%s that is issued is logged without an error, and no attempt is left to show', (_what, start, question, renewal, credential) => {
  const chart = start().answer(question, { updatedAtMs: 5000, expiresAtMs: 6000 });
  expect(ended(chart)).toEqual(['logPrtEnd', { renewal, upn: 'alice@contoso.com', credential, failure: null }]);
  expect(chart.snapshot.context).toMatchObject({ updatedAtMs: 5000, expiresAtMs: 6000, tokenCredential: credential, tokenPasswordVersion: 1, attempt: null });
});

test.each(requests)('%s that nobody is reached for is logged and shown with its code; a token that was there stays', (_what, start, question, renewal, credential, where) => {
  const chart = start().fail(question, noNetwork);
  const failure = { code: noNetwork, reason: 'test' };
  expect([state(chart), ended(chart)]).toEqual([where, ['logPrtEnd', { renewal, upn: 'alice@contoso.com', credential, failure }]]);
  expect(chart.snapshot.context.attempt).toEqual({ renewal, credential, upn: 'alice@contoso.com', failure });
});

test.each(requests)('%s that is refused because the device is disabled or deleted leaves no token, and is logged', (_what, start, question, renewal, credential) => {
  const chart = refused(start(), question, 'AADSTS50155: Device authentication failed.');
  expect([state(chart), ended(chart)[0], chart.snapshot.context.updatedAtMs]).toEqual(['none:idle', 'logPrtEnd', null]);
  expect([ended(chart)[1], chart.snapshot.context.attempt]).toMatchObject([{ renewal, credential }, { renewal, credential }]);
});

test.each(requests)('%s that is refused because nobody has the name leaves no token, and is logged', (_what, start, question, renewal, credential) => {
  const chart = refused(start(), question, 'AADSTS50034: The user account does not exist.');
  expect([state(chart), ended(chart)[0]]).toEqual(['none:userUnknown', 'logPrtEnd']);
  expect([ended(chart)[1], chart.snapshot.context.attempt]).toMatchObject([{ renewal, credential }, { renewal, credential }]);
});

/** Windows before 10 2004: a token was issued under the first name, then the domain controller told another. */
const renamed = { upn: 'alice.berg@contoso.com' };
test.each<[string, (chart: ChartDriver) => ChartDriver, string, boolean]>([
  ['a first token', (chart) => chart.fire(lifetimeMs).send({ ...shows(), ...renamed }), 'acquirePrt', false],
  ['a renewal', (chart) => chart.fire(renewAfterMs).send({ ...shows(), ...renamed }), 'renewPrt', true],
  ['the token of another kind of credential', (chart) => chart.send({ ...shows('hello'), ...renamed }), 'askPrt', false],
])('%s that is refused because nobody has the kept old name any more leaves no token, and is logged', (_what, ask, question, renewal) => {
  const chart = refused(quiet(ask(withToken({ followsUpn: false }))), question, 'AADSTS50034: The user account does not exist.');
  expect([state(chart), ended(chart)]).toMatchObject(['none:oldNameKept', ['logPrtEnd', { renewal, upn: 'alice@contoso.com' }]]);
  expect(chart.snapshot.context.attempt).toMatchObject({ renewal, upn: 'alice@contoso.com' });
});

test('a new password entered while the token is renewed discards it and is asked for at once', () => {
  const chart = renewing().send(shows('password', 2));
  expect([state(chart), chart.snapshot.context.updatedAtMs, chart.questions]).toMatchObject(['acquiring', null, [{ renewal: false, passwordVersion: 2 }]]);
});

test.each([
  ['a password', 'hello'],
  ['Windows Hello', 'password'],
])('a token obtained with %s outlives a new version of the other credential: tokens are kept apart by kind (lifecycle.md 7)', (_with, other) => {
  const chart = quiet(other === 'hello' ? withToken() : askingForHello().answer('askPrt', issued)).send(shows(other, 2));
  expect([state(chart), chart.snapshot.context.updatedAtMs, chart.questions]).toMatchObject(['valid:gate:closed,work:asking', 1000, [{ credential: other, passwordVersion: 2 }]]);
});

test('only the code at the head of the answer revokes: one that is quoted further on does not', () => {
  expect(state(refused(renewing(), 'renewPrt', 'AADSTS50126: wrong password. See AADSTS50155: of the device.'))).toBe('valid:gate:open,work:waiting:idle');
  expect(state(refused(renewing(), 'renewPrt', 'AADSTS501550: another one.'))).toBe('valid:gate:open,work:waiting:idle');
});

/** OQ7: a network that comes up, after an attempt that found none. */
const lost = (change: Partial<PrtInput> = {}): ChartDriver => quiet(acquiring({ retryOnNetworkUp: true, ...change }).fail('acquirePrt', noNetwork));

test('a first token and a renewal that found no network are asked for again when one comes up, where the setting says so (OQ7)', () => {
  expect(lost().send(transportUp).questions).toMatchObject([{ renewal: false, withCredential: true }]);
  expect(renewing({ retryOnNetworkUp: true }).fail('renewPrt', noNetwork).send(transportUp).questions).toMatchObject([{ renewal: true, withCredential: true }]);
});

test.each<[string, () => ChartDriver]>([
  ['the setting is off', () => lost({ retryOnNetworkUp: false })],
  ['the session of that attempt is over', () => lost().send(signedOut)],
  ['the machine was switched off since', () => lost().send(shutDown)],
  ['nothing has failed', () => withToken({ retryOnNetworkUp: true })],
  ['Azure AD itself refused', () => refused(acquiring({ retryOnNetworkUp: true }), 'acquirePrt', 'AADSTS50126: wrong password.')],
  ['Azure AD itself refused to renew', () => refused(renewing({ retryOnNetworkUp: true }), 'renewPrt', 'AADSTS50126: wrong password.')],
  ['the device left since', () => lost().send(left)],
])('a network that comes up starts nothing while %s', (_why, start) => {
  const chart = quiet(start());
  const before = state(chart);
  expect([state(chart.send(transportUp)), chart.questions]).toEqual([before, []]);
});

test.each<[string, () => ChartDriver, string]>([
  ['while a first token is asked for', () => acquiring({ retryOnNetworkUp: true }), 'acquirePrt'],
  ['while a token is renewed', () => renewing({ retryOnNetworkUp: true }), 'renewPrt'],
])('a new session that shows the same credential %s is served by that request, and by a retry of it', (_when, start, question) => {
  const chart = start().send(signedOut, shows());
  expect(chart.questions).toEqual([]);
  expect(chart.fail(question, noNetwork).send(transportUp).questions).toHaveLength(1);
});

test('a credential that renews nothing still opens the session in which a retry may happen', () => {
  const chart = quiet(askingForHello({ retryOnNetworkUp: true }).fail('askPrt', noNetwork).send(signedOut, shows()));
  expect([chart.questions, chart.send(transportUp).questions.length]).toEqual([[], 1]);
});

/** OQ6: what `/refreshprt` can do. */
test('/refreshprt asks after its delay, without a credential where there is a token', () => {
  const chart = withToken().send(refresh);
  expect([state(chart), chart.questions]).toEqual(['valid:gate:closed,work:waiting:refreshing', []]);
  expect(chart.fire(refreshDelayMs).questions).toMatchObject([{ renewal: true, withCredential: false }]);
});

test('/refreshprt can bring a first token only where the setting says so, on a registered device, for a name that Windows knows', () => {
  const known = (change: Partial<PrtInput> = {}): ChartDriver => quiet(lost({ refreshCanAcquire: true, ...change }).send(refresh));
  expect(known().fire(refreshDelayMs).questions).toMatchObject([{ renewal: false, withCredential: true }]);
  expect(state(known({ refreshCanAcquire: false }))).toBe('none:idle');
  expect(state(idle({ refreshCanAcquire: true }).send(refresh))).toBe('none:idle');
  expect(state(idle({ refreshCanAcquire: true, joined: false }).send(shows(), refresh))).toBe('none:idle');
});

test('a first token that a refresh brings goes with the credential, even where the refresh before went without', () => {
  const chart = withToken({ refreshCanAcquire: true }).send(refresh).fire(refreshDelayMs).fail('renewPrt', noNetwork).fire(lifetimeMs).send(refresh);
  expect(quiet(chart).fire(refreshDelayMs).questions).toMatchObject([{ renewal: false, withCredential: true }]);
});

test('what was entered before the device joined is what such a refresh asks with', () => {
  const chart = idle({ refreshCanAcquire: true, joined: false }).send(shows('hello', 3), joined, refresh).fire(refreshDelayMs);
  expect(chart.questions).toMatchObject([{ credential: 'hello', passwordVersion: 3, upn: 'alice@contoso.com' }]);
});

test.each<[string, () => ChartDriver, string]>([
  ['without a token', () => lost({ refreshCanAcquire: true }).send(refresh), 'none:idle'],
  ['with one', () => withToken().send(refresh), 'valid:gate:closed,work:waiting:idle'],
])('a machine that goes down forgets a scheduled refresh %s, and the session', (_what, start, where) => {
  const chart = start().send(shutDown);
  expect([state(chart), chart.snapshot.context.inSession]).toEqual([where, false]);
  expect([...chart.timers.values()].filter(({ delayMs }) => delayMs === refreshDelayMs)).toEqual([]);
});

test('a credential brings a scheduled first token forward', () => {
  expect(lost({ refreshCanAcquire: true }).send(refresh, shows()).questions).toHaveLength(1);
});
