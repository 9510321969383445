/** Words into lines for the 80 columns of a terminal. A longer word (JSON, base64, an address) is cut. */
export const lineColumns = 80;

export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').flatMap((long) => pieces(long, columns))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function pieces(word: string, columns: number): string[] {
  const cut: string[] = [];
  for (let at = 0; at < word.length || at === 0; at += columns) cut.push(word.slice(at, at + columns));
  return cut;
}

/** `label` and its value beside it, further lines below the value's first. */
export function hanging(label: string, value: string): string[] {
  const indent = ' '.repeat(label.length);
  const columns = lineColumns - label.length;
  // JSON is cut where the line ends: blanks in it are parts of its texts.
  const lines = value.split('\n').flatMap((line) => (line.startsWith('{') ? pieces(line, columns) : wrap(line, columns)));
  return lines.map((line, index) => `${index === 0 ? label : indent}${line}`.trimEnd());
}
