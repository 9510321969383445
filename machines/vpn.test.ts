import { expect, test } from 'vitest';
import type { NetworkLocation, VpnProfile } from '../knowledge/vocabulary.ts';
import { ChartDriver } from '../test/drive-chart.ts';
import type { ChartEvent } from './language.ts';
import { vpn } from './vpn.ts';

const dialTimeMs = 10_000;
const link = (location: NetworkLocation, internet = true): ChartEvent => ({ type: 'LINK_CHANGED', location, internet });
const [booted, signedIn, signedOut, dialled, dropped, hungUp, shutDown] = ['BOOTED', 'SIGNED_IN', 'SIGNED_OUT', 'DIALLED', 'DROPPED', 'HUNG_UP', 'SHUT_DOWN'].map((type) => ({ type })) as [ChartEvent, ChartEvent, ChartEvent, ChartEvent, ChartEvent, ChartEvent, ChartEvent];

function laptopAtHome(profile: VpnProfile, options: { transportNotice?: boolean; preLogonDropsAtSignOut?: boolean } = {}): ChartDriver {
  const driver = new ChartDriver(vpn, { profile, location: 'home', internet: false, booted: false, dialTimeMs, transportNotice: true, preLogonDropsAtSignOut: true, ...options });
  return driver.send(booted, link('home'));
}

/** Lets every dial that runs come to its end, then says what stands. */
function settled(driver: ChartDriver): unknown {
  if (driver.value === 'dialling') driver.fire(dialTimeMs);
  return driver.value;
}

/** lifecycle.md 6.2: sign-in screen without and with dialling, session without and with dialling, sign-out, next session. */
test.each([
  ['user-tunnel-manual', ['down', 'down', 'down', 'up', 'down', 'down']],
  ['user-tunnel-auto', ['down', 'down', 'up', 'up', 'down', 'up']],
  ['pre-logon', ['down', 'up', 'up', 'up', 'down', 'down']],
  ['device-tunnel', ['up', 'up', 'up', 'up', 'up', 'up']],
  ['machine-then-user', ['up', 'up', 'up', 'up', 'up', 'up']],
  ['kill-switch', ['down', 'down', 'down', 'up', 'down', 'down']],
] as const)('%s follows its row of the table', (profile, expected) => {
  const driver = laptopAtHome(profile);
  const seen = [settled(driver), settled(driver.send(dialled)), settled(driver.send(signedIn)), settled(driver.send(dialled)), settled(driver.send(signedOut)), settled(driver.send(signedIn))];
  expect(seen).toEqual(expected);
});

test('a pre-logon tunnel outlives the sign-out when the setting says so', () => {
  const driver = laptopAtHome('pre-logon', { preLogonDropsAtSignOut: false });
  settled(driver.send(dialled, signedIn));
  expect(driver.send(signedOut).value).toBe('up');
});

test('the locator hears of the tunnel, and whether the product announces it', () => {
  const driver = laptopAtHome('device-tunnel', { transportNotice: false });
  settled(driver);
  expect(driver.effects).toContainEqual({ kind: 'tell', to: 'dc-locator', event: { type: 'TRANSPORT_UP', notified: false } });
  driver.take();
  driver.send(link('home', false));
  expect(driver.value).toBe('down');
  expect(driver.take()).toEqual(['dc-locator TRANSPORT_DOWN']);
});

test('only a kill switch brings the internet with it', () => {
  const brings = (profile: VpnProfile): boolean => {
    const driver = laptopAtHome(profile);
    settled(driver.send(signedIn, dialled));
    return driver.take().includes('prt TRANSPORT_UP');
  };
  expect([brings('kill-switch'), brings('user-tunnel-manual')]).toEqual([true, false]);
});

test('on the corporate LAN every tunnel stays down, and one that is up goes down', () => {
  const driver = laptopAtHome('device-tunnel');
  settled(driver);
  expect(driver.send(link('corporate-lan')).value).toBe('down');
  expect(settled(driver.send(dialled))).toBe('down');
  expect(settled(driver.send(link('home')))).toBe('up');
});

test('there is no tunnel while a captive portal waits', () => {
  const driver = laptopAtHome('user-tunnel-manual').send(signedIn, link('public-wifi', false));
  expect(driver.send(dialled).value).toBe('down');
  expect(driver.send(link('public-wifi'), dialled).value).toBe('dialling');
});

test('an automatic tunnel that broke dials again; a manual one waits for somebody', () => {
  const auto = laptopAtHome('user-tunnel-auto').send(signedIn);
  settled(auto);
  expect(auto.send(dropped).value).toBe('broken');
  expect(auto.fire(dialTimeMs).value).toBe('dialling');
  const manual = laptopAtHome('user-tunnel-manual').send(signedIn, dialled);
  settled(manual);
  expect(manual.send(dropped).fire(dialTimeMs).value).toBe('down');
});

test('an automatic tunnel that was disconnected on purpose stays down until the network or the session changes', () => {
  const driver = laptopAtHome('user-tunnel-auto').send(signedIn);
  settled(driver);
  expect(driver.send(hungUp).value).toBe('hungUp');
  expect(driver.send(link('public-wifi')).value).toBe('dialling');
  settled(driver);
  expect(driver.send(hungUp, signedOut, signedIn).value).toBe('dialling');
});

test('a dial that is broken off on purpose is not taken up again by itself', () => {
  const driver = laptopAtHome('user-tunnel-auto').send(signedIn);
  expect(driver.value).toBe('dialling');
  expect(driver.send(hungUp).value).toBe('hungUp');
  expect(driver.send(dialled).value).toBe('dialling');
});

test('shutting down ends every tunnel and the session with it', () => {
  const driver = laptopAtHome('user-tunnel-auto').send(signedIn);
  settled(driver);
  expect(driver.send(shutDown).value).toBe('down');
  expect(driver.send(booted, link('home')).value).toBe('down');
});

test.each(['device-tunnel', 'user-tunnel-manual'] as const)('a %s that is refused ends, comes up no more, and does when it is accepted again', (profile) => {
  const driver = laptopAtHome(profile).send(signedIn, dialled);
  expect(settled(driver)).toBe('up');
  expect(driver.send({ type: 'REFUSED' }).value).toBe('down');
  expect(driver.send(dialled).value).toBe('down');
  driver.send({ type: 'ACCEPTED' }, dialled);
  expect(settled(driver)).toBe('up');
});

test('a machine tunnel is replaced at sign-in and made again at sign-out, with a gap each time', () => {
  const driver = laptopAtHome('machine-then-user');
  expect(settled(driver)).toBe('up');
  expect(driver.send(signedIn).value).toBe('dialling');
  expect(settled(driver)).toBe('up');
  expect(driver.send(signedOut).value).toBe('dialling');
  expect(settled(driver)).toBe('up');
});
