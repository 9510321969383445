/** Routes: which function answers which request. Paths match without regard to case and with an optional trailing slash (protocols.md 1). */
import type { Exchange } from './exchange.ts';
import type { Reply } from './reply.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * The one who answers, and what its answer does to the world. Who waits for something settles its reply itself: the world may be another
 * by the time that the promise is heard, and what was done would then undo what has happened meanwhile.
 */
export type Answerer = (exchange: Exchange) => Reply | Promise<Reply['answer']>;

/** Where something is to be found. */
export interface Place {
  readonly method: Method;
  /** `/:tenant/discover`, `/devices(deviceId=':id')`; what a name with a colon stands for is handed over by that name, percent-decoded. */
  readonly path: string;
}

export interface Route extends Place {
  readonly answer: Answerer;
}

const compiled = new Map<string, RegExp>();

function patternOf(path: string): RegExp {
  const known = compiled.get(path);
  if (known) return known;
  const pieces = path.split(/:([a-z]\w*)/i);
  const source = pieces.map((piece, index) => (index % 2 === 1 ? `(?<${piece}>[^/]+)` : piece.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)));
  const pattern = new RegExp(`^${source.join('')}/?$`, 'i');
  compiled.set(path, pattern);
  return pattern;
}

/** Some clients encode the marks of OData keys, `devices(deviceId='...')`, others do not. */
const withPlainMarks = (path: string): string => path.replaceAll(/%(?:24|27|28|29|3d)/gi, (mark) => decodeURIComponent(mark));

const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
};

export type Match<At extends Place> =
  | { readonly kind: 'found'; readonly route: At; readonly params: { readonly [name: string]: string } }
  /** The path is there, for other methods. */
  | { readonly kind: 'wrong-method'; readonly allowed: readonly Method[] }
  | { readonly kind: 'unknown' };

export function matchRoute<At extends Place>(routes: readonly At[], method: string, pathname: string): Match<At> {
  const allowed: Method[] = [];
  // A doubled slash is what string-building clients send.
  const path = withPlainMarks(pathname.replaceAll(/\/{2,}/g, '/'));
  for (const route of routes) {
    const found = patternOf(route.path).exec(path);
    if (!found) continue;
    const params = Object.entries(found.groups ?? {}).map(([name, part]) => [name, decoded(part)] as const);
    if (params.some(([, value]) => value === null)) continue;
    if (route.method === method || (method === 'HEAD' && route.method === 'GET')) {
      return { kind: 'found', route, params: Object.fromEntries(params) as { readonly [name: string]: string } };
    }
    allowed.push(route.method);
  }
  return allowed.length > 0 ? { kind: 'wrong-method', allowed } : { kind: 'unknown' };
}
