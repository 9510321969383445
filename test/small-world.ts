/** A small world for tests of single parts: two domain controllers in one site, one laptop on the corporate LAN, all faults off. */
import { defaultSettings } from '../knowledge/settings.ts';
import { answerWithFaults, pathFailure } from '../simulation/answering.ts';
import type { Answer } from '../simulation/operation.ts';
import { operationOf } from '../simulation/operations/index.ts';
import { createWorld } from '../simulation/scenario/create-world.ts';
import { worldSpecSchema, type WorldSpecInput } from '../simulation/scenario/world-spec.ts';
import { askerOf } from '../simulation/turn.ts';
import type { PendingQuestion, World } from '../simulation/world.ts';

export type SpecChange = Partial<Omit<WorldSpecInput, 'devices'>> & { readonly device?: Partial<WorldSpecInput['devices'][string]> };

export function smallWorld({ device, ...rest }: SpecChange = {}): World {
  const spec = worldSpecSchema.parse({
    controllers: { DC01: {}, DC02: {} },
    devices: { LAPTOP01: { location: 'corporate-lan', power: 'on', ...device } },
    ...rest,
  });
  return createWorld(spec, { seed: 'test', startMs: Date.UTC(2026, 0, 5, 8), settings: defaultSettings });
}

export const withFault = (world: World, id: string, target: string | null = null): World => ({ ...world, faults: [...world.faults, { id, target }] });

/** Asks one question of LAPTOP01 (or of another actor) at once: the path, then the service, with whatever faults are on. */
export function ask(world: World, operation: string, input: { readonly [field: string]: string | number | boolean } = {}, when: 'closed' | 'broken' = 'closed', actor = 'registration:LAPTOP01'): Answer<unknown> {
  const { context, destination } = operationOf(operation);
  const question: PendingQuestion = {
    id: `${actor}|${operation}`, actor, invokeId: operation, operation, input, context,
    destination: destination(world, askerOf(actor), input as never), leg: 'request', answer: null, answerDelayMs: 0, cause: null,
  };
  const closed = pathFailure(world, question, when);
  return closed ? { outcome: { ok: false, failure: closed } } : answerWithFaults(world, question);
}

/** `ok`, or the code and the one behind it: `0x801c001d/0x8007203a`. */
export function codeOf({ outcome }: Answer<unknown>): string {
  if (outcome.ok) return 'ok';
  const { code, innerCode } = outcome.failure;
  return innerCode ? `${code}/${innerCode}` : code;
}
