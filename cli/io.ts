/** Everything a command may touch outside: streams, folder, environment, the clock on the wall. */
import pc from 'picocolors';
import { decodeText } from './decode.ts';
import { printable } from './printable.ts';
import { plainStyle, type Style } from '../reports/report.ts';

export interface Io {
  readonly cwd: string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly readStdin: () => Promise<string>;
  readonly style: Style;
  readonly hasColours: boolean;
  /** Somebody looks at standard error while a command works. */
  readonly showsProgress: boolean;
  readonly wallMs: () => number;
  /** How often somebody has pressed Ctrl-C to have the result so far; 0 where that ends the process (`interruptible.ts`). */
  readonly interrupts: () => number;
}

/** Exit codes: scripts rely on them. */
export const exitCodes = { ok: 0, expectationFailed: 1, usage: 2, invalidFile: 3, internal: 4, interrupted: 130 } as const;

/** Colour is for a terminal that somebody looks at; NO_COLOR counts whatever it holds, as long as it holds something. */
export const wantsColour = (isTerminal: boolean, env: { readonly [name: string]: string | undefined }): boolean => isTerminal && !env.NO_COLOR && !env.CI && env.TERM !== 'dumb';

const colours = pc.createColors(true);
export const styleFor = (hasColours: boolean): Style => (hasColours ? { bold: colours.bold, dim: colours.dim, good: colours.green, bad: colours.red } : plainStyle);

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return decodeText(Buffer.concat(chunks));
}

export function processIo(): Io {
  const hasColours = wantsColour(process.stdout.isTTY === true, process.env);
  return {
    cwd: process.cwd(),
    write: (text) => void process.stdout.write(printable(text)),
    writeError: (text) => void process.stderr.write(printable(text)),
    readStdin: () => readAll(process.stdin),
    style: styleFor(hasColours),
    hasColours,
    showsProgress: process.stderr.isTTY === true,
    wallMs: () => performance.now(),
    interrupts: () => 0,
  };
}
