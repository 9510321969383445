/** What one must see: conditions over evidence and events, at once or over a window of time. */
import type { Evidence, Viewpoint } from '../evidence/evidence.ts';
import type { Condition, Expectation, Expected, FieldCondition } from './scenario/model.ts';
import type { World } from './world.ts';

export type Evidences = { readonly [name: string]: Evidence | undefined };

export interface Seen {
  readonly holds: boolean;
  /** What was there instead, for the report. */
  readonly actual: string;
}

/** An expectation under way: what it is, and from where its events count. */
export interface Watch {
  readonly expectation: Expectation;
  readonly step: number;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Newest event record of each device when the step began. */
  readonly records: { readonly [device: string]: number };
}

export const newestRecords = (world: World): { readonly [device: string]: number } =>
  Object.fromEntries(Object.entries(world.devices).map(([name, device]) => [name, device.eventLog.at(-1)?.record ?? 0]));

/** Whether a field that shows this (`undefined`: that is not shown) is as expected. */
export function agrees(expected: Expected, actual: string | undefined): boolean {
  switch (expected.kind) {
    case 'is':
      return actual === expected.text;
    case 'is-not':
      return actual !== expected.text;
    case 'matches':
      return actual !== undefined && new RegExp(expected.pattern).test(actual);
    case 'absent':
      return actual === undefined;
    case 'any':
      return actual !== undefined;
    default: {
      const unknown: never = expected;
      throw new Error(`expectations: ${JSON.stringify(unknown)}`);
    }
  }
}

export const deviceOfExpectation = (world: World, expectation: Expectation): string => expectation.device ?? Object.keys(world.devices)[0] ?? '';

/** What a field shows, and whether that is what is expected. */
export function lookAtField({ evidence: name, field, expected }: FieldCondition, viewpoint: Viewpoint, evidences: Evidences): Seen {
  const evidence = evidences[name];
  if (!evidence) throw new Error(`There is no evidence "${name}".`);
  const actual = evidence.field(viewpoint, field);
  return { holds: agrees(expected, actual), actual: actual ?? '(not shown)' };
}

function lookAt(world: World, condition: Condition, viewpoint: Viewpoint, watch: Watch, evidences: Evidences): Seen {
  if (condition.kind === 'event') {
    const since = watch.records[viewpoint.device] ?? 0;
    const written = (world.devices[viewpoint.device]?.eventLog ?? []).filter((event) => event.record > since);
    const holds = written.some((event) => event.id === condition.id && (condition.log === null || event.log === condition.log));
    return { holds, actual: written.length === 0 ? 'no event since then' : `events ${written.slice(-12).map((event) => event.id).join(', ')}` };
  }
  return lookAtField(condition, viewpoint, evidences);
}

const viewpointOf = (world: World, { expectation }: Watch): Viewpoint => ({ world, device: deviceOfExpectation(world, expectation), as: expectation.as });

/** Whether all conditions hold at this instant; asked at every instant of a window, so it stops at the first that does not. */
export function holdsNow(world: World, watch: Watch, evidences: Evidences): boolean {
  const viewpoint = viewpointOf(world, watch);
  return watch.expectation.conditions.every((condition) => lookAt(world, condition, viewpoint, watch, evidences).holds);
}

/** What each condition shows at this instant. */
export function look(world: World, watch: Watch, evidences: Evidences): readonly Seen[] {
  const viewpoint = viewpointOf(world, watch);
  return watch.expectation.conditions.map((condition) => lookAt(world, condition, viewpoint, watch, evidences));
}
