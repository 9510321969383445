import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadScenarios } from '../cli/scenario-files/load.ts';
import { runScenario } from '../index.ts';
import type { Seen } from '../simulation/scenario/model.ts';
import { createInvariantMonitor } from '../simulation/invariants/index.ts';
import { joinlab } from './support/command-line.ts';
import { exploreIn } from './support/explore-command.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-own-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const explore = exploreIn(dir);

/** A laptop that never registers, and one in the office that is registered, whose token lasts five hours. */
const worlds = { home: 'task.nextRun: 60m', office: 'LAPTOP01.state: registered, LAPTOP01.location: corporate-lan, prt.lifetime: 5h' } as const;
const scenario = (world: keyof typeof worlds, properties: readonly string[], steps = '  - at: 0m\n    do: alice signs in\n'): string =>
  `title: A world\nbase: managed/home-laptop\nchange: { ${worlds[world]} }\nproperties:\n${properties.map((text) => `  - { ${text} }\n`).join('')}timeline:\n${steps}`;

const limits = ['--interleaving', 'settled', '--remove', 'helpdesk runs "dsregcmd /join" as admin'];

interface Verdict {
  readonly name: string;
  readonly verdict: string;
  readonly states: number;
  readonly hits: number;
  readonly why: string | null;
  readonly witness: { readonly path: readonly { readonly do?: string; readonly ages?: string }[]; readonly cycle: readonly { readonly do?: string }[] | null; readonly confirmed: boolean } | null;
}

async function judged(world: keyof typeof worlds, properties: readonly string[], more: readonly string[] = []): Promise<{ readonly code: number; readonly verdicts: readonly Verdict[] }> {
  writeFileSync(join(dir, 'own.yaml'), scenario(world, properties));
  const { code, out } = await explore(['own.yaml', ...limits, '--json', ...more]);
  return { code, verdicts: (JSON.parse(out) as { properties: readonly Verdict[] }).properties };
}

const doneIn = (verdict: Verdict | undefined): readonly string[] => verdict?.witness?.path.flatMap((step) => step.do ?? (step.ages === undefined ? [] : ['ages'])) ?? [];

test('always: holds everywhere, or is broken by the nearest way', async () => {
  const { code, verdicts } = await judged('office', [
    'name: joined, always: { dsregcmd.AzureAdJoined: YES }', 'name: no token, always: { dsregcmd.AzureAdPrt: NO }',
    'name: a token only when joined, always: { if: { dsregcmd.AzureAdPrt: YES }, then: { dsregcmd.AzureAdJoined: YES } }', 'name: a token means none, always: { if: { dsregcmd.AzureAdPrt: YES }, then: { dsregcmd.AzureAdPrt: NO } }',
  ]);
  expect(code).toBe(1);
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['holds', 'broken', 'holds', 'broken']);
  expect(doneIn(verdicts[1])).toEqual(['alice signs in']);
  expect((await judged('office', ['name: joined, always: { dsregcmd.AzureAdJoined: YES }'])).code).toBe(0);
  expect(verdicts[1]?.witness?.confirmed).toBe(true);
  // With "if" only those states count of which something is promised.
  expect(verdicts[2]?.states).toBe(verdicts[1]?.hits);
  expect(verdicts[3]?.hits).toBe(verdicts[3]?.states);
});

test('what stands after if: and is shown nowhere was not put to the test, and the answer says so', async () => {
  writeFileSync(join(dir, 'own.yaml'), scenario('office', ['name: no token while Pending, always: { if: { portal.registered: Pending }, then: { dsregcmd.AzureAdPrt: NO } }']));
  const { code, out } = await explore(['own.yaml', ...limits]);
  expect(code).toBe(0);
  expect(out.replaceAll(/\n {14}/g, ' ')).toContain('no token while Pending (always): not broken, and not put to the test: what stands after if: is shown in no state\n');
});

test('sometimes: seen with a way, or never', async () => {
  const { code, verdicts } = await judged('home', ['name: signed in, sometimes: { network.system.dc: unreachable }', 'name: joined, sometimes: { dsregcmd.AzureAdJoined: YES }']);
  expect([code, ...verdicts.map(({ verdict }) => verdict)]).toEqual([1, 'holds', 'broken']);
  expect([verdicts[0]?.witness?.confirmed, verdicts[1]?.witness, verdicts[1]?.hits]).toEqual([true, null, 0]);
});

test('recoverable: from everywhere, or there is a state from which nothing leads there', async () => {
  const { verdicts } = await judged('office', ['name: token, recoverable: { dsregcmd.AzureAdPrt: YES }', 'name: none, recoverable: { dsregcmd.AzureAdPrt: NO }', 'name: joined, recoverable: { dsregcmd.AzureAdJoined: NO }'], ['--remove', 'alice locks']);
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['holds', 'holds', 'broken']);
  expect(verdicts[2]?.witness).toMatchObject({ path: [], confirmed: true });
});

