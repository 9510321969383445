/** Faults of a service as a client sees them: a status, a body, or a connection that ends early. Source: protocols.md 3, 5.7. */
import type { Failure, ServerError } from '../../knowledge/vocabulary.ts';
import type { FaultableAnswer } from '../../mocks/fault.ts';
import { throughFaults } from '../../simulation/answering.ts';
import type { OutsideChange } from '../../simulation/step.ts';
import type { Exchange } from './exchange.ts';
import { destinationOf } from './hosts.ts';
import { empty, html, reply, type Break, type HttpAnswer, type Reply } from './reply.ts';

/** What a service made of a request before any fault. */
export type Served =
  | { readonly ok: true; readonly answer: HttpAnswer; readonly effect?: OutsideChange }
  | { readonly ok: false; readonly failure: Failure; readonly effect?: OutsideChange };

const breaks: { readonly [code: string]: Break } = {
  '0x80072efe': 'cut',
  '0x80072ee2': 'silent',
  // Discovery that did not end in its time limit.
  '0x801c001f': 'silent',
  '0x80072f8f': 'tls',
};

/** An overloaded service says when to come back; the number of seconds is assumed. */
const retryAfter = { 'retry-after': '300' };

/** Without a documented body: a failure that is no refusal of the service but something that happens to its answer. */
function mishap(failure: Failure): Reply['answer'] {
  const code = failure.innerCode ?? failure.code;
  if (code === '0x8007000d') return html('This is not the page you are looking for.');
  const broken = breaks[code];
  if (broken) return { broken };
  // The answer is there and cannot be read.
  if (failure.code === '0x801c0001') return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{"Certificate":' };
  return empty(500);
}

/** Headers carry ASCII: everything else, and the sign itself, is percent-encoded. By way of octets, since half a surrogate pair cannot be. */
const headerText = (text: string): string => text.replaceAll(/[^\x20-\x24\x26-\x7e]+/g, (part) => encodeURIComponent(Buffer.from(part, 'utf8').toString('utf8')));

const said = (answer: HttpAnswer, reason: string): HttpAnswer => ({ ...answer, headers: { ...answer.headers, 'joinlab-reason': headerText(reason) } });

/**
 * Lets a service answer, through the faults that are on.
 * @param operation name of the simulated devices' question that this request is
 * @param refusal words a refusal as this service does
 */
export function underFaults(exchange: Exchange, operation: string, refusal: (error: ServerError) => HttpAnswer, service: () => Served): Reply {
  let served: Served | undefined;
  const asked = { operation, input: {}, place: exchange.connection.asker?.device ?? '', target: destinationOf(exchange.url.hostname) };
  const outcome = throughFaults(exchange.world(), asked, (): FaultableAnswer => {
    served ??= service();
    return { outcome: served.ok ? { ok: true, output: {} } : { ok: false, failure: served.failure }, takesEffect: true };
  });
  const effect = outcome.takesEffect ? served?.effect : undefined;
  if (outcome.outcome.ok && served?.ok) return reply(served.answer, effect);
  const failure = outcome.outcome.ok ? null : outcome.outcome.failure;
  if (!failure) throw new Error(`doors: a fault made ${operation} succeed that the service had refused.`);
  const answer = failure.server ? refusal(failure.server) : mishap(failure);
  if ('broken' in answer) return reply(answer, effect);
  // A 503 carries no body (protocols.md 5.7 E9).
  const worded = answer.status === 503 ? { ...answer, headers: { ...answer.headers, ...retryAfter } } : answer;
  // What the body says already need not be said twice.
  return reply(failure.reason === failure.server?.message ? worded : said(worded, failure.reason), effect);
}
