/** The pre-join tests, run now in the context of whoever asks: after a failure the rest is SKIPPED. Source: dsregcmd.md 3. */
import type { Failure } from '../../knowledge/vocabulary.ts';
import { anyController } from '../../mocks/active-directory/replica.ts';
import { readKeywords } from '../../mocks/active-directory/service-connection-point.ts';
import { discover, userRealm } from '../../mocks/entra/registration-service.ts';
import type { Destination, SecurityContext } from '../../mocks/network/state.ts';
import { clientServiceConnectionPoint } from '../../mocks/windows/registry.ts';
import { trafficFailure } from '../../simulation/traffic.ts';
import { deviceOf, type World } from '../../simulation/world.ts';

export interface TestResults {
  readonly adConnectivity: string;
  readonly adConfiguration: string;
  readonly drsDiscovery: string;
  readonly drsConnectivity: string;
  readonly tokenAcquisition: string;
}

const fail = (code: string, inner?: string): string => `FAIL [${inner ? `${code}/${inner}` : code}]`;

interface Tenant {
  readonly tenantId: string;
  readonly tenantName: string;
}

/** Which tenant the join would ask for, or why it would not know. */
function configuredTenant(world: World, device: string): Tenant | { readonly failure: Failure } {
  const client = clientServiceConnectionPoint(deviceOf(world, device));
  if ('failure' in client) return client;
  if (client.found) return client;
  const controller = anyController(world.directory);
  return controller ? readKeywords(controller.replica.serviceConnectionPoint) : { failure: { code: '0x801c001d', reason: 'no domain controller', innerCode: '0x8007203a' } };
}

export function runTests(world: World, device: string, context: SecurityContext): TestResults {
  const path = (destination: Destination): Failure | null => trafficFailure(world, device, context, destination);
  const results = ['SKIPPED', 'SKIPPED', 'SKIPPED', 'SKIPPED', 'SKIPPED'];
  const done = (): TestResults => ({ adConnectivity: results[0] ?? '', adConfiguration: results[1] ?? '', drsDiscovery: results[2] ?? '', drsConnectivity: results[3] ?? '', tokenAcquisition: results[4] ?? '' });
  const noDc = path({ kind: 'dc', controller: anyController(world.directory)?.name ?? null, service: 'dns-srv' });
  results[0] = noDc || !anyController(world.directory) ? fail('0x8007054b') : 'PASS';
  if (results[0] !== 'PASS') return done();
  const tenant = configuredTenant(world, device);
  results[1] = 'failure' in tenant ? fail(tenant.failure.innerCode ?? tenant.failure.code) : 'PASS';
  if ('failure' in tenant) return done();
  const noDrs = path({ kind: 'https', host: 'enterpriseregistration.windows.net' });
  const found = discover(world.tenant, tenant, '');
  const noLogin = path({ kind: 'https', host: 'login.microsoftonline.com' });
  const realm = userRealm(world.tenant, tenant.tenantName);
  results[2] = noDrs
    ? fail('0x801c0021', noDrs.code)
    : 'failure' in found
      ? fail('0x801c0021', found.failure.code)
      : noLogin
        ? fail('0x801c003d', noLogin.code)
        : 'failure' in realm
          ? fail('0x801c003d', '0x801c000c')
          : 'PASS';
  if (results[2] !== 'PASS') return done();
  results[3] = noDrs ? fail(noDrs.code) : 'PASS';
  // Meant for federated tenants; the published sync-join output prints PASS (prejoin-diagnostics.json).
  results[4] = results[3] === 'PASS' ? 'PASS' : 'SKIPPED';
  return done();
}
