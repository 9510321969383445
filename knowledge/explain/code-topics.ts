/** The join's own error codes and every other code, as topics. */
import codes from '../data/error-codes.json' with { type: 'json' };
import { otherCodes, type OtherCode } from '../other-codes.ts';
import { fact, numberForms, type Explanation, type Topic } from './explanation.ts';
import { lineOfSightInWords, phaseInWords, surfaceInWords } from './wording.ts';

interface ServerVariant {
  readonly registrationType?: string;
  readonly serverErrorCode?: string;
  readonly serverErrorSubCode?: string;
  readonly serverOperation?: string;
  readonly serverMessageKey?: string;
  readonly meaning?: string;
  readonly transient?: boolean;
  readonly remedy?: string;
  readonly note?: string;
}

export interface ErrorCode {
  readonly code: string;
  readonly decimal: number;
  readonly symbol: string;
  readonly family: string;
  readonly phase: string;
  readonly altPhases?: readonly string[];
  readonly flow: string;
  readonly role: string;
  readonly surfaces: readonly string[];
  readonly cause: string;
  readonly trigger: string;
  readonly needsLineOfSight: string;
  readonly transient: boolean;
  readonly remedy: readonly string[];
  readonly sources: readonly string[];
  readonly confidence: 'high' | 'medium' | 'low';
  readonly aliases?: readonly string[];
  readonly httpStatus?: number;
  readonly doc?: Readonly<Record<string, string | number>>;
  readonly serverVariants?: readonly ServerVariant[];
  readonly variants?: readonly { readonly when: string; readonly phase: string; readonly transient: boolean; readonly cause: string }[];
}

export const errorCodes = codes as readonly ErrorCode[];

const flows: Readonly<Record<string, string>> = { both: 'managed and federated', managed: 'managed', federated: 'federated' };

const sentence = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join('; ');

const registrationTypeOf = ({ registrationType }: ServerVariant): string =>
  (registrationType === undefined || registrationType === 'n/a' ? '' : `registration type ${registrationType}`);

function explainErrorCode(entry: ErrorCode, value: number | undefined): Explanation {
  return {
    kind: 'error code',
    id: entry.code,
    title: entry.symbol,
    meaning: entry.cause,
    facts: [
      ...(value === undefined ? [] : fact('Numbers', numberForms(value))),
      ...fact('Phase', [entry.phase, ...(entry.altPhases ?? [])].map(phaseInWords).join(', ')),
      ...fact('Join type', flows[entry.flow] ?? entry.flow),
      ...fact('Happens when', entry.trigger),
      ...fact('Shown in', entry.surfaces.map(surfaceInWords).join('; ')),
      ...fact('Needs', lineOfSightInWords(entry.needsLineOfSight)),
      ...fact('Transient', entry.transient ? 'yes: a later attempt can succeed with nothing changed' : 'no: something has to be changed'),
      ...(entry.httpStatus === undefined ? [] : fact('HTTP status', `${entry.httpStatus}`)),
      ...(entry.variants ?? []).flatMap(({ when, cause }) => fact('Also', `${when}: ${cause}`)),
      ...Object.values(entry.doc ?? {}).flatMap((note) => fact('Note', typeof note === 'number' ? `decimal ${note}` : note)),
    ],
    values: (entry.serverVariants ?? []).map((variant) => ({
      value: sentence([variant.serverErrorCode, variant.serverErrorSubCode, variant.serverOperation, variant.serverMessageKey]),
      meaning: sentence([variant.meaning, registrationTypeOf(variant), variant.remedy, variant.note]),
    })),
    remedy: entry.remedy,
    related: entry.aliases ?? [],
    sources: entry.sources,
    confidence: entry.confidence,
  };
}

function errorCodeTopic(entry: ErrorCode): Topic {
  const value = entry.code.startsWith('0x') ? Number.parseInt(entry.code, 16) : undefined;
  return {
    words: [entry.code, entry.symbol, ...(entry.aliases ?? [])].filter((known) => known !== ''),
    ...(value === undefined ? { number: entry.decimal } : { value }),
    explanation: explainErrorCode(entry, value),
  };
}

function otherCodeTopic(entry: OtherCode): Topic {
  return {
    words: [entry.code, entry.symbol, ...entry.words].filter((known) => known !== ''),
    ...(entry.value === undefined ? {} : { value: entry.value }),
    ...(entry.number === undefined ? {} : { number: entry.number }),
    explanation: {
      kind: entry.area === 'event' ? 'event' : 'code',
      id: entry.area === 'event' ? entry.symbol : entry.code,
      title: entry.area === 'event' ? '' : entry.symbol,
      meaning: entry.meaning,
      facts: [...fact('Kind', entry.area), ...(entry.value === undefined ? [] : fact('Numbers', numberForms(entry.value)))],
      values: [],
      remedy: entry.remedy,
      related: [],
      sources: [entry.source],
      confidence: entry.confidence,
    },
  };
}

export const codeTopics = (): Topic[] => [...errorCodes.map(errorCodeTopic), ...otherCodes.map(otherCodeTopic)];
