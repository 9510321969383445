/** The console report: one line a scenario, a readable timeline for a failed one, the line that reproduces it. */
import { formatDuration, minuteMs } from '../simulation/calendar.ts';
import { formatProblem } from '../simulation/scenario/problems.ts';
import type { ReplayFailure } from '../simulation/replay.ts';
import { stepOf, summaryOf, type Reporter, type ScenarioReport, type Style } from './report.ts';
import { settingsLine } from './settings-line.ts';
import { timelineLines, wrap } from './timeline.ts';

const width = 80;

/** Wrapped behind a beginning that is so many columns wide. */
const hang = (first: string, columns: number, text: string): string[] => wrap(text, width - columns).map((line, index) => `${index === 0 ? first : ' '.repeat(columns)}${line}`);

/** Lines shown before the moment of a failure. */
const linesBeforeFailure = 24;

function failureLines(failure: ReplayFailure, file: string | null, style: Style): string[] {
  const where = failure.at ? ` (${file ?? 'scenario'}:${failure.at.line}:${failure.at.column})` : '';
  const lines = [...hang(
    `    ${style.bad('x')} `,
    6,
    `at ${formatDuration(failure.atMs)}, ${stepOf(failure)}${where}: ${failure.kind === 'impossible-action' ? 'JL301 impossible action: ' : ''}${failure.message}`,
  )];
  for (const { holds, text, actual } of failure.conditions) {
    if (holds) lines.push(...hang('        ok        ', 18, text));
    else lines.push(...hang('        expected  ', 18, text), ...hang('        shows     ', 18, actual));
  }
  if (failure.validChoices.length > 0) lines.push(...hang('        possible  ', 18, failure.validChoices.join(' | ')));
  return lines;
}

function failedBlock(report: ScenarioReport, style: Style, reproduce: string): string[] {
  const { run } = report;
  const settings = settingsLine(run.scenario);
  const first = run.failures[0];
  const before = run.trace.entries.filter((entry) => entry.atMs <= (first?.atMs ?? 0));
  const story = timelineLines(before, style, { width: width - 2 }).slice(-linesBeforeFailure);
  return [
    '',
    `  ${style.bold(run.scenario.id)}`,
    ...(settings === null ? [] : wrap(settings, width - 4).map((line) => `    ${style.dim(line)}`)),
    ...run.failures.flatMap((failure) => failureLines(failure, run.scenario.file, style)),
    '',
    '    What led to it:',
    ...story.map((line) => `  ${line}`),
    '',
    `    Again: ${reproduce}`,
  ];
}

export const defaultReporter: Reporter = {
  name: 'default',
  title: 'one line a scenario, a timeline for a failed one',
  file: 'run.txt',
  sharesOutput: true,
  render: (report, style) => {
    const lines: string[] = report.problems.map(formatProblem);
    for (const scenario of report.scenarios) {
      const { run } = scenario;
      const mark = run.status === 'passed' ? style.good('ok  ') : style.bad(run.status === 'failed' ? 'FAIL' : 'BAD ');
      lines.push(`${mark} ${run.scenario.id}  ${style.dim(run.scenario.title)}`);
    }
    for (const scenario of report.scenarios) if (scenario.run.status !== 'passed') lines.push(...failedBlock(scenario, style, report.reproduce(scenario)));
    const summary = summaryOf(report);
    const { passed, failed, invalid, wallMs } = summary;
    const virtual = formatDuration(Math.round(summary.virtualMs / minuteMs) * minuteMs);
    lines.push('', `${passed} passed, ${failed} failed${invalid > 0 ? `, ${invalid} invalid` : ''}; ${virtual} of virtual time in ${(wallMs / 1000).toFixed(1)} s`);
    return `${lines.join('\n')}\n`;
  },
};
