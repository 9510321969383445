/** JUnit XML, as CI servers read it: one test case a scenario. */
import type { ReplayFailure } from '../simulation/replay.ts';
import { formatDuration } from '../simulation/calendar.ts';
import { formatProblem } from '../simulation/scenario/problems.ts';
import { brokenFiles, stepOf, summaryOf, type Reporter } from './report.ts';

/** XML 1.0 forbids control characters other than tab and line ends, lone surrogates and two non-characters. */
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const escape = (text: string): string => text.replaceAll(forbidden, '?').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
/** In an attribute a line end would be read as a blank. */
const attribute = (text: string): string => escape(text).replaceAll('\n', '&#10;').replaceAll('\r', '&#13;').replaceAll('\t', '&#9;');

const describe = (failure: ReplayFailure): string =>
  [`${stepOf(failure.step)} at ${formatDuration(failure.atMs)}: ${failure.message}`, ...failure.conditions.map((condition) => `${condition.holds ? 'ok' : '->'} ${condition.text}${condition.holds ? '' : ` (shows ${condition.actual})`}`)].join('\n');

export const junitReporter: Reporter = {
  name: 'junit',
  title: 'JUnit XML',
  file: 'junit.xml',
  sharesOutput: false,
  render: (report) => {
    const summary = summaryOf(report);
    const cases = report.scenarios.map((scenario) => {
      const { run, wallMs } = scenario;
      const attributes = `name="${attribute(run.scenario.title)}" classname="${attribute(run.scenario.id)}"${run.scenario.file === null ? '' : ` file="${attribute(run.scenario.file)}"`} time="${(wallMs / 1000).toFixed(3)}"`;
      if (run.status === 'passed') return `    <testcase ${attributes}/>`;
      const element = run.status === 'failed' ? 'failure' : 'error';
      // One element a case: readers of JUnit count cases, not elements.
      const text = [...run.failures.map(describe), `Again: ${report.reproduce(scenario)}`].join('\n');
      return `    <testcase ${attributes}>\n      <${element} message="${attribute(run.failures[0]?.message ?? run.status)}">${escape(text)}</${element}>\n    </testcase>`;
    });
    const broken = brokenFiles(report).map(({ file, problems }) => `    <testcase name="${attribute(file ?? 'scenario')}" classname="${attribute(file ?? 'scenario')}" time="0">\n      <error message="${attribute(`${problems[0]?.code ?? ''} ${problems[0]?.message ?? ''}`)}">${escape(problems.map(formatProblem).join('\n'))}</error>\n    </testcase>`);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="joinlab" tests="${cases.length + broken.length}" failures="${summary.failed}" errors="${report.scenarios.filter(({ run }) => run.status === 'invalid').length + broken.length}" time="${(summary.wallMs / 1000).toFixed(3)}">\n${[...cases, ...broken].join('\n')}\n  </testsuite>\n</testsuites>\n`;
  },
};
