/** How a device stands, in the words of a person: portal, local join and PRT, read off the truths that decide and not off logs. */
import { isStuck } from '../../../evidence/stage/index.ts';
import { signedInUserHasPrt } from '../../../evidence/stage/progress.ts';
import { stages } from '../../../knowledge/stages.ts';
import type { CloudDeviceLifecycle } from '../../../knowledge/vocabulary.ts';
import { certificateWritten, localJoin } from '../../../mocks/windows/join-state.ts';
import { lifecycleOf } from '../../cloud-device.ts';
import { deviceOf, type World } from '../../world.ts';

export interface Standing {
  /** First step of lifecycle.md 2.2 that is open; 15 when the user has a token. */
  readonly step: number;
  readonly portal: CloudDeviceLifecycle;
  /** `orphaned`: joined on the device, and the cloud does not know the device as registered. */
  readonly join: 'none' | 'joined' | 'orphaned' | 'damaged';
  readonly hasPrt: boolean;
}

function joinOf(world: World, name: string): Standing['join'] {
  const device = deviceOf(world, name);
  if (!device.join) return 'none';
  if (localJoin(device) === 'incomplete') return 'damaged';
  return isStuck(world, name) ? 'orphaned' : 'joined';
}

function stepOf(portal: CloudDeviceLifecycle, join: Standing['join'], hasPrt: boolean, written: boolean): number {
  if (join === 'joined') return hasPrt ? 15 : 14;
  if (join !== 'none' || portal === 'registered') return 13;
  if (portal === 'pending') return 10;
  return written ? 9 : 3;
}

export function standingOf(world: World, name: string): Standing {
  const device = deviceOf(world, name);
  const portal = lifecycleOf(world, device.join?.deviceId ?? device.objectGuid);
  const join = joinOf(world, name);
  const hasPrt = join === 'joined' && signedInUserHasPrt(world, name) === true;
  return { step: stepOf(portal, join, hasPrt, certificateWritten(device)), portal, join, hasPrt };
}

/** Registered on both sides, and who is signed in has a primary refresh token: what everybody wants. */
export const isDone = (world: World, name: string): boolean => standingOf(world, name).hasPrt;

export const isRegistered = (world: World, name: string): boolean => joinOf(world, name) === 'joined';

const joinWords = {
  none: 'not joined on the device', joined: 'joined on the device', orphaned: 'joined on the device, which the portal does not know as registered', damaged: 'joined on the device, with part of the join state lost',
} as const satisfies { readonly [Join in Standing['join']]: string };
const portalWords: { readonly [Lifecycle in CloudDeviceLifecycle]: string } = { absent: 'absent from the portal', pending: 'Pending in the portal', registered: 'registered in the portal', deleted: 'deleted from the portal' };

export const standingWords = ({ portal, join, hasPrt }: Standing): string => `${portalWords[portal]}, ${joinWords[join]}, ${hasPrt ? 'PRT' : 'no PRT'}`;
export const stepWords = ({ step }: Standing): string => `step ${step}, ${stages[step - 1]?.title ?? ''}`;
