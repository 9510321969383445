/** `joinlab trace`: the timeline of a scenario in words, with causes. */
import { createInvariantMonitor } from '../../simulation/invariants/index.ts';
import { formatDuration } from '../../simulation/calendar.ts';
import { runScenario, type ScenarioRun } from '../../simulation/run-scenario.ts';
import { settingsLine } from '../../reports/settings-line.ts';
import { timelineLines, wrap } from '../../reports/timeline.ts';
import { contextOf, sentenceOf } from '../../reports/words.ts';
import type { TraceEntry } from '../../simulation/trace.ts';
import { exitCodes, type Io } from '../io.ts';
import { sayImpossible } from '../impossible.ts';
import { loadOne, parseInstant, usage, type LoadingOptions } from '../loading.ts';

export interface TraceOptions extends LoadingOptions {
  readonly json?: boolean;
  readonly why?: string;
  readonly until?: string;
  readonly all?: boolean;
  readonly numbers?: boolean;
}

const columns = 80;

export async function traceCommand(file: string, options: TraceOptions, io: Io): Promise<number> {
  const untilMs = parseInstant('--until', options.until, io);
  if (untilMs === null) return exitCodes.usage;
  const scenario = await loadOne(file, options, io);
  if (typeof scenario === 'number') return scenario;
  const run = runScenario(scenario, { monitor: createInvariantMonitor(), ...(untilMs === undefined ? {} : { untilMs }) });
  const code = sayImpossible(run, io) ? exitCodes.invalidFile : exitCodes.ok;
  if (options.why !== undefined) return why(options.why, run, options, io);
  if (options.json) io.write(`${JSON.stringify({ schemaVersion: 1, scenario: scenario.id, traceHash: run.traceHash, entries: run.trace.entries }, null, 2)}\n`);
  else io.write(story(run, untilMs, options, io));
  return code;
}

const paragraph = (text: string): string => wrap(text.trim().replaceAll(/\s+/g, ' '), columns).map((line) => `${line}\n`).join('');

/** Up to an instant nothing gives the end away: no title, no ticket, no cause, and no hash of what is still to come. */
function story({ scenario, trace, traceHash }: ScenarioRun, untilMs: number | undefined, options: TraceOptions, io: Io): string {
  const lines = `${timelineLines(trace.entries, io.style, { everything: options.all ?? false, numbered: options.numbers ?? false }).join('\n')}\n`;
  const settings = settingsLine(scenario);
  const header = settings === null ? '' : paragraph(`Settings: ${settings}`);
  if (untilMs !== undefined) return `${paragraph(`${scenario.id} until ${formatDuration(untilMs)}`)}${header}\n${lines}`;
  const ticket = scenario.ticket === null ? '' : paragraph(`Ticket: ${scenario.ticket}`);
  const cause = scenario.cause === null ? '' : paragraph(`Cause: ${scenario.cause}`);
  return `${paragraph(scenario.title)}${ticket}${header}\n${lines}\n${cause}Trace ${traceHash}\n`;
}

/** The entry of that number, or the first that says these words. */
function entryOf(text: string, entries: readonly TraceEntry[]): TraceEntry | undefined {
  if (/^\d+$/.test(text)) return entries[Number(text)];
  const context = contextOf(entries);
  return entries.find((entry) => sentenceOf(entry, context)?.toLowerCase().includes(text.toLowerCase()));
}

function why(text: string, { trace }: ScenarioRun, options: TraceOptions, io: Io): number {
  const { entries } = trace;
  const entry = text.trim() === '' ? undefined : entryOf(text.trim(), entries);
  if (!entry) {
    return usage(
      io,
      `--why takes the number of an entry, 0 to ${entries.length - 1} (joinlab trace --numbers shows them), or words of one, for example "event 304"; "${text}" is neither.`,
    );
  }
  // What is seen has no cause of its own: it is caused by what happened last.
  const asked = entry.kind === 'expectation' ? entries.slice(0, entry.index).findLast(({ kind }) => kind !== 'expectation') : entry;
  const chain = trace.why(asked?.index ?? entry.index);
  const shown = asked === entry ? chain : [...chain, entry];
  // Names and reasons come from the whole trace: an event tells which of two reasons it was.
  const wanted = new Set(shown.map(({ index }) => index));
  io.write(`${timelineLines(entries, io.style, { everything: options.all ?? false, numbered: true, only: (candidate) => wanted.has(candidate.index) }).join('\n')}\n`);
  return exitCodes.ok;
}
