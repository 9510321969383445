/** `joinlab explain <code, event, field>` and `joinlab explain -` for a pasted `dsregcmd /status`. */
import { explain, explainStatusText, suggest, type Explanation, type StatusComment, type Topic } from '../../knowledge/explain.ts';
import { explainJson, plainStyle, renderExplanations, renderStatus, statusJson, type Style } from './render.ts';

export interface ExplainArguments {
  /** A word, or `-` for text on stdin. */
  readonly query: string;
  readonly json: boolean;
}

export interface ExplainIo {
  readonly readStdin: () => Promise<string>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly style?: Style;
  /** Topics of other rooms, for example the faults. */
  readonly topics?: readonly Topic[];
}

const found = 0;
const unknown = 2;

/** @returns Exit code: 0 found, 2 nothing to explain. */
export async function explainCommand(args: ExplainArguments, io: ExplainIo): Promise<number> {
  return args.query.trim() === '-' ? explainPaste(args, io) : explainWord(args, io);
}

function explainWord({ query, json }: ExplainArguments, io: ExplainIo): number {
  const explanations = explain(query, io.topics);
  if (explanations.length === 0) {
    if (json) io.write(toJson(explainJson(query, [])));
    io.writeError(unknownText(query, io.topics));
    return unknown;
  }
  io.write(json ? toJson(explainJson(query, explanations)) : renderExplanations(explanations, io.style ?? plainStyle));
  return found;
}

async function explainPaste({ query, json }: ExplainArguments, io: ExplainIo): Promise<number> {
  const text = await io.readStdin();
  const comment = explainStatusText(text);
  const recognised = comment.lines.some(({ kind }) => kind === 'field');
  // A paste without a single field can still be a log line with a code in it.
  const explanations = recognised ? codesOf(comment) : explain(text, io.topics);
  if (!recognised && explanations.length === 0) {
    if (json) io.write(toJson(statusJson(query, [], comment)));
    io.writeError(text.trim() === '' ? emptyText : `${comment.finding.summary}\n  Next step: ${comment.finding.next.join('; ')}.\n`);
    return unknown;
  }
  const outputs = comment.lines.filter(({ field }) => field === 'AzureAdJoined').length;
  if (outputs > 1) io.writeError(`The text holds ${outputs} outputs of dsregcmd /status; the finding is about the first.\n`);
  if (json) io.write(toJson(statusJson(query, explanations, comment)));
  else io.write(recognised ? renderStatus(comment, io.style ?? plainStyle) : renderExplanations(explanations, io.style ?? plainStyle));
  return found;
}

const codesOf = ({ lines }: StatusComment): Explanation[] => [...new Set(lines.flatMap(({ codes }) => codes.map(({ code }) => code)))].flatMap((code) => explain(code));

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const emptyText = 'Nothing to explain: stdin is empty.\n  Next step: dsregcmd /status | joinlab explain -, or joinlab explain 0x801c03f2.\n';

function unknownText(query: string, topics: readonly Topic[] | undefined): string {
  const shown = query.length > 60 ? `${query.slice(0, 60)}...` : query;
  const { nearest, shape } = suggest(query, topics);
  return [
    `Nothing is known about "${shown}".`,
    ...(shape === undefined ? [] : [`  By its form: ${shape}.`]),
    ...(nearest.length === 0 ? [] : [`  Did you mean ${nearest.join(', ')}?`]),
    '  Known are codes (hex, decimal, symbol), AADSTS numbers, event ids, fields of',
    '  dsregcmd /status, run results, settings, faults, JL numbers, I1 to I47 and OQ1',
    '  to OQ24. joinlab explain vocabulary, settings and faults list their words.',
    '',
  ].join('\n');
}
