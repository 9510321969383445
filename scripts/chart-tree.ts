/** A statechart as a plain tree of states and arrows, in words: what both drawings are made of. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';

export interface ChartState {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly parallel: boolean;
  readonly initial: string | null;
  readonly children: readonly ChartState[];
}

export interface ChartArrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** `xstate.after.untilNext.task...` → `after untilNext`; answers of questions by their source. */
function eventName(type: string): string {
  const after = /^xstate\.after\.([^.]+)\./.exec(type);
  if (after) return `after ${after[1] ?? ''}`;
  const answer = /^xstate\.(done|error)\.actor\.(.+)$/.exec(type);
  if (answer) return `${answer[2] ?? ''} ${answer[1] === 'done' ? 'answered' : 'failed'}`;
  return type === '' ? 'at once' : type;
}

function stateOf(node: AnyStateNode): ChartState {
  return {
    id: node.id,
    name: node.key,
    description: node.description ?? '',
    parallel: node.type === 'parallel',
    initial: node.type === 'compound' ? (node.initial?.target?.[0]?.id ?? null) : null,
    children: Object.values(node.states).map(stateOf),
  };
}

function arrowsOf(node: AnyStateNode): ChartArrow[] {
  const transitions = [...node.transitions.values()].flat().concat(node.always ?? []);
  const own = transitions.flatMap((transition) => {
    const guard = typeof transition.guard === 'string' ? ` [${transition.guard}]` : transition.guard ? ' [if]' : '';
    const label = `${eventName(transition.eventType)}${guard}`;
    return (transition.target ?? [node]).map((target) => ({ from: node.id, to: (target as AnyStateNode).id, label }));
  });
  return [...own, ...Object.values(node.states).flatMap(arrowsOf)];
}

export const chartTree = (machine: AnyStateMachine): { readonly root: ChartState; readonly arrows: readonly ChartArrow[] } => ({ root: stateOf(machine.root), arrows: arrowsOf(machine.root) });
