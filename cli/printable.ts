/**
 * What reaches a terminal: names and texts come from files of others, and an escape sequence in them could rewrite the screen,
 * a direction mark reorder what is read. Both are shown instead of obeyed; colours of joinlab itself pass.
 */
// oxlint-disable-next-line no-control-regex
const unprintable = /\u001b\[\d{1,3}(?:;\d{1,3})*m|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const shown = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
};

/** @example printable('\u001b[2Jgone') // '\\x1b[2Jgone' */
export const printable = (text: string): string => text.replaceAll(unprintable, (found) => (found.length > 1 ? found : shown(found)));
