import { expect, test } from 'vitest';
import { ChartDriver } from '../test/drive-chart.ts';
import { network } from './network.ts';

const linkStates = (driver: ChartDriver) => driver.effects.flatMap((effect) => (effect.kind === 'tell' && effect.event.type === 'LINK_CHANGED' ? [`${effect.event.location} ${effect.event.internet}`] : []));

test('a move tells the VPN, the locator, the token and the task', () => {
  const driver = new ChartDriver(network, { location: 'offline', booted: true });
  expect(driver.take()).toEqual(['vpn LINK_CHANGED', 'dc-locator TRANSPORT_DOWN']);
  driver.send({ type: 'MOVED', to: 'corporate-lan' });
  expect(linkStates(driver)).toEqual(['corporate-lan true']);
  expect(driver.take()).toEqual(['vpn LINK_CHANGED', 'dc-locator TRANSPORT_UP', 'prt TRANSPORT_UP', 'task NETWORK_UP']);
  expect(driver.value).toBe('corporateLan');
});

test('a machine that is off keeps its place but has no link until it starts', () => {
  const driver = new ChartDriver(network, { location: 'home', booted: false });
  expect(driver.value).toBe('noLink');
  driver.send({ type: 'MOVED', to: 'corporate-lan' });
  expect(driver.value).toBe('noLink');
  expect(driver.send({ type: 'BOOTED' }).value).toBe('corporateLan');
  driver.take();
  expect(driver.send({ type: 'SHUT_DOWN' }).value).toBe('noLink');
  expect(linkStates(driver)).toEqual(['corporate-lan false']);
});

test('public Wi-Fi has no internet until its page is accepted, and asks again after a start', () => {
  const driver = new ChartDriver(network, { location: 'home', booted: true });
  driver.take();
  driver.send({ type: 'MOVED', to: 'public-wifi' });
  expect(driver.value).toBe('captivePortal');
  expect(driver.take()).toEqual(['vpn LINK_CHANGED', 'dc-locator TRANSPORT_DOWN']);
  driver.send({ type: 'PORTAL_ACCEPTED' });
  expect(driver.value).toBe('publicWifi');
  expect(driver.take()).toContain('prt TRANSPORT_UP');
  expect(driver.send({ type: 'SHUT_DOWN' }, { type: 'BOOTED' }).value).toBe('captivePortal');
});
