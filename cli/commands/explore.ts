/** `joinlab explore`: every state that the world of a scenario can get into, and what holds in all of them. */
import type { Criterion } from '../../simulation/exploration/covering/criteria.ts';
import { coverAnswer } from '../explore/cover.ts';
import { answerJson, answerText, keyText } from '../explore/answer.ts';
import { judged } from '../explore/judged.ts';
import type { ExploreOptions } from '../explore/options.ts';
import { allToSave, savedJson, saveFindings } from '../explore/save.ts';
import { explore } from '../explore/session.ts';
import { exitCodes, type Io } from '../io.ts';
import { usage } from '../loading.ts';
import { systemMessage } from '../system-error.ts';

export interface ExploreCommandOptions extends ExploreOptions {
  readonly key?: boolean;
}

export async function exploreCommand(scenario: string, options: ExploreCommandOptions, io: Io): Promise<number> {
  // Each of them is about several worlds, which are told in another way.
  if ([options.configurations, options.shard, options.output, options.workers].some((option) => option !== undefined)) return (await import('../explore/across-command.ts')).exploreAcrossCommand(scenario, options, io);
  const session = await explore(scenario, options, io);
  if (typeof session === 'number') return session;
  const failedToSave = (error: unknown): number => usage(io, `--save ${options.save ?? ''}: ${systemMessage(error)}`);
  if (options.cover !== undefined) {
    try {
      coverAnswer(session, options.cover as Criterion, options, session.isLate, io);
    } catch (error) {
      return failedToSave(error);
    }
    return session.isInterrupted() ? exitCodes.interrupted : exitCodes.ok;
  }
  const found = judged(session);
  const { properties, own, holds } = found;
  let saved = null;
  if (options.save !== undefined) {
    try {
      saved = saveFindings(options.save, allToSave(found, session.world), session, io);
    } catch (error) {
      return failedToSave(error);
    }
  }
  if (options.json) io.write(`${JSON.stringify({ ...answerJson(session, properties, own), ...(saved ? { saved: savedJson(saved) } : {}) }, null, 2)}\n`);
  else {
    io.write(answerText(session, properties, own, io.style));
    if (saved) io.write(`\n${saved.files.length} scenarios written to ${options.save ?? ''}${saved.notSaved.map(({ name, why }) => `\n  not ${name}: ${why}`).join('')}\n`);
    if (options.key) io.write(`\n${keyText(session)}`);
  }
  if (session.isInterrupted()) return exitCodes.interrupted;
  return holds ? exitCodes.ok : exitCodes.expectationFailed;
}
