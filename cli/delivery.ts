/** Where reports go: standard output, files, a folder. Decided before anything runs, written whole or not at all. */
import { resolve } from 'node:path';
import { reporters } from '../reports/index.ts';
import { plainStyle, type Reporter, type RunReport } from '../reports/report.ts';
import { nearest } from '../knowledge/nearest.ts';
import type { Io } from './io.ts';
import { usage } from './loading.ts';
import { printable } from './printable.ts';
import { systemMessage } from './system-error.ts';
import { writeWhole } from './write-whole.ts';

export interface DeliveryOptions {
  readonly reporter?: readonly string[];
  /** `FILE` for the last reporter, `REPORTER=FILE` for that one. */
  readonly outputFile?: readonly string[];
  readonly outputDir?: string;
}

interface Destination {
  readonly reporter: Reporter;
  /** Files as named on the command line; none means standard output. */
  readonly files: readonly string[];
  readonly prints: boolean;
}

export type Delivery = readonly Destination[];

const names = reporters.map(({ name }) => name);
const known = (name: string): Reporter | undefined => reporters.find((reporter) => reporter.name === name);

/** @returns `null` after saying what is wrong */
export function planDelivery(options: DeliveryOptions, io: Io): Delivery | null {
  const chosen: Reporter[] = [];
  for (const name of new Set(options.reporter ?? ['default'])) {
    const reporter = known(name);
    if (!reporter) {
      const near = nearest(name, names);
      usage(io, `There is no reporter "${name}".${near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''} Reporters: ${names.join(', ')}`);
      return null;
    }
    chosen.push(reporter);
  }
  const byReporter = new Map<Reporter, string[]>();
  for (const text of options.outputFile ?? []) {
    const [, name, file = text] = /^([a-z]+)=(.+)$/.exec(text) ?? [];
    const reporter = name === undefined ? chosen.at(-1) : known(name);
    if (!reporter || file === '') {
      usage(io, `--output-file is a file, or REPORTER=FILE with one of ${names.join(', ')}; "${text}" is neither.`);
      return null;
    }
    if (!chosen.includes(reporter)) chosen.push(reporter);
    byReporter.set(reporter, [...(byReporter.get(reporter) ?? []), file]);
  }
  const plan = chosen.map((reporter): Destination => {
    const named = byReporter.get(reporter) ?? [];
    const files = [...named, ...(options.outputDir === undefined ? [] : [`${options.outputDir.replace(/[/\\]+$/, '')}/${reporter.file}`])];
    // In a folder go copies: the console and the annotations still have to be seen.
    return { reporter, files, prints: files.length === 0 || (named.length === 0 && (reporter.name === 'default' || reporter.name === 'github')) };
  });
  const printing = plan.filter(({ prints }) => prints);
  const alone = printing.find(({ reporter }) => !reporter.sharesOutput);
  if (alone && printing.length > 1) {
    const { name, file } = alone.reporter;
    const others = printing.filter((other) => other !== alone).map(({ reporter }) => reporter.name).join(', ');
    usage(io, `Standard output holds one report, and ${name} cannot share it with ${others}.\n  Next step: --output-file ${name}=${file}, or --output-dir FOLDER for all.`);
    return null;
  }
  return plan;
}

/** @returns whether everything could be written */
export function deliver(report: RunReport, delivery: Delivery, io: Io): boolean {
  const written: string[] = [];
  for (const { reporter, files, prints } of delivery) {
    if (prints) io.write(reporter.render(report, io.style));
    for (const file of files) {
      const text = reporter.render(report, plainStyle);
      try {
        writeWhole(resolve(io.cwd, file), reporter.sharesOutput ? printable(text) : text);
        written.push(file);
      } catch (error) {
        usage(io, `The ${reporter.name} report cannot be written to "${file}": ${systemMessage(error)}\n  Next step: name another file or folder.`);
        return false;
      }
    }
  }
  if (written.length > 0) io.writeError(`Reports: ${written.join(', ')}\n`);
  return true;
}
