/** The pre-join tests, run now in the context of whoever asks: after a failure the rest is SKIPPED. Source: dsregcmd.md 3. */
import type { Failure } from '../../knowledge/vocabulary.ts';
import { anyController } from '../../mocks/active-directory/replica.ts';
import { readKeywords } from '../../mocks/active-directory/service-connection-point.ts';
import { discover, userRealm } from '../../mocks/entra/registration-service.ts';
import type { Destination, SecurityContext } from '../../mocks/network/state.ts';
import { clientServiceConnectionPoint } from '../../mocks/windows/registry.ts';
import { trafficFailure } from '../../simulation/traffic.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import type { JoinTestsView, TestResult } from './view.ts';

const pass: TestResult = { kind: 'pass' };
const skipped: TestResult = { kind: 'skipped' };
const fail = (code: string, inner?: string): TestResult => ({ kind: 'fail', codes: inner === undefined ? [code] : [code, inner] });

const allSkipped: JoinTestsView = {
  adConnectivity: skipped, adConfiguration: skipped, drsDiscovery: skipped, drsConnectivity: skipped, kerberosTicket: skipped,
  tokenAcquisition: skipped,
};

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

export function runTests(world: World, device: string, context: SecurityContext): JoinTestsView {
  const path = (destination: Destination): Failure | null => trafficFailure(world, device, context, destination);
  const noDc = path({ kind: 'dc', controller: anyController(world.directory)?.name ?? null, service: 'dns-srv' });
  if (noDc || !anyController(world.directory)) return { ...allSkipped, adConnectivity: fail('0x8007054b') };
  const reachesDc = { ...allSkipped, adConnectivity: pass };
  const tenant = configuredTenant(world, device);
  if ('failure' in tenant) return { ...reachesDc, adConfiguration: fail(tenant.failure.innerCode ?? tenant.failure.code) };
  const configured = { ...reachesDc, adConfiguration: pass };
  const noDrs = path({ kind: 'https', host: 'enterpriseregistration.windows.net' });
  if (noDrs) return { ...configured, drsDiscovery: fail('0x801c0021', noDrs.code) };
  const found = discover(world.tenant, tenant, '');
  if ('failure' in found) return { ...configured, drsDiscovery: fail('0x801c0021', found.failure.code) };
  const noLogin = path({ kind: 'https', host: 'login.microsoftonline.com' });
  if (noLogin) return { ...configured, drsDiscovery: fail('0x801c003d', noLogin.code) };
  if ('failure' in userRealm(world.tenant, tenant.tenantName)) return { ...configured, drsDiscovery: fail('0x801c003d', '0x801c000c') };
  // The token test is meant for federated tenants; the published sync-join output prints PASS (prejoin-diagnostics.json).
  return { ...configured, drsDiscovery: pass, drsConnectivity: pass, tokenAcquisition: pass };
}
