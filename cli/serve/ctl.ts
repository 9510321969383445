/** `joinlab ctl`: moves and looks at the world that `joinlab serve` serves. */
import { timelineLines } from '../../reports/timeline.ts';
import { growingContext, sentenceOf, type Context } from '../../reports/words.ts';
import { formatDuration } from '../../simulation/calendar.ts';
import type { TraceEntry } from '../../simulation/trace.ts';
import { exitCodes, type Io } from '../io.ts';
import { usage } from '../loading.ts';
import { addressOf, type AddressOptions, type ServerAddress } from './address.ts';
import { ask, follow, sayRefused, withServer } from './client.ts';
import { exportLines, shells, type Variables } from './environment.ts';

export interface CtlOptions extends AddressOptions {
  readonly json?: boolean;
  readonly device?: string;
  readonly as?: string;
  readonly within?: string;
  readonly follow?: boolean;
  readonly from?: string;
  readonly secret?: string;
}

/** What one sub-command asks, and what it prints of the answer. */
interface Request {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly print: (body: Body) => string;
  /** @default 0 */
  readonly exitCode?: (body: Body) => number;
}

type Body = { readonly [field: string]: unknown };

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const clockLine = (body: Body): string => `it is ${text(body.now)} (${text(body.date)})\n`;
const list = (value: unknown): string => (Array.isArray(value) && value.length > 0 ? value.join(', ') : 'none');

const statusLines = (body: Body): string => [
  `scenario   ${text(body.scenario)}: ${text(body.title)}`,
  `clock      ${text(body.now)} (${text(body.date)}); ${body.speed === 0 ? 'stands still' : `speed ${text(body.speed)}`}`,
  `next       ${body.next === null ? 'nothing will happen any more' : text(body.next)}`,
  `devices    ${list(body.devices)}`,
  `lab        ${text(body.lab)} of ${list(body.labs)}; snapshots: ${list(body.snapshots)}`,
  '',
].join('\n');

const query = ({ device, as }: CtlOptions): string => {
  const parameters = new URLSearchParams({ ...(device === undefined ? {} : { device }), ...(as === undefined ? {} : { as }) }).toString();
  return parameters === '' ? '' : `?${parameters}`;
};

/** `portal.registered=Pending`; several make one moment. */
function showsOf(conditions: readonly string[]): { readonly [field: string]: string } | string {
  const shows: { [field: string]: string } = {};
  for (const condition of conditions) {
    const equals = condition.indexOf('=');
    if (equals <= 0) return condition;
    shows[condition.slice(0, equals).trim()] = condition.slice(equals + 1).trim();
  }
  return shows;
}

const part = encodeURIComponent;

function evidencePath(word: string, options: CtlOptions): string {
  const [name = '', ...field] = word.split('.');
  return `/v1/evidence/${part(name)}${field.length > 0 ? `/${part(field.join('.'))}` : ''}${query(options)}`;
}

type Maker = (words: readonly string[], options: CtlOptions) => Request | string;

