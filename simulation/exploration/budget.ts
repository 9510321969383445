/** How much may be done on one way: at most so many actions in all and of each kind. What is not limited is not counted. */
import { actorsOfActions, type Who } from './alphabet.ts';

export type Budget = { readonly [Kind in Who | 'total']?: number };

const fields = ['total', ...actorsOfActions] as const;
const bits = 6;
/** Largest limit that can be kept. */
export const budgetMax = (1 << bits) - 1;

/** What is spent is one integer, a field of six bits for each limit. */
export class Purse {
  /** What one action of each kind costs, and where its fields stand. */
  readonly #limits: readonly { readonly field: Who | 'total'; readonly shift: number; readonly limit: number }[];

  constructor(budget: Budget) {
    this.#limits = fields.flatMap((field, index) => {
      const limit = budget[field];
      if (limit === undefined) return [];
      if (!Number.isInteger(limit) || limit < 0 || limit > budgetMax) throw new Error(`The budget of ${field} is ${limit}; it can be 0 to ${budgetMax}.`);
      return [{ field, shift: index * bits, limit }];
    });
  }

  /** What is spent after one more action, or -1 where it cannot be afforded. */
  spend(spent: number, who: Who): number {
    let next = spent;
    for (const { field, shift, limit } of this.#limits) {
      if (field !== 'total' && field !== who) continue;
      if (((spent >>> shift) & budgetMax) >= limit) return -1;
      next += 1 << shift;
    }
    return next;
  }
}
