import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { captureIo } from './support/command-line.ts';
import { exploreIn } from './support/explore-command.ts';

const dir = mkdtempSync(join(tmpdir(), 'joinlab-late-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
writeFileSync(join(dir, 'home.yaml'), 'title: At home\nbase: managed/home-laptop\nchange: { task.nextRun: 60m }\nproperties: [{ name: a, always: { dsregcmd.AzureAdJoined: NO } }]\ntimeline:\n  - at: 0m\n    do: alice signs in\n');
const explore = exploreIn(dir);
const words = ['home.yaml', '--interleaving', 'settled', '--max-seconds', '1'];

/** The clock stands still while the search runs, and goes on by more than half a second whenever somebody looks afterwards. */
function slowIo(fastLooks: number) {
  const io = captureIo(dir);
  let looks = 0;
  return { ...io, io: { ...io.io, wallMs: () => Math.max(0, ++looks - fastLooks) * 600 } };
}

test('judging and confirming stop after as many seconds, and the answer says what was not judged', async () => {
  const { code, flat } = await explore(words, slowIo(3));
  expect(code).toBe(1);
  expect(flat).toMatch(/\nalways {8}hold on each of [\d,]+ steps so far \(NOT complete, there was no time for the others\)/);
  expect(flat).toMatch(/ 0 of \d+ witnesses confirmed with real times/);
  expect(flat).toContain('a (always): not judged: there was no time for it');
});

test('covering stops as well, with what was chosen so far', async () => {
  const { code, flat } = await explore([...words, '--cover', 'transitions'], slowIo(3));
  expect(code).toBe(0);
  expect(flat).toMatch(/cover {9}\d+ scenarios take \d+ of \d+ transitions.*NOT complete, there was no time for the rest/);
});
