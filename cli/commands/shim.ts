/** `joinlab shim`: a `dsregcmd` for the PATH of a test. It answers from the served lab, or from a folder of fixtures. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nearest } from '../../knowledge/nearest.ts';
import { promptContexts } from '../../knowledge/vocabulary.ts';
import { exitCodes, type Io } from '../io.ts';
import { usage } from '../loading.ts';
import { shimConfigName, type FixtureSource, type ShimConfig } from '../shim/config.ts';
import { quotedForSh } from '../shell-words.ts';
import { systemMessage } from '../system-error.ts';
import { indexName } from './fixtures.ts';
import type { Fixture } from '../fixtures/collect.ts';

export interface ShimOptions {
  readonly fixtures?: string;
  readonly scenario?: string;
  readonly at?: string;
  readonly device?: string;
  readonly as?: string;
  readonly windows?: string;
}

/** One of the valid words, the only one if none was asked for, or what to say. */
function chosen(what: string, asked: string | undefined, valid: readonly string[]): { readonly word: string } | { readonly wrong: string } {
  const [only, second] = valid;
  if (asked === undefined) return only !== undefined && second === undefined ? { word: only } : { wrong: `Say which with ${what}: ${valid.join(', ')}` };
  const word = valid.find((each) => each.toLowerCase() === asked.toLowerCase());
  const near = nearest(asked, valid);
  return word === undefined ? { wrong: `${what} ${asked} is not among the fixtures. There are: ${(near.length > 0 ? near : valid).join(', ')}` } : { word };
}

/** The fixture that is meant, or what is wrong. */
function fixtureSource(folder: string, options: ShimOptions, cwd: string): FixtureSource | string {
  const path = resolve(cwd, folder);
  let all: readonly Fixture[];
  try {
    all = (JSON.parse(readFileSync(join(path, indexName), 'utf8')) as { fixtures: readonly Fixture[] }).fixtures;
  } catch (error) {
    return `${folder} is no folder of fixtures (${systemMessage(error)}). joinlab fixtures writes one.`;
  }
  let left = all;
  for (const [what, asked, read] of [['--scenario', options.scenario, (one: Fixture) => one.scenario], ['--at', options.at, (one: Fixture) => one.instant], ['--device', options.device, (one: Fixture) => one.device]] as const) {
    const found = chosen(what, asked, [...new Set(left.map(read))]);
    if ('wrong' in found) return found.wrong;
    left = left.filter((one) => read(one) === found.word);
  }
  const [fixture] = left;
  if (!fixture) return `${folder} holds no fixtures.`;
  const releases = [...new Set(fixture.dsregcmd.map(({ release }) => release))];
  const release = chosen('--windows', options.windows ?? (releases.includes(fixture.release) ? fixture.release : undefined), releases);
  if ('wrong' in release) return release.wrong;
  const files = fixture.dsregcmd.filter((one) => one.release === release.word).map(({ context, file }) => [context, join(path, file)] as const);
  return { files: Object.fromEntries(files) };
}

const shell = (node: string, cli: string, config: string): string => `#!/bin/sh\nexec ${[node, cli, 'dsregcmd-shim', config].map(quotedForSh).join(' ')} "$@"\n`;
const batch = (node: string, cli: string, config: string): string => `@"${node}" "${cli}" dsregcmd-shim "${config}" %*\r\n`;

export async function shimCommand(folder: string, options: ShimOptions, io: Io): Promise<number> {
  const as = promptContexts.find((context) => context === (options.as ?? 'user').toLowerCase());
  if (as === undefined) return usage(io, `--as is user, admin or system; "${options.as ?? ''}" is none of them.`);
  const source = options.fixtures === undefined ? null : fixtureSource(options.fixtures, options, io.cwd);
  if (typeof source === 'string') return usage(io, source);
  const path = resolve(io.cwd, folder);
  const config: ShimConfig = { as, device: options.device ?? null, source };
  const cli = process.argv[1] ?? '';
  const file = join(path, shimConfigName);
  try {
    mkdirSync(path, { recursive: true });
    writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
    const script = join(path, 'dsregcmd');
    writeFileSync(script, shell(process.execPath, cli, file));
    chmodSync(script, 0o755);
    writeFileSync(join(path, 'dsregcmd.cmd'), batch(process.execPath, cli, file));
  } catch (error) {
    return usage(io, `${folder} cannot be written: ${systemMessage(error)}`);
  }
  io.write(`Wrote dsregcmd and dsregcmd.cmd into ${folder}. Put it first on the PATH of what you test; ${source ? 'it answers from the fixture' : 'it answers from joinlab serve (JOINLAB_CONTROL, JOINLAB_TOKEN)'}, as ${as} unless JOINLAB_AS says otherwise.\n`);
  return exitCodes.ok;
}
