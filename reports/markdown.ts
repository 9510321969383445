/** Markdown: a summary for a pull request or a wiki. */
import { formatDuration } from '../simulation/calendar.ts';
import { stepOf, summaryOf, type Reporter } from './report.ts';

/** Text in a cell: nothing in it is Markdown or HTML. */
const cell = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/[\\`*_[\]|]/g, '\\$&').replaceAll(/\s+/g, ' ');

/** Code in a cell: a fence longer than any run of backticks inside; a bar would end the cell. */
function code(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const inner = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  return runs.length > 0 ? `${fence} ${inner} ${fence}` : `${fence}${inner}${fence}`;
}

export const markdownReporter: Reporter = {
  name: 'markdown',
  title: 'Markdown summary',
  file: 'run.md',
  sharesOutput: true,
  render: (report) => {
    const summary = summaryOf(report);
    const rows = report.scenarios.map(({ run }) =>
      `| ${run.status} | ${code(run.scenario.id)} | ${cell(run.scenario.title)} | ${cell(run.scenario.cause ?? '')} | ${formatDuration(run.virtualMs)} |`,
    );
    const failures = report.scenarios.flatMap((scenario) =>
      scenario.run.failures.map((failure) => {
        const shown = failure.conditions.filter(({ holds }) => !holds).map(({ text, actual }) => `${code(text)} shows ${code(actual)}`);
        const what = [cell(failure.message), ...shown].join(', ');
        return `- ${code(scenario.run.scenario.id)} ${stepOf(failure)} at ${formatDuration(failure.atMs)}: ${what}; again: ${code(report.reproduce(scenario))}`;
      }),
    );
    const problems = report.problems.map((problem) =>
      `- ${code(`${problem.file ?? 'scenario'}${problem.line ? `:${problem.line}` : ''}`)} ${problem.code}: ${cell(problem.message)}`,
    );
    return [
      `# joinlab: ${summary.passed} passed, ${summary.failed} failed, ${summary.invalid} invalid`,
      '',
      '| status | scenario | what happens | why | virtual time |',
      '|---|---|---|---|---|',
      ...rows,
      '',
      ...(failures.length + problems.length > 0 ? ['## What went wrong', '', ...failures, ...problems, ''] : []),
    ].join('\n');
  },
};
