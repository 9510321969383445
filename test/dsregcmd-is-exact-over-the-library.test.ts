import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { packageRoot } from '../cli/scenario-files/package-root.ts';
import type { EvidenceContext } from '../evidence/evidence.ts';
import { evidences } from '../evidence/index.ts';
import { atLeast, windowsReleases, type WindowsRelease } from '../knowledge/windows-releases.ts';
import { instantsOf, runScenario } from '../simulation/run-scenario.ts';
import { sessionOf } from '../simulation/session.ts';
import type { World } from '../simulation/world.ts';
import { checkStatusFormat } from './support/dsregcmd-format.ts';
import { truthOf } from './support/dsregcmd-truth.ts';
import { libraryScenarios } from './support/library.ts';

const scenarios = await libraryScenarios();
const contexts: readonly EvidenceContext[] = ['user', 'admin', 'system'];
const newLayouts = (Object.keys(windowsReleases) as WindowsRelease[]).filter((release) => atLeast(release, '1809'));
const shared = join(packageRoot, '..', 'shared', 'domain');
const consumersThere = existsSync(join(shared, 'run-consumers.mjs'));

interface Shown {
  readonly label: string;
  readonly world: World;
  readonly device: string;
  readonly as: EvidenceContext;
  readonly release: WindowsRelease;
  readonly text: string;
}

/** Every instant at which the library asserts something, each under one release and context in turn, so that all meet. */
function* shownOverTheLibrary(): Generator<Shown> {
  let turn = 0;
  for (const scenario of scenarios) {
    for (const untilMs of instantsOf(scenario)) {
      const { world } = runScenario(scenario, { untilMs, withTrace: false });
      for (const device of Object.keys(world.devices)) {
        for (const as of contexts) {
          if (as !== 'system' && sessionOf(world, device).user === null) continue;
          const release = newLayouts[turn % newLayouts.length] as WindowsRelease;
          turn += 1;
          const known = world.devices[device];
          if (!known) continue;
          const dressed: World = { ...world, devices: { ...world.devices, [device]: { ...known, release } } };
          yield { label: `${scenario.id} at ${untilMs} ms, ${device} as ${as} on ${release}`, world: dressed, device, as, release, text: evidences.dsregcmd?.render({ world: dressed, device, as }) ?? '' };
        }
      }
    }
  }
}

const shown = [...shownOverTheLibrary()];

test('at least 60 instants are looked at, with every release of the new layout and every context', () => {
  expect(shown.length).toBeGreaterThanOrEqual(60);
  expect(new Set(shown.map(({ release }) => release))).toEqual(new Set(newLayouts));
  expect(new Set(shown.map(({ as }) => as))).toEqual(new Set(contexts));
});

test('every status has exactly the format of Windows', () => {
  const wrong = shown.flatMap(({ label, text, release }) => checkStatusFormat(text, { release }).map((problem) => `${label}: ${problem}`));
  expect(wrong).toEqual([]);
});

test('the checker finds a shifted colon, a short banner and a lost carriage return', () => {
  const [first] = shown;
  const text = first?.text ?? '';
  const options = { release: first?.release ?? '11-24H2' } as const;
  expect(checkStatusFormat(text.replace('AzureAdJoined :', 'AzureAdJoined  :'), options)).not.toEqual([]);
  expect(checkStatusFormat(text.replace('+---', '+--'), options)).not.toEqual([]);
  expect(checkStatusFormat(text.replace('\r\n', '\n'), options)).not.toEqual([]);
});

test.skipIf(!consumersThere)('every program that reads it reads the truth of the world (skipped where ../shared is absent)', async () => {
  const { judge } = (await import(pathToFileURL(join(shared, 'run-consumers.mjs')).href)) as { judge: (consumer: unknown, text: string, truth: unknown, meta: unknown) => { status: string; checks: readonly { field: string; result: string; want: unknown; got: unknown }[] } };
  const { consumers } = JSON.parse(readFileSync(join(shared, 'dsregcmd-consumers.json'), 'utf8')) as { consumers: readonly { id: string; brokenOnReal?: boolean }[] };
  const wrong: string[] = [];
  const read = new Set<string>();
  for (const { label, world, device, as, release, text } of shown) {
    const truth = truthOf(world, device, as, release);
    for (const consumer of consumers) {
      if (consumer.brokenOnReal) continue;
      const result = judge(consumer, text, truth, { legacyLayout: false });
      if (result.status === 'pass') read.add(consumer.id);
      if (result.status === 'fail') wrong.push(`${label}, ${consumer.id}: ${JSON.stringify(result.checks.filter((check) => check.result === 'fail'))}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(read.size).toBeGreaterThanOrEqual(20);
});
