import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evidenceNames, evidences } from '../../evidence/index.ts';
import { verbs } from '../vocabulary/index.ts';
import { scenarioJsonSchema } from './json-schema.ts';

test('the published schema, which editors complete and explain with, is made from the tables of the reader', () => {
  const published = JSON.parse(readFileSync(new URL('../../schema/scenario.schema.json', import.meta.url), 'utf8')) as unknown;
  expect(JSON.parse(JSON.stringify(scenarioJsonSchema(verbs, evidenceNames.flatMap((name) => evidences[name] ?? []))))).toEqual(published);
});

test('fields with an open end are patterns, whatever characters they hold', () => {
  const { definitions } = scenarioJsonSchema([], [{ name: 'a', title: 'An evidence', fields: ['x', 'y.(z)*'] }]) as unknown as { definitions: { see: { properties: object; patternProperties: object } } };
  expect(definitions.see.properties).toMatchObject({ 'a.x': { description: 'An evidence. Also: not X, /pattern/, (absent), (any).' } });
  expect(Object.keys(definitions.see.properties)).not.toContain('a.y.(z)*');
  expect(definitions.see.patternProperties).toEqual({ '^a\\.y\\.\\(z\\).+$': { type: ['string', 'number', 'boolean'], description: 'An evidence' } });
});
