/** Gathers the problems of one file, so that all are reported at once. */
import { nearest } from '../../knowledge/nearest.ts';
import type { Position } from './model.ts';
import type { Problem, ProblemCode } from './problems.ts';

/** Problems reported of one file; more would hide the first. */
export const problemsMax = 20;

export class Collector {
  readonly problems: Problem[] = [];
  readonly file: string | null;

  constructor(file: string | null) {
    this.file = file;
  }

  add(code: ProblemCode, message: string, at: Position | null, choices: readonly string[] = [], next: string | null = null): void {
    if (this.problems.length >= problemsMax) return;
    this.problems.push({ code, message, file: this.file, line: at?.line ?? null, column: at?.column ?? null, choices, next });
  }

  /** A word that is not among the valid ones. */
  unknown(code: ProblemCode, what: string, word: string, valid: readonly string[], at: Position | null): void {
    const near = nearest(word, valid);
    this.add(code, `${what} "${word}"`, at, near.length > 0 ? near : valid.slice(0, 8));
  }

  sorted(): Problem[] {
    return [...this.problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  }
}
