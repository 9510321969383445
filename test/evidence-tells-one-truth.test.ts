/** At every instant of every scenario the evidences agree with each other and with the world. */
import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { evidences } from '../evidence/index.ts';
import { computerOf } from '../evidence/ad.ts';
import { runScenario } from '../simulation/run-scenario.ts';
import { deviceOf, restoreWorld, type World } from '../simulation/world.ts';
import { localJoin } from '../mocks/windows/join-state.ts';
import { readLdif } from './support/ldif.ts';
import { libraryScenarios } from './support/library.ts';

type Look = (path: string) => string | undefined;

const lookAt = (world: World, device: string): Look => (path) => {
  const dot = path.indexOf('.');
  return evidences[path.slice(0, dot)]?.field({ world, device, as: 'system' }, path.slice(dot + 1));
};

/** Both or neither. */
type Rule = (look: Look, world: World, device: string) => readonly [unknown, unknown];

const certificates = (world: World, device: string): string[] => {
  const text = evidences.ad?.render({ world, device, as: 'system' }) ?? '';
  return (readLdif(text).userCertificate ?? []).map((der) => new X509Certificate(der).subject);
};

const loggedNow = (world: World, device: string, id: number): boolean => deviceOf(world, device).eventLog.some((event) => event.atMs === world.nowMs && event.id === id && event.log === 'User Device Registration');

const decodedKey = (text: string | undefined): string => (JSON.parse(text ?? '[]') as { readonly key: string }[]).map(({ key }) => Buffer.from(key, 'base64').toString('utf16le')).join();

const rules: { readonly [promise: string]: Rule } = {
  'a portal row is a Graph object': (look) => [look('portal.row') === 'present', look('graph.status') === '200'],
  'Pending in the portal: no registration time in Graph': (look) => [look('portal.registered') === 'Pending', look('graph.registrationDateTime') === 'null'],
  'Pending in the portal: no profile in Graph': (look) => [look('portal.registered') === 'Pending', look('graph.profileType') === 'null'],
  'Pending in the portal: no key in Graph': (look) => [look('portal.registered') === 'Pending', look('graph.alternativeSecurityIds') === '[]'],
  'enabled in the portal is enabled in Graph': (look) => [look('portal.enabled') === 'Yes', look('graph.accountEnabled') === 'true'],
  'the key in Graph carries the thumbprint of the registered certificate': (look, world, device) => {
    const thumbprint = world.tenant.devices[deviceOf(world, device).objectGuid]?.deviceCertificateThumbprint;
    return [look('graph.status') === '200' && typeof thumbprint === 'string', thumbprint !== null && decodedKey(look('graph.alternativeSecurityIds')).startsWith(`X509:<SHA1-TP-PUBKEY>${thumbprint ?? '?'}`)];
  },
  'LDIF holds the certificates of the world': (_look, world, device) => [JSON.stringify(certificates(world, device)), JSON.stringify((computerOf(world, device)?.userCertificate ?? []).map(({ subject }) => subject))],
  'AzureAdJoined is a device certificate in the store': (look) => [look('dsregcmd.AzureAdJoined') === 'YES', look('registry.My.device') !== 'none'],
  'the thumbprint is one: dsregcmd and JoinInfo': (look, world, device) => {
    const thumbprint = look('dsregcmd.Thumbprint');
    const info = `HKLM\\SYSTEM\\CurrentControlSet\\Control\\CloudDomainJoin\\JoinInfo\\${thumbprint ?? ''}\\TenantId`;
    return [thumbprint === undefined ? undefined : look(`registry.${info}`), deviceOf(world, device).join?.tenantId];
  },
  'event 306 is a join of this instant': (_look, world, device) => [loggedNow(world, device, 306), deviceOf(world, device).join?.joinedAtMs === world.nowMs],
  'a running task says so in its last result': (look) => [look('task.status') === 'Running', look('task.lastResult') === '0x41301'],
  'a task that never ran says so in its last result': (look) => [look('task.lastRun') === 'N/A', look('task.lastResult') === '0x41303'],
  'a run of the task ends with the code of its event 304': (look, world, device) => {
    // A run by command has no task, and what it logs is not the task's result.
    const byTask = loggedNow(world, device, 304) && world.commands.length === 0 && look('task.status') !== 'Running';
    return byTask ? [look('task.lastResult'), look('events.data of 304 ExitCode')] : [true, true];
  },
  'step 13 done is AzureAdJoined': (look) => [look('stage.13') === 'done' && look('dsregcmd.AzureAdJoined') !== 'YES', false],
  'AzureAdJoined with usable keys is step 13 done': (look, world, device) => [localJoin(deviceOf(world, device)) === 'complete' && look('stage.13') !== 'done', false],
  'done is joined here, registered there': (look) => [look('stage.state') === 'done' && (look('dsregcmd.AzureAdJoined') !== 'YES' || look('portal.registered') === 'Pending' || look('portal.row') === 'absent'), false],
  'stuck is joined here, and not that registration there': (look, world, device) => {
    if (look('stage.state') !== 'stuck') return [true, true];
    const { join } = deviceOf(world, device);
    return [look('dsregcmd.AzureAdJoined') === 'YES' && (look('portal.row') === 'absent' || look('portal.registered') === 'Pending' || world.tenant.devices[join?.deviceId ?? '']?.deviceCertificateThumbprint !== join?.thumbprint), true];
  },
  'what Connect exported has its DN in the Entra connector space': (look) => [look('connect.connectorDn') !== 'none', look('connect.object') === 'exported' || look('connect.pendingExport') === 'update' || look('connect.pendingExport') === 'delete'],
};

/** Only what has changed is looked at again; time alone changes none of these. */
function monitor() {
  const seen = new Map<string, readonly unknown[]>();
  const check = (world: World): string[] =>
    Object.keys(world.devices).flatMap((device) => {
      const parts = [world.devices[device], world.tenant.devices, world.directory, world.connect, world.actors[`task:${device}`], world.actors[`cloud-device:${deviceOf(world, device).objectGuid}`]];
      if (seen.get(device)?.every((part, index) => part === parts[index])) return [];
      seen.set(device, parts);
      const look = lookAt(world, device);
      return Object.entries(rules).flatMap(([promise, rule]) => {
        const [one, other] = rule(look, world, device);
        return one === other ? [] : [`${device}: ${promise} (${String(one)}, ${String(other)}) at ${world.nowMs} ms`];
      });
    });
  return { check };
}

const scenarios = await libraryScenarios();

test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (_id, scenario) => {
  const { failures, world } = runScenario(scenario, { monitor: monitor(), withTrace: false });
  expect(failures.filter(({ kind }) => kind === 'invariant').map(({ message }) => message)).toEqual([]);
  // The raw world as text is the same world: every evidence of it reads the same.
  const restored = restoreWorld(evidences.world?.render({ world, device: '', as: 'system' }) ?? '');
  for (const device of Object.keys(world.devices)) {
    for (const name of ['stage', 'events', 'task', 'registry', 'ad', 'user', 'connect', 'portal', 'graph', 'network', 'output']) {
      expect(evidences[name]?.render({ world: restored, device, as: 'system' })).toBe(evidences[name]?.render({ world, device, as: 'system' }));
    }
  }
});
