/** A statechart as a plain tree of states and arrows, in words: what the drawings and the sentences are made of. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';

export interface ChartState {
  readonly id: string;
  /** In words: `hung up` of `hungUp`. */
  readonly name: string;
  readonly description: string;
  readonly parallel: boolean;
  readonly initial: string | null;
  readonly children: readonly ChartState[];
}

export interface ChartArrow {
  readonly from: string;
  /** `null`: the chart takes the event and stays where it is. */
  readonly to: string | null;
  /** What happens, in words. */
  readonly words: string;
  /** As the code has it: `SIGNED_OUT [endsAtSignOut]`. */
  readonly code: string;
}

/** `xstate.after.untilNext.task...` → `after untilNext`; answers of questions by their source. */
function eventName(type: string): string {
  const after = /^xstate\.after\.([^.]+)\./.exec(type);
  if (after) return `after ${after[1] ?? ''}`;
  const answer = /^xstate\.(done|error)\.actor\.(.+)$/.exec(type);
  if (answer) return `${answer[2] ?? ''} ${answer[1] === 'done' ? 'answered' : 'failed'}`;
  return type === '' ? 'at once' : type;
}

const inWords = (key: string): string => key.replaceAll(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);

function stateOf(node: AnyStateNode): ChartState {
  return {
    id: node.id,
    name: inWords(node.key),
    description: node.description ?? '',
    parallel: node.type === 'parallel',
    initial: node.type === 'compound' ? (node.initial?.target?.[0]?.id ?? null) : null,
    children: Object.values(node.states).map(stateOf),
  };
}

function arrowsOf(node: AnyStateNode): ChartArrow[] {
  const transitions = [...node.transitions.values()].flat().concat(node.always ?? []);
  const own = transitions.flatMap((transition): ChartArrow[] => {
    const guard = typeof transition.guard === 'string' ? ` [${transition.guard}]` : transition.guard ? ' [if]' : '';
    const code = `${eventName(transition.eventType)}${guard}`;
    const words = transition.description ?? (transition.eventType === '' ? 'at once' : code);
    const targets = transition.target ?? [];
    return targets.length === 0 ? [{ from: node.id, to: null, words, code }] : targets.map((target) => ({ from: node.id, to: (target as AnyStateNode).id, words, code }));
  });
  return [...own, ...Object.values(node.states).flatMap(arrowsOf)];
}

export const chartTree = (machine: AnyStateMachine): { readonly root: ChartState; readonly arrows: readonly ChartArrow[] } => ({
  root: stateOf(machine.root),
  arrows: arrowsOf(machine.root),
});

/** The state and everything inside it. */
export const allStates = (state: ChartState): ChartState[] => [state, ...state.children.flatMap(allStates)];
