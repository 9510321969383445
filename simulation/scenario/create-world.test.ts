import { expect, test } from 'vitest';
import { smallWorld, type SpecChange } from '../../test/small-world.ts';
import { defaultStartMs } from '../calendar.ts';

test('the network is as described', () => {
  expect(smallWorld().network).toEqual({ corporate: { egress: 'direct', proxy: { server: 'proxy.contoso.com:8080', acceptsComputerAccounts: true, tlsInspection: false } }, tunnelMode: 'split' });
  expect(smallWorld({ network: { egress: 'proxy', proxy: 'p:1', proxyAcceptsComputers: 'no', tlsInspection: 'yes', tunnel: 'forced' } }).network).toEqual({ corporate: { egress: 'proxy', proxy: { server: 'p:1', acceptsComputerAccounts: false, tlsInspection: true } }, tunnelMode: 'forced' });
});

test('nothing has happened at the first instant', () => {
  const { nowMs, startMs, seed, questions, faults, commands, draws } = smallWorld();
  expect({ nowMs, startMs, seed, questions, faults, commands, draws }).toEqual({ nowMs: 0, startMs: defaultStartMs, seed: 'test', questions: {}, faults: [], commands: [], draws: {} });
});

test('people know their account, their first password, and whether they are administrators', () => {
  const person = { typesPasswordVersion: 1 };
  expect(smallWorld({ people: { alice: { administrator: 'yes' }, bob: {} } }).people).toEqual({
    alice: { name: 'alice', samAccountName: 'alice', ...person, isLocalAdministrator: true }, bob: { name: 'bob', samAccountName: 'bob', ...person, isLocalAdministrator: false },
  });
});

test('tenants of other domains, and of other seeds, are other tenants', () => {
  const id = (change: SpecChange = {}) => smallWorld(change).tenant.tenantId;
  expect(id()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  expect([id() === id(), id() === id({ tenant: { initialDomain: 'fabrikam.onmicrosoft.com' } })]).toEqual([true, false]);
});
