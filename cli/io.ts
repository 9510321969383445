/** Everything a command may touch outside: streams, folder, environment, the clock on the wall. */
import pc from 'picocolors';
import { printable } from './printable.ts';
import { plainStyle, type Style } from '../reports/report.ts';

export interface Io {
  readonly cwd: string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly readStdin: () => Promise<string>;
  readonly style: Style;
  readonly wallMs: () => number;
}

/** Exit codes: scripts rely on them. */
export const exitCodes = { ok: 0, expectationFailed: 1, usage: 2, invalidFile: 3, internal: 4, interrupted: 130 } as const;

const colourful: Style = { bold: pc.bold, dim: pc.dim, good: pc.green, bad: pc.red };

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  let text = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) text += String(chunk);
  return text;
}

export function processIo(): Io {
  const wantsColour = process.stdout.isTTY === true && !process.env.NO_COLOR && !process.env.CI;
  return {
    cwd: process.cwd(),
    write: (text) => void process.stdout.write(printable(text)),
    writeError: (text) => void process.stderr.write(printable(text)),
    readStdin: () => readAll(process.stdin),
    style: wantsColour ? colourful : plainStyle,
    wallMs: () => performance.now(),
  };
}
