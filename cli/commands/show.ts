/** `joinlab show`: one evidence at one instant, and nothing else on standard output. */
import { evidenceNames, evidences } from '../../evidence/index.ts';
import type { EvidenceContext } from '../../evidence/evidence.ts';
import { nearest } from '../../knowledge/nearest.ts';
import { parseDurationMs } from '../../simulation/calendar.ts';
import { runScenario } from '../../simulation/run-scenario.ts';
import { sessionOf } from '../../simulation/session.ts';
import { formatProblem } from '../../simulation/scenario/problems.ts';
import { exitCodes, type Io } from '../io.ts';
import { loadScenarios } from '../scenario-files/load.ts';
import { parseSets, type SetOption } from '../sets.ts';

export interface ShowOptions extends SetOption {
  readonly at?: string;
  readonly device?: string;
  readonly as?: string;
  readonly json?: boolean;
  readonly seed?: string;
}

const contexts: readonly string[] = ['user', 'admin', 'system'];

const usage = (io: Io, message: string): number => {
  io.writeError(`${message}\n`);
  return exitCodes.usage;
};

export async function showCommand(name: string, file: string, options: ShowOptions, io: Io): Promise<number> {
  const evidence = evidences[name];
  if (!evidence) return usage(io, `There is no evidence "${name}". Did you mean: ${(nearest(name, evidenceNames).length > 0 ? nearest(name, evidenceNames) : evidenceNames).join(', ')}`);
  const as = options.as ?? 'user';
  if (!contexts.includes(as)) return usage(io, `--as is user, admin or system; "${as}" is none of them.`);
  const atMs = options.at === undefined ? undefined : parseDurationMs(options.at);
  if (options.at !== undefined && atMs === undefined) return usage(io, `--at is a duration from the start, for example 35m or 1h5m; "${options.at}" is not.`);
  const sets = parseSets(options, io);
  if (!sets) return exitCodes.usage;
  const loaded = await loadScenarios([file], { cwd: io.cwd, overrides: sets, ...(options.seed ? { seed: options.seed } : {}) });
  const [scenario] = loaded.scenarios;
  if (!scenario || loaded.problems.length > 0) {
    for (const problem of loaded.problems) io.writeError(`${formatProblem(problem)}\n`);
    return exitCodes.invalidFile;
  }
  const run = runScenario(scenario, { withTrace: false, ...(atMs === undefined ? {} : { untilMs: atMs }) });
  const impossible = run.failures.find((failure) => failure.kind === 'impossible-action');
  if (impossible) {
    io.writeError(`${formatProblem({ code: 'JL301', message: impossible.message, file: scenario.file, line: impossible.at?.line ?? null, column: impossible.at?.column ?? null, choices: impossible.validChoices, next: null })}\n`);
    return exitCodes.invalidFile;
  }
  const devices = Object.keys(run.world.devices);
  const device = options.device === undefined ? devices[0] : devices.find((known) => known.toLowerCase() === options.device?.toLowerCase());
  if (device === undefined) return usage(io, `There is no device "${options.device ?? ''}" in this scenario. Devices: ${devices.join(', ')}`);
  if (as !== 'system' && name === 'dsregcmd' && sessionOf(run.world, device).user === null) return usage(io, `Nobody is signed in on ${device} at ${options.at ?? 'the end'}: use --as system, or another instant.`);
  const viewpoint = { world: run.world, device, as: as as EvidenceContext };
  io.write(options.json ? `${JSON.stringify({ schemaVersion: 1, evidence: name, scenario: scenario.id, device, as, atMs: run.world.nowMs, data: evidence.data(viewpoint) }, null, 2)}\n` : evidence.render(viewpoint));
  return exitCodes.ok;
}
