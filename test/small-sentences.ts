/** What sentences of the vocabulary do to a small world: who is told what, what changes, why it makes no sense. */
import type { ChartEvent } from '../machines/language.ts';
import { matchAction } from '../simulation/vocabulary/pattern.ts';
import { verbs } from '../simulation/vocabulary/index.ts';
import { ImpossibleAction, type VerbResult } from '../simulation/vocabulary/verb.ts';
import type { World } from '../simulation/world.ts';

export function resultOf(world: World, sentence: string): VerbResult {
  const matched = matchAction(sentence, verbs);
  if ('nearest' in matched) throw new Error(`no sentence: ${sentence}`);
  return matched.verb.run(world, matched.words);
}

const inWords = ({ type, ...rest }: ChartEvent): string => [type, ...Object.entries(rest).map(([key, value]) => `${key}=${String(value)}`)].join(' ');

/** `session:LAPTOP01 SIGN_IN user=alice`; `no: LAPTOP01 is off | LAPTOP01 powers on` where it makes no sense. */
export function told(world: World, sentence: string): readonly string[] {
  try {
    return (resultOf(world, sentence).tells ?? []).map(({ to, event }) => `${to.kind}:${to.of} ${inWords(event)}`);
  } catch (error) {
    if (!(error instanceof ImpossibleAction)) throw error;
    return [`no: ${[error.message, ...error.validChoices].join(' | ')}`];
  }
}

export const after = (world: World, ...sentences: readonly string[]): World => sentences.reduce((before, sentence) => ({ ...before, ...resultOf(before, sentence).changes }), world);

type State = 'off' | 'booting' | 'signInScreen' | { readonly signedIn: 'unlocked' | { readonly locked: string } };

/** The session of a device as its chart would say, with somebody in it or nobody. */
export function inSession(world: World, value: State, user: string | null = null, device = 'LAPTOP01'): World {
  const id = `session:${device}`;
  const snapshot = world.actors[id];
  if (!snapshot) throw new Error(`${id} is missing`);
  return { ...world, actors: { ...world.actors, [id]: { ...snapshot, value, context: { ...(snapshot.context as object), user, upn: user && `${user}@contoso.com` } } } } as World;
}

export const unlocked = { signedIn: 'unlocked' } as const;

/** What a command that somebody runs prints and ends with, and who is told of it. */
export function ran(world: World, sentence: string): { readonly output: string; readonly exitCode: number | null; readonly awaits: string | null; readonly tells: readonly string[] } {
  const tells = told(world, sentence);
  if (tells[0]?.startsWith('no: ')) return { output: '', exitCode: null, awaits: null, tells };
  const run = resultOf(world, sentence).changes?.commands?.at(-1);
  return { output: run?.output ?? '', exitCode: run?.exitCode ?? null, awaits: run?.awaits ?? null, tells };
}
