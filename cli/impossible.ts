/** A sentence that makes no sense at its moment ends a run: it is a mistake of the file, said with its line. */
import { formatDuration } from '../simulation/calendar.ts';
import type { ScenarioRun } from '../simulation/run-scenario.ts';
import type { Io } from './io.ts';
import { sayProblems } from './loading.ts';

/** @returns whether there was one */
export function sayImpossible({ failures, scenario }: ScenarioRun, io: Io): boolean {
  const failure = failures.find(({ kind }) => kind === 'impossible-action');
  if (!failure) return false;
  const { message, at, atMs, validChoices } = failure;
  sayProblems(
    [{
      code: 'JL301',
      message: `at ${formatDuration(atMs)}, ${message}`,
      file: scenario.file ?? scenario.id,
      line: at?.line ?? null,
      column: at?.column ?? null,
      choices: validChoices,
      next: null,
    }],
    io,
  );
  return true;
}
