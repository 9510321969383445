/** Somebody does something: one sentence of the vocabulary, carried out at this instant. */
import type { Json } from '../knowledge/vocabulary.ts';
import type { Action } from './scenario/model.ts';
import { change } from './step.ts';
import { noTrace, type TraceSink } from './trace.ts';
import { verbs } from './vocabulary/index.ts';
import type { World } from './world.ts';

const byId = new Map(verbs.map((verb) => [verb.id, verb]));

/** @throws ImpossibleAction when the sentence makes no sense in this world at this moment */
export function performAction(world: World, action: Action, trace: TraceSink = noTrace): World {
  const verb = byId.get(action.verb);
  if (!verb) throw new Error(`There is no verb "${action.verb}".`);
  const result = verb.run(world, action.words);
  const entry = trace.record({
    atMs: world.nowMs,
    actor: action.words.person ?? action.words.device ?? verb.group,
    kind: 'action',
    data: { text: action.text, verb: verb.id, words: action.words as Json },
    cause: null,
  });
  return change(world, `person:${action.words.person ?? 'somebody'}`, result, entry, trace);
}
