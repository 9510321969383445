/** `joinlab explain`: the facts, and joinlab's own words: faults, problem codes, the vocabulary. */
import { doorProblems } from '../../doors/problems.ts';
import { faults } from '../../mocks/faults.ts';
import type { Topic } from '../../knowledge/explain.ts';
import { problemCatalogue } from '../../simulation/scenario/problems.ts';
import { defaultSettings, settingDefinitions } from '../../knowledge/settings.ts';
import { isSettingKey, printSetting } from '../../simulation/scenario/settings.ts';
import { verbs } from '../../simulation/vocabulary/index.ts';
import type { Io } from '../io.ts';
import { explainCommand } from '../explain/explain-command.ts';

function topics(): Topic[] {
  const own = (words: readonly string[], explanation: Pick<Topic['explanation'], 'kind' | 'id' | 'title' | 'meaning' | 'sources'> & Partial<Topic['explanation']>): Topic => ({
    words, explanation: { facts: [], values: [], remedy: [], related: [], confidence: 'high', ...explanation },
  });
  return [
    ...faults.map((fault) =>
      own([fault.id, ...(fault.catalogue ? [fault.catalogue] : [])], {
        kind: 'fault', id: fault.id, title: fault.title, meaning: fault.observable, sources: [fault.source],
        facts: [{ label: 'Steps', text: fault.steps.join(', ') }, { label: 'Heals', text: fault.heals }, { label: 'In a scenario', text: `fault ${fault.id} on` }],
      }),
    ),
    ...Object.entries({ ...problemCatalogue, ...doorProblems }).map(([code, { title, explanation, next }]) =>
      own([code], { kind: 'code', id: code, title, meaning: explanation, remedy: [next], sources: ['joinlab'] }),
    ),
  ];
}

function listing(query: string): string | null {
  if (/^vocabulary$/i.test(query)) return verbs.map((verb) => `${verb.pattern}\n    ${verb.help}\n`).join('');
  if (/^faults$/i.test(query)) return faults.map((fault) => `fault ${fault.id} on\n    ${fault.title}\n`).join('');
  if (/^settings$/i.test(query)) {
    return Object.entries(settingDefinitions).map(([key, { help }]) => `${key} = ${isSettingKey(key) ? printSetting(key, defaultSettings) : ''}\n    ${help}\n`).join('');
  }
  return null;
}

export async function explain(query: string, options: { readonly json?: boolean }, io: Io): Promise<number> {
  const list = listing(query);
  if (list !== null) {
    io.write(list);
    return 0;
  }
  const { readStdin, write, writeError, style } = io;
  return explainCommand({ query, json: options.json ?? false }, {
    readStdin,
    write,
    writeError,
    style: { strong: style.bold, dim: style.dim, code: style.bold },
    topics: topics(),
  });
}
