/** Fields and sections of `dsregcmd /status` and the keys of its debug text, as topics. */
import diagnostics from '../data/diagnostics.json' with { type: 'json' };
import { dsregcmdFields, dsregcmdSections, fieldAliases, type DsregcmdField } from '../dsregcmd-fields.ts';
import { fact, type Topic } from './explanation.ts';
import { phaseInWords } from './wording.ts';

/** Values that belong to one field and are asked for by themselves: `WillNotProvision`, `fallback_sync`. */
const tellingValues = (field: DsregcmdField): string[] =>
  field.values.map(({ value }) => value).filter((value) => /^[A-Za-z][A-Za-z_-]{4,}$/.test(value) && !commonValues.has(value));

const commonValues = new Set([
  'ENABLED', 'DISABLED', 'PRESENT', 'UNKNOWN', 'Unknown', 'SKIPPED', 'SUCCESS', 'PASSED', 'FAILED', 'INVALID', 'SYSTEM', 'consumers', 'invalid_grant',
  'invalid_request', 'interaction_required', 'DirectoryError', 'AuthenticationError', 'error_missing_device', 'DeviceJoin', 'DeviceRenew',
]);

function fieldTopic(field: DsregcmdField): Topic {
  return {
    words: [field.name, ...Object.keys(fieldAliases).filter((alias) => fieldAliases[alias] === field.name), ...tellingValues(field)],
    explanation: {
      kind: 'field',
      id: field.name,
      title: `dsregcmd /status, ${field.sections.join(' and ')}`,
      meaning: `${field.meaning.charAt(0).toUpperCase()}${field.meaning.slice(1)}.`,
      facts: [
        ...fact('Block', field.block),
        ...fact('Printed when', field.shownWhen),
        ...fact('Since', field.since),
        ...fact('Tests', field.testsStep === undefined ? undefined : phaseInWords(field.testsStep)),
        ...fact('Rule', field.rule),
        ...fact('Note', field.note),
      ],
      values: field.values.map(({ value, when }) => ({ value: value === '' ? '(empty)' : value, meaning: when })),
      remedy: [],
      related: [...(field.codes ?? []), ...(field.codesOnFailure ?? [])],
      sources: field.sources,
      confidence: field.confidence,
    },
  };
}

const sectionTopics = (): Topic[] =>
  dsregcmdSections.map(({ title, meaning, printedWhen, since }) => ({
    words: [title],
    explanation: {
      kind: 'section',
      id: title,
      title: 'section of dsregcmd /status',
      meaning: `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`,
      facts: [...fact('Printed when', printedWhen), ...fact('Since', since)],
      values: [],
      remedy: [],
      related: dsregcmdFields.filter(({ sections }) => sections.includes(title)).map(({ name }) => name),
      sources: ['MicrosoftDocs/entra-docs:docs/identity/devices/troubleshoot-device-dsregcmd.md', 'published dsregcmd outputs'],
      confidence: 'high',
    },
  }));

function debugTopics(): Topic[] {
  const { debugJoin } = diagnostics;
  const keys = new Map<string, { readonly values: Set<string>; readonly notes: string[]; readonly where: string[] }>();
  const blocks = [['pre-check block, event 331', debugJoin.preCheckBlock], ['outcome block, event 304', debugJoin.outcomeBlock]] as const;
  for (const [where, block] of blocks) {
    for (const item of block) {
      const known = keys.get(item.key) ?? { values: new Set<string>(), notes: [], where: [] };
      for (const value of item.values) known.values.add(value);
      if ('note' in item && typeof item.note === 'string') known.notes.push(item.note);
      known.where.push(where);
      keys.set(item.key, known);
    }
  }
  return [...keys].map(([key, { values, notes, where }]) => ({
    words: [key, ...(key === 'deviceKeysHealthy' ? ['isPrivateKeyFound'] : [])],
    explanation: {
      kind: 'field',
      id: key,
      title: 'debug text of dsregcmd /join /debug',
      meaning: `A value of the debug text, in the ${where.join(' and the ')}.`,
      facts: notes.flatMap((note) => fact('Note', note)),
      values: [...values].map((value) => ({ value, meaning: '' })),
      remedy: [],
      related: ['event 331', 'event 304'],
      sources: debugJoin.sources,
      confidence: 'medium',
    },
  }));
}

export const fieldTopics = (): Topic[] => [...dsregcmdFields.map(fieldTopic), ...sectionTopics(), ...debugTopics()];
