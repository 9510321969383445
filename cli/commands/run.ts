/** `joinlab run`: replay scenarios, check what they expect, report. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { formatDuration } from '../../simulation/calendar.ts';
import { createInvariantMonitor } from '../../simulation/invariants/index.ts';
import { durationOf, instantsOf, runScenario } from '../../simulation/run-scenario.ts';
import { formatProblem } from '../../simulation/scenario/problems.ts';
import { reporters } from '../../reports/index.ts';
import { summaryOf, plainStyle, type Reporter, type RunReport, type ScenarioReport } from '../../reports/report.ts';
import { nearest } from '../../knowledge/nearest.ts';
import { loadScenarios } from '../scenario-files/load.ts';
import { packageVersion } from '../scenario-files/package-root.ts';
import { exitCodes, type Io } from '../io.ts';
import { parseSets, type SetOption } from '../sets.ts';

export interface RunOptions extends SetOption {
  readonly reporter?: readonly string[];
  readonly outputFile?: string;
  readonly outputDir?: string;
  readonly seed?: string;
  readonly grep?: string;
  readonly shard?: string;
  readonly bail?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
}

/** A report is there whole or not at all. */
function writeAtomically(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

function chooseReporters(names: readonly string[], io: Io): readonly Reporter[] | null {
  const chosen: Reporter[] = [];
  for (const name of names) {
    const reporter = reporters.find((candidate) => candidate.name === name);
    if (!reporter) {
      io.writeError(`There is no reporter "${name}". Did you mean ${nearest(name, reporters.map((known) => known.name)).join(', ') || 'one of'}: ${reporters.map((known) => known.name).join(', ')}\n`);
      return null;
    }
    chosen.push(reporter);
  }
  return chosen;
}

/** `2/3` is the second of three parts; every scenario is in exactly one. */
function shardOf(text: string | undefined, count: number): ((index: number) => boolean) | null {
  if (text === undefined) return () => true;
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, parts] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || index < 1 || parts < 1 || index > parts || count < 0) return null;
  return (position) => position % parts === index - 1;
}

const quote = (text: string): string => (/^[\w./=:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

function reproduceLine({ run }: ScenarioReport, options: RunOptions): string {
  const sets = (options.set ?? []).map((set) => ` --set ${quote(set)}`).join('');
  return `joinlab run ${quote(run.scenario.file ?? run.scenario.id)}${options.seed ? ` --seed ${quote(options.seed)}` : ''}${sets}`;
}

export async function runCommand(files: readonly string[], options: RunOptions, io: Io): Promise<number> {
  const sets = parseSets(options, io);
  if (!sets) return exitCodes.usage;
  const chosen = chooseReporters(options.reporter ?? ['default'], io);
  const shard = shardOf(options.shard, 0);
  if (!shard) io.writeError(`--shard is written i/n, for example 1/4; "${options.shard ?? ''}" is not.\n`);
  if (!chosen || !shard) return exitCodes.usage;
  const loaded = await loadScenarios(files, { cwd: io.cwd, overrides: sets, ...(options.seed ? { seed: options.seed } : {}), ...(options.grep ? { grep: options.grep } : {}) });
  const scenarios = loaded.scenarios.filter((_scenario, index) => shard(index));
  if (options.list) return list(scenarios, loaded.problems, options, io);
  const finished: ScenarioReport[] = [];
  for (const scenario of scenarios) {
    const startedMs = io.wallMs();
    const run = runScenario(scenario, { monitor: createInvariantMonitor() });
    finished.push({ run, wallMs: Math.round((io.wallMs() - startedMs) * 1000) / 1000 });
    if (options.bail && run.status !== 'passed') break;
  }
  const report: RunReport = { scenarios: finished, problems: loaded.problems, version: packageVersion(), reproduce: (scenario) => reproduceLine(scenario, options) };
  deliver(report, chosen, options, io);
  const summary = summaryOf(report);
  return summary.invalid > 0 ? exitCodes.invalidFile : summary.failed > 0 ? exitCodes.expectationFailed : exitCodes.ok;
}

/** The first reporter prints; with an output folder every one is written there as well. */
function deliver(report: RunReport, chosen: readonly Reporter[], options: RunOptions, io: Io): void {
  for (const [index, reporter] of chosen.entries()) {
    if (options.outputDir) writeAtomically(resolve(io.cwd, options.outputDir, reporter.file), reporter.render(report, plainStyle));
    if (options.outputFile && index === chosen.length - 1) {
      writeAtomically(resolve(io.cwd, options.outputFile), reporter.render(report, plainStyle));
      continue;
    }
    if (index === 0 || !options.outputDir) io.write(reporter.render(report, io.style));
  }
  if (options.outputDir) io.writeError(`Reports: ${chosen.map((reporter) => join(options.outputDir ?? '', reporter.file)).join(', ')}\n`);
}

function list(scenarios: Awaited<ReturnType<typeof loadScenarios>>['scenarios'], problems: Awaited<ReturnType<typeof loadScenarios>>['problems'], options: RunOptions, io: Io): number {
  if (options.json) {
    const listed = scenarios.map((scenario) => ({
      id: scenario.id, file: scenario.file, title: scenario.title, devices: Object.keys(scenario.world.devices),
      instants: instantsOf(scenario).map(formatDuration), durationMs: durationOf(scenario),
    }));
    io.write(`${JSON.stringify({ schemaVersion: 1, scenarios: listed }, null, 2)}\n`);
  } else {
    const width = scenarios.reduce((widest, { id }) => Math.max(widest, id.length), 0);
    io.write(scenarios.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join(''));
  }
  for (const problem of problems) io.writeError(`${formatProblem(problem)}\n`);
  return problems.length > 0 ? exitCodes.invalidFile : exitCodes.ok;
}
