import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { codesQuestion } from '../cli/explore/codes.ts';
import { askQuestion, type Question, type QuestionOptions } from '../cli/explore/question.ts';
import { repairQuestion } from '../cli/explore/repair.ts';
import { whenQuestion } from '../cli/explore/when.ts';
import { captureIo } from './support/command-line.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-codes-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
writeFileSync(join(dir, 'home.yaml'), 'title: At home\nbase: managed/home-laptop\nchange: { task.nextRun: 60m }\ntimeline:\n  - at: 0m\n    do: alice signs in\n');
writeFileSync(join(dir, 'office.yaml'), 'title: In the office\nbase: managed/home-laptop\nchange: { LAPTOP01.location: corporate-lan, task.nextRun: 60m }\ntimeline:\n  - at: 0m\n    do: alice signs in\n');

async function ask<Answer>(question: Question<Answer>, word: string, options: Partial<QuestionOptions>, io = captureIo(dir)) {
  const code = await askQuestion(question, word, { maxStates: '100000', maxSeconds: '100', ...options }, io.io);
  return { code, ...io.said, flat: io.said.out.replaceAll(/\n {14}/g, ' ') };
}

const quiet = ['alice locks', 'alice unlocks', 'alice signs out', 'helpdesk runs "dsregcmd /join" as admin'];

test('codes: what is asked, how the device stands, which fault it takes, and the shortest way; a fault that is needless is no condition', async () => {
  const { code, flat, out } = await ask(codesQuestion, 'office.yaml', { remove: quiet, maxStates: '400' });
  expect(code).toBe(0);
  expect(flat).toMatch(/\nsearched {6}[\d,]+ states to the fixpoint in \d+ searches: without a fault, and with each fault .*; NOT complete: no fault, fault corporate-dns-down on, /);
  const absent = 'with domain controller reachable, internet, portal absent, not joined';
  expect(flat).toContain(`\n0x801c03f2    The device object by the given id (1859a4ff-ca2c-47f0-8139-a9a2d891edf6) is not found. registration registerDevice ${absent}: alice signs in\n0x80280036 `);
  expect(flat).toContain(`\n0x80070005    the computer may not write its own userCertificate (insufficient rights) registration writeUserCertificate ${absent}, fault self-write-denied: fault self-write-denied on; alice signs in\n`);
  expect(flat).toContain(`\n0x8007203a    TCP 389 is blocked connect-cycle importDirectory ${absent}, fault dc-ldap-blocked: fault dc-ldap-blocked on; wait 12m also registration writeUserCertificate under dc-dies-before-write; registration writeUserCertificate under dc-dies-after-write\n`);
  expect(out).toContain('\ncompleted-export-errors\n              Azure AD throttles the export\n              connect-cycle exportTenant with ');
  expect(flat).toMatch(/\nno witness {4}.*0x801c0013 \(auth\)/);
  expect(/\nno witness.*/.exec(flat)?.[0]).not.toMatch(/0x801c03f2|0x80070005/);
});

test('codes as JSON: every condition of a code, each with its way', async () => {
  const { code, out } = await ask(codesQuestion, 'home.yaml', { remove: quiet, maxStates: '40', json: true });
  expect(code).toBe(0);
  const answer = JSON.parse(out) as { readonly found: readonly { readonly code: string; readonly conditions: readonly object[] }[]; readonly without: readonly { readonly code: string }[] };
  expect(answer).toMatchObject({ schemaVersion: 1, question: 'codes', scenario: 'home', device: 'LAPTOP01', interrupted: false });
  expect(answer.found.find((found) => found.code === '0x8007054b')?.conditions[0]).toEqual({ operation: 'dc-locator locateController', when: 'no domain controller, internet, portal absent, not joined', faults: [], way: 'alice signs in' });
  const both = new Set(answer.without.map((without) => without.code));
  expect(answer.found.filter((found) => both.has(found.code))).toEqual([]);
});

test('vary: two open questions change the repair of the VPN story, each with the other answer; the rest is named', async () => {
  const { code, flat } = await ask(repairQuestion(true), 'vpn/logoff-loses-dc', { at: '1h46m', vary: true });
  expect(code).toBe(0);
  const [, vary = ''] = /\nvary {10}(.*)/.exec(flat) ?? [];
  expect(vary.split(' the same under ')).toEqual([
    'OQ4 cli.elevatedJoin=refuse changes it: alice connects VPN; alice locks; alice unlocks (waits 14m) | alice connects VPN; helpdesk runs "dsregcmd /join" as system remotely; alice locks; alice unlocks (waits 0m) OQ20 precheck.requiresDc=no changes it: alice locks; alice unlocks (waits 0m)',
    expect.stringMatching(/^task\.logonDelay=0s, .*, entra\.propagation=5m, /),
  ]);
  expect(flat).not.toContain('not tried');
}, 120_000);

test.each([
  ['time is up', { wallMs: 40, interrupts: 0 }, 0, 'ran out of --max-seconds'],
  ['somebody interrupts', { wallMs: 0, interrupts: 1 }, 130, 'interrupted'],
] as const)('vary: when %s, what was not tried is said', async (_when, { wallMs, interrupts }, expected, why) => {
  const io = captureIo(dir);
  let looks = 0;
  // Somebody looks at either a few dozen times in all.
  const late = { ...io, io: { ...io.io, wallMs: () => (looks += 1) * wallMs, interrupts: () => ((looks += 1) > 30 ? interrupts : 0) } };
  const { code, flat } = await ask(whenQuestion, 'office.yaml', { remove: quiet, vary: true, maxSeconds: '2' }, late);
  expect(code).toBe(expected);
  expect(flat).toMatch(new RegExp(`not tried, ${why}: .*certWrite.phase=discover\n`));
});
