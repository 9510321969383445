/** `joinlab trace`: the timeline of a scenario in words, with causes. */
import { createInvariantMonitor } from '../../simulation/invariants/index.ts';
import { parseDurationMs } from '../../simulation/calendar.ts';
import { runScenario } from '../../simulation/run-scenario.ts';
import { formatProblem } from '../../simulation/scenario/problems.ts';
import { timelineLines } from '../../reports/timeline.ts';
import { actorName, clock, sentenceOf } from '../../reports/words.ts';
import { exitCodes, type Io } from '../io.ts';
import { loadScenarios } from '../scenario-files/load.ts';
import { parseSets, type SetOption } from '../sets.ts';

export interface TraceOptions extends SetOption {
  readonly json?: boolean;
  readonly why?: string;
  readonly until?: string;
  readonly all?: boolean;
  readonly seed?: string;
}

export async function traceCommand(file: string, options: TraceOptions, io: Io): Promise<number> {
  const untilMs = options.until === undefined ? undefined : parseDurationMs(options.until);
  if (options.until !== undefined && untilMs === undefined) {
    io.writeError(`--until is a duration from the start, for example 35m; "${options.until}" is not.\n`);
    return exitCodes.usage;
  }
  const sets = parseSets(options, io);
  if (!sets) return exitCodes.usage;
  const loaded = await loadScenarios([file], { cwd: io.cwd, overrides: sets, ...(options.seed ? { seed: options.seed } : {}) });
  const [scenario] = loaded.scenarios;
  if (!scenario || loaded.problems.length > 0) {
    for (const problem of loaded.problems) io.writeError(`${formatProblem(problem)}\n`);
    return exitCodes.invalidFile;
  }
  const run = runScenario(scenario, { monitor: createInvariantMonitor(), ...(untilMs === undefined ? {} : { untilMs }) });
  const { entries } = run.trace;
  if (options.why !== undefined) return why(options.why, run.trace, io);
  if (options.json) {
    io.write(`${JSON.stringify({ schemaVersion: 1, scenario: scenario.id, traceHash: run.traceHash, entries }, null, 2)}\n`);
    return exitCodes.ok;
  }
  io.write(`${scenario.title}\n${scenario.ticket ? `Ticket: ${scenario.ticket}\n` : ''}\n${timelineLines(entries, io.style, { everything: options.all ?? false }).join('\n')}\n`);
  if (untilMs === undefined) io.write(`\n${scenario.cause ? `Cause: ${scenario.cause}\n` : ''}Trace ${run.traceHash}\n`);
  return exitCodes.ok;
}

function why(text: string, trace: ReturnType<typeof runScenario>['trace'], io: Io): number {
  const index = Number(text);
  if (!Number.isInteger(index) || index < 0 || index >= trace.entries.length) {
    io.writeError(`--why takes the number of an entry, 0 to ${trace.entries.length - 1} (joinlab trace --json shows them); "${text}" is none.\n`);
    return exitCodes.usage;
  }
  for (const entry of trace.why(index)) io.write(`${String(entry.index).padStart(6)} ${clock(entry.atMs)}  ${actorName(entry.actor)}: ${sentenceOf(entry) ?? `${entry.kind} ${String(entry.data.event ?? entry.data.operation ?? entry.data.act ?? '')}`}\n`);
  return exitCodes.ok;
}
