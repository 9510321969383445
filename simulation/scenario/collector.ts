/** Gathers the problems of one file, so that all are reported at once. */
import { nearest } from '../../knowledge/nearest.ts';
import type { Position } from './model.ts';
import type { Problem, ProblemCode } from './problems.ts';
import type { TreeProblem } from './yaml-tree.ts';

/** Problems reported of one file; more would hide the first. */
export const problemsMax = 20;
const choicesMax = 8;
/** A file of nothing but mistakes is not read to its end. */
const gatheredMax = 200;
/** A message quotes what was written; a pasted page is cut. */
const quotedMax = 120;

export const clip = (text: string): string => (text.length <= quotedMax ? text : `${text.slice(0, quotedMax)}…`);

export class Collector {
  readonly problems: Problem[] = [];
  readonly file: string | null;
  /** Number of the step that is being read, from 1: says where in a scenario that has no lines. */
  step: number | null = null;

  constructor(file: string | null) {
    this.file = file;
  }

  add(code: ProblemCode, message: string, at: Position | null, choices: readonly string[] = [], next: string | null = null): void {
    if (this.problems.length >= gatheredMax) return;
    const where = at === null && this.step !== null ? `step ${this.step}: ` : '';
    this.problems.push({ code, message: `${where}${message}`, file: this.file, line: at?.line ?? null, column: at?.column ?? null, choices: choices.slice(0, choicesMax), next });
  }

  addTree(problem: TreeProblem): void {
    this.add(problem.code, problem.message, problem.at);
  }

  /** A word that is not among the valid ones. */
  unknown(code: ProblemCode, what: string, word: string, valid: readonly string[], at: Position | null): void {
    if (this.problems.length >= gatheredMax) return;
    const near = nearest(word, valid);
    this.add(code, `${what} "${clip(word)}"`, at, near.length > 0 ? near : valid);
  }

  /** The first of them in the order of the file. */
  sorted(): readonly Problem[] {
    return [...this.problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)).slice(0, problemsMax);
  }
}
