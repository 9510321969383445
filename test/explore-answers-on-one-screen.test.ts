import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { createInvariantMonitor } from '../simulation/invariants/index.ts';
import { runScenario } from '../simulation/run-scenario.ts';
import { captureIo, joinlab } from './support/command-line.ts';
import { exploreIn } from './support/explore-command.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-explore-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const scenario = (change: string): string => `title: At home\nbase: managed/home-laptop\nchange: { ${change} }\ntimeline:\n  - at: 0m\n    do: alice signs in\n`;
writeFileSync(join(dir, 'no-vpn.yaml'), scenario('task.nextRun: 60m'));
writeFileSync(join(dir, 'registered.yaml'), scenario('LAPTOP01.state: registered, LAPTOP01.location: corporate-lan, prt.lifetime: 5h'));
writeFileSync(join(dir, 'broken.yaml'), scenario('task.nextRun: 60m').replace('signs in', 'sings in'));

const explore = exploreIn(dir);
const few = ['--interleaving', 'settled', '--remove', 'alice locks', '--remove', 'alice unlocks'];

test('1: nothing leads out of a laptop without a VPN; the whole answer fits on a screen', async () => {
  const { code, out, error } = await explore(['no-vpn.yaml', ...few]);
  expect([code, error]).toEqual([1, '']);
  expect(out.split('\n').every((line) => line.length <= 80)).toBe(true);
  expect(out).toMatchInlineSnapshot(`
    "scenario      no-vpn
    mode          to the fixpoint (short delays take no time, long ones end at any
                  time); complete
    states        465 with time, 170 without; 605 edges
    actions       3, only where nothing is due: alice signs in, alice signs out,
                  helpdesk runs "dsregcmd /join" as admin
    always        hold on each of 581 steps; judged on runs only: I19, I20, I39; not
                  modelled: I29, I30, I32, I40, I46
    recoverable   LAPTOP01: LOST in 465 states, from which no action leads to
                  registered with a PRT; the nearest: absent from the portal, not
                  joined on the device, no PRT (from the start)
    eventually    LAPTOP01: is never Pending
    sometimes     40 states of the charts, 49 never; all 24 witnesses confirmed with
                  real times
      events      User Device Registration 334
      codes       0x8007054b 0xc000005e
      never       dc-locator cached, registration discover, registration
                  certificate, registration join, registration leaving, registration
                  clearingCertificate, registration unregistering, task
                  bootSeries.off, network noLink, network corporateLan, network
                  captivePortal, network publicWifi, session off, session booting,
                  session signedIn.locked, session signedIn.unlocking,
                  connect-scheduler freshness.stale, password-sync off,
                  password-sync waiting, password-sync synchronising, prt
                  none.userUnknown, prt none.oldNameKept, prt none.expired, prt
                  none.refreshing, prt acquiring, prt valid
    "
  `);
});

test('0: a registered laptop in the office; every witness is written as a scenario, and each passes', async () => {
  const { code, out } = await explore(['registered.yaml', '--interleaving', 'settled', '--remove', 'alice signs out', '--remove', 'helpdesk runs "dsregcmd /join" as admin', '--save', 'found']);
  const files = readdirSync(join(dir, 'found'));
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`all ${files.length} witnesses confirmed with\\s+real times`));
  expect(out).toMatch(new RegExp(`\n${files.length} scenarios written to found\n$`));
  expect(out).toContain('LAPTOP01: is never Pending');
  expect(files).toEqual(expect.arrayContaining(['event-aad-1006.yaml', 'state-prt-valid-gate-closed.yaml', 'state-prt-none-expired.yaml']));
  const { scenarios, problems } = await loadScenarios(['found'], { cwd: dir });
  expect(problems).toEqual([]);
  expect(scenarios.flatMap((found) => runScenario(found, { monitor: createInvariantMonitor() }).failures)).toEqual([]);
  expect(readFileSync(join(dir, 'found', 'event-aad-1006.yaml'), 'utf8')).toMatch(/^title: Event AAD 1006 is written\ncause: "It takes no more than: alice signs in."\nsource:\n {2}- joinlab explore registered\n(.*\n)*base: managed\/home-laptop\nchange:\n {2}LAPTOP01.state: registered\n(.*\n)*.*event: AAD 1006\n/);
});

test('a laptop that is lost is a scenario, too', async () => {
  const { out } = await explore(['no-vpn.yaml', ...few, '--save', 'lost']);
  expect(out).toContain('25 scenarios written to lost');
  expect(readFileSync(join(dir, 'lost', 'lost-laptop01.yaml'), 'utf8')).toContain('cause: It is so from the start.');
});

test('a PRT that is gone for good: the way says what aged, and the scenario ends after that', async () => {
  const { code, flat } = await explore(['registered.yaml', ...few, '--remove', 'alice signs out', '--save', 'aged']);
  expect(code).toBe(1);
  expect(flat).toContain('the nearest: registered in the portal, joined on the device, no PRT (alice signs in; prt ages)\n');
  const text = readFileSync(join(dir, 'aged', 'lost-laptop01.yaml'), 'utf8');
  expect(text).toMatch(/- at: 0m\n {4}do: alice signs in\n {2}- at: 5h\w+\n {4}see:\n(.*\n)* {6}dsregcmd.AzureAdPrt: NO\n/);
});

