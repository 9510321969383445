/** Invariants, open questions, stages and settings, as topics. */
import { invariants, type InvariantKind } from '../invariants.ts';
import { openQuestions } from '../open-questions.ts';
import { settingDefinitions, settingKeys, type SettingDefinition } from '../settings.ts';
import { stages } from '../stages.ts';
import { fact, type Topic } from './explanation.ts';

const nothing = { facts: [], values: [], remedy: [], related: [] } as const;

const units = [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1_000]] as const;
/** Longer than a century of days counts as without end. */
const foreverMs = 36_525 * 86_400_000;

function durationInWords(ms: number): string {
  if (ms >= foreverMs) return 'inf';
  const [unit, size] = units.find(([, unitMs]) => ms !== 0 && ms % unitMs === 0) ?? ['ms', 1];
  return ms === 0 ? '0s' : `${ms / size}${unit}`;
}

function defaultInWords({ kind, default: value }: SettingDefinition<unknown>): string {
  if (kind === 'duration' && typeof value === 'number') return durationInWords(value);
  if (typeof value === 'object' && value !== null && 'minMs' in value && 'maxMs' in value) {
    return value.minMs === value.maxMs ? durationInWords(Number(value.minMs)) : `${durationInWords(Number(value.minMs))}..${durationInWords(Number(value.maxMs))}`;
  }
  return String(value);
}

const kinds: Readonly<Record<InvariantKind, string>> = {
  never: 'never happens',
  always: 'always holds',
  eventually: 'eventually holds',
  'not-eventually': 'need not ever come true: a search must find the way in which it does not',
};

export function factTopics(): Topic[] {
  return [
    ...invariants.map(({ id, kind, sentence, source, flow }): Topic => ({
      words: [id, `invariant ${id}`],
      explanation: { ...nothing, kind: 'invariant', id, title: kinds[kind], meaning: sentence, facts: fact('Join type', flow), sources: [source], confidence: 'medium' },
    })),
    ...openQuestions.map((open): Topic => ({
      words: [open.id],
      explanation: {
        ...nothing,
        kind: 'open question',
        id: open.id,
        title: '',
        meaning: open.question,
        facts: [...fact('Setting', open.settingKeys.join(', ')), ...fact('Default', open.default), ...fact('Values', open.values.join(', '))],
        related: open.settingKeys,
        sources: [open.source],
        confidence: 'low',
      },
    })),
    ...stages.map((stage): Topic => ({
      words: [stage.id, `stage ${stage.number}`, `step ${stage.number}`],
      explanation: {
        ...nothing,
        kind: 'stage',
        id: stage.id,
        title: `step ${stage.number} of ${stages.length}`,
        meaning: `${stage.title}.`,
        facts: [...fact('Waits for', stage.waitsFor), ...fact('Needs', stage.needs)],
        sources: [stage.source],
        confidence: 'high',
      },
    })),
    ...settingKeys.map((key): Topic => {
      const definition: SettingDefinition<unknown> = settingDefinitions[key];
      return {
        words: [key],
        explanation: {
          ...nothing,
          kind: 'setting',
          id: key,
          title: `setting (${definition.kind})`,
          meaning: definition.help,
          facts: [...fact('Default', defaultInWords(definition)), ...fact('Values', definition.values?.join(', ')), ...fact('Open question', definition.question)],
          related: definition.question === undefined ? [] : [definition.question],
          sources: [definition.source],
          confidence: 'medium',
        },
      };
    }),
  ];
}
