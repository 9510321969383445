/** Discovery: where the services of a tenant are. Source: protocols.md 3, 10. */
import { discoveryDocument, microsoftTenant } from '../../mocks/entra/discovery-document.ts';
import { answersTo, discover } from '../../mocks/entra/registration-service.ts';
import type { Exchange } from '../cloud/exchange.ts';
import { underFaults } from '../cloud/faults-on-the-wire.ts';
import { json, type Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import { counted, headersFor, refusalFor, refused, requestIdOf } from './requests.ts';

function answerDiscovery(exchange: Exchange): Reply {
  const name = exchange.params.tenant ?? '';
  const version = exchange.url.searchParams.get('api-version') ?? '1.0';
  return underFaults(exchange, 'discoverRegistrationService', refusalFor(exchange), () => {
    const world = exchange.world();
    const { tenant } = world;
    const requestId = requestIdOf(world);
    const found = (document: Parameters<typeof discoveryDocument>[0]) =>
      ({ ok: true, answer: json(discoveryDocument(document, version), 200, headersFor(exchange, requestId)), effect: { changes: { tenant: counted(world) } } } as const);
    // For the connectivity scripts alone: the simulated devices are not run by them, and go by what their directory names.
    const isScript = exchange.connection.asker === null && name.toLowerCase() === microsoftTenant.name;
    if (isScript && !answersTo(tenant, name)) return found(microsoftTenant);
    const discovered = discover(tenant, { tenantId: '', tenantName: name }, requestId);
    if ('failure' in discovered) return refused(world, discovered.failure);
    const domain = tenant.domains.find((known) => known.name.toLowerCase() === name.toLowerCase()) ?? tenant.domains[0];
    return found({ tenantId: tenant.tenantId, displayName: tenant.displayName, name: domain?.name ?? tenant.initialDomain, federated: domain?.realm === 'Federated' });
  });
}

export const discoverRoutes: readonly Route[] = [
  { method: 'GET', path: '/:tenant/discover', answer: answerDiscovery },
  // The older form, of mobile libraries.
  { method: 'GET', path: '/:tenant/EnrollmentServer/contract', answer: answerDiscovery },
];
