/** JUnit XML, as CI servers read it: one test case a scenario. */
import { escapeXml } from '../evidence/xml.ts';
import type { ReplayFailure } from '../simulation/replay.ts';
import { formatDuration } from '../simulation/calendar.ts';
import { formatProblem } from '../simulation/scenario/problems.ts';
import { brokenFiles, stepOf, summaryOf, type Reporter } from './report.ts';

/** In an attribute a line end would be read as a blank. */
const attribute = (text: string): string => escapeXml(text).replaceAll('\n', '&#10;').replaceAll('\r', '&#13;').replaceAll('\t', '&#9;');

const describe = (failure: ReplayFailure): string =>
  [
    `${stepOf(failure)} at ${formatDuration(failure.atMs)}: ${failure.message}`,
    ...failure.conditions.map((condition) => `${condition.holds ? 'ok' : '->'} ${condition.text}${condition.holds ? '' : ` (shows ${condition.actual})`}`),
  ].join('\n');

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

export const junitReporter: Reporter = {
  name: 'junit',
  title: 'JUnit XML',
  file: 'junit.xml',
  sharesOutput: false,
  render: (report) => {
    const summary = summaryOf(report);
    const cases = report.scenarios.map((scenario) => {
      const { run, wallMs } = scenario;
      const { id, title, file } = run.scenario;
      const attributes = `name="${attribute(title)}" classname="${attribute(id)}"${file === null ? '' : ` file="${attribute(file)}"`} time="${seconds(wallMs)}"`;
      if (run.status === 'passed') return `    <testcase ${attributes}/>`;
      const element = run.status === 'failed' ? 'failure' : 'error';
      // One element a case: readers of JUnit count cases, not elements.
      const text = [...run.failures.map(describe), `Again: ${report.reproduce(scenario)}`].join('\n');
      return `    <testcase ${attributes}>\n      <${element} message="${attribute(run.failures[0]?.message ?? run.status)}">${escapeXml(text)}</${element}>\n    </testcase>`;
    });
    const broken = brokenFiles(report).map(({ file, problems }) => {
      const [first] = problems;
      const name = attribute(file ?? 'scenario');
      const message = attribute(`${first?.code ?? ''} ${first?.message ?? ''}`);
      const text = escapeXml(problems.map(formatProblem).join('\n'));
      return `    <testcase name="${name}" classname="${name}" time="0">\n      <error message="${message}">${text}</error>\n    </testcase>`;
    });
    const errors = report.scenarios.filter(({ run }) => run.status === 'invalid').length + broken.length;
    const totals = `tests="${cases.length + broken.length}" failures="${summary.failed}" errors="${errors}" time="${seconds(summary.wallMs)}"`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="joinlab" ${totals}>\n${[...cases, ...broken].join('\n')}\n  </testsuite>\n</testsuites>\n`;
  },
};
