import { expect, test } from 'vitest';
import { smallWorld } from '../../test/small-world.ts';
import type { World } from '../world.ts';
import { failedAttemptData } from './failed-attempt.ts';

const learnt = (tenant: { tenantId: string; tenantName: string } | null): World => {
  const world = smallWorld();
  const chart = world.actors['registration:LAPTOP01'];
  if (!chart) throw new Error('no chart');
  return { ...world, actors: { ...world.actors, 'registration:LAPTOP01': { ...chart, context: { ...(chart.context as object), tenant } } } } as World;
};
const failure = { code: '0x801c03f2', reason: 'r', server: { httpStatus: 400, code: 'DirectoryError', message: 'Not found.', requestId: 'r' } };
const debug = (change: object): string => Object.entries({ joinMode: 'Join', drsInstance: 'undefined', registrationType: 'undefined', tenantType: 'undefined', tenantId: 'undefined', configLocation: 'undefined', errorPhase: 'discover', adalCorrelationId: 'undefined', adalLog: 'undefined', adalResponseCode: '0x0', ...change }).map(([key, value]) => `${key}: ${value}`).join('\n');

test('a failed registration names the tenant and the words of the server', () => {
  expect(failedAttemptData(learnt({ tenantId: 't', tenantName: 'contoso.com' }), 'LAPTOP01', { atMs: 0, phase: 'join', registrationType: 'sync', failure })).toEqual({
    ExitCode: '0x801c03f2', ServerErrorMessage: 'Not found.', TenantType: 'Managed', JoinType: 'sync', TenantName: 'contoso.com',
    DebugOutput: debug({ drsInstance: 'azure', registrationType: 'sync', tenantType: 'Managed', tenantId: 't', errorPhase: 'join' }),
  });
});

test('what was not learnt reads undefined, and an unreadable configuration forgets what an earlier attempt learnt', () => {
  const nothing = { ExitCode: '0x801c001d', ServerErrorMessage: '', TenantType: 'undefined', JoinType: 'undefined', TenantName: 'undefined', DebugOutput: debug({}) };
  const attempt = { atMs: 0, phase: 'discover', registrationType: null, failure: { code: '0x801c001d', reason: 'r' } } as const;
  for (const world of [learnt({ tenantId: 't', tenantName: 'contoso.com' }), learnt(null), { ...smallWorld(), actors: {} }]) expect(failedAttemptData(world, 'LAPTOP01', attempt)).toEqual(nothing);
  expect(failedAttemptData(learnt({ tenantId: '', tenantName: '' }), 'LAPTOP01', { ...attempt, failure: { code: '0x801c0021', reason: 'r' } })).toEqual({ ...nothing, ExitCode: '0x801c0021', DebugOutput: debug({ drsInstance: 'azure' }) });
});

test.each([['pre-check', 'undefined'], ['discover', 'undefined'], ['auth', 'Federated'], ['join', 'Managed']] as const)('in the phase %s the tenant is %s', (phase, type) => {
  const data = failedAttemptData(smallWorld(), 'LAPTOP01', { atMs: 0, phase, registrationType: null, failure });
  expect([data.TenantType, data.DebugOutput]).toEqual([type, debug({ tenantType: type, errorPhase: phase })]);
});