test('--json is versioned and has everything that the screen says', async () => {
  const { out } = await explore(['no-vpn.yaml', ...few, '--json']);
  const answer = JSON.parse(out);
  expect(answer).toMatchObject({
    schemaVersion: 1, question: 'explore', scenario: 'no-vpn', mode: 'fixpoint', complete: true, endedBy: null, cutByBudget: false, states: 465, discreteStates: 170, edges: 605, frontier: 0,
    always: { breaches: [] }, recoverable: [{ device: 'LAPTOP01', doneStates: 0, lostStates: 465, lost: { path: [] } }], eventually: [{ device: 'LAPTOP01', pendingStates: 0, withController: null, betweenTriggers: null }],
  });
  expect(answer.sometimes.found.find(({ name }: { name: string }) => name === '0xc000005e')).toMatchObject({ kind: 'code', device: 'LAPTOP01', confirmed: true, path: [{ do: 'alice signs in' }, { due: 'session:LAPTOP01 question:session:LAPTOP01|verifySignIn' }] });
  expect(answer.keyFields.filter(({ inKey }: { inKey: boolean }) => inKey).length).toBeGreaterThan(20);
});

test('--key lists what tells states apart, and what does not', async () => {
  const { out } = await explore(['no-vpn.yaml', ...few, '--key']);
  expect(out).toMatch(/\nIn the key:\n(.*\n)* {2}device: .*\bcachedLogons\b/);
  expect(out).toMatch(/\nNot in the key \(only shown, or following from the rest\):\n(.*\n)* {2}device: .*\btask\.lastResult\b/);
});

test('a limit that is reached is said', async () => {
  const { code, flat } = await explore(['no-vpn.yaml', ...few, '--max-states', '100']);
  expect(code).toBe(0);
  expect(flat).toMatch(/\); NOT complete, stopped at --max-states\nstates {8}100 with time, \d+ without; \d+ edges; \d+ not looked at yet\n/);
  expect(flat).toContain('LAPTOP01: no state so far is known to be lost; those not looked at count as ways out\neventually    LAPTOP01: is never Pending so far\n');
  const bounded = await explore(['no-vpn.yaml', ...few, '--bounded', '--horizon', '90m', '--max-actions', '1', '--json']);
  expect(JSON.parse(bounded.out)).toMatchObject({ mode: 'bounded', horizonMs: 5_400_000, budget: { total: 1 }, complete: true, cutByBudget: true, cutByHorizon: true, recoverable: null, eventually: null });
  expect((await explore(['no-vpn.yaml', ...few, '--bounded', '--horizon', '90m', '--max-actions', '1'])).flat).toContain('up to 1h30m); complete; at most 1 actions in all on one way: what more would do is not known; nothing later than 1h30m\n');
});

test('progress, and 130: Ctrl-C gives the result so far', async () => {
  const io = captureIo(dir);
  let nowMs = 0;
  let interrupts = 0;
  const slow = { ...io.io, wallMs: () => (nowMs += 400), interrupts: () => interrupts, writeError: (text: string) => { io.io.writeError(text); interrupts = 1; return undefined; } };
  const { code, flat, error } = await explore(['no-vpn.yaml', '--set', 'LAPTOP01.vpn=user-tunnel-manual', '--interleaving', 'settled', '--progress'], { ...io, io: slow });
  expect(code).toBe(130);
  expect(error).toMatch(/^\d,\d{3} states, [\d,]+\/s, \d+ to look at, \d+ MB\n(judging: \d+ s, \d+ MB\n)+$/);
  expect(flat).toMatch(/; NOT complete, interrupted\nstates {8}4,\d{3} with time/);
  expect(flat).toContain('no state so far is known to be lost');
});

test.each([
  [['--max-states', '0'], '--max-states is a whole number from 1 to 100000000; "0" is not.'],
  [['--faults', '64'], '--faults is a whole number from 0 to 63; "64" is not.'],
  [['--horizon', '4h'], '--horizon goes with --bounded'],
  [['--bounded', '--horizon', 'soon'], '--horizon is a duration, for example 4h or 90m; "soon" is not.'],
  [['--faults', '1'], 'none is among the actions'],
  [['--remove', 'bob signs in'], '--remove "bob signs in" is none of the actions:\n  alice signs in\n'],
  [['--add', 'bob sings in'], '--add "bob sings in" is no sentence of the vocabulary; the nearest are: bob signs in'],
  [['--add', 'qqq'], '--add "qqq" is no sentence of the vocabulary.\n'],
  [['--save', 'no-vpn.yaml', ...few], '--save no-vpn.yaml: '],
] as const)('2: %s', async (words, message) => {
  const { code, out, error } = await explore(['no-vpn.yaml', ...words]);
  expect([code, out]).toEqual([2, '']);
  expect(error).toContain(message);
});

test('3: a scenario with a mistake', async () => {
  expect(await explore(['broken.yaml'])).toMatchObject({ code: 3, out: '', error: expect.stringContaining('sings in') });
});

test('the command line has it', () => {
  mkdirSync(join(dir, 'empty'));
  const { code, out, error } = joinlab(['explore', '../no-vpn.yaml', ...few], { cwd: join(dir, 'empty') });
  expect([code, error]).toEqual([1, '']);
  expect(out).toMatch(/^scenario {6}no-vpn\nmode {10}to the fixpoint/);
  // Its questions take actions away by the same word.
  expect(joinlab(['explore', 'when', '../no-vpn.yaml', '--remove', 'bob signs in'], { cwd: join(dir, 'empty') })).toMatchObject({ code: 2, error: expect.stringContaining('--remove "bob signs in" is none of the actions:') });
  expect(joinlab(['explore', '--interleaving', 'never'])).toMatchObject({ code: 2, error: expect.stringContaining('Allowed choices are breaking, everywhere, settled') });
});
