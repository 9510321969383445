/** `joinlab show`: one evidence at one instant, and nothing else on standard output. */
import { evidenceNames, evidences } from '../../evidence/index.ts';
import { nearestOrAll } from '../../knowledge/nearest.ts';
import { promptContexts } from '../../knowledge/vocabulary.ts';
import { formatDuration } from '../../simulation/calendar.ts';
import { runScenario } from '../../simulation/run-scenario.ts';
import { sessionOf } from '../../simulation/session.ts';
import { exitCodes, type Io } from '../io.ts';
import { sayImpossible } from '../impossible.ts';
import { deviceAsked, loadOne, parseInstant, usage, type LoadingOptions } from '../loading.ts';

export interface ShowOptions extends LoadingOptions {
  readonly at?: string;
  readonly device?: string;
  readonly as?: string;
  readonly json?: boolean;
}

export async function showCommand(name: string, file: string, options: ShowOptions, io: Io): Promise<number> {
  const evidence = Object.hasOwn(evidences, name) ? evidences[name] : undefined;
  if (!evidence) return usage(io, `There is no evidence "${name}". Did you mean: ${nearestOrAll(name, evidenceNames).join(', ')}`);
  const as = promptContexts.find((context) => context === (options.as ?? 'user').toLowerCase());
  if (as === undefined) return usage(io, `--as is user, admin or system; "${options.as ?? ''}" is none of them.`);
  const atMs = parseInstant('--at', options.at, io);
  if (atMs === null) return exitCodes.usage;
  const scenario = await loadOne(file, options, io);
  if (typeof scenario === 'number') return scenario;
  const device = deviceAsked(scenario, options.device, io);
  if (device === null) return exitCodes.usage;
  const run = runScenario(scenario, { withTrace: false, ...(atMs === undefined ? {} : { untilMs: atMs }) });
  if (sayImpossible(run, io)) return exitCodes.invalidFile;
  const { world } = run;
  if (as !== 'system' && name === 'dsregcmd' && sessionOf(world, device).user === null) {
    return usage(io, `Nobody is signed in on ${device} at ${formatDuration(world.nowMs)}: use --as system, or another instant.`);
  }
  const viewpoint = { world, device, as };
  io.write(
    options.json
      ? `${JSON.stringify({ schemaVersion: 1, evidence: name, scenario: scenario.id, device, as, atMs: world.nowMs, data: evidence.data(viewpoint) }, null, 2)}\n`
      : evidence.render(viewpoint),
  );
  return exitCodes.ok;
}
