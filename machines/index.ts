/** Table of contents: one statechart per kind of actor, and the order in which they act when several are due at one instant. */
import type { AnyStateMachine } from 'xstate';
import { cloudDevice } from './cloud-device.ts';
import { connectCycle } from './connect-cycle.ts';
import { connectScheduler } from './connect-scheduler.ts';
import { dcLocator } from './dc-locator.ts';
import { deviceRegistration } from './device-registration.ts';
import { joinTask } from './join-task.ts';
import type { ChartKind } from './language.ts';
import { network } from './network.ts';
import { passwordSync } from './password-sync.ts';
import { primaryRefreshToken } from './primary-refresh-token.ts';
import { replication } from './replication.ts';
import { vpn } from './vpn.ts';
import { windowsSession } from './windows-session.ts';

/** In rank order: connectivity first, then people and machines, then servers. */
export const charts: { readonly [Kind in ChartKind]: AnyStateMachine } = {
  network,
  vpn,
  session: windowsSession,
  'dc-locator': dcLocator,
  task: joinTask,
  registration: deviceRegistration,
  prt: primaryRefreshToken,
  replication,
  'password-sync': passwordSync,
  'connect-scheduler': connectScheduler,
  'connect-cycle': connectCycle,
  'cloud-device': cloudDevice,
};
