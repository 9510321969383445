/**
 * The words most like a mistyped one, for "did you mean". Distance counts insertions, deletions, substitutions and swapped
 * neighbours, without regard to case or to blanks, hyphens and underscores.
 * @example nearest('ConnectVPM', ['connectVpn', 'disconnectVpn']) // ['connectVpn', 'disconnectVpn']
 */
export function nearest(word: string, candidates: Iterable<string>, max = 3): string[] {
  const wanted = plain(word).slice(0, lengthMax);
  if (wanted === '') return [];
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const score = scoreOf(wanted, plain(candidate).slice(0, lengthMax));
    if (score !== undefined) scored.push({ candidate, score });
  }
  scored.sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, max).map(({ candidate }) => candidate);
}

/** What to choose from: the most like the word, or all where none is like it. */
export function nearestOrAll(word: string, candidates: readonly string[]): readonly string[] {
  const near = nearest(word, candidates);
  return near.length > 0 ? near : candidates;
}

/** Words longer than this are compared by their beginning: a pasted page must not cost a minute. */
const lengthMax = 64;

const plain = (word: string): string => word.toLowerCase().replaceAll(/[\s_-]+/g, '');

/** Smaller is nearer; undefined is too far to be of help. */
function scoreOf(wanted: string, candidate: string): number | undefined {
  if (candidate === '') return undefined;
  const longer = Math.max(wanted.length, candidate.length);
  // A third of the letters may be wrong, at least one.
  const limit = Math.max(1, Math.floor(longer / 3));
  // A long common part counts even where much is missing: "ErrorCode" for "Client ErrorCode".
  const contained = wanted.length >= 4 && (candidate.includes(wanted) || (candidate.length >= 4 && wanted.includes(candidate)));
  if (!contained && Math.abs(wanted.length - candidate.length) > limit) return undefined;
  const distance = distanceBetween(wanted, candidate);
  if (distance <= limit) return distance;
  return contained ? limit + distance / longer : undefined;
}

/** Damerau-Levenshtein, restricted to swaps of neighbours. */
export function distanceBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
