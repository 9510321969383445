/**
 * Answers "what does this mean" for a code, event, field, setting, stage or invariant, and comments a pasted status. Pure.
 * It loads the whole data, so only the command that explains imports it.
 */
export { explain, suggest } from './explain/look-up.ts';
export { explainStatusText, type CommentedLine, type StatusComment } from './explain/status-text.ts';
export type { Explanation, Topic } from './explain/explanation.ts';
