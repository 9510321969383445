/** What else of the tenant tools read: service principals, domains, who one is. Source: protocols.md 1, 8.1. */
import { microsoftResources } from '../../mocks/entra/apps.ts';
import { userNamed } from '../../mocks/entra/users.ts';
import type { Exchange } from '../cloud/exchange.ts';
import type { Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import type { Claims } from '../keys/tokens.ts';
import { nameOf, servicePrincipalIdOf } from '../login/issue.ts';
import { accountOf } from '../login/people.ts';
import type { Collection } from './query.ts';
import { allowed, badRequest, baseOf, graphAnswer, listAnswer, notFound } from './requests.ts';

const directory = ['Directory.Read.All', 'Directory.ReadWrite.All', 'Directory.AccessAsUser.All'];

const servicePrincipal = (id: string, appId: string, displayName: string, servicePrincipalNames: readonly string[]) => ({
  id, accountEnabled: true, appDisplayName: displayName, appId, displayName, servicePrincipalNames, servicePrincipalType: 'Application', tags: [],
});

function servicePrincipals(exchange: Exchange): Collection {
  const { registeredApps } = exchange.signIns;
  const known = [
    ...microsoftResources.map(({ id, displayName, names }) => ({ clientId: id, displayName, names })),
    ...registeredApps.map(({ clientId, displayName }) => ({ clientId, displayName, names: [clientId] })),
  ];
  return {
    name: 'servicePrincipals', type: 'microsoft.graph.servicePrincipal', sample: servicePrincipal('', '', '', []),
    rows: known.map(({ clientId, displayName, names }) => servicePrincipal(servicePrincipalIdOf(exchange, clientId), clientId, displayName, names)),
  };
}

const domain = (id: string, realm: 'Managed' | 'Federated', isInitial: boolean, isDefault: boolean) => ({
  id, authenticationType: realm, availabilityStatus: null, isAdminManaged: true, isDefault, isInitial, isRoot: true, isVerified: true, supportedServices: ['Email', 'OfficeCommunicationsOnline'],
});

function domains({ world }: Exchange): Collection {
  const { tenant } = world();
  const own = tenant.domains.filter(({ name }) => name.toLowerCase() !== tenant.initialDomain.toLowerCase());
  return {
    name: 'domains', type: 'microsoft.graph.domain', sample: domain('', 'Managed', false, false),
    rows: [...own.map(({ name, realm }, index) => domain(name, realm, false, index === 0)), domain(tenant.initialDomain, 'Managed', true, own.length === 0)],
  };
}

function answerMe(exchange: Exchange, claims: Claims): Reply {
  const upn = typeof claims.upn === 'string' ? claims.upn : null;
  if (upn === null) return { answer: badRequest(exchange, '/me request is only valid with delegated authentication flow.') };
  const user = userNamed(exchange.world().tenant, upn);
  if (!user) return { answer: notFound(exchange, upn) };
  return { answer: graphAnswer(exchange, {
    '@odata.context': `${baseOf(exchange)}/$metadata#users/$entity`,
    id: user.objectId, displayName: nameOf(exchange, user), userPrincipalName: user.userPrincipalName, mail: null, accountEnabled: user.enabled,
    onPremisesSecurityIdentifier: accountOf(exchange.world(), user)?.objectSid ?? null,
  }) };
}

const list = (path: string, permissions: readonly string[], collection: (exchange: Exchange) => Collection): Route => ({
  method: 'GET', path, answer: allowed([...permissions, ...directory], (exchange) => ({ answer: listAnswer(exchange, collection(exchange)) })),
});

/** Any token of a user may read who the user is; that of an app learns why not. */
const anyPermission = ['User.Read', 'User.Read.All', 'User.ReadBasic.All', 'Device.Read.All', 'Device.ReadWrite.All', 'openid', ...directory];

export const directoryRoutes: readonly Route[] = [
  list('/:version/servicePrincipals', ['Application.Read.All'], servicePrincipals),
  list('/:version/domains', ['Domain.Read.All'], domains),
  { method: 'GET', path: '/:version/me', answer: allowed(anyPermission, answerMe) },
];
