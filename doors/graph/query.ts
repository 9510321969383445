/** Lists of Graph: `$filter`, `$search`, `$orderby`, `$count`, `$top` with pages, `$select`. Source: protocols.md 8.1. */
import { FilterError, instantOf, parseFilter, propertyOf, type Row } from './filter.ts';

export interface Collection {
  /** `devices`. */
  readonly name: string;
  /** `microsoft.graph.device`. */
  readonly type: string;
  readonly rows: readonly Row[];
  /** A row with every property, for lists that are empty. */
  readonly sample: Row;
}

export interface Query {
  readonly url: URL;
  readonly isEventual: boolean;
  /** All rows in one answer, whatever their number. */
  readonly inOnePage?: boolean;
}

export type QueryResult =
  | { readonly ok: true; readonly rows: readonly Row[]; readonly count: number | null; readonly nextLink: string | null }
  | { readonly ok: false; readonly code: 'BadRequest' | 'Request_UnsupportedQuery'; readonly message: string };

const known = ['$filter', '$select', '$top', '$count', '$orderby', '$search', '$skiptoken', '$format', '$deltatoken'];
const topDefault = 100;
const topMax = 999;

const refused = (code: 'BadRequest' | 'Request_UnsupportedQuery', message: string): QueryResult => ({ ok: false, code, message });

/** Where the next page begins; opaque to clients. */
const pageToken = (offset: number): string => Buffer.from(`page ${offset}`).toString('base64url');
const offsetOf = (token: string): number | undefined => {
  const found = /^page (\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('latin1'))?.[1];
  return found === undefined ? undefined : Number(found);
};

/** `"displayName:lap" AND "..."`: words of the property that begin so. */
function searchOf(text: string, { sample, type }: Collection): (row: Row) => boolean {
  const clauses = [...text.matchAll(/"([^":]+):([^"]*)"(?:\s+(AND|OR)\s+)?/gi)];
  const covered = clauses.reduce((length, [whole]) => length + whole.length, 0);
  if (clauses.length === 0 || covered !== text.trim().length) throw new FilterError(`The search '${text.slice(0, 200)}' must read "property:words".`);
  const isAny = clauses.some(([, , , joint]) => joint?.toUpperCase() === 'OR');
  const tests = clauses.map(([, property = '', words = '']) => {
    if (!propertyOf(sample, property)) throw new FilterError(`Could not find a property named '${property}' on type '${type}'.`);
    return (row: Row): boolean => {
      const value = propertyOf(row, property)?.value;
      if (typeof value !== 'string') return false;
      const tokens = value.toLowerCase().split(/[^\p{L}\p{N}]+/u);
      return words.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').every((word) => tokens.some((token) => token.startsWith(word)));
    };
  });
  return (row) => (isAny ? tests.some((test) => test(row)) : tests.every((test) => test(row)));
}

/** Nothing comes before something, as in Graph. */
function orderOf(text: string, { sample, type }: Collection): (a: Row, b: Row) => number {
  const keys = text.split(',').map((part) => {
    const [property = '', direction = 'asc', ...rest] = part.trim().split(/\s+/);
    if (!propertyOf(sample, property)) throw new FilterError(`Could not find a property named '${property}' on type '${type}'.`);
    if (rest.length > 0 || !['asc', 'desc'].includes(direction.toLowerCase())) throw new FilterError(`'${part.trim()}' is no order: property, then asc or desc.`);
    return { property, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  const key = (row: Row, property: string): number | string => {
    const value = propertyOf(row, property)?.value;
    if (typeof value === 'string') return instantOf(value) ?? value.toLowerCase();
    return value === null || value === undefined ? '' : Number(value);
  };
  return (a, b) => {
    for (const { property, sign } of keys) {
      const [left, right] = [key(a, property), key(b, property)];
      if (left !== right) return sign * (left < right || left === '' ? -1 : 1);
    }
    return 0;
  };
}

/** Only these properties, in the spelling of Graph and in the order asked for. */
export function selectOf(text: string | null, { sample, type }: Pick<Collection, 'sample' | 'type'>): (row: Row) => Row {
  if (text === null || text.trim() === '' || text.trim() === '*') return (row) => row;
  const names = text.split(',').map((part) => {
    const asked = part.trim();
    const name = Object.keys(sample).find((property) => property.toLowerCase() === asked.toLowerCase());
    if (name === undefined) throw new FilterError(`Could not find a property named '${asked}' on type '${type}'.`);
    return name;
  });
  return (row) => Object.fromEntries(names.map((name) => [name, row[name]]));
}

function nextPage(url: URL, offset: number): string {
  const next = new URL(url);
  next.searchParams.set('$skiptoken', pageToken(offset));
  // The marks of OData stay readable, as Graph writes them.
  return next.toString().replaceAll('%24', '$');
}

function answer(collection: Collection, { url, isEventual, inOnePage = false }: Query): QueryResult {
  const options = url.searchParams;
  for (const name of options.keys()) {
    if (name.startsWith('$') && !known.includes(name.toLowerCase())) return refused('Request_UnsupportedQuery', `The query option '${name}' is not supported. Options: ${known.slice(0, 6).join(', ')}.`);
  }
  const option = (name: string): string | null => [...options].find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
  const [filterText, search, orderText, countText, topText, pageText] = [option('$filter'), option('$search'), option('$orderby'), option('$count'), option('$top'), option('$skiptoken')];
  const filter = filterText === null ? null : parseFilter(filterText, collection.sample, collection.type);
  if (countText !== null && !['true', 'false'].includes(countText.toLowerCase())) return refused('BadRequest', "Invalid value for '$count'; use true or false.");
  const counts = countText?.toLowerCase() === 'true';
  const isAdvanced = counts || search !== null || filter?.isAdvanced === true || (filter !== null && orderText !== null);
  if (isAdvanced && !(isEventual && (counts || search !== null))) {
    return refused('Request_UnsupportedQuery', "Request needs the header 'ConsistencyLevel: eventual' and the query option '$count=true' (operators ne, not and endsWith, $search, $count, $orderby with $filter).");
  }
  const top = inOnePage ? collection.rows.length : topText === null ? topDefault : Number(topText);
  if (!inOnePage && !(Number.isInteger(top) && top >= 1 && top <= topMax)) return refused('BadRequest', `Invalid page size specified: '${topText ?? ''}'. Must be between 1 and ${topMax} inclusive.`);
  const from = pageText === null ? 0 : offsetOf(pageText);
  if (from === undefined) return refused('BadRequest', 'The page token is not valid.');
  const found = collection.rows.filter((row) => filter?.matches(row) ?? true).filter(search === null ? () => true : searchOf(search, collection));
  const ordered = orderText === null ? found : [...found].sort(orderOf(orderText, collection));
  const select = selectOf(option('$select'), collection);
  return {
    ok: true, rows: ordered.slice(from, from + top).map(select), count: counts ? found.length : null,
    nextLink: from + top < ordered.length ? nextPage(url, from + top) : null,
  };
}

/** What the client asked for, or why it cannot have it. */
export function runQuery(collection: Collection, query: Query): QueryResult {
  try {
    return answer(collection, query);
  } catch (error) {
    if (error instanceof FilterError) return refused('BadRequest', error.message);
    throw error;
  }
}
