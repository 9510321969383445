/** Starts every chart of a new world, each with the input that the description and the settings give it. */
import type { VpnProfile } from '../knowledge/vocabulary.ts';
import { cloudDeviceTimes } from './actors.ts';
import { drawMs } from './random.ts';
import type { DeviceSpec, WorldSpec } from './scenario/world-spec.ts';
import { runToQuiescence, startActor } from './step.ts';
import type { Turn } from './turn.ts';
import { noTrace } from './trace.ts';
import type { World } from './world.ts';

const bootTimeMs = 40_000;

const profilesOf = (device: DeviceSpec): VpnProfile[] => (device.vpn === 'none' ? [] : device.vpn.split('+').map((part) => part.trim() as VpnProfile));

function startDevice(turn: Turn, name: string, device: DeviceSpec): void {
  const { settings, seed } = turn.world;
  const booted = device.power === 'on';
  const start = (kind: string, input: unknown): void => startActor(turn, `${kind}:${name}`, null, input);
  start('dc-locator', { trustWithoutPingMs: settings['locator.trustWithoutPing'], cacheForMs: settings['locator.cacheFor'], negativeCacheMs: settings['locator.negativeCache'] });
  for (const profile of profilesOf(device)) {
    startActor(turn, `vpn:${name}/${profile}`, null, {
      profile, location: device.location, internet: false, booted,
      dialTimeMs: settings['vpn.dialTime'], transportNotice: settings['vpn.transportNotice'], preLogonDropsAtSignOut: settings['vpn.preLogonDropsAtSignOut'],
    });
  }
  start('registration', {
    precheckOrder: settings['precheck.order'], precheckRequiresDc: settings['precheck.requiresDc'], precheckRecorded: settings['precheck.recorded'],
    certificateWritePhase: settings['certWrite.phase'], leaveRegardless: settings['leave.localRegardless'], leaveClearsCertificate: settings['leave.clearsUserCert'],
  });
  start('task', {
    enabled: device.task === 'enabled', booted, nextRunMs: settings['task.nextRun'], repeatEveryMs: settings['task.repeatEvery'], repeatForMs: settings['task.repeatFor'],
    logonDelayMs: drawMs(seed, `task.logonDelay ${name}`, 0, settings['task.logonDelay']), bootTrigger: settings['task.bootTrigger'],
    seriesPerTrigger: settings['task.repeatAnchor'] === 'eachTrigger', startsOnUnlock: settings['task.startOnUnlock'], startsOnNetworkUp: settings['task.startOnNetworkUp'],
  });
  start('network', { location: device.location, booted });
  start('session', { device: name, powered: booted, bootTimeMs });
}

export function startWorld(world: World, spec: WorldSpec): World {
  const turn: Turn = { world, inbox: [], trace: noTrace };
  for (const [name, device] of Object.entries(spec.devices)) startDevice(turn, name, device);
  for (const [link, { source, target, delayMs }] of Object.entries(world.directory.replicationLinks)) startActor(turn, `replication:${link}`, null, { source, target, delayMs });
  for (const [name, server] of Object.entries(spec.connect)) {
    const { settings } = world;
    const active = server.staging === 'no';
    startActor(turn, `connect-cycle:${name}`, null, { runTimeMs: settings['connect.runTime'] });
    startActor(turn, `connect-scheduler:${name}`, null, {
      nextCycleMs: settings['connect.nextCycle'], intervalMs: settings['connect.cycleEvery'], enabled: server.scheduler === 'enabled',
    });
    startActor(turn, `password-sync:${name}`, null, { everyMs: settings['connect.passwordSyncEvery'], enabled: active && spec.tenant.authentication === 'password-hash-sync' });
  }
  for (const device of Object.values(world.tenant.devices)) {
    startActor(turn, `cloud-device:${device.deviceId}`, null, {
      ...cloudDeviceTimes(world, device.deviceId),
      deviceId: device.deviceId,
      lifecycle: device.profileType === null ? 'pending' : 'registered',
      enabled: true,
    });
  }
  runToQuiescence(turn);
  return turn.world;
}
