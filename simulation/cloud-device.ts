/** Reads the life of a cloud device object off its statechart. */
import type { CloudDeviceLifecycle } from '../knowledge/vocabulary.ts';
import type { World } from './world.ts';

interface Value {
  readonly lifecycle: string | { readonly pending: string };
  readonly account: string;
}

const valueOf = (world: World, deviceId: string): Value | null => {
  const snapshot = world.actors[`cloud-device:${deviceId}`];
  return snapshot ? (snapshot.value as unknown as Value) : null;
};

export function lifecycleOf(world: World, deviceId: string): CloudDeviceLifecycle {
  const value = valueOf(world, deviceId);
  if (!value) return 'absent';
  return typeof value.lifecycle === 'object' ? 'pending' : (value.lifecycle as CloudDeviceLifecycle);
}

/** What the object says of itself. */
export const isEnabled = (world: World, deviceId: string): boolean => valueOf(world, deviceId)?.account === 'enabled';

/** Whether it may authenticate now: disabling bites only after its delay. */
export function mayAuthenticate(world: World, deviceId: string): boolean {
  const account = valueOf(world, deviceId)?.account;
  return lifecycleOf(world, deviceId) === 'registered' && (account === 'enabled' || account === 'disabling');
}
