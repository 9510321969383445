/** Which chart an actor runs, in which rank, and with which input it starts. */
import type { AnyStateMachine } from 'xstate';
import { atLeast } from '../knowledge/windows-releases.ts';
import { charts } from '../machines/index.ts';
import type { ChartKind } from '../machines/language.ts';
import { drawMs } from './random.ts';
import type { StoredSnapshot } from './chart-engine.ts';
import { deviceOf, ownerOf, placeOf, type World } from './world.ts';

export type Actors = { readonly [actorId: string]: StoredSnapshot | undefined };

const ranks = Object.fromEntries(Object.keys(charts).map((kind, index) => [kind, index + 1])) as { [Kind in ChartKind]: number };

export const rankOf = (kind: string): number => ranks[kind as ChartKind] ?? 0;

export function chartOf(kind: string): AnyStateMachine {
  const chart = charts[kind as ChartKind];
  if (!chart) throw new Error(`actors: there is no statechart "${kind}".`);
  return chart;
}

/** Whether CloudAP of this Windows takes over a changed user name (lifecycle.md 7 [S14]); `20H2` stands for 2004, too. */
export function followsUpn({ settings, devices }: World, device: string): boolean {
  const release = devices[device]?.release;
  return settings['prt.followsUpn'] === 'since2004' ? release !== undefined && atLeast(release, '20H2') : settings['prt.followsUpn'] === 'always';
}

/** Charts that come into being with the first message: a user's PRT state (not a device's, which is all its users'), a cloud object. */
export const startsOnDemand = (kind: ChartKind, owner: string): boolean => (kind === 'prt' && owner.includes('/')) || kind === 'cloud-device';

/** Input of a chart that starts on demand; the others get theirs when the world is created. */
export function startInput(world: World, actor: string): unknown {
  const [kind] = actor.split(':', 1);
  if (kind === 'prt') {
    const user = ownerOf(actor).split('/')[1] ?? '';
    const { settings } = world;
    return {
      user,
      joined: deviceOf(world, placeOf(actor)).join !== null,
      renewAfterMs: settings['prt.renewAfter'],
      lifetimeMs: settings['prt.lifetime'],
      refreshCanAcquire: settings['prt.refreshCanAcquire'],
      retryOnNetworkUp: settings['prt.retryOnNetworkUp'],
      followsUpn: followsUpn(world, placeOf(actor)),
      refreshDelayMs: settings['prt.refreshDelay'],
    };
  }
  if (kind === 'cloud-device') return { ...cloudDeviceTimes(world, ownerOf(actor)), deviceId: ownerOf(actor), lifecycle: 'absent', enabled: true };
  throw new Error(`actors: ${actor} does not exist and does not start on demand.`);
}

/** Delays of one cloud object; the propagation is drawn per object, so that others do not change it. */
export const cloudDeviceTimes = ({ seed, settings }: World, deviceId: string) => ({
  propagationMs: drawMs(seed, `entra.propagation ${deviceId}`, 0, settings['entra.propagation']),
  disableDelayMs: settings['entra.disableDelay'],
  softDelete: settings['entra.hybridSoftDelete'],
});
