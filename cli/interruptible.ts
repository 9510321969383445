/**
 * A command that works for long without looking up runs in a thread of its own, as the same command line. This thread listens for
 * Ctrl-C and counts: a thread that works hears no signal, but it can look at shared memory whenever it asks whether to stop.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { exitCodes, processIo, styleFor, type Io } from './io.ts';

/** What the thread says, which the process says for it: a stream of a thread waits until the thread looks up. */
interface Said {
  readonly to: 'write' | 'writeError';
  readonly text: string;
}

interface Handed {
  readonly joinlabThread: true;
  /** What stands on the command line. */
  readonly words: readonly string[];
  /** How often Ctrl-C was pressed. */
  readonly interrupts: Int32Array;
  readonly colours: boolean;
  readonly showsProgress: boolean;
}

/** After so many nobody waits for an answer any more: the first ends the search, the second what is made of it. */
const patienceMax = 2;

const handed = (): Handed | null => (!isMainThread && (workerData as Partial<Handed> | null)?.joinlabThread === true ? (workerData as Handed) : null);

/** Of the process, or in a thread what the process lends it. */
export function ownIo(): Io {
  const io = processIo();
  const lent = handed();
  if (lent === null) return io;
  const say = (to: Said['to']) => (text: string): void => parentPort?.postMessage({ to, text } satisfies Said);
  return { ...io, write: say('write'), writeError: say('writeError'), style: styleFor(lent.colours), showsProgress: lent.showsProgress, interrupts: () => Atomics.load(lent.interrupts, 0) };
}

export const ownWords = (): readonly string[] => handed()?.words ?? process.argv.slice(2);

/** A thread knows nothing of how the process reads TypeScript. */
const startOf = (entry: string): URL =>
  new URL(entry.endsWith('.ts') ? `data:text/javascript,${encodeURIComponent(`import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))}; register(); await import(${JSON.stringify(entry)});`)}` : entry);

/**
 * @param entry address of the command line, which the thread runs with the same words
 * @param work what the command does, here or in the thread
 * @returns the exit code
 */
export function interruptibly(entry: string, io: Io, work: () => Promise<number>): Promise<number> {
  if (handed() !== null) return work();
  const interrupts = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const thread = new Worker(startOf(entry), { workerData: { joinlabThread: true, words: ownWords(), interrupts, colours: io.hasColours, showsProgress: io.showsProgress } satisfies Handed });
  const interrupt = (): void => {
    if (Atomics.add(interrupts, 0, 1) >= patienceMax) process.exit(exitCodes.interrupted);
  };
  process.on('SIGINT', interrupt);
  thread.on('message', ({ to, text }: Said) => io[to](text));
  return new Promise<number>((resolve, reject) => {
    thread.once('error', reject);
    thread.once('exit', resolve);
  }).finally(() => process.removeListener('SIGINT', interrupt));
}
