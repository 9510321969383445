/** Eventual properties of a run: I19, I20, I39. "Pending" is no breach: the run ended before the deadline. */
import type { ComputerObject } from '../../mocks/active-directory/state.ts';
import { importedComputer } from '../../mocks/connect/engine.ts';
import { withheldReason } from '../../mocks/connect/rules.ts';
import type { ConnectServer } from '../../mocks/connect/state.ts';
import { certificateWritten } from '../../mocks/windows/join-state.ts';
import { policyAllowsJoin } from '../../mocks/windows/registry.ts';
import { minuteMs } from '../calendar.ts';
import type { StoredSnapshot } from '../chart-engine.ts';
import { isEnabled, lifecycleOf } from '../cloud-device.ts';
import type { World } from '../world.ts';
import { newEvents, type Instant } from './instant.ts';
import type { EventualCheck, Verdict } from './invariant.ts';
import { reachesController, reachesRegistrationService } from './paths.ts';

const contextOf = (snapshot: StoredSnapshot | undefined) => (snapshot?.context ?? {}) as { readonly [key: string]: unknown };

function verdict(broken: readonly string[], waiting: readonly string[], held: string): Verdict {
  if (broken[0] !== undefined) return { status: 'broken', why: broken[0] };
  return waiting.length > 0 ? { status: 'pending', why: waiting.join('; ') } : { status: 'held', why: held };
}

/** An active server that nobody hinders; a fault anywhere suspends the promise. */
function fairServer(world: World): ConnectServer | null {
  if (world.faults.length > 0) return null;
  const server = Object.values(world.connect.servers).find((known) => !known.stagingMode && world.directory.controllers[known.controller]?.running);
  if (!server) return null;
  const { enabled, wizardOpen, serverRunning } = contextOf(world.actors[`connect-scheduler:${server.name}`]);
  const lastFailed = server.runs.at(-1)?.result.startsWith('stopped') ?? false;
  return enabled === true && wizardOpen === false && serverRunning === true && !lastFailed ? server : null;
}

/** Until the last word of the cycle that must notice what is in the directory now. */
function cycleDeadlineMs(world: World, server: ConnectServer): number {
  const { intervalMs, untilNextMs } = contextOf(world.actors[`connect-scheduler:${server.name}`]) as { intervalMs: number; untilNextMs: number };
  const cycleMs = 2 * minuteMs + world.settings['connect.runTime'];
  return world.nowMs + Math.max(intervalMs, untilNextMs) + 2 * cycleMs;
}

function inScope(world: World, server: ConnectServer): readonly string[] {
  const computers = Object.values(world.directory.controllers[server.controller]?.replica.computers ?? {});
  const flows = (computer: ComputerObject): boolean => !computer.deleted && withheldReason(server, importedComputer(computer), world.nowMs) === null;
  return computers.filter(flows).map(({ objectGuid }) => objectGuid);
}

function createI19(): EventualCheck {
  const deadlines = new Map<string, number>();
  const broken: string[] = [];
  return {
    id: 'I19',
    see: ({ now }) => {
      const server = fairServer(now);
      const waiting = server ? inScope(now, server).filter((deviceId) => ['absent', 'deleted'].includes(lifecycleOf(now, deviceId))) : [];
      for (const deviceId of deadlines.keys()) if (!waiting.includes(deviceId)) deadlines.delete(deviceId);
      for (const deviceId of server ? waiting : []) {
        const deadlineMs = deadlines.get(deviceId);
        if (deadlineMs === undefined) deadlines.set(deviceId, cycleDeadlineMs(now, server as ConnectServer));
        else if (now.nowMs > deadlineMs && broken.length === 0) broken.push(`${deviceId} is in scope and was not created by ${deadlineMs} ms`);
      }
    },
    judge: (world) =>
      verdict(
        broken,
        [...deadlines].map(([deviceId, deadlineMs]) => `${deviceId} waits for a cycle until ${deadlineMs} ms (it is ${world.nowMs} ms)`),
        'every certificate in scope has its object',
      ),
  };
}

