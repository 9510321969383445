/** Writes `sentences.ts`: the vocabulary's patterns where TypeScript can read them, since a table's own strings lose their types. */
import type { Verb } from './verb.ts';

export const printSentences = (verbs: readonly Verb[]): string => `/**
 * Every pattern of the vocabulary, as types of TypeScript scenarios. Written by scripts/write-schema.ts; do not edit.
 */
import type { SentenceOf } from './sentence-type.ts';

export const sentencePatterns = [
${verbs.map(({ pattern }) => `  ${JSON.stringify(pattern).replace(/^"|"$/g, "'")},`).join('\n')}
] as const;

/** One sentence of \`do:\`. */
export type Sentence = SentenceOf<(typeof sentencePatterns)[number]>;
`;
