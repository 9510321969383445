/**
 * `$filter` of OData, as far as tools use it on devices: comparisons, `in`, `startsWith`, `endsWith`, `and`, `or`, `not`, parentheses.
 * Names of properties and texts are compared without regard to case. Source: protocols.md 8.1.
 */
import { parseUtc } from '../../simulation/calendar.ts';

export interface Row {
  readonly [property: string]: unknown;
}

export interface Filter {
  readonly matches: (row: Row) => boolean;
  /** Needs the header `ConsistencyLevel: eventual` and `$count=true`. */
  readonly isAdvanced: boolean;
}

type Literal = string | number | boolean | null;
type Token = { readonly kind: 'text' | 'instant' | 'word' | 'mark'; readonly text: string } | { readonly kind: 'number'; readonly text: string };

/** What the client has written wrong; the message is part of the answer. */
export class FilterError extends Error {}

const grammar = /\s*(?:(?<text>'(?:[^']|'')*')|(?<instant>\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)|(?<word>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[A-Za-z_][\w/]*)|(?<number>-?\d+(?:\.\d+)?)|(?<mark>[(),]))/iy;
const lengthMax = 8_000;
const depthMax = 40;

function tokensOf(text: string): Token[] {
  if (text.length > lengthMax) throw new FilterError(`The filter is longer than ${lengthMax} characters.`);
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  grammar.lastIndex = 0;
  while (grammar.lastIndex < trimmed.length) {
    const at = grammar.lastIndex;
    const groups = grammar.exec(trimmed)?.groups;
    const [kind, found] = Object.entries(groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (kind === undefined || found === undefined) throw new FilterError(`Syntax error at position ${at} in '${trimmed.slice(0, 200)}'.`);
    tokens.push({ kind: kind as Token['kind'], text: found });
  }
  return tokens;
}

/** Milliseconds since 1970 of an instant with a fraction and an offset; `undefined` when it is none. */
export function instantOf(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?)?$/i.exec(text);
  if (!match) return undefined;
  const [, day = '', time = '00:00', fraction = '', offset = 'Z'] = match;
  const base = parseUtc(`${day}T${time}`);
  if (base === undefined) return undefined;
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const offsetMs = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return base + Number(fraction.padEnd(3, '0').slice(0, 3)) - offsetMs;
}

const order = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `null`: they cannot be put in an order, as nothing can be with `null`. */
function compare(value: unknown, literal: Literal): number | null {
  if (value === null || value === undefined || literal === null) return (value ?? null) === literal ? 0 : null;
  if (typeof value === 'string') {
    const [a, b] = [instantOf(value), instantOf(String(literal))];
    return a !== undefined && b !== undefined ? order(a, b) : order(value.toLowerCase(), String(literal).toLowerCase());
  }
  if (typeof value === 'number' && typeof literal === 'number') return order(value, literal);
  return value === literal ? 0 : null;
}

const comparisons: { readonly [operator: string]: (value: unknown, literal: Literal) => boolean } = {
  eq: (value, literal) => compare(value, literal) === 0,
  ne: (value, literal) => compare(value, literal) !== 0,
  lt: (value, literal) => (compare(value, literal) ?? 0) < 0,
  gt: (value, literal) => (compare(value, literal) ?? 0) > 0,
  le: (value, literal) => literal !== null && (compare(value, literal) ?? 1) <= 0,
  ge: (value, literal) => literal !== null && (compare(value, literal) ?? -1) >= 0,
};

const functions: { readonly [name: string]: (value: string, part: string) => boolean } = {
  startswith: (value, part) => value.startsWith(part),
  endswith: (value, part) => value.endsWith(part),
};

/** A property in any case, by path: `extensionAttributes/extensionAttribute1`. */
export function propertyOf(row: Row, path: string): { readonly value: unknown } | undefined {
  let value: unknown = row;
  for (const part of path.split('/')) {
    if (typeof value !== 'object' || value === null) return undefined;
    const name = Object.keys(value).find((known) => known.toLowerCase() === part.toLowerCase());
    if (name === undefined) return undefined;
    value = (value as Row)[name];
  }
  return { value };
}

class Parser {
  isAdvanced = false;
  private at = 0;
  private readonly tokens: readonly Token[];
  private readonly sample: Row;
  private readonly type: string;

  constructor(text: string, sample: Row, type: string) {
    this.tokens = tokensOf(text);
    this.sample = sample;
    this.type = type;
  }

