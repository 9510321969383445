/** What can be wrong with a scenario file: one catalogue of codes, one form of message. */

export const problemCatalogue = {
  JL101: { title: 'file not found', explanation: 'The path names no file. Paths are relative to the current folder; scenarios of the library are named by their id.' },
  JL102: { title: 'folder without a scenario', explanation: 'A folder must hold at least one .yaml, .yml or .ts scenario.' },
  JL103: { title: 'file too large', explanation: 'A scenario file is at most 1 MiB.' },
  JL104: { title: 'not a text file', explanation: 'Scenario files are UTF-8 text.' },
  JL105: { title: 'TypeScript does not accept the scenario', explanation: 'The file was type-checked before it ran; correct what TypeScript says.' },
  JL201: { title: 'not valid YAML', explanation: 'The file cannot be read as YAML.' },
  JL202: { title: 'duplicate key', explanation: 'A key stands twice in one mapping; YAML would silently keep one of them.' },
  JL203: { title: 'unknown key', explanation: 'Scenario files have a closed set of keys.' },
  JL204: { title: 'unknown sentence', explanation: 'What follows `do:` comes from a closed vocabulary; joinlab explain vocabulary lists it.' },
  JL205: { title: 'unknown evidence or field', explanation: 'What follows `see:` names an evidence and one of its fields.' },
  JL206: { title: 'impossible time', explanation: 'Times are durations like 5m or 1h30m, not negative, not before the step above, and within ten years.' },
  JL207: { title: 'wrong value', explanation: 'The value is not of the expected form.' },
  JL208: { title: 'missing key', explanation: 'A scenario needs a title and a timeline.' },
  JL209: { title: 'unknown name', explanation: 'A person, device, server or domain controller is named that the world does not have.' },
  JL210: { title: 'contradictory world', explanation: 'The world description contradicts itself.' },
  JL211: { title: 'unknown base world', explanation: 'The base is no world of the library and no file.' },
  JL212: { title: 'aliases', explanation: 'Aliases may not be cyclic and not expand without bound.' },
  JL213: { title: 'unknown setting', explanation: 'joinlab explain settings lists the settings.' },
  JL301: { title: 'impossible action', explanation: 'The sentence makes no sense in this world at this moment.' },
} as const;

export type ProblemCode = keyof typeof problemCatalogue;

export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** Valid words in its place, nearest first. */
  readonly choices: readonly string[];
  /** What to do. */
  readonly next: string | null;
}

/** `vpn.yaml:17:9 JL204 unknown sentence: …` with valid choices and the next step below. */
export function formatProblem(problem: Problem): string {
  const place = [problem.file ?? 'scenario', problem.line, problem.column].filter((part) => part !== null).join(':');
  const lines = [`${place} ${problem.code} ${problemCatalogue[problem.code].title}: ${problem.message}`];
  if (problem.choices.length > 0) lines.push(`  Did you mean: ${problem.choices.join(' | ')}`);
  lines.push(`  ${problem.next ?? 'Correct the line and run again.'}   Explain: joinlab explain ${problem.code}`);
  return lines.join('\n');
}
