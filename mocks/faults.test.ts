import { expect, test } from 'vitest';
import { operationOf } from '../simulation/operations/index.ts';
import { activeDirectoryFaults } from './active-directory/faults/index.ts';
import { connectFaults } from './connect/faults/index.ts';
import { entraFaults } from './entra/faults/index.ts';
import { faultById, faults } from './faults.ts';
import { networkFaults } from './network/faults/index.ts';
import type { Attachment, Traffic } from './network/state.ts';
import { windowsFaults } from './windows/faults/index.ts';

const perService = { 'active-directory': activeDirectoryFaults, connect: connectFaults, entra: entraFaults, network: networkFaults, windows: windowsFaults };
const all = Object.entries(perService).flatMap(([service, list]) => list.map((fault) => [fault.id, service, fault] as const));
const steps = ['pre-check', 'discover', 'certificate', 'sync', 'register', 'commit', 'sign-in', 'prt'];
const targets = ['device', 'controller', 'server', 'host', null];

test('at least thirty faults break every step of the managed flow, each found by its name', () => {
  expect(faults.length).toBeGreaterThanOrEqual(30);
  expect(new Set(faults.flatMap((fault) => fault.steps))).toEqual(new Set(steps));
  expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
  expect(faults).toHaveLength(all.length);
  for (const [id, , fault] of all) expect(faultById(id)).toBe(fault);
  expect(() => faultById('dc-on-fire')).toThrow('There is no fault "dc-on-fire".');
});

test.each(all)('%s, a fault of %s, is described in full', (id, service, fault) => {
  expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
  expect(fault.title).toMatch(/^[A-Z].*[^.]$/);
  expect(fault.observable.length).toBeGreaterThan(20);
  expect(fault.mock).toBe(service);
  expect(fault.steps.length).toBeGreaterThan(0);
  for (const step of fault.steps) expect(steps).toContain(step);
  expect(['auto', 'admin', 'user']).toContain(fault.heals);
  expect(targets).toContain(fault.target);
  expect(['documented', 'field report', 'measured', 'assumed']).toContain(fault.confidence);
  // Where it stands in the catalogue, its source says so.
  expect(fault.source).toMatch(fault.catalogue === null ? /(lifecycle|on-premises|protocols)\.md|errors\.json/ : new RegExp(`^on-premises\\.md 7 (.*, )?${fault.catalogue}\\b`));
});

const refusal = { code: expect.stringMatching(/^0x[0-9a-f]{8}$|^(stopped|completed)-/), reason: expect.stringMatching(/\w{3}/) };

/** Answers given instead of, or after, that of a service that says yes. */
const answering = all.flatMap(([id, , { answers }]) => Object.entries(answers ?? {}).map(([operation, answer]) => [id, operation, answer] as const));

test('faults wrap questions that exist, and the replication between domain controllers', () => {
  expect(answering.map(([, operation]) => operation).filter((name) => name !== 'replicate' && !operationOf(name))).toEqual([]);
});

test.each(answering)('%s answers %s with what was said, or refuses with a code and a reason', (_id, _operation, answer) => {
  const output = { tenantName: 'contoso.com', tenantId: 't', controller: 'DC01', closestSite: true };
  const { outcome } = answer({ operation: '', input: { user: 'alice' }, place: 'LAPTOP01', target: 'DC01' }, () => ({ outcome: { ok: true, output }, takesEffect: true }));
  expect(outcome).toMatchObject(outcome.ok ? { output: {} } : { failure: refusal });
});

const dcServices = (['dns-srv', 'ldap-ping', 'ldap', 'kerberos', 'smb'] as const).flatMap((service) => [null, 'DC01'].map((controller) => ({ kind: 'dc', controller, service }) as const));
const destinations: Traffic['destination'][] = [...dcServices, { kind: 'https', host: 'login.microsoftonline.com' }, { kind: 'https', host: 'enterpriseregistration.windows.net' }, { kind: 'local' }];
const attachment = { device: 'LAPTOP01', location: 'home', internet: true, tunnels: [], killSwitchBlocks: false, systemProxy: null, userProxy: null } as const;
const attachments: Attachment[] = [{ ...attachment, location: 'corporate-lan' }, { ...attachment, tunnels: ['device-tunnel'] }, { ...attachment, tunnels: ['device-tunnel', 'user-tunnel-manual'] }];

test.each(all.flatMap(([id, , { blocks }]) => (blocks ? [[id, blocks] as const] : [])))('%s stops some traffic, with a code and a reason, and lets other traffic pass', (_id, blocks) => {
  const failures = attachments.flatMap((there) => destinations.map((destination) => blocks({ device: 'LAPTOP01', context: 'system', destination }, there)));
  expect(failures).toContain(null);
  const stopped = failures.filter((failure) => failure !== null);
  expect(stopped.length).toBeGreaterThan(0);
  for (const failure of stopped) expect(failure).toMatchObject(refusal);
});
