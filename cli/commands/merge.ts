/** `joinlab merge`: what the shards of one job found, as the answer of one run. */
import { fileProblem } from '../../simulation/scenario/problems.ts';
import { exitCodes, type Io } from '../io.ts';
import { sayProblems, usage } from '../loading.ts';
import { kinds, type MergeOptions } from '../shards/kinds.ts';
import { readParts } from '../shards/read-parts.ts';

export async function mergeCommand(files: readonly string[], options: MergeOptions, io: Io): Promise<number> {
  const read = readParts(files, io.cwd);
  if (!('parts' in read)) {
    sayProblems(read, io);
    return exitCodes.invalidFile;
  }
  const kind = Object.hasOwn(kinds, read.kind) ? kinds[read.kind] : undefined;
  if (!kind) {
    sayProblems([fileProblem('JL401', files[0] ?? '', `it is of kind "${read.kind}"`, Object.keys(kinds))], io);
    return exitCodes.invalidFile;
  }
  const reports = Object.entries({ '--reporter': options.reporter, '--output-file': options.outputFile, '--output-dir': options.outputDir }).find(([, given]) => given !== undefined)?.[0];
  if (reports !== undefined && read.kind !== 'run') return usage(io, `${reports} goes with the parts of joinlab run; these are of joinlab ${read.kind}.\n  Next step: leave it out, or use --json.`);
  return (await kind())(read.parts, options, io);
}
