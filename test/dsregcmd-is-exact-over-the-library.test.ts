/** dsregcmd over every instant of the library, under every Windows release and context: its format, its truth, its coverage. */
import { expect, test } from 'vitest';
import type { EvidenceContext } from '../evidence/evidence.ts';
import { evidences } from '../evidence/index.ts';
import { notModelled } from '../evidence/dsregcmd/not-modelled.ts';
import { dsregcmdFields } from '../knowledge/dsregcmd-fields.ts';
import { atLeast, windowsReleases, type WindowsRelease } from '../knowledge/windows-releases.ts';
import type { World } from '../simulation/world.ts';
import { checkStatusFormat, readStatusText } from './support/dsregcmd-format.ts';
import { looksAtTheLibrary } from './support/dsregcmd-library.ts';
import { hasSharedDomain, loadConsumers, withoutShared } from './support/dsregcmd-shared.ts';
import { truthOf } from './support/dsregcmd-world-truth.ts';
import { readTruth, type Truth } from './support/dsregcmd-truth.ts';

const releases = Object.keys(windowsReleases) as WindowsRelease[];

interface Shown {
  readonly label: string;
  readonly as: EvidenceContext;
  readonly release: WindowsRelease;
  readonly text: string;
  readonly truth: Truth;
}

function show(world: World, device: string, as: EvidenceContext, release: WindowsRelease, label: string): Shown {
  const known = world.devices[device];
  if (!known) throw new Error(`there is no ${device}`);
  const dressed: World = { ...world, devices: { ...world.devices, [device]: { ...known, release } } };
  return { label: `${label} on ${release}`, as, release, text: evidences.dsregcmd?.render({ world: dressed, device, as }) ?? '', truth: truthOf(dressed, device, as, release) };
}

const looks = await looksAtTheLibrary();
const instants = new Set(looks.map(({ label }) => label.replace(/ as \w+$/, '')));
/** Texts that differ, each with the first place where it was seen; the same text with another truth counts as another. */
const shown = [...new Map(looks.flatMap(({ label, world, device, as }) => releases.map((release) => show(world, device, as, release, label))).map((one) => [`${one.release}\n${one.as}\n${one.text}${JSON.stringify(one.truth)}`, one])).values()];

test('at least 60 instants are looked at, each under every release, by whoever can', () => {
  expect(instants.size).toBeGreaterThanOrEqual(60);
  for (const as of ['user', 'admin', 'system'] as const) expect(new Set(looks.filter((one) => one.as === as).map(({ label }) => label)).size).toBeGreaterThanOrEqual(60);
  for (const release of releases) expect(new Set(shown.filter((one) => one.release === release).map(({ as }) => as))).toEqual(new Set(['user', 'admin', 'system']));
});

test('every status has exactly the format of Windows', () => {
  expect(shown.flatMap(({ label, text, release }) => checkStatusFormat(text, { release }).map((problem) => `${label}: ${problem}`))).toEqual([]);
});

test('the checker finds a shifted colon, a short banner and a lost carriage return in any of them', () => {
  for (const { text, release } of shown.filter((_, index) => index % 97 === 0)) {
    expect(checkStatusFormat(text.replace('AzureAdJoined :', 'AzureAdJoined  :'), { release })).not.toEqual([]);
    expect(checkStatusFormat(text.replace('+---', '+--'), { release })).not.toEqual([]);
    expect(checkStatusFormat(text.replace('\r\n', '\n'), { release })).not.toEqual([]);
  }
});

test('a careful reader reads the truth of the world from every one of them', () => {
  const wrong = shown.flatMap(({ label, text, truth }) => {
    const fields = readStatusText(text);
    return Object.entries(truth).filter(([name, value]) => readTruth(fields, name, typeof value === 'boolean') !== value).map(([name, value]) => `${label}: ${name} is ${String(value)}, not ${String(readTruth(fields, name, typeof value === 'boolean'))}`);
  });
  expect(wrong).toEqual([]);
});

test.skipIf(!hasSharedDomain)(`all 26 programs read the truth of the world from every one of them (${withoutShared})`, async () => {
  const consumers = await loadConsumers();
  const read = new Set<string>();
  const wrong: string[] = [];
  for (const { label, text, truth } of shown) {
    for (const { id, status, checks } of consumers.judgeAll(text, truth)) {
      if (status === 'pass') read.add(id);
      if (status === 'fail') wrong.push(`${label}, ${id}: ${JSON.stringify(checks.filter(({ result }) => result === 'fail'))}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(consumers.ids).toHaveLength(26);
  expect([...read].sort()).toEqual([...consumers.ids].sort());
});

const sectionOf = (title: string): string => title.replace(/^(Work Account) \d+$/, '$1');
const printed = shown.flatMap(({ release, text }) => readStatusText(text).map(({ section, name, value }) => ({ release, field: `${sectionOf(section)}/${name}`, name, value })));
const printedFields = new Set(printed.map(({ field }) => field));
const printedValues = new Set(printed.map(({ field, value }) => `${field} = ${value}`));

test('every field of the table is printed by the library, or stands in the list of what is not modelled, never both', () => {
  const table = dsregcmdFields.flatMap(({ name, sections }) => sections.map((section) => `${section}/${name}`));
  const missing = notModelled.flatMap(({ fields }) => fields);
  expect(table.filter((field) => !printedFields.has(field)).sort()).toEqual([...missing].sort());
  expect(new Set(missing).size).toBe(missing.length);
});

test('the library prints no field that the table does not have', () => {
  const table = new Set(dsregcmdFields.flatMap(({ name, sections }) => sections.map((section) => `${section}/${name}`)));
  const names = new Set(dsregcmdFields.map(({ name }) => name));
  expect([...new Set(printed.filter(({ release, field, name }) => (atLeast(release, '1809') ? !table.has(field) : !names.has(name))).map(({ field }) => field))]).toEqual([]);
});

/** Words of the table that name a state; texts of servers and codes of networks have no end. */
const openEnded = new Set(['Server Error Code', 'Server Operation', 'Server Message', 'HTTP Error', 'HTTP Method', 'HTTP status', 'Credential Type', 'DRS Discovery Test', 'Auto Detect PAC Status', 'Fallback to Sync-Join']);

test('every state that the table knows of a field is printed too, or listed', () => {
  const listedFields = new Set(notModelled.flatMap(({ fields }) => fields));
  const listed = new Set(notModelled.flatMap(({ values }) => Object.entries(values).flatMap(([field, texts]) => texts.map((value) => `${field} = ${value}`))));
  const states = dsregcmdFields.filter(({ name }) => !openEnded.has(name)).flatMap(({ name, sections, values }) => sections.filter((section) => !listedFields.has(`${section}/${name}`)).flatMap((section) => values.filter(({ value }) => !value.includes('<')).map(({ value }) => `${section}/${name} = ${value}`)));
  expect(states.filter((state) => !printedValues.has(state) && !listed.has(state))).toEqual([]);
  expect([...listed].filter((state) => !states.includes(state))).toEqual([]);
});
