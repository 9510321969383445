/** One instant of a run as the invariants see it: the world before and after, and what changed in between, found out once. */
import type { CloudDevice } from '../../mocks/entra/state.ts';
import type { WindowsDevice } from '../../mocks/windows/state.ts';
import type { StoredSnapshot } from '../chart-engine.ts';
import { deviceOf, kindOf, type PendingQuestion, type World } from '../world.ts';

/** What stood before and what stands now; `was` is undefined for what is new. */
export interface Changed<Part> {
  readonly was: Part | undefined;
  readonly is: Part;
}

/** A question that its service answered at this instant. */
export interface Answered {
  readonly question: PendingQuestion;
  /** The request as it was on its way. */
  readonly input: { readonly [field: string]: unknown };
  readonly ok: boolean;
  /** Code of the refusal, where it was refused. */
  readonly code: string | null;
}

export interface Instant {
  readonly now: World;
  /** The world after the instant before; at the first instant the same as `now`. */
  readonly before: World;
  readonly isFirst: boolean;
  readonly devices: readonly Changed<WindowsDevice>[];
  readonly cloudDevices: readonly Changed<CloudDevice>[];
  /** Charts of one kind that changed, by actor id. */
  charts(kind: string): readonly (Changed<StoredSnapshot> & { readonly actor: string })[];
  /** Questions of this operation that were answered. */
  answered(operation: string): readonly Answered[];
}

function changedParts<Part>(before: { readonly [key: string]: Part }, now: { readonly [key: string]: Part }, all: boolean): readonly Changed<Part>[] {
  if (before === now && !all) return [];
  return Object.entries(now).flatMap(([key, is]) => (all || before[key] !== is ? [{ was: before[key], is }] : []));
}

const codeOf = (answer: PendingQuestion['answer']): string | null => (answer?.error as { code?: string } | undefined)?.code ?? null;

function answersOf(before: World, now: World): readonly Answered[] {
  if (before.questions === now.questions) return [];
  return Object.values(now.questions).flatMap((question) => {
    const was = before.questions[question.id];
    if (question === was || question.leg !== 'answer' || was?.leg !== 'request') return [];
    return [{ question, input: question.input as Answered['input'], ok: question.answer?.type.startsWith('xstate.done.') ?? false, code: codeOf(question.answer) }];
  });
}

export function instantOf(previous: World | null, now: World): Instant {
  const isFirst = previous === null;
  const before = previous ?? now;
  const answers = answersOf(before, now);
  const byKind = new Map<string, (Changed<StoredSnapshot> & { actor: string })[]>();
  if (isFirst || before.actors !== now.actors) {
    for (const [actor, is] of Object.entries(now.actors)) {
      const was = before.actors[actor];
      if (was === is && !isFirst) continue;
      const kind = kindOf(actor);
      const known = byKind.get(kind);
      if (known) known.push({ actor, was, is });
      else byKind.set(kind, [{ actor, was, is }]);
    }
  }
  return {
    now,
    before,
    isFirst,
    devices: changedParts(before.devices, now.devices, isFirst),
    cloudDevices: changedParts(before.tenant.devices, now.tenant.devices, isFirst),
    charts: (kind) => byKind.get(kind) ?? [],
    answered: (operation) => (answers.length === 0 ? [] : answers.filter(({ question }) => question.operation === operation)),
  };
}

/** Events written on the device at this instant. */
export const newEvents = ({ was, is }: Changed<WindowsDevice>): WindowsDevice['eventLog'] => {
  if (was?.eventLog === is.eventLog) return [];
  const since = was?.eventLog.at(-1)?.record ?? 0;
  return is.eventLog.filter((event) => event.record > since);
};

/** Installed anew: nothing of the old log is left. */
export const wasReimaged = ({ was, is }: Changed<WindowsDevice>): boolean =>
  was !== undefined && was.registry !== is.registry && is.cachedLogons.length === 0 && is.usableKeys.length === 0 && is.join === null;

/** The device of the world behind a cloud object. */
export const holderOf = (world: World, deviceId: string): WindowsDevice | undefined => Object.values(world.devices).find((device) => device.objectGuid === deviceId);

/** Whether a thing was so at either end of the instant: within it the order is not known. */
export const atEitherEnd = ({ now, before }: Instant, holds: (world: World) => boolean): boolean => holds(now) || holds(before);

export const joinOf = (world: World, device: string): WindowsDevice['join'] => deviceOf(world, device).join;
