/** Worlds that no run can reach: single parts of a good world bent by hand, to see that the invariants notice. */
import type { Json } from '../../knowledge/vocabulary.ts';
import type { ComputerObject } from '../../mocks/active-directory/state.ts';
import type { ConnectServer, RunRecord } from '../../mocks/connect/state.ts';
import type { CloudDevice } from '../../mocks/entra/state.ts';
import type { WindowsDevice } from '../../mocks/windows/state.ts';
import { appendLog } from '../../simulation/log.ts';
import { withServer } from '../../simulation/servers.ts';
import { deviceOf, withDevice, type PendingQuestion, type World } from '../../simulation/world.ts';
import { smallWorld, type SpecChange } from '../small-world.ts';

export const laptop = 'LAPTOP01';
export const registered = (change: SpecChange = {}): World => smallWorld({ ...change, device: { state: 'registered', cached: ['alice'], ...change.device } });
export const pending = (change: SpecChange = {}): World => smallWorld({ ...change, device: { state: 'pending', ...change.device } });

export const guidOf = (world: World): string => deviceOf(world, laptop).objectGuid;
export const at = (world: World, nowMs: number): World => ({ ...world, nowMs });
export const withLaptop = (world: World, change: Partial<WindowsDevice>): World => ({ ...world, ...withDevice(world, laptop, (device) => ({ ...device, ...change })) });
export const withJoin = (world: World, change: object): World => {
  const { join } = deviceOf(world, laptop);
  if (!join) throw new Error(`${laptop} is not joined`);
  return withLaptop(world, { join: { ...join, ...change } });
};
export const withEvent = (world: World, id: number): World => appendLog(world, laptop, { log: 'User Device Registration', id });

export function withCloudDevice(world: World, change: Partial<CloudDevice>, key = guidOf(world)): World {
  const device = world.tenant.devices[guidOf(world)];
  if (!device) throw new Error(`Azure AD has no ${laptop}`);
  return { ...world, tenant: { ...world.tenant, devices: { ...world.tenant.devices, [key]: { ...device, ...change } } } };
}

export function withComputer(world: World, change: Partial<ComputerObject>): World {
  const controllers = Object.fromEntries(
    Object.entries(world.directory.controllers).map(([name, controller]) => {
      const computer = controller.replica.computers[guidOf(world)];
      if (!computer) throw new Error(`${name} has no ${laptop}`);
      return [name, { ...controller, replica: { ...controller.replica, computers: { ...controller.replica.computers, [guidOf(world)]: { ...computer, ...change } } } }];
    }),
  );
  return { ...world, directory: { ...world.directory, controllers } };
}

export function withChart(world: World, actor: string, value: Json, context: { readonly [key: string]: Json } = {}): World {
  return { ...world, actors: { ...world.actors, [actor]: { value, context: { ...world.actors[actor]?.context, ...context }, status: 'active' } } };
}

export const withLifecycle = (world: World, lifecycle: Json, account = 'enabled'): World => withChart(world, `cloud-device:${guidOf(world)}`, { lifecycle, account });

export function withQuestion(world: World, actor: string, operation: string, change: Partial<PendingQuestion> = {}): World {
  const id = `${actor}|${operation}`;
  const question: PendingQuestion = { id, actor, invokeId: operation, operation, input: {}, context: 'system', destination: { kind: 'https', host: 'login.microsoftonline.com' }, leg: 'request', answer: null, answerDelayMs: 1_000, cause: 1, ...change };
  return { ...world, questions: { ...world.questions, [id]: question } };
}

/** The instant at which a service says yes, or no with a code. */
export function answered(world: World, actor: string, operation: string, input: Json, code?: string): readonly [World, World] {
  const asked = withQuestion(world, actor, operation, { input });
  const answer = code ? { type: `xstate.error.actor.${operation}`, error: { code, reason: 'test' } } : { type: `xstate.done.actor.${operation}`, output: {} };
  return [asked, withQuestion(asked, actor, operation, { input, leg: 'answer', answer })];
}

export const withSyncServer = (world: World, change: Partial<ConnectServer>): World => ({ ...world, ...withServer(world, 'SYNC01', (server) => ({ ...server, ...change })) });

export function withExport(world: World, change: Partial<RunRecord> = {}): World {
  const run: RunRecord = { cycle: 1, connector: 'contoso.onmicrosoft.com', profile: 'Export', startedAtMs: world.nowMs, endedAtMs: world.nowMs, result: 'success', adds: 0, updates: 0, deletes: 0, ...change };
  return { ...world, ...withServer(world, 'SYNC01', (server) => ({ ...server, runs: [...server.runs, run] })) };
}

export const withObject = (world: World, change: Partial<ConnectServer['connectorSpace'][string]>): World => ({
  ...world,
  ...withServer(world, 'SYNC01', (server) => {
    const object = server.connectorSpace[guidOf(world)];
    if (!object) throw new Error(`SYNC01 does not know ${laptop}`);
    return { ...server, connectorSpace: { ...server.connectorSpace, [guidOf(world)]: { ...object, ...change } } };
  }),
});
