/** Every drawing with its file name: what `npm run charts` writes and what the test of staleness compares. */
import { charts } from '../machines/index.ts';
import { chartTree } from './chart-tree.ts';
import { sentencesOf } from './chart-sentences.ts';
import { mermaidOf } from './mermaid.ts';
import { svgOf } from './svg.ts';

export interface Drawing {
  readonly file: string;
  readonly text: string;
}

export async function drawings(): Promise<readonly Drawing[]> {
  const made: Drawing[] = [];
  const index = ['# Statecharts', '', 'Drawn from the code by `npm run charts`; one for each kind of actor. Below each drawing stands the same in sentences.', ''];
  for (const [name, machine] of Object.entries(charts)) {
    const { root, arrows } = chartTree(machine);
    made.push({ file: `${name}.svg`, text: await svgOf(name, root, arrows) }, { file: `${name}.mmd`, text: mermaidOf(root, arrows) });
    index.push(`## ${name}`, '', root.description, '', `![${name}](${name}.svg)`, '', `Mermaid: [${name}.mmd](${name}.mmd)`, '', ...sentencesOf(root, arrows), '');
  }
  return [...made, { file: 'README.md', text: index.join('\n') }];
}
