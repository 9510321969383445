/** A statechart as Mermaid text: readable as it is, drawn by most Markdown viewers. */
import { allStates, type ChartArrow, type ChartState } from './chart-tree.ts';

const word = (id: string): string => id.replaceAll(/[^A-Za-z0-9]/g, '_');
const quote = (text: string): string => text.replaceAll(':', ' -').replaceAll('"', "'").replaceAll(';', ',');

function stateLines(state: ChartState, indent: string): string[] {
  const lines = [`${indent}state "${state.name}" as ${word(state.id)}`];
  if (state.description) lines.push(`${indent}${word(state.id)} : ${quote(state.description)}`);
  if (state.children.length === 0) return lines;
  lines.push(`${indent}state ${word(state.id)} {`);
  for (const [index, child] of state.children.entries()) {
    if (state.parallel && index > 0) lines.push(`${indent}  --`);
    lines.push(...stateLines(child, `${indent}  `));
  }
  if (state.initial) lines.push(`${indent}  [*] --> ${word(state.initial)}`);
  lines.push(`${indent}}`);
  return lines;
}

export function mermaidOf(root: ChartState, arrows: readonly ChartArrow[]): string {
  const lines = ['stateDiagram-v2', '  direction TB', ...root.children.flatMap((child) => stateLines(child, '  '))];
  if (root.initial) lines.push(`  [*] --> ${word(root.initial)}`);
  for (const arrow of arrows) if (arrow.from !== root.id && arrow.to !== null) lines.push(`  ${word(arrow.from)} --> ${word(arrow.to)} : ${quote(arrow.words)}`);
  const names = new Map(allStates(root).map((state) => [state.id, state.name]));
  const anywhere = arrows.flatMap((arrow) => (arrow.from === root.id && arrow.to !== null ? [`    from anywhere to ${names.get(arrow.to) ?? ''} - ${quote(arrow.words)}`] : []));
  if (anywhere.length > 0) lines.push(`  note right of ${word(root.children[0]?.id ?? root.id)}`, ...anywhere, '  end note');
  return `${lines.join('\n')}\n`;
}
