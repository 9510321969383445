/** `joinlab serve`: the cloud of a scenario's world on real ports, and the API that moves it, until somebody stops it. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { createCloud } from '../../doors/cloud/cloud.ts';
import { speedMax, tickMs, VirtualClock } from '../../doors/control/clock.ts';
import { Labs } from '../../doors/control/labs.ts';
import { openControlServer } from '../../doors/control/server.ts';
import { openHttpsDoor } from '../../doors/https/index.ts';
import { formatDuration, parseDurationMs } from '../../simulation/calendar.ts';
import { PlayedLab } from '../../simulation/played-lab.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import { exitCodes, type Io } from '../io.ts';
import { loadOne, parseInstant, usage, type LoadingOptions } from '../loading.ts';
import { packageVersion } from '../scenario-files/package-root.ts';
import { environmentOf, exportLines, shells, type Shell, type Variables } from '../serve/environment.ts';
import { openServeFolder } from '../serve/folder.ts';

export interface ServeOptions extends LoadingOptions {
  readonly host: string;
  readonly port: string;
  readonly proxyPort: string;
  readonly controlPort: string;
  readonly at?: string;
  readonly play: boolean;
  readonly speed: string;
  readonly env?: string;
  readonly json?: boolean;
  readonly dir?: string;
  readonly realTimeouts?: string | true;
}

const portOf = (text: string): number | null => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null);

/** Longer than any client of protocols.md waits. */
const silentMsDefault = 120_000;
const silentMsMax = 3_600_000;

function silenceOf(text: string | true): number | null {
  const ms = text === true ? silentMsDefault : (parseDurationMs(text) ?? Number.NaN);
  return ms >= 0 && ms <= silentMsMax ? ms : null;
}

interface Plan {
  readonly ports: { readonly https: number; readonly proxy: number; readonly control: number };
  readonly atMs: number;
  readonly speed: number;
  readonly shell: Shell | null;
  readonly silentMs: number;
}

/** `null` after saying what is wrong. */
function planOf(options: ServeOptions, io: Io): Plan | null {
  const wrong = (message: string): null => {
    usage(io, message);
    return null;
  };
  const https = portOf(options.port);
  const proxy = portOf(options.proxyPort);
  const control = portOf(options.controlPort);
  if (options.host.trim() === '') return wrong('--host is an address or a name of this machine, for example 127.0.0.1; it is empty.');
  if (https === null || proxy === null || control === null) return wrong('A port is a number from 0 (any free one) to 65535.');
  const atMs = parseInstant('--at', options.at, io);
  if (atMs === null) return null;
  const speed = Number(options.speed);
  if (options.speed.trim() === '' || !(speed >= 0 && speed <= speedMax)) return wrong(`--speed is a number from 0 (the clock stands still) to ${speedMax}; "${options.speed}" is not.`);
  const shell = shells.find((known) => known === options.env) ?? null;
  if (options.env !== undefined && !shell) return wrong(`--env is sh or powershell; "${options.env}" is neither.`);
  const silentMs = options.realTimeouts === undefined ? 0 : silenceOf(options.realTimeouts);
  if (silentMs === null) return wrong(`--real-timeouts takes a duration of the wall's clock up to an hour, for example 90s; "${String(options.realTimeouts)}" is none.`);
  return { ports: { https, proxy, control }, atMs: atMs ?? 0, speed, shell, silentMs };
}

/** Resolves with the exit code when somebody stops the process. */
const stopped = (): Promise<number> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve(exitCodes.interrupted));
    process.once('SIGTERM', () => resolve(exitCodes.ok));
  });

