/** Material beside the repository: published outputs and the programs that read them. Absent in a plain checkout. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const domain = join(import.meta.dirname, '..', '..', '..', 'shared', 'domain');

export const hasSharedDomain = existsSync(join(domain, 'run-consumers.mjs'));
export const withoutShared = 'skipped where ../shared/domain is absent';

export interface PublishedSample {
  readonly id: string;
  readonly switch: string;
  readonly complete: boolean;
  readonly verbatimFormat: boolean;
  readonly windows: string;
  /** One of the layouts before 1809. */
  readonly legacy?: boolean;
  /** Values were replaced by the publisher. */
  readonly placeholders?: boolean;
}

const read = (...parts: readonly string[]): string => readFileSync(join(domain, ...parts), 'utf8');

export const publishedSamples = (): readonly PublishedSample[] => JSON.parse(read('dsregcmd-samples', 'index.json')) as readonly PublishedSample[];
export const sampleText = (id: string): string => read('dsregcmd-samples', `${id}.txt`);

interface Judgement {
  readonly id: string;
  readonly status: 'pass' | 'fail' | 'quirk' | 'n/a';
  readonly checks: readonly { readonly field: string; readonly result: string; readonly want: unknown; readonly got: unknown }[];
}

interface ConsumersModule {
  readonly judge: (consumer: unknown, text: string, truth: unknown, meta: { readonly legacyLayout: boolean }) => Judgement;
  readonly readStatus: (text: string) => { readonly meta: { readonly legacyLayout: boolean } };
}

export interface Consumers {
  readonly ids: readonly string[];
  /** One judgement per program, as the script gives it on its command line. */
  readonly judgeAll: (text: string, truth: unknown) => readonly Judgement[];
}

/** The script is imported once: sixty texts by sixty processes would take half a minute. */
export async function loadConsumers(): Promise<Consumers> {
  const { judge, readStatus } = (await import(pathToFileURL(join(domain, 'run-consumers.mjs')).href)) as ConsumersModule;
  const all = (JSON.parse(read('dsregcmd-consumers.json')) as { readonly consumers: readonly { readonly id: string; readonly brokenOnReal?: boolean }[] }).consumers;
  const consumers = all.filter(({ brokenOnReal }) => brokenOnReal !== true);
  return {
    ids: all.map(({ id }) => id),
    judgeAll: (text, truth) => consumers.map((consumer) => judge(consumer, text, truth, { legacyLayout: readStatus(text).meta.legacyLayout })),
  };
}
