/** What of the questions of one asker decides: not its number in the trace, the service's request id, or times that are only shown. */
import type { Json } from '../../../knowledge/vocabulary.ts';
import type { QuestionsOfActor } from '../../question-table.ts';
import { dated } from './certificates.ts';
import type { PendingQuestion } from '../../world.ts';

const shown = new Map<string, Json>([['atMs', 0], ['updatedAtMs', 0], ['expiresAtMs', 0], ['notBeforeMs', 0], ['requestId', '']]);

function strip(value: Json | undefined, nowMs: number): Json | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => strip(item as Json, nowMs) as Json);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => {
    if (key === 'notAfterMs') return [key, dated({ notAfterMs: field as number }, nowMs).notAfterMs];
    return [key, shown.has(key) ? (shown.get(key) as Json) : (strip(field as Json, nowMs) as Json)];
  }));
}

function normaliseQuestion(question: PendingQuestion, nowMs: number): PendingQuestion {
  const input = question.input as { readonly cycle?: number } | null;
  // Cycles are numbered for the run history alone.
  const numbered = typeof input === 'object' && input !== null && 'cycle' in input;
  return { ...question, cause: null, input: numbered ? ({ ...input, cycle: 0 } as Json) : question.input, answer: strip(question.answer as Json, nowMs) as PendingQuestion['answer'] };
}

/** In the order of their names: the order of asking decides nothing (`question-table.ts`). */
export const normaliseQuestions = (asked: QuestionsOfActor, nowMs: number): QuestionsOfActor =>
  Object.fromEntries(Object.keys(asked).sort().map((invokeId) => [invokeId, normaliseQuestion(asked[invokeId] as PendingQuestion, nowMs)]));
