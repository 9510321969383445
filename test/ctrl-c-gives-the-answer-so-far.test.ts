import { expect, test } from 'vitest';
import { packageRoot } from '../cli/scenario-files/package-root.ts';
import { startJoinlab } from './support/command-line.ts';

/** Starts the command, and presses Ctrl-C when it says that it is at work. */
async function interrupted(args: readonly string[], atWork: RegExp) {
  const child = startJoinlab([...args, '--progress'], packageRoot);
  const said = { out: '', error: '' };
  let wasPressed = false;
  child.stdout.on('data', (chunk) => { said.out += String(chunk); });
  child.stderr.on('data', (chunk) => {
    said.error += String(chunk);
    if (wasPressed || !atWork.test(said.error)) return;
    wasPressed = true;
    child.kill('SIGINT');
  });
  const ended = await new Promise<readonly [number | null, string | null]>((resolve) => { child.on('close', (code, signal) => { resolve([code, signal]); }); });
  return { ended, out: said.out, error: said.error, flat: said.out.replaceAll(/\n {14}/g, ' ') };
}

const vpn = ['explore', 'vpn/logoff-loses-dc'];

test('while it searches: what was found so far, judged', async () => {
  const { ended, flat } = await interrupted([...vpn, '--interleaving', 'everywhere'], / states, [\d,]+\/s, /);
  expect(ended).toEqual([130, null]);
  expect(flat).toMatch(/\nmode {10}to the fixpoint \(.*\); NOT complete, interrupted\n/);
  expect(flat).toMatch(/\nalways {8}hold on each of [\d,]+ steps; judged on runs/);
});

test('while it judges: what was judged so far', async () => {
  const { ended, out } = await interrupted([...vpn, '--max-states', '60000', '--json'], /^judging: \d+ s, \d+ MB$/m);
  expect(ended).toEqual([130, null]);
  const answer = JSON.parse(out) as { readonly sometimes: { readonly found: readonly { readonly confirmed: boolean; readonly why: string | null }[] } };
  expect(answer).toMatchObject({ endedBy: 'states', interrupted: true });
  expect(answer.sometimes.found.length).toBeGreaterThan(40);
  expect(answer.sometimes.found.filter(({ why }) => why === 'not replayed: there was no time').length).toBeGreaterThan(0);
});

test.each([
  [['explore', 'stuck'], 'NOT complete, there was no more time: more may be stuck'],
  [['explore', 'codes'], 'NOT complete: '],
  [['explore', 'no-return', 'prt/out-of-scope-and-back-is-stuck'], 'not found within the limits'],
] as const)('joinlab %j in mid-question: the answer so far', async (args, words) => {
  const { ended, flat } = await interrupted(args, /^\S+: \d+ s, \d+ MB$/m);
  expect(ended).toEqual([130, null]);
  expect(flat).toContain('\ninterrupted   this is the answer so far');
  expect(flat).toContain(words);
});
