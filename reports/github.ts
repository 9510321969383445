/** GitHub annotations: a failed expectation shows at its line in the pull request. */
import { formatProblem } from '../simulation/scenario/problems.ts';
import type { Reporter } from './report.ts';

const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function annotation(file: string | null, line: number | null, column: number | null, title: string, message: string): string {
  const place = [file ? `file=${escapeProperty(file)}` : '', line ? `line=${line}` : '', column ? `col=${column}` : '', `title=${escapeProperty(title)}`].filter(Boolean).join(',');
  return `::error ${place}::${escapeData(message)}`;
}

export const githubReporter: Reporter = {
  name: 'github',
  title: 'GitHub annotations',
  file: 'github.txt',
  sharesOutput: true,
  render: (report) => {
    const lines = report.problems.map((problem) => annotation(problem.file, problem.line, problem.column, problem.code, formatProblem(problem)));
    for (const scenario of report.scenarios) {
      const { run } = scenario;
      for (const failure of run.failures) {
        const shown = failure.conditions.filter(({ holds }) => !holds).map(({ text, actual }) => `${text} (shows ${actual})`);
        lines.push(
          annotation(
            run.scenario.file,
            failure.at?.line ?? null,
            failure.at?.column ?? null,
            run.scenario.title,
            [failure.message, ...shown, `Again: ${report.reproduce(scenario)}`].join('\n'),
          ),
        );
      }
    }
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  },
};
