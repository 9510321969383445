/** The user realm: whether a domain is managed or federated. Source: protocols.md 4.1. */
import { realmDocument } from '../../mocks/entra/realm-document.ts';
import type { Exchange } from '../cloud/exchange.ts';
import { underFaults } from '../cloud/faults-on-the-wire.ts';
import { empty, json, type Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';

function answerRealm(exchange: Exchange): Reply {
  const { searchParams } = exchange.url;
  const asked = exchange.params.user ?? searchParams.get('user') ?? '';
  return underFaults(exchange, 'discoverRealm', ({ httpStatus }) => empty(httpStatus), () => ({
    ok: true, answer: json(realmDocument(exchange.world().tenant, asked, searchParams.get('api-version') ?? '1.0')),
  }));
}

export const realmRoutes: readonly Route[] = [
  { method: 'GET', path: '/common/userrealm', answer: answerRealm },
  { method: 'GET', path: '/common/userrealm/:user', answer: answerRealm },
];
