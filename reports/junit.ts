/** JUnit XML, as CI servers read it: one test case a scenario. */
import type { ReplayFailure } from '../simulation/replay.ts';
import { summaryOf, type Reporter } from './report.ts';

const escape = (text: string): string =>
  // Control characters other than tab and line ends are not allowed in XML 1.0.
  [...text].map((character) => (character < ' ' && !'\t\n\r'.includes(character) ? '?' : character)).join('').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const describe = (failure: ReplayFailure): string =>
  [`step ${failure.step + 1} at ${failure.atMs} ms: ${failure.message}`, ...failure.conditions.map((condition) => `${condition.holds ? 'ok' : '->'} ${condition.text}${condition.holds ? '' : ` (shows ${condition.actual})`}`)].join('\n');

export const junitReporter: Reporter = {
  name: 'junit',
  title: 'JUnit XML',
  file: 'junit.xml',
  render: (report) => {
    const summary = summaryOf(report);
    const cases = report.scenarios.map(({ run, wallMs }) => {
      const attributes = `name="${escape(run.scenario.title)}" classname="${escape(run.scenario.id)}" file="${escape(run.scenario.file ?? '')}" time="${(wallMs / 1000).toFixed(3)}"`;
      if (run.status === 'passed') return `    <testcase ${attributes}/>`;
      const element = run.status === 'failed' ? 'failure' : 'error';
      return `    <testcase ${attributes}>\n${run.failures.map((failure) => `      <${element} message="${escape(failure.message)}">${escape(describe(failure))}</${element}>`).join('\n')}\n    </testcase>`;
    });
    const broken = report.problems.map((problem) => `    <testcase name="${escape(problem.file ?? 'scenario')}" classname="${escape(problem.file ?? 'scenario')}" time="0">\n      <error message="${escape(`${problem.code} ${problem.message}`)}"/>\n    </testcase>`);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="joinlab" tests="${cases.length + broken.length}" failures="${summary.failed}" errors="${report.scenarios.filter(({ run }) => run.status === 'invalid').length + broken.length}" time="${(summary.wallMs / 1000).toFixed(3)}">\n${[...cases, ...broken].join('\n')}\n  </testsuite>\n</testsuites>\n`;
  },
};
