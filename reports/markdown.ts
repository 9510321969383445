/** Markdown: a summary for a pull request or a wiki. */
import { formatDuration } from '../simulation/calendar.ts';
import { summaryOf, type Reporter } from './report.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const markdownReporter: Reporter = {
  name: 'markdown',
  title: 'Markdown summary',
  file: 'run.md',
  render: (report) => {
    const summary = summaryOf(report);
    const rows = report.scenarios.map(({ run }) => `| ${run.status} | \`${cell(run.scenario.id)}\` | ${cell(run.scenario.title)} | ${cell(run.scenario.cause ?? '')} | ${formatDuration(run.virtualMs)} |`);
    const failures = report.scenarios.flatMap(({ run }) => run.failures.map((failure) => `- \`${run.scenario.id}\` at ${formatDuration(failure.atMs)}: ${cell(failure.message)} ${failure.conditions.filter(({ holds }) => !holds).map(({ text, actual }) => `\`${text}\` shows \`${actual}\``).join(', ')}`));
    const problems = report.problems.map((problem) => `- \`${problem.file ?? 'scenario'}${problem.line ? `:${problem.line}` : ''}\` ${problem.code}: ${cell(problem.message)}`);
    return [`# joinlab: ${summary.passed} passed, ${summary.failed} failed, ${summary.invalid} invalid`, '', '| status | scenario | what happens | why | virtual time |', '|---|---|---|---|---|', ...rows, '', ...(failures.length + problems.length > 0 ? ['## What went wrong', '', ...failures, ...problems, ''] : [])].join('\n');
  },
};
