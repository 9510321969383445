/**
 * Patterns of the vocabulary: `{person} signs in[ on {device}]`, `the proxy (accepts|refuses) computer accounts`. From one
 * pattern come the matcher, the regular expression of the JSON schema, and the sentence put together again.
 */
import { nearest } from '../../knowledge/nearest.ts';
import type { Verb } from './verb.ts';

const word = String.raw`(?:"[^"]+"|[^\s"]+)`;
const escapeText = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, String.raw`\s+`);

interface Part {
  readonly kind: 'text' | 'placeholder' | 'choice' | 'open' | 'close';
  readonly text: string;
}

function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  for (const [whole, placeholder, choice] of pattern.matchAll(/\{(\w+)\}|\(([^)]+)\)|\[|\]|[^{}()[\]]+/g)) {
    if (placeholder) parts.push({ kind: 'placeholder', text: placeholder });
    else if (choice) parts.push({ kind: 'choice', text: choice });
    else if (whole === '[') parts.push({ kind: 'open', text: whole });
    else if (whole === ']') parts.push({ kind: 'close', text: whole });
    else parts.push({ kind: 'text', text: whole });
  }
  return parts;
}

function expression(pattern: string, named: boolean): string {
  const seen = new Set<string>();
  const name = (placeholder: string): string => {
    const free = seen.has(placeholder) ? `${placeholder}2` : placeholder;
    seen.add(free);
    return free;
  };
  const body = partsOf(pattern).map((part) => {
    switch (part.kind) {
      case 'text':
        return escapeText(part.text);
      case 'placeholder':
        return named ? `(?<${name(part.text)}>${word})` : word;
      case 'choice':
        return named ? `(?<${name('choice')}>${part.text})` : `(?:${part.text})`;
      case 'open':
        return '(?:';
      default:
        return ')?';
    }
  });
  return `^${body.join('')}$`;
}

const compiled = new Map<string, RegExp>();

function matcherOf(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const made = new RegExp(expression(pattern, true), 'i');
  compiled.set(pattern, made);
  return made;
}

/** For the JSON schema: no groups, no flags. */
export const patternSource = (pattern: string): string => expression(pattern, false);

const unquote = (text: string): string => (text.startsWith('"') ? text.slice(1, -1) : text);

/** The words of a sentence, or `undefined` when it is not of this pattern. */
export function matchPattern(pattern: string, sentence: string): { readonly [placeholder: string]: string } | undefined {
  const match = matcherOf(pattern).exec(sentence.trim());
  if (!match) return undefined;
  return Object.fromEntries(Object.entries(match.groups ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, name.startsWith('choice') ? value.toLowerCase() : unquote(value)]])));
}

/** Puts a sentence together from its words; optional parts whose words are missing are left out. */
export function printPattern(pattern: string, words: { readonly [placeholder: string]: string }): string {
  const quote = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);
  const optional = pattern.replace(/\[([^\]]*)\]/g, (_whole, inner: string) => ([...inner.matchAll(/\{(\w+)\}/g)].every(([, name]) => words[name ?? ''] !== undefined) ? inner : ''));
  return optional.replace(/\{(\w+)\}/g, (_whole, name: string) => quote(words[name] ?? '')).replace(/\(([^)]+)\)/g, () => words.choice ?? '');
}

export type Matched = { readonly verb: Verb; readonly words: { readonly [placeholder: string]: string } } | { readonly nearest: readonly string[] };

export function matchAction(sentence: string, verbs: readonly Verb[]): Matched {
  for (const verb of verbs) {
    const words = matchPattern(verb.pattern, sentence);
    if (words) return { verb, words };
  }
  const near = nearest(sentence, verbs.map((verb) => verb.example), 3);
  return { nearest: near.length > 0 ? near : nearestByWords(sentence, verbs) };
}

/** Sentences that share most words: a long name must not hide the right verb. */
function nearestByWords(sentence: string, verbs: readonly Verb[]): string[] {
  const wanted = new Set(sentence.toLowerCase().split(/\s+/));
  const scored = verbs.map((verb) => ({ text: verb.example, shared: verb.example.toLowerCase().split(/\s+/).filter((part) => wanted.has(part)).length }));
  return scored.filter(({ shared }) => shared > 0).sort((a, b) => b.shared - a.shared).slice(0, 3).map(({ text }) => text);
}
