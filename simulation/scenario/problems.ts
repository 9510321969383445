/** What can be wrong with a scenario file: one catalogue of codes, one form of message. */

interface CatalogueEntry {
  readonly title: string;
  readonly explanation: string;
  /** What to do, where the problem itself does not say it. */
  readonly next: string;
  /** What the words are that a problem of this code offers. @default 'Did you mean' */
  readonly choices?: 'For example' | 'Valid here';
}

const listed = 'joinlab explain vocabulary lists every sentence.';
const entries = {
  JL101: {
    title: 'file not found',
    explanation: 'The path names no file. Paths are relative to the current folder; scenarios of the library are named by their id.',
    next: 'joinlab run --list names the scenarios of the library.',
  },
  JL102: {
    title: 'folder without a scenario',
    explanation: 'A folder must hold at least one .yaml, .yml or .ts scenario. Folders called bases or node_modules and hidden ones are not looked into.',
    next: 'joinlab init writes a first scenario.',
  },
  JL103: { title: 'file too large', explanation: 'A scenario file is at most 1 MiB, so that a wrong file is refused before it is read.', next: 'Is this the right file?' },
  JL104: { title: 'not a text file', explanation: 'Scenario files are UTF-8 text.', next: 'Save the file as UTF-8.' },
  JL105: {
    title: 'TypeScript does not accept the scenario',
    explanation: 'The file was type-checked before it ran; the text after the code is TypeScript’s own.',
    next: 'Correct what TypeScript says and run again.',
  },
  JL106: {
    title: 'the scenario module fails',
    explanation: 'The file passed its type check but threw an error when it was loaded. A scenario module only describes; it should do nothing.',
    next: 'Correct the module and run again.',
  },
  JL107: {
    title: 'file cannot be read',
    explanation: 'The file or folder exists and cannot be read: it is no regular file, or the system refuses.',
    next: 'Check what it is, and its permissions.',
  },
  JL201: { title: 'not valid YAML', explanation: 'The file cannot be read as one YAML document.', next: 'Correct the line and run again.' },
  JL202: { title: 'duplicate key', explanation: 'A key stands twice in one mapping; YAML would silently keep one of them.', next: 'Keep one of the two.' },
  JL203: { title: 'unknown key', explanation: 'Scenario files have a closed set of keys; an editor with the JSON schema completes them.', next: 'Correct the key and run again.' },
  JL204: {
    title: 'unknown sentence',
    explanation: 'What follows `do:` comes from a closed vocabulary. A text with blanks is quoted: helpdesk runs "dsregcmd /join".',
    next: listed,
  },
  JL205: {
    title: 'unknown evidence or field',
    explanation: 'What follows `see:` names an evidence and one of its fields, for example portal.registered or dsregcmd.AzureAdJoined.',
    next: 'joinlab show EVIDENCE SCENARIO prints the fields of an evidence.',
  },
  JL206: {
    title: 'impossible time',
    explanation: 'Times are durations like 5m or 1h30m, not negative, not before the step above, and within ten years.',
    next: 'Correct the time and run again.',
    choices: 'For example',
  },
  JL207: { title: 'wrong value', explanation: 'The value is not of the expected form.', next: 'Correct the value and run again.', choices: 'Valid here' },
  JL208: { title: 'missing key', explanation: 'A scenario needs a title, a world (base: or world:) and a timeline.', next: 'Add it and run again.', choices: 'For example' },
  JL209: {
    title: 'unknown name',
    explanation: 'A person, machine, fault, place, security context or command is named that this world does not have.',
    next: 'Correct the name, or add it to the world (world: or change:).',
  },
  JL210: { title: 'contradictory world', explanation: 'The world description contradicts itself.', next: 'Correct one of the two sides.', choices: 'Valid here' },
  JL211: {
    title: 'unusable base world',
    explanation: 'The base is no world of the library and no file beside the scenario, cannot be read, or leads back to itself.',
    next: 'Name one of the base worlds of the library, or a file.',
  },
  JL212: {
    title: 'nesting or aliases without bound',
    explanation: 'Aliases may not contain themselves, and a file is at most 40 levels deep and 50,000 values large, aliases expanded.',
    next: 'Write it without the alias.',
  },
  JL213: {
    title: 'unknown setting or path',
    explanation: 'Keys of `change:` and --set are settings, or start with the name of a device, person, server or domain controller, or with tenant, network, scp.',
    next: 'joinlab explain settings lists the settings.',
  },
  JL301: { title: 'impossible action', explanation: 'The sentence makes no sense in this world at this moment.', next: 'Correct the line, or what comes before it.' },
  JL401: {
    title: 'not a part',
    explanation: 'The command joinlab merge takes the files that --output wrote, one a shard.',
    next: 'Name the files that joinlab run, explore or fleet wrote with --output.',
    choices: 'Valid here',
  },
  JL402: {
    title: 'damaged part',
    explanation: 'The file was cut off or changed after a shard wrote it: its digest no longer fits.',
    next: 'Fetch the file again, or run its shard again.',
  },
  JL403: {
    title: 'parts of different jobs',
    explanation: 'Parts belong together when joinlab, scenario and options were the same for all of them, and the number of shards.',
    next: 'Merge only files of one job; run the others again.',
  },
  JL404: { title: 'missing part', explanation: 'The answer would lack what a shard has found. Every shard of a job has to be there.', next: 'Add its file, or run that shard again.' },
  JL405: {
    title: 'a shard told in two ways',
    explanation: 'A shard may be named twice, after a retry, if both files say the same. Here they do not: a limit of time or memory, or Ctrl-C, ended one of them.',
    next: 'Keep the file of the attempt that counts.',
  },
} as const satisfies { readonly [code: string]: CatalogueEntry };

export type ProblemCode = keyof typeof entries;

export const problemCatalogue: { readonly [code in ProblemCode]: CatalogueEntry } = entries;

/** One thing that is wrong with a file, and what to do about it. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** Valid words in its place, nearest first. */
  readonly choices: readonly string[];
  /** What to do; what the catalogue says where it is `null`. */
  readonly next: string | null;
}

/** A problem of a file as a whole. */
export const fileProblem = (code: ProblemCode, file: string, message: string, choices: readonly string[] = []): Problem => ({
  code, message, file, line: null, column: null, choices, next: null,
});

/** `vpn.yaml:17:9 JL204 unknown sentence: …` with valid choices and the next step below. */
export function formatProblem(problem: Problem): string {
  const entry = problemCatalogue[problem.code];
  const place = [problem.file ?? 'scenario', problem.line, problem.column].filter((part) => part !== null).join(':');
  const lines = [`${place} ${problem.code} ${entry.title}: ${problem.message}`];
  if (problem.choices.length > 0) lines.push(`  ${entry.choices ?? 'Did you mean'}: ${problem.choices.join(' | ')}`);
  lines.push(`  ${problem.next ?? entry.next}   Explain: joinlab explain ${problem.code}`);
  return lines.join('\n');
}