/** Everything that an attempt needs from outside, and nothing on the device in its way. */
function mayRegister(world: World, name: string): boolean {
  const device = world.devices[name];
  if (!device || world.faults.length > 0 || device.join || !certificateWritten(device)) return false;
  const object = world.tenant.devices[device.objectGuid];
  const known = object?.userCertificate.some(({ id }) => id === device.bootstrapCertificate?.id) ?? false;
  if (!known || !object?.visibleToRegistration || !isEnabled(world, device.objectGuid) || lifecycleOf(world, device.objectGuid) !== 'pending') return false;
  return reachesController(world, name) && reachesRegistrationService(world, name);
}

/** What the registration service answers for a device that it does not know yet; recent builds show the second. */
const refusals: readonly string[] = ['0x801c03f2', '0x801c03f3'];

function createI20(): EventualCheck {
  /** Attempts under way whose conditions held at every instant so far, by device. */
  const fair = new Set<string>();
  const broken: string[] = [];
  const see = (instant: Instant): void => {
    const { now, before } = instant;
    for (const name of fair) if (!mayRegister(now, name) && lifecycleOf(now, now.devices[name]?.objectGuid ?? '') === 'pending') fair.delete(name);
    for (const { actor, was, is } of instant.charts('registration')) {
      const name = actor.slice('registration:'.length);
      if (was?.value === 'idle' && is.value !== 'idle' && mayRegister(now, name) && mayRegister(before, name)) fair.add(name);
      if (is.value !== 'idle' || !fair.delete(name)) continue;
      const device = now.devices[name];
      // A wrong tenant, a refused key or a remembered "no DC" is the device's own trouble: only a refusal of the join counts.
      const refused =
        device?.previousRegistration?.atMs === now.nowMs && device.previousRegistration.phase === 'join' && refusals.includes(device.previousRegistration.failure.code);
      if (!device?.join && refused) broken.push(`${name} had a domain controller and the internet all through an attempt while Pending, and was refused`);
    }
  };
  return {
    id: 'I20',
    see,
    judge: (world) => {
      const waiting = Object.values(world.devices).filter((device) => !device.join && lifecycleOf(world, device.objectGuid) === 'pending');
      return verdict(broken, waiting.map(({ name }) => `${name} is Pending`), 'no device is left Pending');
    },
  };
}

function createI39(): EventualCheck {
  const leftAtMs = new Map<string, number>();
  const broken: string[] = [];
  return {
    id: 'I39',
    see: (instant) => {
      const { now } = instant;
      for (const changed of instant.isFirst ? [] : instant.devices) {
        const { was, is } = changed;
        if (was?.join && !is.join && newEvents(changed).some(({ id }) => id === 110)) leftAtMs.set(is.name, now.nowMs);
      }
      const patienceMs = now.settings['task.repeatEvery'] + now.settings['task.nextRun'] + 2 * minuteMs;
      for (const [name, sinceMs] of leftAtMs) {
        const device = now.devices[name];
        const tried = device?.task.lastRunMs ?? -1;
        if (!device || tried > sinceMs || device.join) leftAtMs.delete(name);
        // Without a task, a policy or a running series the promise is suspended; it counts anew from then on.
        else if (!device.task.enabled || !policyAllowsJoin(device) || !JSON.stringify(now.actors[`task:${name}`]?.value).includes('counting')) leftAtMs.set(name, now.nowMs);
        else if (now.nowMs - sinceMs > patienceMs && broken.length === 0) broken.push(`${name} left and has not tried to join again since ${sinceMs} ms`);
      }
    },
    judge: () => verdict(broken, [...leftAtMs.keys()].map((name) => `${name} left and waits for its next trigger`), 'who left has tried again'),
  };
}

export const createEventualChecks = (): readonly EventualCheck[] => [createI19(), createI20(), createI39()];
