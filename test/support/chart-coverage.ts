/** Which states and arrows of the statecharts are taken while something runs, seen from inside XState: transient states and every branch of a guard included. */
import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode } from 'xstate';
import { charts } from '../../machines/index.ts';

interface Microstep { readonly type: string; readonly snapshot?: AnyMachineSnapshot; readonly _transitions?: readonly object[] }
interface Scope { readonly system: { _sendInspectionEvent: (event: Microstep) => void } }

const nodesOf = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(nodesOf)];

interface Arrow { readonly target?: readonly { readonly id: string }[]; readonly guard?: unknown }

/** `vpn.up SIGNED_OUT [endsAtSignOut] -> vpn.down`: what the code says, which lasts longer than its words. */
function arrowName(node: AnyStateNode, eventType: string, { target, guard }: Arrow): string {
  const event = eventType === '' ? 'always' : eventType.replace(`.${node.id}`, '').replace('xstate.', '');
  return `${node.id} ${event}${typeof guard === 'string' ? ` [${guard}]` : ''} -> ${target?.map(({ id }) => id).join(', ') ?? 'itself'}`;
}

function arrowsOf(machine: AnyStateMachine): Map<object, string> {
  const names = new Map<object, string>();
  for (const node of nodesOf(machine.root)) {
    for (const [eventType, arrows] of [...node.transitions, ['', node.always ?? []] as const]) {
      const told = arrows.map((arrow) => arrowName(node, eventType, arrow as Arrow));
      // Branches that differ only in a guard without a name are numbered.
      for (const [index, arrow] of arrows.entries()) {
        const alike = told.slice(0, index).filter((name) => name === told[index]).length;
        names.set(arrow, `${told[index]}${alike > 0 ? ` (${alike + 1})` : ''}`);
      }
    }
  }
  return names;
}

export class ChartCoverage {
  readonly #arrows = new Map<object, string>(Object.values(charts).flatMap((chart) => [...arrowsOf(chart)]));
  readonly #states = new Set(Object.values(charts).flatMap((chart) => nodesOf(chart.root).map(({ id }) => id)));
  readonly #takenArrows = new Set<object>();
  readonly #takenStates = new Set<string>();
  readonly #undo: (() => void)[] = [];

  /** Watches every chart, however it is stepped, until `stop`. */
  start(): this {
    for (const chart of Object.values(charts)) {
      const own = chart as unknown as Record<'transition' | 'getInitialSnapshot', (...args: unknown[]) => AnyMachineSnapshot>;
      for (const [method, scopeAt] of [['transition', 2], ['getInitialSnapshot', 0]] as const) {
        const original = own[method];
        own[method] = (...args) => this.#watching(args[scopeAt] as Scope, () => original.apply(chart, args));
        this.#undo.push(() => { own[method] = original; });
      }
    }
    return this;
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  #watching(scope: Scope, run: () => AnyMachineSnapshot): AnyMachineSnapshot {
    const { system } = scope;
    const inspect = system._sendInspectionEvent;
    system._sendInspectionEvent = (event) => {
      for (const arrow of event._transitions ?? []) this.#take(arrow);
      if (event.snapshot) this.#visit(event.snapshot);
    };
    try {
      const snapshot = run();
      this.#visit(snapshot);
      return snapshot;
    } finally {
      system._sendInspectionEvent = inspect;
    }
  }

  /** A state that is left at once is in no snapshot: its arrow tells of it. */
  #take(arrow: object): void {
    this.#takenArrows.add(arrow);
    const { source } = arrow as { readonly source?: { readonly id: string } };
    if (source) this.#takenStates.add(source.id);
  }

  #visit(snapshot: AnyMachineSnapshot): void {
    for (const { id } of snapshot._nodes) this.#takenStates.add(id);
  }

  /** What is taken between now and the end of `run`, new or not. */
  takenBy(run: () => void): readonly string[] {
    const before = new Set(this.#takenArrows);
    this.#takenArrows.clear();
    run();
    const taken = [...this.#takenArrows].flatMap((arrow) => this.#arrows.get(arrow) ?? []);
    for (const arrow of before) this.#takenArrows.add(arrow);
    return taken;
  }

  get total(): { readonly states: number; readonly arrows: number } {
    return { states: this.#states.size, arrows: this.#arrows.size };
  }

  /** Names of what was not taken, states first. */
  missing(): { readonly states: readonly string[]; readonly arrows: readonly string[] } {
    return {
      states: [...this.#states].filter((id) => !this.#takenStates.has(id)).sort(),
      arrows: [...this.#arrows].filter(([arrow]) => !this.#takenArrows.has(arrow)).map(([, name]) => name).sort(),
    };
  }
}
