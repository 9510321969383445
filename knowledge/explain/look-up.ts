/** Finds the topics that a query can mean. The whole data is indexed at the first question and kept. */
import { codeTopics } from './code-topics.ts';
import { eventTopics } from './event-topics.ts';
import { wordKey, type Explanation, type Topic } from './explanation.ts';
import { factTopics } from './fact-topics.ts';
import { fieldTopics } from './field-topics.ts';
import { numberQuery, shapeInWords, wrappings, type NumberQuery } from './numbers.ts';
import { nearest } from '../nearest.ts';

interface Index {
  readonly byWord: ReadonlyMap<string, readonly Topic[]>;
  readonly byValue: ReadonlyMap<number, readonly Topic[]>;
  readonly byNumber: ReadonlyMap<number, readonly Topic[]>;
  /** Spellings to suggest. */
  readonly words: readonly string[];
}

function indexOf(topics: readonly Topic[]): Index {
  const byWord = new Map<string, Topic[]>();
  const byValue = new Map<number, Topic[]>();
  const byNumber = new Map<number, Topic[]>();
  const add = <Key>(map: Map<Key, Topic[]>, key: Key, topic: Topic): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [topic]);
    else if (!known.includes(topic)) known.push(topic);
  };
  for (const topic of topics) {
    for (const word of topic.words) add(byWord, wordKey(word), topic);
    if (topic.value !== undefined) add(byValue, topic.value, topic);
    if (topic.number !== undefined) add(byNumber, topic.number, topic);
  }
  return { byWord, byValue, byNumber, words: topics.flatMap(({ words }) => words) };
}

let builtIn: Index | undefined;
const builtInIndex = (): Index => (builtIn ??= indexOf([...codeTopics(), ...fieldTopics(), ...eventTopics(), ...factTopics()]));

/** What a longer text is cut to before it is searched for codes: a query, not a log file. */
const queryLengthMax = 2_000;

/**
 * Everything the query can mean: none, one, or several (an id that occurs in several logs).
 * @param more Topics of other rooms, for example the faults of the mocks.
 * @example explain('0x801C03F2')[0].title // 'DSREG_E_DIRECTORY_FAILURE'
 */
export function explain(query: string, more: readonly Topic[] = []): Explanation[] {
  const text = query.slice(0, queryLengthMax).trim();
  if (text === '') return [];
  const indexes = [builtInIndex(), ...(more.length === 0 ? [] : [indexOf(more)])];
  const direct = indexes.flatMap((index) => lookUp(text, index));
  return (direct.length > 0 ? direct : indexes.flatMap((index) => lookUpParts(text, index))).map((topic) => withRelated(topic));
}

function lookUp(text: string, index: Index): Topic[] {
  const asNumber = numberQuery(text);
  const named = index.byWord.get(wordKey(text)) ?? [];
  // `invalid_grant` is not InvalidGrant, `Server Error Code` not Server ErrorCode: who spells exactly gets exactly that.
  const spelt = /[\s_-]/.test(text) ? (word: string): boolean => word.toLowerCase() === text.toLowerCase() : (word: string): boolean => word === text;
  const exact = named.filter(({ words }) => words.some(spelt));
  return [...new Set([...(asNumber === undefined ? [] : lookUpNumber(asNumber, index)), ...(exact.length > 0 ? exact : named)])];
}

function lookUpNumber({ value, number, only }: NumberQuery, index: Index): Topic[] {
  const byNumber = number === undefined ? [] : (index.byNumber.get(number) ?? []);
  if (only === 'event') return byNumber.filter(({ explanation }) => explanation.kind === 'event');
  if (only !== undefined) return byNumber.filter(({ explanation }) => explanation.id.toUpperCase().startsWith(only));
  const byValue = value === undefined ? [] : (index.byValue.get(value) ?? []);
  const found = [...byValue, ...byNumber];
  if (found.length > 0 || value === undefined) return found;
  return wrappings(value).flatMap((twin) => index.byValue.get(twin) ?? []);
}

/** `FAIL [0x801c0021/0x801c000c]`, `AzureAdPrt : NO`: a pasted line instead of one word. */
function lookUpParts(text: string, index: Index): Topic[] {
  const found = new Set<Topic>();
  const colon = text.indexOf(':');
  if (colon > 0 && colon < 60) for (const topic of index.byWord.get(wordKey(text.slice(0, colon))) ?? []) found.add(topic);
  for (const [code] of text.matchAll(/0x[0-9a-f]{3,8}(?![0-9a-z])|AADSTS\d{4,8}|event (?:id )?\d{2,4}(?!\d)/gi)) {
    for (const topic of lookUp(code, index)) found.add(topic);
  }
  return [...found];
}

/** The same error under its other numbers is worth a look. */
function withRelated({ value, explanation }: Topic): Explanation {
  if (value === undefined) return explanation;
  const twins = wrappings(value).flatMap((twin) => builtInIndex().byValue.get(twin) ?? []).map(({ explanation: { id } }) => id);
  return twins.length === 0 ? explanation : { ...explanation, related: [...new Set([...explanation.related, ...twins])] };
}

interface Suggestion {
  /** The nearest words that explain knows. */
  readonly nearest: readonly string[];
  /** What the form of an unknown number tells. */
  readonly shape?: string;
}

/** For a query that explain has no answer to. */
export function suggest(query: string, more: readonly Topic[] = []): Suggestion {
  const text = query.slice(0, queryLengthMax).trim();
  const value = numberQuery(text)?.value;
  const shape = value === undefined ? undefined : shapeInWords(value);
  const words = nearest(text, [...builtInIndex().words, ...more.flatMap((topic) => topic.words)]);
  return shape === undefined ? { nearest: words } : { nearest: words, shape };
}
