/** What explain answers with, and the table of topics that it looks into. */

type ExplanationKind = 'error code' | 'code' | 'event' | 'field' | 'section' | 'invariant' | 'open question' | 'stage' | 'setting' | 'fault';

export interface Fact {
  readonly label: string;
  readonly text: string;
}

interface Meaning {
  readonly value: string;
  readonly meaning: string;
}

export interface Explanation {
  readonly kind: ExplanationKind;
  /** The thing itself as printed: `0x801c03f2`, `Client ErrorCode`, `User Device Registration/Admin 304`. */
  readonly id: string;
  /** Symbol, section or short title; may be empty. */
  readonly title: string;
  readonly meaning: string;
  readonly facts: readonly Fact[];
  /** Values of a field, or messages that come with a code. */
  readonly values: readonly Meaning[];
  readonly remedy: readonly string[];
  /** Further queries worth asking. */
  readonly related: readonly string[];
  readonly sources: readonly string[];
  readonly confidence: 'high' | 'medium' | 'low';
}

/** One explanation with everything under which it is found. */
export interface Topic {
  readonly words: readonly string[];
  /** Unsigned 32 bit value: found by hex and by both decimal forms. */
  readonly value?: number;
  /** Small decimal number: event id, HTTP status, AADSTS number. */
  readonly number?: number;
  readonly explanation: Explanation;
}

/** Words are compared without case, blanks, hyphens and underscores. */
export const wordKey = (word: string): string => word.toLowerCase().replaceAll(/[\s_-]+/g, '');

export const fact = (label: string, text: string | undefined): Fact[] => (text === undefined || text === '' ? [] : [{ label, text }]);

/** `0x801c03f2 = -2145647630 = 2149319666`. */
export function numberForms(value: number): string {
  const signed = value | 0;
  const forms = [`0x${value.toString(16)}`, `${signed}`];
  if (signed !== value) forms.push(`${value}`);
  return forms.join(' = ');
}