/** By the words after `joinlab ctl`. */
const makers: { readonly [command: string]: Maker } = {
  status: () => ({ method: 'GET', path: '/v1/status', print: statusLines }),
  advance: ([by = '']) => ({ method: 'POST', path: '/v1/advance', body: { by }, print: clockLine }),
  to: ([to = '']) => ({ method: 'POST', path: '/v1/advance', body: { to }, print: clockLine }),
  next: () => ({ method: 'POST', path: '/v1/next-event', print: clockLine }),
  until: (conditions, { within, device, as }) => {
    const shows = showsOf(conditions);
    if (typeof shows === 'string') return `A condition is written field=value, for example portal.registered=Pending; "${shows}" is not.`;
    return {
      method: 'POST', path: '/v1/until', body: { shows, ...(within === undefined ? {} : { within }), ...(device === undefined ? {} : { device }), ...(as === undefined ? {} : { as }) },
      print: (body) => `${clockLine(body)}${Object.entries(body.actual as Body).map(([field, value]) => `${field}: ${value === null ? '(not shown)' : text(value)}\n`).join('')}`,
      exitCode: (body) => (body.held === true ? exitCodes.ok : exitCodes.expectationFailed),
    };
  },
  do: (sentences) => ({ method: 'POST', path: '/v1/do', body: { do: sentences }, print: clockLine }),
  show: ([word = ''], options) => ({ method: 'GET', path: evidencePath(word, options), print: (body) => (typeof body.text === 'string' ? body.text : `${body.value === null ? '(not shown)' : text(body.value)}\n`) }),
  speed: ([speed = '']) => (Number.isFinite(Number(speed)) && speed !== ''
    ? { method: 'PUT', path: '/v1/clock', body: { speed: Number(speed) }, print: (body) => `the clock ${body.speed === 0 ? 'stands still' : `runs at speed ${text(body.speed)}`} from ${text(body.now)}\n` }
    : `A speed is a number: 0 stands still, 60 is a minute a second; "${speed}" is none.`),
  snapshot: () => ({ method: 'POST', path: '/v1/snapshots', print: (body) => `${text(body.snapshot)}\n` }),
  restore: ([name = '']) => ({ method: 'POST', path: `/v1/snapshots/${part(name)}/restore`, print: clockLine }),
  branch: () => ({ method: 'POST', path: '/v1/labs', print: (body) => `${text(body.lab)}\n` }),
  use: ([lab = '']) => ({ method: 'PUT', path: '/v1/labs/current', body: { lab }, print: clockLine }),
  key: ([device = '']) => ({ method: 'GET', path: `/v1/devices/${part(device)}/bootstrap-key`, print: (body) => `${text(body.privateKeyPem)}${text(body.certificatePem)}` }),
  approve: ([code = '', user = '']) => ({ method: 'POST', path: `/v1/device-codes/${part(code)}`, body: { user }, print: () => `${user} approves ${code}\n` }),
  decline: ([code = '']) => ({ method: 'POST', path: `/v1/device-codes/${part(code)}`, body: { user: null }, print: () => `${code} is declined\n` }),
  app: ([clientId = '', displayName = ''], { secret }) => ({ method: 'PUT', path: `/v1/apps/${part(clientId)}`, body: { displayName, ...(secret === undefined ? {} : { secrets: [secret] }) }, print: () => `${displayName} is registered\n` }),
  env: ([shell = 'sh']) => {
    const known = shells.find((each) => each === shell);
    return known ? { method: 'GET', path: '/v1/environment', print: (body) => exportLines(body as Variables, known) } : `env prints for ${shells.join(' or ')}; "${shell}" is neither.`;
  },
};

/** One entry as it comes: what led to it is known, what follows from it is not. */
const lineOf = (entry: TraceEntry, context: Context): string => {
  const sentence = sentenceOf(entry, context);
  return sentence === null ? '' : `${formatDuration(entry.atMs).padStart(9)}  ${entry.actor}: ${sentence}\n`;
};

async function followTrace(address: ServerAddress, options: CtlOptions, io: Io): Promise<number> {
  const context = growingContext();
  await follow(address, `/v1/trace/stream${options.from === undefined ? '' : `?from=${options.from}`}`, (data) => {
    const entry = JSON.parse(data) as TraceEntry;
    context.add(entry);
    io.write(options.json ? `${data}\n` : lineOf(entry, context));
  });
  return exitCodes.ok;
}

async function trace(address: ServerAddress, options: CtlOptions, io: Io): Promise<number> {
  const from = options.from ?? '0';
  if (!/^\d+$/.test(from)) return usage(io, `--from is the number of an entry; "${from}" is not.`);
  if (options.follow) return followTrace(address, options, io);
  const all: TraceEntry[] = [];
  for (let next = Number(from); ; ) {
    const { status, body } = await ask(address, 'GET', `/v1/trace?from=${next}`);
    if (status !== 200) return sayRefused({ status, body }, io);
    const { entries } = body as { entries: readonly TraceEntry[] };
    if (entries.length === 0) break;
    all.push(...entries);
    next += entries.length;
  }
  if (options.json) io.write(`${JSON.stringify({ schemaVersion: 1, entries: all }, null, 2)}\n`);
  else if (all.length > 0) io.write(`${timelineLines(all, io.style, { everything: false, numbered: false }).join('\n')}\n`);
  return exitCodes.ok;
}

export async function ctlCommand(command: string, words: readonly string[], options: CtlOptions, io: Io): Promise<number> {
  const address = addressOf(options, io);
  if (!address) return exitCodes.usage;
  return withServer(address.url, io, async () => {
    if (command === 'trace') return trace(address, options, io);
    const made = makers[command]?.(words, options);
    if (made === undefined || typeof made === 'string') return usage(io, made ?? `There is no "${command}". joinlab ctl --help lists what there is.`);
    const answer = await ask(address, made.method, made.path, made.body);
    if (answer.status !== 200) return sayRefused(answer, io);
    const body = answer.body as Body;
    io.write(options.json ? `${JSON.stringify({ schemaVersion: 1, ...body }, null, 2)}\n` : made.print(body));
    return made.exitCode?.(body) ?? exitCodes.ok;
  });
}
