import { alphabet, type PossibleAction } from '../../simulation/exploration/alphabet.ts';

/** What `--add` and `--remove` say. */
export interface AlphabetChange {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

/**
 * What may be done, after `--add` and `--remove`; a text says which of them is wrong.
 * @param besides put to it without `--add`
 */
export function changedAlphabet(sentences: readonly string[], { add = [], remove = [] }: AlphabetChange, besides: readonly string[] = []): readonly PossibleAction[] | string {
  const unknown = remove.find((sentence) => !sentences.includes(sentence) && !add.includes(sentence));
  if (unknown !== undefined) return `--remove "${unknown}" is none of the actions:\n${sentences.map((sentence) => `  ${sentence}\n`).join('')}`.trimEnd();
  try {
    return alphabet(sentences, { add: [...add, ...besides], remove });
  } catch (error) {
    return `--add ${error instanceof Error ? error.message : String(error)}\n  joinlab explain vocabulary lists the sentences.`;
  }
}
