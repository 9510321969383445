/** What a shard of `joinlab run` leaves for `joinlab merge`: as much of each run as the reporters read. */
import { canonicalJson, sha256Hex } from '../../simulation/canonical.ts';
import type { Problem } from '../../simulation/scenario/problems.ts';
import type { ReportedRun, RunReport, ScenarioReport } from '../../reports/report.ts';
import type { Loaded } from '../scenario-files/load.ts';
import { packageVersion } from '../scenario-files/package-root.ts';
import { makePart, type Asked, type Part } from './part.ts';
import type { Shard } from './shard.ts';

interface RunContent {
  /** Files that could not be read: every shard reads them all, and says the same. */
  readonly problems: readonly Problem[];
  readonly scenarios: readonly { readonly index: number; readonly run: ReportedRun; readonly reproduce: string; readonly wallMs: number }[];
}

/** Reporters tell what led to the first failure; the rest of the trace has its hash. */
function reported({ scenario, status, virtualMs, traceHash, failures, trace }: ReportedRun): ReportedRun {
  const { id, file, title, cause, world } = scenario;
  const untilMs = failures[0]?.atMs ?? -1;
  const told = status === 'passed' ? [] : trace.entries.filter(({ atMs }) => atMs <= untilMs);
  return { scenario: { id, file, title, cause, world: { settings: world.settings } }, status, virtualMs, traceHash, failures, trace: { entries: told } };
}

/** @param loaded everything that was asked for, of which the shard has run its part */
export function runPart(report: RunReport, loaded: Loaded, shard: Shard, { seed, set }: { readonly seed?: string; readonly set?: readonly string[] }): Part {
  const places = new Map(loaded.scenarios.map((scenario, index) => [scenario.id, index]));
  const asked: Asked = { joinlab: packageVersion(), scenarios: loaded.scenarios.length, content: sha256Hex(canonicalJson([loaded.scenarios, loaded.problems])), seed: seed ?? null, set: set ?? [] };
  const scenarios = report.scenarios.map((scenario) => ({ index: places.get(scenario.run.scenario.id) ?? -1, run: reported(scenario.run), reproduce: report.reproduce(scenario), wallMs: scenario.wallMs }));
  return makePart('run', shard, asked, { problems: report.problems, scenarios });
}

/** The report of one run without shards. */
export function reportOfParts(parts: readonly Part[]): RunReport {
  const contents = parts.map(({ content }) => content as unknown as RunContent);
  const all = contents.flatMap(({ scenarios }) => scenarios).sort((a, b) => a.index - b.index);
  const reproduce = new Map<ScenarioReport, string>(all.map((scenario) => [scenario, scenario.reproduce]));
  return { scenarios: all, problems: contents[0]?.problems ?? [], version: String(parts[0]?.asked.joinlab ?? ''), reproduce: (scenario) => reproduce.get(scenario) ?? '' };
}
