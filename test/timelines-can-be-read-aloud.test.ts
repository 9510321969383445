import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { traceCommand, type TraceOptions } from '../cli/commands/trace.ts';
import { plainStyle } from '../reports/report.ts';
import { timelineLines } from '../reports/timeline.ts';
import { runScenario } from '../simulation/run-scenario.ts';
import { captureIo } from './support/command-line.ts';
import { libraryScenarios } from './support/library.ts';

const dir = mkdtempSync(`${tmpdir()}/joinlab-trace-`);
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const scenarios = await libraryScenarios();

async function trace(options: TraceOptions, scenario = 'vpn/logoff-loses-dc'): Promise<string> {
  const { io, said } = captureIo(dir);
  expect(await traceCommand(scenario, options, io)).toBe(0);
  return said.out;
}

test('no line is wider than 80 columns, none ends in a blank, every one says who', () => {
  for (const scenario of scenarios) {
    const lines = timelineLines(runScenario(scenario).trace.entries, plainStyle, { numbered: true });
    // A word that must stay whole may stand out: a code, an address, a path.
    expect(lines.filter((line) => line.length > 80 && /\S\s+\S+\s+\S+$/.test(line.slice(30)))).toEqual([]);
    expect(lines.filter((line) => line.endsWith(' ') || /\[object/.test(line))).toEqual([]);
  }
});

test('what happened stands beside why', async () => {
  const out = await trace({ until: '38s' });
  expect(out).toBe(`vpn/logoff-loses-dc until 38s
Settings: task.nextRun=1h connect.nextCycle=1h12m

       0m  DO            alice signs in
           Windows       Somebody enters a name and a credential. Windows asks a
                         domain controller to check the credential.
       4s  Windows       asks a domain controller to verify the credential: no
                         domain controller answers the sign-in (0xc000005e)
                         No domain controller in reach. Windows checks the
                         credential against what an earlier sign-in left here
                         (the cached verifier).
                         The cached verifier accepts. The desktop is shown.
           join task     A user signed in. The trigger waits its delay.
      34s  join task     The sign-in trigger fires. An instance runs as SYSTEM;
                         further triggers are ignored. Repeats every hour.
           registration  The task starts an attempt. Looks at the local join
                         state and the policy.
                         Looks for a domain controller as SYSTEM.
      38s  registration  No domain controller (334). The attempt failed: it is
                         remembered as the previous registration, and the next
                         trigger tries again. No attempt is running.
           event log     event 334: Pre-check: no domain controller
           join task     The attempt ended. The task waits for a trigger.
           SEE           event: 334; ad.userCertificate: none;
                         network.system.dc: unreachable;
                         network.system.internet: reachable
`);
});

test('--until gives nothing away: neither title, ticket, cause, nor what is still to come', async () => {
  const scenario = scenarios.find(({ id }) => id === 'vpn/logoff-loses-dc');
  const out = (await trace({ until: '1h' })).replaceAll(/\s+/g, ' ');
  for (const spoiler of [scenario?.title, scenario?.ticket, scenario?.cause, 'signs out', 'Pending']) expect(out).not.toContain(spoiler ?? '?');
  const whole = (await trace({})).replaceAll(/\s+/g, ' ');
  for (const said of [scenario?.title, scenario?.ticket, scenario?.cause]) expect(whole).toContain(said ?? '?');
});

test('--why walks from the first cause to the entry, by number or by words', async () => {
  const byWords = await trace({ why: 'event 334' });
  const lines = byWords.split('\n');
  expect(lines[0]).toMatch(/^ +0 +0m {2}DO +alice signs in$/);
  expect(lines.at(-2)).toMatch(/^ *26 +event log +event 334: Pre-check: no domain controller$/);
  expect(await trace({ why: '26' })).toBe(byWords);
  expect(await trace({ why: 'portal.registered: Pending' })).toMatch(/Connect[\s\S]*SEE +portal\.registered: Pending\n$/);
});

test('--json is versioned and whole', async () => {
  const { schemaVersion, scenario, traceHash, entries } = JSON.parse(await trace({ json: true })) as { schemaVersion: number; scenario: string; traceHash: string; entries: { index: number; cause: number | null }[] };
  expect([schemaVersion, scenario, traceHash.length]).toEqual([1, 'vpn/logoff-loses-dc', 64]);
  expect(entries.every(({ index, cause }, position) => index === position && (cause === null || cause < index))).toBe(true);
});
