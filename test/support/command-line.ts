/** The command line as others start it: a process of its own, in a folder of its own. */
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../cli/scenario-files/package-root.ts';

const entry = [import.meta.resolve('tsx'), join(packageRoot, 'cli', 'joinlab.ts')] as const;
const argumentsFor = (args: readonly string[]): string[] => ['--import', entry[0], entry[1], ...args];

export interface Spawned {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

export interface SpawnOptions {
  readonly cwd?: string;
  readonly env?: { readonly [name: string]: string };
  readonly input?: string | Buffer;
  /** Options of Node itself. */
  readonly node?: readonly string[];
}

export function joinlab(args: readonly string[], { cwd = packageRoot, env = {}, input, node = [] }: SpawnOptions = {}): Spawned {
  const done = spawnSync(process.execPath, [...node, ...argumentsFor(args)], { cwd, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024, ...(input === undefined ? {} : { input }) });
  return { code: done.status, out: done.stdout, error: done.stderr };
}

/** A process that goes on, for signals and closed pipes. */
export const startJoinlab = (args: readonly string[], cwd: string): ChildProcessWithoutNullStreams => spawn(process.execPath, argumentsFor(args), { cwd });

/** The command line in this process: fast, and everything it says is kept. */
export function captureIo(cwd: string) {
  const said = { out: '', error: '' };
  const style = { bold: (text: string) => text, dim: (text: string) => text, good: (text: string) => text, bad: (text: string) => text };
  const io = { cwd, write: (text: string) => void (said.out += text), writeError: (text: string) => void (said.error += text), readStdin: async () => '', style, hasColours: false, showsProgress: false, wallMs: () => 0, interrupts: () => 0 };
  return { io, said };
}
