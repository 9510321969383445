/**
 * What has changed among the devices since a client looked last. Source: protocols.md 8.1. The link holds the place of the list that the
 * client has seen; lists are kept here, the oldest are forgotten, and then the client begins anew.
 */
import type { Exchange } from '../cloud/exchange.ts';
import { keepNewest } from '../cloud/keep-newest.ts';
import type { Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import { deviceReaders, devicesOf } from './devices.ts';
import type { Row } from './filter.ts';
import { runQuery } from './query.ts';
import { allowed, baseOf, graphAnswer, graphRefusal } from './requests.ts';

const keptMax = 100;

/** Lists that clients have seen: JSON of each device by its object id. */
export class SeenLists {
  private readonly lists = new Map<string, ReadonlyMap<string, string>>();

  keep(token: string, list: ReadonlyMap<string, string>): void {
    keepNewest(this.lists, token, list, keptMax);
  }

  of(token: string): ReadonlyMap<string, string> | undefined {
    return this.lists.get(token);
  }
}

function answerDelta(exchange: Exchange): Reply {
  const { url, seenLists, signIns } = exchange;
  const asked = url.searchParams.get('$deltatoken');
  const before = asked === null || asked === 'latest' ? new Map<string, string>() : seenLists.of(asked);
  if (!before) return { answer: graphRefusal(exchange, 410, { code: 'resyncRequired', message: 'Resync required. The delta token is no longer known: begin without one.' }) };
  const collection = devicesOf(exchange.world());
  const selected = new URL(url.pathname, url);
  for (const [name, value] of url.searchParams) {
    // Without the id nobody could tell what has changed.
    if (name.toLowerCase() === '$select') selected.searchParams.set('$select', /(^|,)\s*id\s*(,|$)/i.test(value) ? value : `id,${value}`);
    if (name.toLowerCase() === '$filter') selected.searchParams.set('$filter', value);
  }
  const result = runQuery(collection, { url: selected, isEventual: true, inOnePage: true });
  if (!result.ok) return { answer: graphRefusal(exchange, 400, result) };
  const now = new Map(result.rows.map((row: Row) => [String(row.id), JSON.stringify(row)]));
  const changed = asked === 'latest' ? [] : result.rows.filter(({ id }) => before.get(String(id)) !== now.get(String(id)));
  const removed = [...before.keys()].filter((id) => !now.has(id)).map((id) => ({ id, '@removed': { reason: 'changed' } }));
  const token = `seen-${signIns.nextNumber()}`;
  seenLists.keep(token, now);
  const link = new URL(url);
  link.searchParams.set('$deltatoken', token);
  return { answer: graphAnswer(exchange, {
    '@odata.context': `${baseOf(exchange)}/$metadata#devices`, '@odata.deltaLink': link.toString().replaceAll('%24', '$'), value: [...changed, ...removed],
  }) };
}

export const deltaRoutes: readonly Route[] = [{ method: 'GET', path: '/:version/devices/delta', answer: allowed(deviceReaders, answerDelta) }];
