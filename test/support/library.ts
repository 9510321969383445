/** The shipped library, loaded as the command line loads it. */
import { loadScenarios } from '../../cli/scenario-files/load.ts';
import { packageRoot } from '../../cli/scenario-files/package-root.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';

export async function libraryScenarios(): Promise<readonly Scenario[]> {
  const { scenarios, problems } = await loadScenarios([], { cwd: packageRoot });
  if (problems.length > 0) throw new Error(problems.map((problem) => `${problem.file ?? ''} ${problem.code} ${problem.message}`).join('\n'));
  return scenarios;
}
