/** The machine-readable report, versioned. */
import { brokenFiles, summaryOf, type Reporter } from './report.ts';

export const jsonReporter: Reporter = {
  name: 'json',
  title: 'versioned JSON',
  file: 'run.json',
  sharesOutput: false,
  render: (report) => {
    const scenarios = [
      ...report.scenarios.map(({ run, wallMs }) => ({
        id: run.scenario.id, file: run.scenario.file, title: run.scenario.title, status: run.status, traceHash: run.traceHash, virtualMs: run.virtualMs, wallMs,
        failures: run.failures.map(({ kind, step, atMs, at, message, conditions, validChoices }) => ({
          kind, step, atMs, line: at?.line ?? null, column: at?.column ?? null, message, conditions, validChoices,
        })),
      })),
      ...brokenFiles(report).map(({ file, problems }) => ({
        id: file,
        file,
        title: null,
        status: 'invalid',
        traceHash: null,
        virtualMs: 0,
        wallMs: 0,
        failures: problems.map((problem) => ({ kind: 'file', ...problem })),
      })),
    ];
    return `${JSON.stringify({ schemaVersion: 1, joinlab: report.version, summary: summaryOf(report), scenarios }, null, 2)}\n`;
  },
};
