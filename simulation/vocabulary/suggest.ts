/**
 * "Did you mean" for whole sentences: the words somebody wrote are laid beside each pattern, word by word, and the sentence they
 * were closest to is put together from their own words: `bob sings in` gives `bob signs in`.
 */
import { distanceBetween } from '../../knowledge/nearest.ts';
import type { CompiledPattern, PatternPart } from './pattern.ts';

type Candidate = CompiledPattern & { readonly example: string };
type Token = { readonly literal: string } | { readonly name: string; readonly fallback: string };

const suggestionsMax = 3;
/** A pasted page must not cost a minute. */
export const sentenceLengthMax = 1_000;
const wordsMax = 20;
const lettersMax = 40;
/** Share of a sentence that may be wrong. */
const wrongShareMax = 0.5;
const anyWordCost = 0.15;
const missingCost = 1;

/** Every way to say a pattern: with and without its optional parts, with each of its choices. */
function variants(parts: readonly PatternPart[], words: { readonly [name: string]: string }): Token[][] {
  let all: Token[][] = [[]];
  const extend = (ways: readonly Token[][]): void => {
    all = all.flatMap((before) => ways.map((way) => [...before, ...way]));
  };
  const literals = (text: string): Token[] => text.split(/\s+/).filter((part) => part !== '').map((literal) => ({ literal }));
  for (const part of parts) {
    if (part.kind === 'text') extend([literals(part.text)]);
    else if (part.kind === 'word') extend([[{ name: part.name, fallback: words[part.name] ?? `{${part.name}}` }]]);
    else if (part.kind === 'choice') extend(part.options.map(literals));
    else extend([[], ...variants(part.parts, words)]);
  }
  return all;
}

function substitutionCost(token: Token, word: string): number {
  if ('name' in token) return anyWordCost;
  const [a, b] = [token.literal.toLowerCase(), word.toLowerCase().slice(0, lettersMax)];
  if (a === b) return 0;
  const share = distanceBetween(a, b) / Math.max(a.length, b.length);
  return share <= wrongShareMax ? share : 2 * missingCost;
}

interface Way {
  readonly cost: number;
  readonly said: readonly string[];
  /** Words of the pattern itself that were recognised. */
  readonly recognised: number;
  /** The last word said was taken from the sentence. */
  readonly open: boolean;
}

const cheaper = (a: Way, b: Way): Way => (b.cost < a.cost ? b : a);

const joined = (quoted: string, word: string): string => `"${quoted.replaceAll('"', '')} ${word.replaceAll('"', '')}"`;

/** Cheapest way to lay the words beside the tokens, with the sentence that comes out. */
function align(tokens: readonly Token[], words: readonly string[]): Way {
  const spoken = (token: Token): string => ('name' in token ? (/\s/.test(token.fallback) ? `"${token.fallback}"` : token.fallback) : token.literal);
  let row: Way[] = words.reduce<Way[]>((ways, _word, index) => [...ways, { cost: (index + 1) * missingCost, said: [], recognised: 0, open: false }], [{ cost: 0, said: [], recognised: 0, open: false }]);
  for (const token of tokens) {
    const first = row[0] as Way;
    const next: Way[] = [{ cost: first.cost + missingCost, said: [...first.said, spoken(token)], recognised: 0, open: false }];
    words.forEach((word, column) => {
      const diagonal = row[column] as Way;
      const above = row[column + 1] as Way;
      const left = next[column] as Way;
      const cost = substitutionCost(token, word);
      const taken: Way = { cost: diagonal.cost + cost, said: [...diagonal.said, 'name' in token ? word : token.literal], recognised: diagonal.recognised + ('literal' in token && cost <= wrongShareMax ? 1 : 0), open: true };
      const missing: Way = { cost: above.cost + missingCost, said: [...above.said, spoken(token)], recognised: above.recognised, open: false };
      // A command line that somebody forgot to quote.
      const takesMore = 'name' in token && token.name === 'text' && left.open;
      const extra: Way = takesMore ? { ...left, cost: left.cost + anyWordCost, said: [...left.said.slice(0, -1), joined(left.said.at(-1) ?? '', word)] } : { ...left, cost: left.cost + missingCost, open: false };
      next.push(cheaper(cheaper(taken, missing), extra));
    });
    row = next;
  }
  return row[words.length] as Way;
}

/** The sentences most like what was written, nearest first; none when nothing of it is known. */
export function suggestSentences(sentence: string, candidates: readonly Candidate[]): string[] {
  const words = [...sentence.slice(0, sentenceLengthMax).matchAll(/"[^"]*"?|'[^']*'|\S+/g)].slice(0, wordsMax).map(([word]) => word);
  if (words.length === 0) return [];
  const scored = candidates.flatMap(({ parts, example, match }) =>
    variants(parts, match(example) ?? {}).map((tokens) => {
      const way = align(tokens, words);
      return { text: way.said.join(' '), share: way.cost / Math.max(tokens.length, words.length), recognised: way.recognised, isSentence: !way.said.some((part) => part.startsWith('{')) && match(way.said.join(' ')) !== undefined };
    }),
  );
  const near = scored.filter(({ share, recognised, isSentence }) => isSentence && recognised > 0 && share <= wrongShareMax);
  near.sort((a, b) => a.share - b.share || (a.text < b.text ? -1 : 1));
  return [...new Set(near.map(({ text }) => text))].slice(0, suggestionsMax);
}
