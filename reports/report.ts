/** What a run leaves for its readers. A reporter turns it into one text; adding one is a file and a line in `index.ts`. */
import type { Problem } from '../simulation/scenario/problems.ts';
import type { ReplayFailure } from '../simulation/replay.ts';
import type { ScenarioRun } from '../simulation/run-scenario.ts';
import type { Scenario } from '../simulation/scenario/model.ts';
import type { TraceEntry } from '../simulation/trace.ts';

/** What reporters read of a run: plain data, so that a run on another machine can be reported as well. */
export interface ReportedRun extends Pick<ScenarioRun, 'status' | 'virtualMs' | 'traceHash'> {
  readonly scenario: Pick<Scenario, 'id' | 'file' | 'title' | 'cause'> & { readonly world: Pick<Scenario['world'], 'settings'> };
  readonly failures: readonly ReplayFailure[];
  /** At least up to the first failure, where there is one. */
  readonly trace: { readonly entries: readonly TraceEntry[] };
}

export interface ScenarioReport {
  readonly run: ReportedRun;
  /** Time on the wall, measured by the command line; 0 where nobody measured. */
  readonly wallMs: number;
}

export interface RunReport {
  readonly scenarios: readonly ScenarioReport[];
  /** Files that could not be read. */
  readonly problems: readonly Problem[];
  readonly version: string;
  /** The command that reproduces one scenario. */
  readonly reproduce: (scenario: ScenarioReport) => string;
}

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

export const plainStyle: Style = { bold: (text) => text, dim: (text) => text, good: (text) => text, bad: (text) => text };

export interface Reporter {
  readonly name: string;
  readonly title: string;
  /** File written below the output folder. */
  readonly file: string;
  /** Text for people or log scanners: may share standard output with others of its kind. */
  readonly sharesOutput: boolean;
  readonly render: (report: RunReport, style: Style) => string;
}

/** Everything that went wrong with one file. */
export interface BrokenFile {
  readonly file: string | null;
  readonly problems: readonly Problem[];
}

export function brokenFiles({ problems }: RunReport): readonly BrokenFile[] {
  const byFile = new Map<string | null, Problem[]>();
  for (const problem of problems) byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), problem]);
  return [...byFile].map(([file, list]) => ({ file, problems: list }));
}

/** Where a failure belongs, in words; an invariant has no step. */
export const stepOf = ({ step, kind }: Pick<ReplayFailure, 'step' | 'kind'>): string => (step >= 0 ? `step ${step + 1}` : kind === 'property' ? 'property' : 'invariant');

export interface Summary {
  readonly scenarios: number;
  readonly passed: number;
  readonly failed: number;
  readonly invalid: number;
  readonly virtualMs: number;
  readonly wallMs: number;
}

export function summaryOf(report: RunReport): Summary {
  const count = (status: ScenarioRun['status']): number => report.scenarios.filter(({ run }) => run.status === status).length;
  const invalidFiles = brokenFiles(report).length;
  return {
    scenarios: report.scenarios.length + invalidFiles,
    passed: count('passed'),
    failed: count('failed'),
    invalid: count('invalid') + invalidFiles,
    virtualMs: report.scenarios.reduce((sum, { run }) => sum + run.virtualMs, 0),
    wallMs: report.scenarios.reduce((sum, { wallMs }) => sum + wallMs, 0),
  };
}
