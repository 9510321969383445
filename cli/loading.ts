/** From the words of a command to scenarios, or the exit code after saying on standard error what is wrong. */
import { nearest, nearestOrAll } from '../knowledge/nearest.ts';
import { formatDuration, parseDurationMs } from '../simulation/calendar.ts';
import type { Scenario } from '../simulation/scenario/model.ts';
import { formatProblem, type Problem } from '../simulation/scenario/problems.ts';
import { instantMsMax } from '../simulation/scenario/read-time.ts';
import { exitCodes, type Io } from './io.ts';
import { loadScenarios, type Loaded } from './scenario-files/load.ts';
import { parseSets, type SetOption } from './sets.ts';

export interface LoadingOptions extends SetOption {
  readonly seed?: string;
  readonly grep?: string;
}

export const usage = (io: Io, message: string): number => {
  io.writeError(`${message}\n`);
  return exitCodes.usage;
};

export function sayProblems(problems: readonly Problem[], io: Io): void {
  for (const problem of problems) io.writeError(`${formatProblem(problem)}\n`);
}

/** A mistake of the command line stands in the world of every scenario; it is said once. */
function wrongSets(problems: readonly Problem[]): readonly Problem[] {
  const once = new Map(
    problems.filter(({ message }) => message.startsWith('--set ')).map((problem) => [problem.message, { ...problem, file: 'command line', line: null, column: null }]),
  );
  return [...once.values()];
}

export async function loadAll(words: readonly string[], options: LoadingOptions, io: Io): Promise<Loaded | number> {
  const overrides = parseSets(options, io);
  if (!overrides) return exitCodes.usage;
  const loaded = await loadScenarios(words, { cwd: io.cwd, overrides, ...(options.seed ? { seed: options.seed } : {}) });
  const wrong = wrongSets(loaded.problems);
  if (wrong.length > 0) {
    sayProblems(wrong, io);
    return exitCodes.usage;
  }
  const wanted = options.grep?.toLowerCase();
  if (wanted === undefined) return loaded;
  const scenarios = loaded.scenarios.filter(({ id, title }) => id.toLowerCase().includes(wanted) || title.toLowerCase().includes(wanted));
  // A pattern that fits nothing would pass in CI for ever.
  if (scenarios.length === 0 && loaded.scenarios.length > 0) {
    const near = nearest(options.grep ?? '', loaded.scenarios.flatMap(({ id }) => [id, ...id.split('/')]));
    const meant = near.length > 0 ? `  Did you mean: ${near.join(' | ')}\n` : '';
    return usage(io, `No scenario has "${options.grep ?? ''}" in its id or title.\n${meant}  joinlab run --list names them all.`);
  }
  return { scenarios, problems: loaded.problems };
}

/** Scenarios that a message names; more would hide what it says. */
const shownMax = 5;

/** The one scenario that a command is about. */
export async function loadOne(word: string, options: LoadingOptions, io: Io): Promise<Scenario | number> {
  const loaded = await loadAll([word], options, io);
  if (typeof loaded === 'number') return loaded;
  const [scenario, second] = loaded.scenarios;
  if (!scenario || loaded.problems.length > 0) {
    sayProblems(loaded.problems, io);
    return exitCodes.invalidFile;
  }
  if (second) {
    const count = loaded.scenarios.length;
    const some = loaded.scenarios.slice(0, shownMax).map(({ id, file }) => file ?? id).join(', ');
    return usage(io, `"${word}" holds ${count} scenarios; name one of them: ${some}${count > shownMax ? ', ...' : ''}`);
  }
  return scenario;
}

/** The device that `--device` names, or the first; `null` after saying that there is none of the name. */
export function deviceAsked({ world }: Scenario, name: string | undefined, io: Io): string | null {
  const known = Object.keys(world.devices);
  const device = name === undefined ? known[0] : known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (device !== undefined) return device;
  usage(io, `There is no device "${name ?? ''}" in this scenario. Devices: ${nearestOrAll(name ?? '', known).join(', ')}`);
  return null;
}

/** An instant on the command line: `undefined` where none was given, `null` after saying what is wrong. */
export function parseInstant(option: string, text: string | undefined, io: Io): number | undefined | null {
  if (text === undefined) return undefined;
  const ms = parseDurationMs(text);
  if (ms !== undefined && ms >= 0 && ms <= instantMsMax) return ms;
  usage(
    io,
    ms === undefined || ms < 0
      ? `${option} is a duration from the start, for example 35m or 1h5m; "${text}" is not.`
      : `${option} is at most ${formatDuration(instantMsMax)} (ten years); "${text}" is more.`,
  );
  return null;
}
