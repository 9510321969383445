/**
 * `--workers n`: the shard is split further, and this command line is run once for each split, in processes of their own (memory
 * and Ctrl-C are those of each). What they leave is joined as `joinlab merge` joins it, so that their number cannot matter.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes, type Io } from '../io.ts';
import { readPart } from '../shards/read-parts.ts';
import { shardOfShard, type Shard } from '../shards/shard.ts';
import { configurationsOfParts, type ConfigurationResult } from './across.ts';

/** Codes with which a worker has written what it found. */
const hasFound: ReadonlySet<number> = new Set([exitCodes.ok, exitCodes.expectationFailed, exitCodes.interrupted]);

function runWorker(shard: Shard, file: string, io: Io, children: Set<ReturnType<typeof spawn>>): Promise<number> {
  const args = [...process.execArgv, process.argv[1] ?? '', ...process.argv.slice(2), '--workers', '1', '--shard', `${shard.index}/${shard.of}`, '--output', file];
  // In a group of its own: Ctrl-C on the terminal reaches it once, through this process.
  const child = spawn(process.execPath, args, { cwd: io.cwd, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  children.add(child);
  child.stderr.setEncoding('utf8').on('data', (text: string) => io.writeError(text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      children.delete(child);
      resolve(code ?? exitCodes.internal);
    });
  });
}

/** @returns the exit code of a worker that found nothing */
export async function shareAmongWorkers(workers: number, shard: Shard, io: Io): Promise<readonly ConfigurationResult[] | number> {
  const dir = mkdtempSync(join(tmpdir(), 'joinlab-workers-'));
  const children = new Set<ReturnType<typeof spawn>>();
  const pass = (signal: 'SIGINT' | 'SIGTERM') => (): void => children.forEach((child) => child.kill(signal));
  let interrupted = false;
  const [interrupt, end] = [(): void => { interrupted = true; pass('SIGINT')(); }, pass('SIGTERM')];
  process.on('SIGINT', interrupt).on('exit', end);
  try {
    const files = Array.from({ length: workers }, (_, at) => join(dir, `${at + 1}.json`));
    const codes = await Promise.all(files.map((file, at) => runWorker(shardOfShard(shard, { index: at + 1, of: workers }), file, io, children)));
    const failed = codes.find((code) => !hasFound.has(code));
    if (failed !== undefined) {
      if (failed === exitCodes.internal) io.writeError(`A worker ended before it had written what it found${interrupted ? ': it was interrupted too early' : ''}.\n`);
      return interrupted ? exitCodes.interrupted : failed;
    }
    return configurationsOfParts(files.map((file) => {
      const part = readPart(file, dir);
      if ('code' in part) throw new Error(`a worker left no result: ${part.message}`);
      return part;
    }));
  } finally {
    process.removeListener('SIGINT', interrupt).removeListener('exit', end);
    rmSync(dir, { recursive: true, force: true });
  }
}
