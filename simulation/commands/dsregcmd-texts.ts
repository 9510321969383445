/** From the world to what `dsregcmd /join`, `/leave` and the account switches print. Sources: dsregcmd.md 7; evidence/dsregcmd/assumptions.ts. */
import { joinOutput, type JoinCourseView, type JoinDebugView, type JoinTenantView } from '../../evidence/dsregcmd/join-debug.ts';
import { endStatusLines, leaveOutput, loggingInitialized, output, type CommandOutput, type JoinStateAfter, type WamAccountsView } from '../../evidence/dsregcmd/other-switches.ts';
import { prints } from '../../evidence/dsregcmd/releases.ts';
import type { RegistrationContext } from '../../machines/device-registration/setup.ts';
import { anyController } from '../../mocks/active-directory/replica.ts';
import { userFrom } from '../../mocks/entra/users.ts';
import { guidFor } from '../identity.ts';
import { sessionOf } from '../session.ts';
import { trafficFailure } from '../traffic.ts';
import { deviceOf, type CommandRun, type World } from '../world.ts';
import type { AwaitedEnd } from './finish.ts';

export const isDebug = (line: string): boolean => /\s\/debug\b/i.test(line);

const stateAfter = (world: World, place: string): JoinStateAfter => ({ azureAdJoined: deviceOf(world, place).join !== null, enterpriseJoined: false });

/** Log lines around any other output: `/status /debug`. */
export function withDebug(world: World, place: string, { text, exitCode }: CommandOutput): CommandOutput {
  return { text: `${output([loggingInitialized]).text}${text}${output(endStatusLines(stateAfter(world, place))).text}`, exitCode };
}

/** The attempt that has just ended, as the registration chart remembers it. */
const attemptOf = (world: World, place: string): RegistrationContext | undefined => world.actors[`registration:${place}`]?.context as unknown as RegistrationContext | undefined;

function tenantOf(attempt: RegistrationContext | undefined): JoinTenantView {
  return { type: attempt?.phase === 'auth' ? 'Federated' : 'Managed', id: attempt?.tenant?.tenantId ?? '', name: attempt?.tenant?.tenantName ?? '' };
}

function courseOf(world: World, place: string, { outcome, resultCode }: AwaitedEnd): JoinCourseView {
  const attempt = attemptOf(world, place);
  switch (outcome) {
    case 'joined':
      return {
        kind: 'joined',
        tenant: tenantOf(attempt),
        requestId: guidFor(world.seed, `join request ${place} ${deviceOf(world, place).join?.thumbprint ?? ''}`),
        respondedAtMs: world.startMs + world.nowMs,
      };
    case 'already-joined':
    case 'not-allowed':
      return { kind: outcome };
    case 'left':
    case 'failed': {
      const failure = attempt?.failure;
      if (attempt?.phase === 'pre-check') return { kind: 'no-domain-controller' };
      if (attempt?.phase === 'discover') return { kind: 'discovery-failed', code: resultCode, innerCode: failure?.innerCode ?? null };
      return { kind: 'join-failed', tenant: tenantOf(attempt), code: resultCode, serverMessage: failure?.server?.message || null };
    }
  }
}

function domainControllerOf(world: World, place: string, course: JoinCourseView): JoinDebugView['preCheck']['domainController'] {
  const lost = { kind: 'not-found', code: '0x8007054b' } as const;
  if (course.kind === 'no-domain-controller') return lost;
  const looked = course.kind !== 'already-joined' && course.kind !== 'not-allowed';
  const controller = (looked ? attemptOf(world, place)?.controller : '') || (anyController(world.directory)?.name ?? '');
  // A run that ended before it looked for a domain controller says what it would have found.
  if (!looked && (controller === '' || trafficFailure(world, place, 'system', { kind: 'dc', controller, service: 'dns-srv' }))) return lost;
  const { domain, forest } = world.directory;
  return { kind: 'found', domain: domain.dnsName, forest, host: `${controller}.${domain.dnsName}` };
}

export function joinEnd(world: World, command: CommandRun, end: AwaitedEnd): CommandOutput {
  const { place, line } = command;
  const device = deviceOf(world, place);
  const course = courseOf(world, place, end);
  const before = course.kind === 'already-joined' ? device.join : null;
  const view: JoinDebugView = {
    generation: prints(device.release, 'deviceKeysHealthy') ? 'newer' : 'older',
    preCheck: {
      domainController: domainControllerOf(world, place, course),
      deviceKeysHealthy: before ? true : null,
      isJoined: before ? true : null,
      // Whoever starts it: the task runs the join as SYSTEM.
      isSystem: true,
      key: before ? { provider: device.keyProvider, containerId: before.keyContainerId } : null,
      elapsedSeconds: 0,
    },
    course,
    after: stateAfter(world, place),
  };
  return joinOutput(view, { debug: isDebug(line) });
}

export const leaveEnd = (world: World, { place, line }: CommandRun, { resultCode }: AwaitedEnd): CommandOutput =>
  leaveOutput({ resultCode, ...stateAfter(world, place) }, { debug: isDebug(line) });

/** A token brings the account of its user, until the accounts are cleaned up; the default account stays listed after that. */
export function wamAccountsOf(world: World, place: string, as: CommandRun['context']): WamAccountsView {
  const { user, upn } = sessionOf(world, place);
  const { join } = deviceOf(world, place);
  const known = userFrom(world.tenant, user ?? '');
  const token = world.actors[`prt:${place}/${user ?? ''}`]?.context as { readonly updatedAtMs: number | null } | undefined;
  const updatedAtMs = token?.updatedAtMs ?? null;
  if (as === 'system' || !join || !known || upn === null || updatedAtMs === null) return { accounts: [], defaultAccount: null };
  const cleaned = world.commands.some((run) => run.place === place && run.context !== 'system' && /\/cleanupaccounts\b/i.test(run.line) && run.startedAtMs >= updatedAtMs);
  const account = { objectId: known.objectId, tenantId: join.tenantId, upn, authority: `https://login.microsoftonline.com/${join.tenantId}` };
  return { accounts: cleaned ? [] : [account], defaultAccount: { handle: `u:${known.objectId}.${join.tenantId}`, upn } };
}
