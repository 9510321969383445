/**
 * Patterns of the vocabulary: `{person} signs in[ on {device}]`, `the proxy (accepts|refuses) computer accounts`. From one
 * pattern come the matcher, the regular expression of the JSON schema, and the sentence put together again.
 */
import { sentenceLengthMax, suggestSentences } from './suggest.ts';
import type { Verb } from './verb.ts';

/** One word, or several in quotes; single quotes hold a text that has double ones. */
const word = String.raw`(?:"[^"]+"|'[^']+'|[^\s"]+)`;

type Words = { readonly [placeholder: string]: string };

export type PatternPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'word'; readonly name: string }
  | { readonly kind: 'choice'; readonly name: string; readonly options: readonly string[] }
  | { readonly kind: 'optional'; readonly parts: readonly PatternPart[] };

export interface CompiledPattern {
  readonly parts: readonly PatternPart[];
  /** For the JSON schema: no groups, no flags. */
  readonly source: string;
  /** The words of a sentence, or `undefined` when it is not of this pattern. */
  readonly match: (sentence: string) => Words | undefined;
  /** The sentence of these words; an optional part whose words are missing is left out. */
  readonly print: (words: Words) => string;
}

/** A second placeholder of one name is `name2`, as in `(adds|removes) {device} (to|from)`. */
function partsOf(pattern: string): PatternPart[] {
  const seen = new Map<string, number>();
  const unique = (name: string): string => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}${count}`;
  };
  const outer: PatternPart[] = [];
  let inside: PatternPart[] | null = null;
  for (const [whole, placeholder, choice] of pattern.matchAll(/\{(\w+)\}|\(([^)]+)\)|\[|\]|[^{}()[\]]+/g)) {
    const into: PatternPart[] = inside ?? outer;
    if (whole === '[') inside = [];
    else if (whole === ']') {
      outer.push({ kind: 'optional', parts: into });
      inside = null;
    } else if (placeholder) into.push({ kind: 'word', name: unique(placeholder) });
    else if (choice) into.push({ kind: 'choice', name: unique('choice'), options: choice.split('|') });
    else into.push({ kind: 'text', text: whole });
  }
  return outer;
}

const escapeText = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, String.raw`\s+`);

function expression(parts: readonly PatternPart[], named: boolean): string {
  const group = (name: string, inner: string): string => (named ? `(?<${name}>${inner})` : `(?:${inner})`);
  return parts
    .map((part) => {
      if (part.kind === 'text') return escapeText(part.text);
      if (part.kind === 'word') return group(part.name, word);
      if (part.kind === 'choice') return group(part.name, part.options.map(escapeText).join('|'));
      return `(?:${expression(part.parts, named)})?`;
    })
    .join('');
}

const unquote = (text: string): string => (/^(["']).+\1$/s.test(text) ? text.slice(1, -1) : text);
const quote = (text: string): string => (text.includes('"') ? `'${text}'` : /\s|^'/.test(text) ? `"${text}"` : text);

function printParts(parts: readonly PatternPart[], words: Words): string | undefined {
  let printed = '';
  let filled = 0;
  for (const part of parts) {
    if (part.kind === 'text') printed += part.text;
    else if (part.kind === 'optional') printed += printParts(part.parts, words) ?? '';
    else {
      const said = Object.hasOwn(words, part.name) ? words[part.name] : undefined;
      if (said === undefined) return undefined;
      printed += part.kind === 'word' ? quote(said) : said;
      filled += 1;
    }
  }
  return filled === 0 ? undefined : printed;
}

function compile(pattern: string): CompiledPattern {
  const parts = partsOf(pattern);
  const matcher = new RegExp(`^${expression(parts, true)}$`, 'i');
  const choices = new Map(
    parts.flatMap((part) => (part.kind === 'optional' ? part.parts : [part])).flatMap((part) => (part.kind === 'choice' ? [[part.name, part.options] as const] : [])),
  );
  const asWritten = (name: string, value: string): string => {
    const same = (option: string): boolean => option.toLowerCase() === value.toLowerCase().replace(/\s+/g, ' ');
    return choices.has(name) ? (choices.get(name)?.find(same) ?? value) : unquote(value);
  };
  return {
    parts,
    source: `^${expression(parts, false)}$`,
    match: (sentence) => {
      const match = matcher.exec(sentence.trim());
      return match ? Object.fromEntries(Object.entries(match.groups ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, asWritten(name, value)]]))) : undefined;
    },
    print: (words) => {
      const printed = printParts(parts, words) ?? (parts.every((part) => part.kind === 'text') ? pattern : undefined);
      if (printed === undefined) throw new Error(`The pattern "${pattern}" lacks words: ${JSON.stringify(words)}.`);
      return printed;
    },
  };
}

const compiled = new Map<string, CompiledPattern>();

export function compilePattern(pattern: string): CompiledPattern {
  const known = compiled.get(pattern) ?? compile(pattern);
  compiled.set(pattern, known);
  return known;
}

export type Matched = { readonly verb: Verb; readonly words: Words } | { readonly nearest: readonly string[] };

/** The verb that a sentence uses, or the sentences most like it. */
export function matchAction(sentence: string, verbs: readonly Verb[]): Matched {
  if (sentence.length <= sentenceLengthMax) {
    for (const verb of verbs) {
      const words = compilePattern(verb.pattern).match(sentence);
      if (words) return { verb, words };
    }
  }
  return { nearest: suggestSentences(sentence, verbs.map((verb) => ({ ...compilePattern(verb.pattern), example: verb.example }))) };
}
