/** Published incidents: which of them a scenario of the library tells, with the symptoms that were reported, and what the others need. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../cli/scenario-files/package-root.ts';
import written from './data/incidents.json' with { type: 'json' };
import { shownIn, symptomsOf, type Incident } from './support/incident-symptoms.ts';
import { libraryScenarios } from './support/library.ts';

interface Entry {
  /** Scenario of the library that tells it. */
  readonly toldBy?: string;
  /** Part of the model that is missing. */
  readonly lacks?: string;
  /** Symptoms that the scenario does not show, each with the reason. */
  readonly notShown?: { readonly [path: string]: string };
}

const table: { readonly [id: string]: Entry } = written;
const scenarios = new Map((await libraryScenarios()).map((scenario) => [scenario.id, scenario]));
const told = Object.entries(table).flatMap(([id, entry]) => (entry.toldBy === undefined ? [] : [[id, entry.toldBy, entry.notShown ?? {}] as const]));

test('every incident is either told by a scenario of the library or says what is lacking', () => {
  expect(Object.entries(table).filter(([, { toldBy, lacks }]) => (toldBy === undefined) === (lacks === undefined)).map(([id]) => id)).toEqual([]);
  expect(told.filter(([, toldBy]) => !scenarios.has(toldBy)).map(([id, toldBy]) => `${id}: ${toldBy}`)).toEqual([]);
  expect(told.length).toBeGreaterThanOrEqual(18);
});

test('a scenario written for an incident names it as its source, and every incident told there is one that it names', () => {
  const named = [...scenarios.values()].filter(({ id }) => id.startsWith('incidents/')).flatMap(({ id, source }) => source.filter((place) => place.startsWith('incident ')).map((place) => `${place.slice('incident '.length)} ${id}`));
  expect(named.sort()).toEqual(told.filter(([, toldBy]) => toldBy.startsWith('incidents/')).map(([id, toldBy]) => `${id} ${toldBy}`).sort());
  expect([...scenarios.keys()].filter((id) => id.startsWith('incidents/') && !told.some(([, toldBy]) => toldBy === id))).toEqual([]);
});

const file = join(packageRoot, '..', 'shared', 'domain', 'incidents.json');
const absent = !existsSync(file);
const incidents = new Map(absent ? [] : (JSON.parse(readFileSync(file, 'utf8')) as Incident[]).map((incident) => [incident.id, incident] as const));

test.skipIf(absent)('every published incident is in the table, and no other (skipped where ../shared/domain is absent)', () => {
  expect(Object.keys(table)).toEqual([...incidents.keys()].sort());
});

test.skipIf(absent)('of the told incidents only two report nothing but what a person says (skipped where ../shared/domain is absent)', () => {
  const silent = told.filter(([id]) => { const incident = incidents.get(id); return !incident || symptomsOf(incident).length === 0; });
  expect(silent.map(([id]) => id)).toEqual(['C055', 'C087']);
});

test.skipIf(absent).each(told)('%s: %s shows the reported symptoms (skipped where ../shared/domain is absent)', (id, toldBy, notShown) => {
  const incident = incidents.get(id);
  const scenario = scenarios.get(toldBy);
  if (!incident || !scenario) throw new Error(`${id} or ${toldBy} is not there`);
  const symptoms = symptomsOf(incident);
  const shown = shownIn(scenario, symptoms);
  expect(symptoms.filter((symptom) => !shown.has(symptom)).map(({ path }) => path)).toEqual(Object.keys(notShown));
});
