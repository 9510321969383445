/**
 * What the shim of dsregcmd does when it is called. `/status` only looks. Everything else is done in the lab by the help desk in the
 * shim's context, and virtual time goes on until the command has ended, as long as it takes.
 */
import { readFileSync } from 'node:fs';
import { promptContexts } from '../../knowledge/vocabulary.ts';
import { exitCodes, type Io } from '../io.ts';
import { usage } from '../loading.ts';
import { addressOf, type ServerAddress } from '../serve/address.ts';
import { ask, sayRefused, withServer } from '../serve/client.ts';
import { systemMessage } from '../system-error.ts';
import type { ShimConfig } from './config.ts';

/** No command of dsregcmd takes longer. */
const commandMax = '1h';

interface Run {
  readonly output: string;
  readonly exitCode: number | null;
}

function fromFixture(files: { readonly [context: string]: string }, as: string, line: string, io: Io): number {
  if (!/^\/status$/i.test(line)) return usage(io, `This dsregcmd answers from a fixture: it knows /status only, and no ${line || 'empty command line'}. A served lab carries out commands: joinlab serve.`);
  const file = files[as];
  if (file === undefined) return usage(io, `The fixture has no status as ${as}: nobody was signed in. Use JOINLAB_AS=system.`);
  io.write(readFileSync(file, 'utf8'));
  return exitCodes.ok;
}

async function inLab(address: ServerAddress, device: string | null, as: string, line: string, io: Io): Promise<number> {
  const view = new URLSearchParams({ as, ...(device === null ? {} : { device }) }).toString();
  const said = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const answer = await ask(address, method, path, body);
    if (answer.status === 200) return answer.body;
    sayRefused(answer, io);
    return null;
  };
  if (/^\/status$/i.test(line)) {
    const seen = (await said('GET', `/v1/evidence/dsregcmd?${view}`)) as { text: string } | null;
    if (!seen) return exitCodes.usage;
    io.write(seen.text);
    return exitCodes.ok;
  }
  const where = device === null ? '' : ` on ${device}`;
  if (!(await said('POST', '/v1/do', { do: `helpdesk runs "dsregcmd ${line}" as ${as}${where}` }))) return exitCodes.usage;
  await said('POST', '/v1/until', { shows: { 'output.exitCode': 'not running' }, within: commandMax, ...(device === null ? {} : { device }) });
  const seen = (await said('GET', `/v1/evidence/output?${view}`)) as { data: readonly Run[] } | null;
  const run = seen?.data.at(-1);
  if (!run) return exitCodes.usage;
  io.write(run.output);
  return run.exitCode ?? exitCodes.internal;
}

export async function dsregcmdShim(configFile: string, switches: readonly string[], io: Io): Promise<number> {
  let config: ShimConfig;
  try {
    config = JSON.parse(readFileSync(configFile, 'utf8')) as ShimConfig;
  } catch (error) {
    return usage(io, `${configFile} is no configuration of a shim (${systemMessage(error)}). joinlab shim writes one.`);
  }
  const as = (process.env.JOINLAB_AS ?? config.as).toLowerCase();
  if (!promptContexts.some((context) => context === as)) return usage(io, `JOINLAB_AS is user, admin or system; "${as}" is none of them.`);
  const line = switches.join(' ');
  if (config.source) return fromFixture(config.source.files, as, line, io);
  const address = addressOf({}, io);
  if (!address) return exitCodes.usage;
  return withServer(address.url, io, () => inLab(address, process.env.JOINLAB_DEVICE ?? config.device, as, line, io));
}
