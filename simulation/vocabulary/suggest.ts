/**
 * "Did you mean" for whole sentences: the words somebody wrote are laid beside each pattern, word by word, and the sentence they
 * were closest to is put together from their own words: `bob sings in` gives `bob signs in`.
 */
import { distanceBetween } from '../../knowledge/nearest.ts';
import type { CompiledPattern, PatternPart } from './pattern.ts';

type Candidate = CompiledPattern & { readonly example: string };
/** `optional`: from a part in brackets, which is offered only where the sentence asks for it. */
type Token =
  | { readonly literal: string; readonly optional: boolean }
  /** `led`: its part has a word of its own, "on" or "for". */
  | { readonly name: string; readonly fallback: string; readonly optional: boolean; readonly led: boolean };

const suggestionsMax = 3;
/** A pasted page must not cost a minute. */
export const sentenceLengthMax = 1_000;
const wordsMax = 20;
const lettersMax = 40;
/** Share of a sentence that may be wrong. */
const wrongShareMax = 0.5;
const anyWordCost = 0.15;
const missingCost = 1;

/** Words that say which machine: they alone ask for an optional part without its "on" or "for". */
const machinePlaceholders = ['device', 'server', 'controller', 'target'];
/** Machines are written with a digit or a capital (`PC01`, `sync2`): a leftover word like "out" names none. */
const likeMachineName = /[A-Z\d]/;

/** Every way to say a pattern: with and without its optional parts, with each of its choices. */
function variants(parts: readonly PatternPart[], words: { readonly [name: string]: string }, optional = false): Token[][] {
  let all: Token[][] = [[]];
  const extend = (ways: readonly Token[][]): void => {
    all = all.flatMap((before) => ways.map((way) => [...before, ...way]));
  };
  const literals = (text: string): Token[] => text.split(/\s+/).filter((part) => part !== '').map((literal) => ({ literal, optional }));
  const led = parts.some((part) => part.kind === 'text' && part.text.trim() !== '');
  for (const part of parts) {
    if (part.kind === 'text') extend([literals(part.text)]);
    else if (part.kind === 'word') extend([[{ name: part.name, fallback: words[part.name] ?? `{${part.name}}`, optional, led }]]);
    else if (part.kind === 'choice') extend(part.options.map(literals));
    else extend([[], ...variants(part.parts, words, true)]);
  }
  return all;
}

function literalCost(literal: string, word: string): number {
  const [a, b] = [literal.toLowerCase(), word.toLowerCase().slice(0, lettersMax)];
  if (a === b) return 0;
  const share = distanceBetween(a, b) / Math.max(a.length, b.length);
  return share <= wrongShareMax ? share : 2 * missingCost;
}

interface Way {
  readonly cost: number;
  readonly said: readonly string[];
  /** Words that the pattern cannot do without and that were recognised. */
  readonly recognised: number;
  /** The last word said was taken from the sentence. */
  readonly open: boolean;
}

const nothingSaid: Way = { cost: 0, said: [], recognised: 0, open: false };

const cheaper = (a: Way, b: Way): Way => (b.cost < a.cost ? b : a);

const joined = (quoted: string, word: string): string => `"${quoted.replaceAll('"', '')} ${word.replaceAll('"', '')}"`;

function spoken(token: Token): string {
  if ('literal' in token) return token.literal;
  return /\s/.test(token.fallback) ? `"${token.fallback}"` : token.fallback;
}

/** The word is what the token stands for. */
function taken(way: Way, token: Token, word: string): Way {
  if ('literal' in token) {
    const cost = literalCost(token.literal, word);
    const known = cost <= wrongShareMax;
    return { cost: way.cost + cost, said: [...way.said, token.literal], recognised: way.recognised + (known && !token.optional ? 1 : 0), open: known };
  }
  const asked = !token.optional || (token.led && way.open) || (machinePlaceholders.includes(token.name) && likeMachineName.test(word));
  return { ...way, cost: way.cost + (asked ? anyWordCost : Infinity), said: [...way.said, word], open: true };
}

/** The sentence lacks the token; a name of an optional part is never made up. */
function missing(way: Way, token: Token): Way {
  const cost = token.optional && 'name' in token ? Infinity : missingCost;
  return { ...way, cost: way.cost + cost, said: [...way.said, spoken(token)], open: false };
}

/** The word is one too many, or more of a command line that somebody forgot to quote. */
function extra(way: Way, token: Token, word: string): Way {
  if (!('name' in token && token.name === 'text' && way.open)) return { ...way, cost: way.cost + missingCost, open: false };
  return { ...way, cost: way.cost + anyWordCost, said: [...way.said.slice(0, -1), joined(way.said.at(-1) ?? '', word)] };
}

/** Cheapest way to lay the words beside the tokens, with the sentence that comes out: edit distance, a word at a time. */
function align(tokens: readonly Token[], words: readonly string[]): Way {
  let row: Way[] = [nothingSaid, ...words.map((_word, index) => ({ ...nothingSaid, cost: (index + 1) * missingCost }))];
  for (const token of tokens) {
    const next: Way[] = [missing(row[0] as Way, token)];
    words.forEach((word, column) => {
      const ways = [taken(row[column] as Way, token, word), missing(row[column + 1] as Way, token), extra(next[column] as Way, token, word)];
      next.push(ways.reduce(cheaper));
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
      const { said, cost, recognised } = align(tokens, words);
      const text = said.join(' ');
      const isSentence = !said.some((part) => part.startsWith('{')) && match(text) !== undefined;
      return { text, share: cost / Math.max(tokens.length, words.length), recognised, isSentence };
    }),
  );
  const near = scored.filter(({ share, recognised, isSentence }) => isSentence && recognised > 0 && share <= wrongShareMax);
  near.sort((a, b) => a.share - b.share || (a.text < b.text ? -1 : 1));
  return [...new Set(near.map(({ text }) => text))].slice(0, suggestionsMax);
}
