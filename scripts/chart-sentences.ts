/** A statechart as sentences to read aloud: each state, and what leads out of it. */
import { allStates, type ChartArrow, type ChartState } from './chart-tree.ts';

export function sentencesOf(root: ChartState, arrows: readonly ChartArrow[]): string[] {
  const states = new Map(allStates(root).map((state) => [state.id, state]));
  const steps = (from: ChartState): string[] =>
    arrows.flatMap((arrow) =>
      (arrow.from === from.id ? [`  - ${arrow.words} → ${arrow.to === null ? 'stays' : `**${states.get(arrow.to)?.name ?? ''}**`} (\`${arrow.code}\`)`] : []),
    );
  const told = (state: ChartState, path: string): string[] => {
    const name = path === '' ? state.name : `${path} › ${state.name}`;
    return [`- **${name}**${state.description === '' ? '' : `: ${state.description}`}`, ...steps(state), ...state.children.flatMap((child) => told(child, name))];
  };
  const anywhere = steps(root);
  return [...(anywhere.length > 0 ? ['- **anywhere**', ...anywhere] : []), ...root.children.flatMap((child) => told(child, ''))];
}
