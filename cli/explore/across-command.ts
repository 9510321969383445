/** Tells what was explored over configurations, writes it for `joinlab merge`, and joins parts to the same answer. */
import { exitCodes, type Io } from '../io.ts';
import { usage } from '../loading.ts';
import { makePart, writePart, type Part } from '../shards/part.ts';
import { wholeShard } from '../shards/shard.ts';
import { acrossJob, configurationsOfParts, exploreAcross, interruptedBefore, type ConfigurationResult } from './across.ts';
import { acrossJson, acrossText, type AcrossAnswer } from './across-answer.ts';
import type { ExploreOptions } from './options.ts';
import { shareAmongWorkers } from './workers.ts';

function tell(answer: AcrossAnswer, { json }: { readonly json?: boolean }, io: Io): number {
  io.write(json ? `${JSON.stringify(acrossJson(answer), null, 2)}\n` : acrossText(answer, io.style));
  const { configurations } = answer;
  if (configurations.some(({ answer: found, why }) => found?.interrupted || why === interruptedBefore)) return exitCodes.interrupted;
  return configurations.some(({ holds }) => holds === false) ? exitCodes.expectationFailed : exitCodes.ok;
}

const answerOf = ({ asked, shard }: Pick<Part, 'asked' | 'shard'>, configurations: readonly ConfigurationResult[]): AcrossAnswer => ({
  scenario: String(asked.scenario), dimensions: asked.configurations as readonly string[], shard, configurations,
});

export async function exploreAcrossCommand(word: string, options: ExploreOptions & { readonly key?: boolean }, io: Io): Promise<number> {
  const alone = (['key', 'cover'] as const).find((name) => options[name]);
  if (alone !== undefined) return usage(io, `--${alone} is about one world; it does not go with --configurations, --shard, --output or --workers.\n  Next step: leave one of them out; --set changes that world.`);
  const job = await acrossJob(word, options, io);
  if (typeof job === 'number') return job;
  const { asked, shard } = job;
  const workers = Number(options.workers ?? 1);
  const found = workers > 1 ? await shareAmongWorkers(workers, shard, io) : await exploreAcross(job, io);
  if (typeof found === 'number') return found;
  if (options.output !== undefined && !writePart(options.output, makePart('explore', shard, asked, { configurations: found }), io)) return exitCodes.usage;
  return tell(answerOf(job, found), options, io);
}

export function mergeExplore(parts: readonly Part[], options: { readonly json?: boolean }, io: Io): number {
  const [first] = parts;
  if (!first) throw new Error('merge: there is no part.');
  return tell(answerOf({ asked: first.asked, shard: wholeShard }, configurationsOfParts(parts)), options, io);
}
