/** Reads the life of a cloud device object off its statechart. */
import type { CloudDeviceLifecycle } from '../knowledge/vocabulary.ts';
import type { World } from './world.ts';

interface Value {
  readonly lifecycle: string | { readonly [state: string]: string };
  readonly account: string;
}

const valueOf = (world: World, deviceId: string): Value | null => {
  const snapshot = world.actors[`cloud-device:${deviceId}`];
  return snapshot ? (snapshot.value as unknown as Value) : null;
};

export function lifecycleOf(world: World, deviceId: string): CloudDeviceLifecycle {
  const lifecycle = valueOf(world, deviceId)?.lifecycle ?? 'absent';
  return (typeof lifecycle === 'string' ? lifecycle : Object.keys(lifecycle)[0]) as CloudDeviceLifecycle;
}

/** What the object says of itself. */
export const isEnabled = (world: World, deviceId: string): boolean => valueOf(world, deviceId)?.account === 'enabled';

/** Whether it may authenticate now: disabling and deleting bite only after their delay. */
export function mayAuthenticate(world: World, deviceId: string): boolean {
  const value = valueOf(world, deviceId);
  if (!value || value.account === 'disabled') return false;
  return value.lifecycle === 'registered' || (typeof value.lifecycle === 'object' && value.lifecycle.deleted === 'tokensStillWork');
}
