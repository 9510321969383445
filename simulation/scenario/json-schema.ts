/**
 * JSON schema of scenario files, for editors: completion, hover text, wrong words underlined. Made from the same tables as the
 * reader. An editor reads plain YAML, where 334 is a number: values that the reader takes as text may be numbers here.
 */
import { z } from 'zod';
import { settingDefinitions } from '../../knowledge/settings.ts';
import { promptContexts } from '../../knowledge/vocabulary.ts';
import { compilePattern } from '../vocabulary/pattern.ts';
import type { Verb } from '../vocabulary/verb.ts';
import { propertyKinds } from './model.ts';
import { populationSpecSchema } from './population-spec.ts';
import { eventLogs } from './read-expectation.ts';
import { worldSpecSchema } from './world-spec.ts';

type Schema = { readonly [key: string]: unknown };

export interface SchemaEvidence {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly string[];
}

const duration = String.raw`^(inf|0|(\d+(ms|s|m|h|d)\s*)+|P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)$`;
const durationSchema = (description: string): Schema => ({ type: ['string', 'number'], pattern: duration, description, examples: ['5m', '1h30m', '14d'] });
const textSchema = (description: string): Schema => ({ type: 'string', description });
const oneOrMany = (items: Schema, description: string): Schema => ({ description, anyOf: [items, { type: 'array', items, minItems: 1 }] });
const scalar: readonly string[] = ['string', 'number', 'boolean'];

/** What zod calls a text may be written without quotes, so that YAML reads a number or a boolean. */
function asWritten(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(asWritten);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === 'default' || key === 'propertyNames' ? value : asWritten(value)]),
  ) as { [key: string]: unknown };
  const names = inner.enum;
  if (Array.isArray(names)) {
    delete inner.type;
    inner.enum = names.flatMap((name: unknown) => (typeof name === 'string' && /^\d+$/.test(name) ? [name, Number(name)] : [name]));
  } else if (inner.type === 'string') inner.type = scalar;
  // A list may be written as one text, and what has a default may be left out.
  if (inner.type === 'array') return { anyOf: [inner, { type: 'string' }], ...(inner.description ? { description: inner.description } : {}) };
  return inner;
}

function worldSchema(): Schema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(worldSpecSchema, { io: 'input', target: 'draft-7' }) as { $schema?: string; [key: string]: unknown };
  const world = asWritten(schema) as { properties: { [key: string]: unknown }; required?: unknown };
  // What a base world has need not be said again.
  delete world.required;
  return { ...world, description: 'World of this scenario, added to its base world.', properties: { ...world.properties, settings: { type: 'object', ...settingsSchema() } } };
}

function populationSchema(): Schema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(populationSpecSchema, { io: 'input', target: 'draft-7' }) as { $schema?: string; [key: string]: unknown };
  return { ...(asWritten(schema) as Schema), description: 'Many devices like one of this world, and what they differ in: joinlab fleet plays them.' };
}

const settingsSchema = (): { readonly properties: Schema; readonly additionalProperties: boolean } => ({
  properties: Object.fromEntries(
    Object.entries(settingDefinitions).map(([key, definition]) => {
      const described = { description: `${definition.help} Source: ${definition.source}` };
      const values = 'values' in definition ? definition.values : undefined;
      if (values) return [key, { ...described, enum: values }];
      if (definition.kind === 'flag') return [key, { ...described, enum: ['yes', 'no', true, false] }];
      return [key, { ...described, type: ['string', 'number'] }];
    }),
  ),
  additionalProperties: false,
});

interface FieldSchemas {
  readonly properties: { readonly [field: string]: Schema };
  readonly patternProperties: { readonly [pattern: string]: Schema };
}

/** Every field of every evidence, by its path. */
function fieldSchemas(evidences: readonly SchemaEvidence[]): FieldSchemas {
  const value = (description: string): Schema => ({ type: scalar, description });
  const exact = evidences.flatMap(({ name, title, fields }) =>
    fields.filter((field) => !field.endsWith('*')).map((field) => [`${name}.${field}`, value(`${title}. Also: not X, /pattern/, (absent), (any).`)] as const),
  );
  const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const open = evidences.flatMap(({ name, title, fields }) =>
    fields.filter((field) => field.endsWith('*')).map((field) => [`^${escaped(`${name}.${field.slice(0, -1)}`)}.+$`, value(title)] as const),
  );
  return { properties: Object.fromEntries(exact), patternProperties: Object.fromEntries(open) };
}

const conditionsRef: Schema = { $ref: '#/definitions/conditions' };