  whole(): Filter['matches'] {
    const matches = this.either(0);
    const rest = this.tokens[this.at];
    if (rest) throw new FilterError(`Syntax error near '${rest.text}'.`);
    return matches;
  }

  private isNext(text: string): boolean {
    if (this.tokens[this.at]?.text.toLowerCase() !== text) return false;
    this.at += 1;
    return true;
  }

  private take(kinds: readonly Token['kind'][], what: string): Token {
    const token = this.tokens[this.at];
    if (!token || !kinds.includes(token.kind)) throw new FilterError(`Expected ${what} ${token ? `at '${token.text}'` : 'at the end'} of the filter.`);
    this.at += 1;
    return token;
  }

  private mark(text: string): void {
    if (!this.isNext(text)) throw new FilterError(`Expected '${text}' in the filter.`);
  }

  private either(depth: number): Filter['matches'] {
    if (depth > depthMax) throw new FilterError(`The filter is nested more than ${depthMax} deep.`);
    const parts = [this.both(depth)];
    while (this.isNext('or')) parts.push(this.both(depth));
    return parts.length === 1 && parts[0] ? parts[0] : (row) => parts.some((part) => part(row));
  }

  private both(depth: number): Filter['matches'] {
    const parts = [this.term(depth)];
    while (this.isNext('and')) parts.push(this.term(depth));
    return parts.length === 1 && parts[0] ? parts[0] : (row) => parts.every((part) => part(row));
  }

  private term(depth: number): Filter['matches'] {
    if (depth > depthMax) throw new FilterError(`The filter is nested more than ${depthMax} deep.`);
    if (this.isNext('not')) {
      this.isAdvanced = true;
      const part = this.term(depth + 1);
      return (row) => !part(row);
    }
    if (this.isNext('(')) {
      const inner = this.either(depth + 1);
      this.mark(')');
      return inner;
    }
    const name = this.take(['word'], 'a property or a function').text;
    const holds = Object.hasOwn(functions, name.toLowerCase()) ? functions[name.toLowerCase()] : undefined;
    return holds && this.isNext('(') ? this.call(name, holds) : this.comparison(this.property(name));
  }

  private property(name: string): string {
    if (!propertyOf(this.sample, name)) throw new FilterError(`Could not find a property named '${name}' on type '${this.type}'.`);
    return name;
  }

  private call(name: string, holds: (value: string, part: string) => boolean): Filter['matches'] {
    const path = this.property(this.take(['word'], 'a property').text);
    this.mark(',');
    const part = this.literal();
    this.mark(')');
    if (name.toLowerCase() === 'endswith') this.isAdvanced = true;
    return (row) => {
      const value = propertyOf(row, path)?.value;
      return typeof value === 'string' && holds(value.toLowerCase(), String(part).toLowerCase());
    };
  }

  private comparison(path: string): Filter['matches'] {
    const operator = this.take(['word'], 'an operator').text.toLowerCase();
    if (operator === 'in') {
      this.mark('(');
      const literals = [this.literal()];
      while (this.isNext(',')) literals.push(this.literal());
      this.mark(')');
      return (row) => literals.some((literal) => compare(propertyOf(row, path)?.value, literal) === 0);
    }
    const holds = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
    if (!holds) throw new FilterError(`'${operator}' is no operator. Operators: ${Object.keys(comparisons).join(', ')}, in.`);
    if (operator === 'ne') this.isAdvanced = true;
    const literal = this.literal();
    return (row) => holds(propertyOf(row, path)?.value, literal);
  }

  private literal(): Literal {
    const token = this.take(['text', 'instant', 'number', 'word'], 'a value');
    if (token.kind === 'text') return token.text.slice(1, -1).replaceAll("''", "'");
    if (token.kind === 'number') return Number(token.text);
    if (token.kind === 'instant') {
      if (instantOf(token.text) === undefined) throw new FilterError(`'${token.text}' is no instant.`);
      return token.text;
    }
    const word = token.text.toLowerCase();
    return word === 'true' ? true : word === 'false' ? false : word === 'null' ? null : token.text;
  }
}

/**
 * @param sample a row with every property there is
 * @throws FilterError
 */
export function parseFilter(text: string, sample: Row, type: string): Filter {
  const parser = new Parser(text, sample, type);
  const matches = parser.whole();
  return { matches, isAdvanced: parser.isAdvanced };
}
