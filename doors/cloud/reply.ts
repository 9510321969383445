/** What goes back over the wire. A door without sockets (msw) turns each way of breaking into a network error. */
import type { OutsideChange } from '../../simulation/step.ts';

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Uint8Array;
}

/**
 * How a connection ends without a whole answer: `reset` at once, `cut` in the middle of the body, `silent` without one (a client
 * would wait for its time-out; the door closes at once instead of letting wall time pass), `tls` before any HTTP.
 */
export type Break = 'reset' | 'cut' | 'silent' | 'tls';

export interface Reply {
  readonly answer: HttpAnswer | { readonly broken: Break };
  /** What the service has done; it stays done when the answer is lost. */
  readonly effect?: OutsideChange;
}

export const json = (body: unknown, status = 200, headers: HttpAnswer['headers'] = {}): HttpAnswer => ({
  status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(body),
});

export const html = (body: string, status = 200): HttpAnswer => ({ status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: `<!DOCTYPE html><html><body>${body}</body></html>` });

export const empty = (status: number, headers: HttpAnswer['headers'] = {}): HttpAnswer => ({ status, headers, body: '' });

export const reply = (answer: Reply['answer'], effect?: OutsideChange): Reply => (effect ? { answer, effect } : { answer });
