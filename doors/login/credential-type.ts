/** What sign-in pages ask about a user: whether there is one, and where to send them. Source: protocols.md 4.1 (optional part), 10. */
import { realmDocument } from '../../mocks/entra/realm-document.ts';
import { userNamed } from '../../mocks/entra/users.ts';
import { bodyForm, bodyJson, type Exchange } from '../cloud/exchange.ts';
import { html, json, type Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';

const domainType: { readonly [realm: string]: number } = { Managed: 3, Federated: 4 };

function answerCredentialType(exchange: Exchange): Reply {
  const body = bodyJson(exchange) as { readonly username?: unknown; readonly Username?: unknown } | null | undefined;
  const asked = body?.username ?? body?.Username ?? '';
  const user = typeof asked === 'string' ? asked : '';
  const world = exchange.world();
  const realm = realmDocument(world.tenant, user, '2.0').NameSpaceType ?? '';
  return { answer: json({
    Username: user, Display: user, IfExistsResult: userNamed(world.tenant, user) ? 0 : 1, IsUnmanaged: false, ThrottleStatus: 0,
    EstsProperties: { DomainType: domainType[realm] ?? 1 },
  }) };
}

/** The realm for sign-in pages. */
function answerUserRealm(exchange: Exchange): Reply {
  const asked = exchange.url.searchParams.get('login') ?? bodyForm(exchange).get('login') ?? '';
  return { answer: json(realmDocument(exchange.world().tenant, asked, '2.0')) };
}

export const credentialTypeRoutes: readonly Route[] = [
  { method: 'POST', path: '/common/GetCredentialType', answer: answerCredentialType },
  { method: 'GET', path: '/GetUserRealm.srf', answer: answerUserRealm },
  { method: 'POST', path: '/GetUserRealm.srf', answer: answerUserRealm },
  // Connectivity scripts look at the status alone (protocols.md 10).
  { method: 'GET', path: '/common/oauth2', answer: () => ({ answer: html('joinlab') }) },
];
