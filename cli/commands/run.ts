/** `joinlab run`: replay scenarios, check what they expect, report. */
import { formatDuration } from '../../simulation/calendar.ts';
import { createInvariantMonitor } from '../../simulation/invariants/index.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import { durationOf, instantsOf, runScenario, runScenarioThrough, type ScenarioRun } from '../../simulation/run-scenario.ts';
import { summaryOf, type RunReport, type ScenarioReport } from '../../reports/report.ts';
import type { Loaded } from '../scenario-files/load.ts';
import { packageVersion } from '../scenario-files/package-root.ts';
import { exitCodes, type Io } from '../io.ts';
import { loadAll, sayProblems, usage, type LoadingOptions } from '../loading.ts';
import { doorNames, type DoorChoice } from '../door-names.ts';
import { shellWord } from '../shell-words.ts';
import { deliver, planDelivery, type Delivery, type DeliveryOptions } from '../delivery.ts';
import type { MergeOptions } from '../shards/kinds.ts';
import { writePart, type Part } from '../shards/part.ts';
import { reportOfParts, runPart } from '../shards/run-part.ts';
import { isInShard, parseShard, type Shard } from '../shards/shard.ts';

export interface RunOptions extends LoadingOptions, DeliveryOptions {
  readonly shard?: string;
  readonly output?: string;
  readonly bail?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
  readonly watch?: boolean;
  readonly door?: string;
}

function reproduceLine({ run }: ScenarioReport, options: RunOptions): string {
  const sets = (options.set ?? []).map((set) => ` --set ${shellWord(set)}`).join('');
  return `joinlab run ${shellWord(run.scenario.file ?? run.scenario.id)}${options.seed ? ` --seed ${shellWord(options.seed)}` : ''}${sets}${(options.door ?? 'direct') === 'direct' ? '' : ` --door ${options.door ?? ''}`}`;
}

export async function runCommand(files: readonly string[], options: RunOptions, io: Io): Promise<number> {
  const shard = parseShard(options.shard, io);
  if (!shard) return exitCodes.usage;
  const door = doorNames.find((name) => name === (options.door ?? 'direct'));
  if (!door) return usage(io, `--door is one of ${doorNames.join(', ')}; "${options.door ?? ''}" is not.`);
  const against = (['bail', 'list', 'watch'] as const).find((name) => options[name]);
  if (options.output !== undefined && against !== undefined) return usage(io, `--output keeps what a whole shard has found, and does not go with --${against}.\n  Next step: leave one of them out.`);
  const delivery = planDelivery(options.json && !options.list ? { ...options, reporter: options.reporter ?? ['json'] } : options, io);
  if (!delivery) return exitCodes.usage;
  const once = async (): Promise<number> => {
    const loaded = await loadAll(files, options, io);
    if (typeof loaded === 'number') return loaded;
    const part: Loaded = { ...loaded, scenarios: loaded.scenarios.filter((_scenario, index) => isInShard(shard, index)) };
    return options.list ? list(part, options, io) : replayAll(part, loaded, shard, delivery, { ...options, door }, io);
  };
  return options.watch && !options.list ? (await import('../watch.ts')).watch(files, once, io) : once();
}

type Replay = (scenario: Scenario) => ScenarioRun | Promise<ScenarioRun>;

/** The simulated devices ask the cloud through a door; without one everything is answered in place. */
async function throughDoor<Result>(name: DoorChoice, work: (replay: Replay) => Promise<Result>): Promise<Result> {
  const options = () => ({ monitor: createInvariantMonitor() });
  if (name === 'direct') return work((scenario) => runScenario(scenario, options()));
  const { openDoor } = await import('../../doors/client/index.ts');
  const door = await openDoor(name, { wallNowMs: Date.now() });
  try {
    return await work((scenario) => runScenarioThrough(scenario, door.begin(), options()));
  } finally {
    await door.close();
  }
}

/** @param loaded everything that was asked for, of which `part` is the shard */
async function replayAll({ scenarios, problems }: Loaded, loaded: Loaded, shard: Shard, delivery: Delivery, options: RunOptions & { readonly door: DoorChoice }, io: Io): Promise<number> {
  const finished: ScenarioReport[] = [];
  await throughDoor(options.door, async (replay) => {
    for (const scenario of scenarios) {
      const startedMs = io.wallMs();
      // One after the other: the door answers for one world at a time.
      // oxlint-disable-next-line no-await-in-loop
      const run = await replay(scenario);
      finished.push({ run, wallMs: Math.round((io.wallMs() - startedMs) * 1000) / 1000 });
      if (options.bail && run.status !== 'passed') break;
    }
  });
  const report: RunReport = { scenarios: finished, problems, version: packageVersion(), reproduce: (scenario) => reproduceLine(scenario, options) };
  if (options.output !== undefined && !writePart(options.output, runPart(report, loaded, shard, options), io)) return exitCodes.usage;
  return deliver(report, delivery, io) ? exitCodeOf(report) : exitCodes.usage;
}

/** `joinlab merge` of parts of `joinlab run`. */
export function mergeRun(parts: readonly Part[], options: MergeOptions, io: Io): number {
  const delivery = planDelivery(options.json ? { ...options, reporter: options.reporter ?? ['json'] } : options, io);
  if (!delivery) return exitCodes.usage;
  const report = reportOfParts(parts);
  return deliver(report, delivery, io) ? exitCodeOf(report) : exitCodes.usage;
}

function exitCodeOf(report: RunReport): number {
  const summary = summaryOf(report);
  return summary.invalid > 0 ? exitCodes.invalidFile : summary.failed > 0 ? exitCodes.expectationFailed : exitCodes.ok;
}

function list({ scenarios, problems }: Loaded, options: RunOptions, io: Io): number {
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
  sayProblems(problems, io);
  return problems.length > 0 ? exitCodes.invalidFile : exitCodes.ok;
}
