/** Output of the commands that people ran, newest last. */
import type { CommandRun, World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';
import { utc } from './text.ts';

const runsOn = (world: World, device: string): readonly CommandRun[] => world.commands.filter((run) => run.place === device || !(run.place in world.devices));

const reads: { readonly [field: string]: (run: CommandRun) => string } = {
  line: (run) => run.line,
  exitCode: (run) => (run.exitCode === null ? 'running' : String(run.exitCode)),
  text: (run) => run.output.replace(/\r\n/g, '\n').trim(),
};

export const outputEvidence: Evidence = {
  name: 'output',
  title: 'what commands printed',
  fields: Object.keys(reads),
  field: ({ world, device }, name) => {
    const last = runsOn(world, device).at(-1);
    return last ? reads[name]?.(last) : undefined;
  },
  render: ({ world, device }) => {
    const runs = runsOn(world, device);
    if (runs.length === 0) return 'No command has been run yet.\n';
    return runs
      .map((run) => {
        const end = run.exitCode === null ? '(still running)' : `(exit code ${run.exitCode})`;
        return `${utc(world, run.startedAtMs)}  ${run.by} on ${run.place} as ${run.context}\n> ${run.line}\n${run.output.replace(/\r\n/g, '\n')}${end}\n`;
      })
      .join('\n');
  },
  data: ({ world, device }) => runsOn(world, device),
};
