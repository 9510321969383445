/** `codes`: which error codes a world can produce, under which conditions, and the shortest way to each. */
import { errorCodes, type ErrorCode } from '../../../knowledge/explain/code-topics.ts';
import { lifecycleOf } from '../../cloud-device.ts';
import { reachesController, reachesRegistrationService } from '../../invariants/paths.ts';
import type { TraceEntry } from '../../trace.ts';
import { deviceOf, kindOf, type World } from '../../world.ts';
import type { Exploration, PathStep } from '../exploration.ts';
import type { Leaf } from '../remembered-steps.ts';

export interface CodeCondition {
  /** What was asked when it came. */
  readonly operation: string;
  /** How the device stood. */
  readonly when: string;
  readonly faults: readonly string[];
  readonly path: readonly PathStep[];
}

export interface FoundCode {
  readonly code: string;
  readonly reason: string;
  /** Distinct conditions, the one with the shortest way first. */
  readonly conditions: readonly CodeCondition[];
}

/** Phases of the managed join that the model goes through. */
const modelledPhases: ReadonlySet<string> = new Set(['precheck', 'discover', 'auth', 'join', 'prt']);

function conditionOf(world: World, device: string): { readonly when: string; readonly faults: readonly string[] } {
  const { objectGuid, join } = deviceOf(world, device);
  const controller = reachesController(world, device) ? 'domain controller reachable' : 'no domain controller';
  const internet = reachesRegistrationService(world, device) ? 'internet' : 'no internet';
  return { when: `${controller}, ${internet}, portal ${lifecycleOf(world, objectGuid)}, ${join ? 'joined' : 'not joined'}`, faults: world.faults.map(({ id }) => id) };
}

/** An answer, or the loss of one, that carries a code. */
const carriesCode = ({ kind, data }: Pick<TraceEntry, 'kind' | 'data'>): boolean => (kind === 'answer' || kind === 'lost') && typeof data.code === 'string';

const stepsOfPath = (path: readonly PathStep[]): number => path.filter(({ kind }) => kind === 'action').length;

/** Collects over several explorations of one world, for instance one for each fault. */
export class CodeCollection {
  readonly #codes = new Map<string, { reason: string; conditions: Map<string, CodeCondition> }>();
  readonly #device: string;

  constructor(device: string) {
    this.#device = device;
  }

  collect(exploration: Exploration): void {
    const condition = exploration.observe((world: World) => conditionOf(world, this.#device));
    const carriers = new Map<Leaf, ReturnType<Exploration['happened']>>();
    const states = exploration.store.size;
    for (let state = 0; state < states; state += 1) {
      exploration.search.steps(state, (input, _target, leaf) => {
        if (!leaf) return;
        let entries = carriers.get(leaf);
        if (!entries) {
          entries = exploration.happened(leaf).filter(carriesCode);
          carriers.set(leaf, entries);
        }
        for (const entry of entries) this.#put(exploration, entry, condition(state), state, input);
      });
    }
  }

  #put(exploration: Exploration, { actor, data }: Pick<TraceEntry, 'actor' | 'data'>, { when, faults }: ReturnType<typeof conditionOf>, state: number, input: number): void {
    const operation = `${kindOf(actor)} ${String(data.operation ?? '')}`.trim();
    const known = this.#codes.get(data.code as string) ?? { reason: String(data.reason ?? ''), conditions: new Map<string, CodeCondition>() };
    this.#codes.set(data.code as string, known);
    const key = `${operation}, ${when}, ${faults.join()}`;
    if (known.conditions.has(key)) return;
    known.conditions.set(key, { operation, when, faults, path: [...exploration.path(state), exploration.step(state, input)] });
  }

  found(): readonly FoundCode[] {
    return [...this.#codes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, { reason, conditions }]) => ({
      code, reason, conditions: [...conditions.values()].sort((a, b) => stepsOfPath(a.path) - stepsOfPath(b.path) || a.path.length - b.path.length),
    }));
  }

  /** Codes of the managed join's phases that stand for themselves (no sub-codes) and were not seen. */
  without(): readonly ErrorCode[] {
    return errorCodes.filter(({ code, phase, flow, role }) => modelledPhases.has(phase) && flow !== 'federated' && role === 'primary' && !this.#codes.has(code));
  }
}
