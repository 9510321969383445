/** The shipped library, loaded as the command line loads it. */
import { loadScenarios } from '../../cli/scenario-files/load.ts';
import { packageRoot } from '../../cli/scenario-files/package-root.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';

/** Read once per process: a mutation run evaluates every module anew for each mutant, and reading all files again would cost most of it. */
const kept = globalThis as { joinlabLibrary?: readonly Scenario[] };

export async function libraryScenarios(): Promise<readonly Scenario[]> {
  if (kept.joinlabLibrary) return kept.joinlabLibrary;
  const { scenarios, problems } = await loadScenarios([], { cwd: packageRoot });
  if (problems.length > 0) throw new Error(problems.map((problem) => `${problem.file ?? ''} ${problem.code} ${problem.message}`).join('\n'));
  kept.joinlabLibrary = scenarios;
  return scenarios;
}