function hello(scenario: Scenario, lab: PlayedLab, clock: VirtualClock, variables: Variables, folder: string): string {
  const moves = clock.speed === 0 ? `stands still at ${formatDuration(lab.nowMs)}: joinlab ctl advance 30m` : `runs ${clock.speed} times as fast as the wall's, from ${formatDuration(lab.nowMs)}`;
  return [
    `serving    ${scenario.id}: ${scenario.title}`,
    `cloud      ${variables.JOINLAB_HTTPS}; by its real names through the proxy ${variables.HTTPS_PROXY}`,
    `control    ${variables.JOINLAB_CONTROL} (token in JOINLAB_TOKEN; joinlab ctl speaks it)`,
    `clock      ${moves}`,
    `devices    ${Object.keys(lab.world.devices).join(', ')}`,
    '',
    'In the shell of a client (curl, Python, PowerShell, Node):',
    `  . ${folder}/env.sh`,
    `  . ${folder}/env.ps1`,
    'Ctrl-C stops.',
    '',
  ].join('\n');
}

/** What the operating system refused, for the one who chose the options; `null`: something else is wrong. */
function refusalOf(error: NodeJS.ErrnoException & { readonly port?: number }, { host, dir }: ServeOptions): string | null {
  const { code, syscall, path, port } = error;
  if (path !== undefined) return `The folder ${dir ?? path} cannot be written: ${error.message}\n  Next step: name another with --dir.`;
  if (syscall === 'getaddrinfo' || code === 'EADDRNOTAVAIL') return `${host} is no address of this machine (${code}). Choose another with --host; 127.0.0.1 always is.`;
  if (code === 'EADDRINUSE' || code === 'EACCES') return `Port ${port} of ${host} cannot be opened (${code}). Choose others: --port, --proxy-port, --control-port; 0 takes any free one.`;
  return null;
}

export async function serveCommand(file: string, options: ServeOptions, io: Io): Promise<number> {
  const plan = planOf(options, io);
  if (!plan) return exitCodes.usage;
  const scenario = await loadOne(file, options, io);
  if (typeof scenario === 'number') return scenario;
  const lab = new PlayedLab(scenario, { onLeftOut: (message) => io.writeError(`${message}\n`) });
  lab.advance(plan.atMs);
  if (!options.play) lab.stopPlaying();
  const labs = new Labs(lab);
  const wallNowMs = (): number => Date.now();
  const cloud = createCloud(labs, { wallNowMs, onUnanswered: (message) => io.writeError(`${message}\n`) });
  const clock = new VirtualClock(labs, plan.speed);
  const opened: { close: () => unknown }[] = [];
  try {
    const door = await openHttpsDoor(labs, cloud, { wallNowMs: wallNowMs(), host: options.host, port: plan.ports.https, proxyPort: plan.ports.proxy, silentMs: plan.silentMs });
    opened.push(door);
    const folder = openServeFolder(options.dir === undefined ? undefined : resolve(io.cwd, options.dir), door.material);
    opened.push({ close: folder.remove });
    const token = randomBytes(24).toString('base64url');
    const environment: { [name: string]: string } = {};
    const control = await openControlServer(
      { labs, cloud, clock, scenario, environment },
      { host: options.host, port: plan.ports.control, token, version: packageVersion() },
    );
    opened.push(control);
    const variables = environmentOf({ host: options.host, port: door.port, proxyPort: door.proxyPort, controlPort: control.port, token, authorityFile: folder.authorityFile });
    Object.assign(environment, variables);
    folder.writeVariables(variables);
    if (options.json) io.write(`${JSON.stringify({ schemaVersion: 1, scenario: scenario.id, devices: Object.keys(lab.world.devices), folder: folder.path, environment: variables })}\n`);
    else if (plan.shell) io.write(exportLines(variables, plan.shell));
    else io.write(hello(scenario, lab, clock, variables, folder.path));
    clock.follow(io.wallMs);
    const ticking = setInterval(() => clock.follow(io.wallMs), tickMs);
    opened.push({ close: () => clearInterval(ticking) });
    return await stopped();
  } catch (error) {
    const refused = refusalOf(error as NodeJS.ErrnoException, options);
    if (refused === null) throw error;
    return usage(io, refused);
  } finally {
    for (const each of opened.reverse()) await each.close();
  }
}
