/** `joinlab doctor`: is this machine fit, and does a run give the same trace twice? */
import { accessSync, constants } from 'node:fs';
import { runScenario } from '../../simulation/run-scenario.ts';
import { exitCodes, type Io } from '../io.ts';
import { loadScenarios } from '../scenario-files/load.ts';
import { libraryDir, packageVersion } from '../scenario-files/package-root.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

const nodeFloor = [20, 19] as const;

function nodeCheck(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > nodeFloor[0] || (major === nodeFloor[0] && minor >= nodeFloor[1]);
  return { name: 'Node', ok, detail: `${process.versions.node}${ok ? '' : `; joinlab needs ${nodeFloor.join('.')} or later`}` };
}

function folderCheck(cwd: string): Check {
  try {
    accessSync(cwd, constants.W_OK);
    return { name: 'current folder', ok: true, detail: 'can be written to (reports)' };
  } catch {
    return { name: 'current folder', ok: false, detail: 'cannot be written to: use --output-dir for reports' };
  }
}

async function libraryChecks(io: Io): Promise<Check[]> {
  const { scenarios, problems } = await loadScenarios([], { cwd: io.cwd });
  const library: Check = {
    name: 'scenario library',
    ok: problems.length === 0 && scenarios.length > 0,
    detail: `${scenarios.length} scenarios in ${libraryDir}${problems.length > 0 ? `, ${problems.length} problems` : ''}`,
  };
  const [first] = scenarios;
  if (!first) return [library];
  const [one, two] = [runScenario(first), runScenario(first)];
  return [
    library,
    { name: 'determinism', ok: one.traceHash === two.traceHash, detail: one.traceHash === two.traceHash ? 'two runs give one trace' : 'two runs of one scenario differ' },
  ];
}

export async function doctorCommand(options: { readonly json?: boolean }, io: Io): Promise<number> {
  const checks = [{ name: 'joinlab', ok: true, detail: packageVersion() }, nodeCheck(), folderCheck(io.cwd), ...(await libraryChecks(io))];
  if (options.json) io.write(`${JSON.stringify({ schemaVersion: 1, checks }, null, 2)}\n`);
  else for (const { name, ok, detail } of checks) io.write(`${ok ? 'ok  ' : 'BAD '} ${name.padEnd(18)} ${detail}\n`);
  return checks.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.expectationFailed;
}
