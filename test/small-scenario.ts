/** Reads the text of a scenario by itself: a few evidences, base worlds that are texts, problems as one line each. */
import { parseScenario, type ParseContext } from '../simulation/scenario/parse-yaml.ts';
import type { Scenario } from '../simulation/scenario/model.ts';
import type { Problem } from '../simulation/scenario/problems.ts';

const bases: { readonly [name: string]: string } = {
  home: 'devices: { LAPTOP01: { location: home, power: on } }\n',
  office: 'base: home\npeople: { alice: {}, bob: {} }\n',
  loop: 'base: knot\n',
  knot: 'base: loop\n',
  orphan: 'base: homme\n',
  list: '- a\n',
  broken: 'devices: [\n',
  numbered: 'base: [home]\n',
  ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`floor${index + 1}`, index === 0 ? 'base: home\n' : `base: floor${index}\n`])),
};

export const smallContext: ParseContext = {
  id: 'x', file: 'x.yaml', evidences: { portal: ['row', 'registered', 'device*'], ad: ['userCertificate'] }, baseNames: ['home', 'office'],
  lookup: (name) => (bases[name] === undefined ? undefined : { text: bases[name], file: `${name}.yaml` }),
};

/** `2:7 JL206 "at": soon is no duration | 0m | 5m`, and the next step behind `>` where it is not that of the catalogue. */
export const inOneLine = ({ code, message, line, column, choices, next }: Problem): string => `${[[line, column].filter((part) => part !== null).join(':'), code, message].join(' ').trim()}${choices.map((choice) => ` | ${choice}`).join('')}${next === null ? '' : ` > ${next}`}`;

export function problemsOf(text: string, context: Partial<ParseContext> = {}): readonly string[] {
  const parsed = parseScenario(text, { ...smallContext, ...context });
  return 'problems' in parsed ? parsed.problems.map(inOneLine) : [];
}

export function scenarioFrom(text: string, context: Partial<ParseContext> = {}): Scenario {
  const parsed = parseScenario(text, { ...smallContext, ...context });
  if ('problems' in parsed) throw new Error(parsed.problems.map(inOneLine).join('\n'));
  return parsed.scenario;
}