const conditionsSchema = ({ properties, patternProperties }: FieldSchemas): Schema => ({ type: 'object', minProperties: 1, properties, patternProperties, additionalProperties: false, description: 'All this is shown at one instant.' });

const promiseSchema: Schema = {
  anyOf: [conditionsRef, { type: 'object', required: ['if', 'then'], additionalProperties: false, properties: Object.fromEntries(['if', 'then'].map((key) => [key, conditionsRef])) }],
  description: 'What is promised everywhere, or with if and then only where something is shown.',
};

const propertySchema: Schema = {
  type: 'object', additionalProperties: false, oneOf: propertyKinds.map((kind) => ({ required: [kind] })),
  properties: {
    name: textSchema('What is promised, in words.'),
    ...Object.fromEntries(propertyKinds.map((kind) => [kind, kind === 'sometimes' ? conditionsRef : { $ref: '#/definitions/promise' }])),
    on: textSchema('Device; the only or first one when left out.'),
    as: { enum: promptContexts, description: 'Whose eyes: the signed-in user, an elevated prompt, or SYSTEM.' },
  },
};

function seeSchema({ properties, patternProperties }: FieldSchemas): Schema {
  const event: Schema = { anyOf: [{ type: 'integer' }, { type: 'string', pattern: `^(${eventLogs.join('|')}) +\\d{1,5}$` }] };
  return {
    type: 'object',
    minProperties: 1,
    properties: {
      within: durationSchema('It must be seen at one instant within this time.'),
      always: durationSchema('It must be seen at every instant of this time.'),
      never: durationSchema('It must not be seen at any instant of this time.'),
      takes: {
        type: 'string',
        pattern: String.raw`^\S+?(\.\.\S+)?$`,
        description: 'With within: when it may first be seen, exactly or from when to when, for example 10s or 30m..60m.',
      },
      on: textSchema('Device; the only or first one when left out.'),
      as: { enum: promptContexts, description: 'Whose eyes: the signed-in user, an elevated prompt, or SYSTEM.' },
      event: oneOrMany(event, 'Event written since this step: an id, or a log and an id.'),
      ...properties,
    },
    patternProperties,
    additionalProperties: false,
  };
}

export function scenarioJsonSchema(verbs: readonly Verb[], evidences: readonly SchemaEvidence[]): Schema {
  const sentence: Schema = { anyOf: verbs.map((verb) => ({
    type: 'string', pattern: compilePattern(verb.pattern).source, description: `${verb.pattern}: ${verb.help}`, examples: [verb.example],
  })) };
  const settings = settingsSchema();
  const fields = fieldSchemas(evidences);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'joinlab scenario',
    type: 'object',
    required: ['title', 'timeline'],
    additionalProperties: false,
    properties: {
      title: textSchema('What the scenario shows, in one sentence.'),
      ticket: textSchema('What the user wrote to the help desk.'),
      cause: textSchema('Why it happened: the solution, in one sentence.'),
      source: oneOrMany({ type: scalar }, 'Where the facts come from.'),
      tags: oneOrMany({ type: scalar }, 'Words to find it by.'),
      start: textSchema('Start in UTC, for example 2026-01-05 08:00 UTC (the default).'),
      seed: { type: scalar, description: 'Seed of names, GUIDs and chance.' },
      base: textSchema('Base world: one of the library, for example managed/home-laptop, or a file beside the scenario.'),
      world: { $ref: '#/definitions/world' },
      change: {
        type: 'object',
        description: 'Single changes of the world or of settings.',
        properties: settings.properties,
        patternProperties: { [String.raw`^[A-Za-z][\w-]*\..+$`]: true },
        additionalProperties: true,
      },
      population: { $ref: '#/definitions/population' },
      properties: { type: 'array', items: { $ref: '#/definitions/property' }, description: 'What is promised of this world: joinlab explore judges it over everything that can happen.' },
      timeline: { type: 'array', minItems: 1, items: { $ref: '#/definitions/step' }, description: 'What is done and seen, in the order of time.' },
    },
    definitions: {
      step: {
        type: 'object',
        additionalProperties: false,
        properties: {
          at: durationSchema('Time from the start.'),
          after: durationSchema('Time from the step above.'),
          do: oneOrMany({ $ref: '#/definitions/sentence' }, 'What somebody does, in the sentences of the vocabulary.'),
          see: oneOrMany({ $ref: '#/definitions/see' }, 'What one must see.'),
          note: textSchema('Read by people only.'),
        },
      },
      sentence,
      see: seeSchema(fields),
      property: propertySchema,
      promise: promiseSchema,
      conditions: conditionsSchema(fields),
      world: worldSchema(),
      population: populationSchema(),
    },
  };
}

