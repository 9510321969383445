/**
 * Answers "what does this mean" for a code, event, field, setting, stage or invariant, and comments a pasted status. Pure.
 * It loads the whole data, so only the command that explains imports it.
 */
export { explain, suggest, type Suggestion } from './explain/look-up.ts';
export { explainStatusText, type CodeInLine, type CommentedLine, type StatusComment } from './explain/status-text.ts';
export type { Explanation, ExplanationKind, Fact, Meaning, Topic } from './explain/explanation.ts';
export type { Finding } from './explain/finding.ts';
