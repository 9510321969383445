/** `joinlab init`: a first scenario that runs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { exitCodes, type Io } from '../io.ts';
import { systemMessage } from '../system-error.ts';

const first = `# A first scenario: read it aloud, run it, change one line and run it again.
#   joinlab run FILE
#   joinlab show stage FILE --at 30m
title: A laptop at home, and a tunnel that is dialled too late
ticket: The new laptop does not show up in Azure AD.
base: managed/home-laptop
change: { LAPTOP01.vpn: user-tunnel-manual, task.nextRun: 60m }
timeline:
  - at: 0m
    do: alice signs in
    see: { within: 2m, event: 334, network.system.dc: unreachable }
  - at: 5m
    do: alice connects VPN
    see: { within: 1m, network.system.dc: reachable }
  - at: 1h
    see: { within: 2m, ad.userCertificate: 1 value }
`;

export async function initCommand(file: string, io: Io): Promise<number> {
  const path = resolve(io.cwd, file);
  if (!/\.ya?ml$/.test(file)) {
    io.writeError(`A scenario file ends in .yaml; "${file}" does not.\n`);
    return exitCodes.usage;
  }
  try {
    mkdirSync(dirname(path), { recursive: true });
    // "wx": whoever made the file meanwhile keeps it.
    writeFileSync(path, first.replaceAll('FILE', file), { flag: 'wx' });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    io.writeError(
      exists
        ? `${file} exists already and is left as it is. Name another file: joinlab init second.yaml\n`
        : `${file} cannot be written: ${systemMessage(error)}\n  Next step: name a file in a folder that you may write to.\n`,
    );
    return exitCodes.usage;
  }
  io.write(`Wrote ${file}. Run it: joinlab run ${file}\n`);
  return exitCodes.ok;
}