test('eventually: what users can put off for ever is broken, with the cycle; what only time decides holds', async () => {
  const expires = 'name: expires, eventually: { if: { dsregcmd.AzureAdPrt: YES }, then: { dsregcmd.AzureAdPrt: NO } }';
  const renewed = await judged('office', [expires]);
  expect(renewed.verdicts[0]).toMatchObject({ verdict: 'broken', witness: { cycle: expect.arrayContaining([{ do: 'alice unlocks' }]) } });
  const left = await judged('office', [expires, 'name: comes, eventually: { dsregcmd.AzureAdPrt: YES }'], ['--remove', 'alice locks', '--remove', 'alice signs out', '--remove', 'alice unlocks']);
  expect(left.verdicts[0]).toMatchObject({ verdict: 'holds', witness: null });
  // Nobody has to sign in.
  expect(left.verdicts[1]).toMatchObject({ verdict: 'broken', states: 1, witness: { confirmed: true } });
  expect(doneIn(left.verdicts[1])).toEqual([]);
});

test('what states do not keep is not judged, and the reason is said', async () => {
  const { verdicts } = await judged('home', ['name: log, sometimes: { stage.next: /hourly/ }']);
  expect(verdicts[0]?.verdict).toBe('not judged');
  expect(verdicts[0]?.why).toMatch(/^it looks at what states do not keep \(logs, instants, names\): in one of them it does not hold, and really it holds$/);
});

test('a search that a limit ended says so far; a bounded one does not judge what comes after its horizon', async () => {
  const some = ['name: a, always: { dsregcmd.AzureAdJoined: NO }', 'name: b, sometimes: { dsregcmd.AzureAdJoined: YES }', 'name: c, recoverable: { dsregcmd.AzureAdJoined: NO }'];
  expect((await judged('home', some, ['--max-states', '50'])).verdicts.map(({ verdict }) => verdict)).toEqual(['so far', 'so far', 'so far']);
  expect((await judged('home', some, ['--bounded', '--max-actions', '1'])).verdicts.map(({ verdict, why }) => [verdict, why])).toEqual([['holds', null], ['broken', null], ['not judged', 'a bounded search does not see what comes after its horizon']]);
});

test('one screen, and each witness is a scenario that ends where the property is broken', async () => {
  writeFileSync(join(dir, 'saved.yaml'), scenario('office', ['name: no token ever, always: { dsregcmd.AzureAdPrt: NO }', 'sometimes: { dsregcmd.AzureAdPrt: YES, network.system.dc: /./ }']));
  const { code, flat } = await explore(['saved.yaml', ...limits, '--save', 'saved']);
  expect(code).toBe(1);
  expect(flat).toMatch(/\nproperties {4}no token ever \(always\): BROKEN in [\d,]+ of [\d,]+ states: alice signs in property 2 \(sometimes\): seen in [\d,]+ of [\d,]+ states: alice signs in\n/);
  const text = readFileSync(join(dir, 'saved', 'broken-no-token-ever.yaml'), 'utf8');
  expect(text).toMatch(/^title: "Broken: no token ever"\n/);
  expect(text).toContain('dsregcmd.AzureAdPrt: YES');
  const { scenarios } = await loadScenarios(['saved/broken-no-token-ever.yaml', 'saved/sometimes-property-2.yaml'], { cwd: dir });
  expect(scenarios.map((one) => runScenario(one, { monitor: createInvariantMonitor() }).failures)).toEqual([[], []]);
});

test('joinlab run checks what holds always at every instant, and says where it is broken first', () => {
  writeFileSync(join(dir, 'run.yaml'), scenario('office', ['name: no token ever, always: { if: { dsregcmd.AzureAdJoined: YES }, then: { dsregcmd.AzureAdPrt: NO } }', 'name: other, sometimes: { dsregcmd.AzureAdJoined: NO }'], '  - at: 5m\n    do: alice signs in\n  - at: 10m\n'));
  const { code, out } = joinlab(['run', 'run.yaml'], { cwd: dir });
  expect(code).toBe(1);
  expect(out).toMatch(/x at 5m\w+, property \(run\.yaml:5:5\): "no token ever" does not hold\s+always\n/);
  expect(out).toContain('ok        dsregcmd.AzureAdJoined: YES\n        expected  dsregcmd.AzureAdPrt: NO\n        shows     YES\n');
  expect(out).not.toContain('other');
});

test('in TypeScript a property may be a function', () => {
  const timeline = [{ at: '5m', do: 'alice signs in' }, { at: '10m' }] as const;
  const made = (most: number) => ({
    title: 'A function', base: 'managed/home-laptop', change: { 'LAPTOP01.state': 'registered', 'LAPTOP01.location': 'corporate-lan' }, timeline,
    properties: [{ name: 'few minutes', always: ({ world, field }: Seen) => field('dsregcmd.AzureAdPrt') === 'NO' || world.nowMs < most }],
  });
  expect(runScenario(made(3_600_000)).failures).toEqual([]);
  expect(runScenario(made(400_000)).failures).toMatchObject([{ kind: 'property', step: -1, message: '"few minutes" does not hold always', conditions: [{ text: 'what its function says', holds: false }] }]);
  expect(() => runScenario({ ...made(1), properties: [{ always: ({ field }) => field('portl.registered') === 'Pending' }] })).toThrow(/"portl\.registered" is no evidence\.field/);
});
