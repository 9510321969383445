/** The console report: one line a scenario, a readable timeline for a failed one, the line that reproduces it. */
import { formatDuration } from '../simulation/calendar.ts';
import { changedSettings, printSetting, effectiveSettings } from '../simulation/scenario/settings.ts';
import { formatProblem } from '../simulation/scenario/problems.ts';
import type { ReplayFailure } from '../simulation/replay.ts';
import { summaryOf, type Reporter, type ScenarioReport, type Style } from './report.ts';
import { timelineLines } from './timeline.ts';

/** Entries shown before the moment of a failure. */
const linesBeforeFailure = 24;

function failureLines(failure: ReplayFailure, style: Style): string[] {
  const where = failure.at ? ` (line ${failure.at.line})` : '';
  const lines = [`    ${style.bad('x')} at ${formatDuration(failure.atMs)}, step ${failure.step + 1}${where}: ${failure.message}`];
  for (const condition of failure.conditions) {
    lines.push(`        ${condition.holds ? 'ok ' : '-> '}${condition.text}`);
    if (!condition.holds) lines.push(`           shows ${condition.actual}`);
  }
  if (failure.validChoices.length > 0) lines.push(`        possible here: ${failure.validChoices.join(' | ')}`);
  return lines;
}

function failedBlock(report: ScenarioReport, style: Style, reproduce: string): string[] {
  const { run } = report;
  const first = run.failures[0];
  const before = run.trace.entries.filter((entry) => entry.atMs <= (first?.atMs ?? 0));
  const story = timelineLines(before, style).slice(-linesBeforeFailure);
  return ['', `  ${style.bold(run.scenario.id)}`, ...run.failures.flatMap((failure) => failureLines(failure, style)), '', '    What led to it:', ...story.map((line) => `  ${line}`), '', `    Again: ${reproduce}`];
}

function header(report: ScenarioReport): string {
  const settings = effectiveSettings(report.run.scenario.world.settings);
  const changed = changedSettings(settings).map((key) => `${key}=${printSetting(key, settings)}`);
  return changed.length === 0 ? '' : `  [${changed.join(' ')}]`;
}

export const defaultReporter: Reporter = {
  name: 'default',
  title: 'one line a scenario, a timeline for a failed one',
  file: 'run.txt',
  render: (report, style) => {
    const lines: string[] = report.problems.map(formatProblem);
    for (const scenario of report.scenarios) {
      const { run } = scenario;
      const mark = run.status === 'passed' ? style.good('ok  ') : style.bad(run.status === 'failed' ? 'FAIL' : 'BAD ');
      lines.push(`${mark} ${run.scenario.id}  ${style.dim(run.scenario.title)}`);
      const settings = header(scenario);
      if (run.status !== 'passed' && settings) lines.push(`   ${style.dim(settings)}`);
    }
    for (const scenario of report.scenarios) if (scenario.run.status !== 'passed') lines.push(...failedBlock(scenario, style, report.reproduce(scenario)));
    const summary = summaryOf(report);
    lines.push('', `${summary.passed} passed, ${summary.failed} failed${summary.invalid > 0 ? `, ${summary.invalid} invalid` : ''}; ${formatDuration(Math.round(summary.virtualMs / 60_000) * 60_000)} of virtual time in ${(summary.wallMs / 1000).toFixed(1)} s`);
    return `${lines.join('\n')}\n`;
  },
};
