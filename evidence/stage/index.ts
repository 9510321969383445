/** `stage`: where the device stands in the join, what it waits for, and what can happen next: the first question everyone asks. */
import { stages } from '../../knowledge/stages.ts';
import type { Failure } from '../../knowledge/vocabulary.ts';
import { localJoin } from '../../mocks/windows/join-state.ts';
import { lifecycleOf } from '../../simulation/cloud-device.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import { computerOf } from '../ad.ts';
import type { Evidence, Viewpoint } from '../evidence.ts';
import { offset, utc } from '../text.ts';
import { hanging, lineColumns, wrap } from '../wrap.ts';
import { nextEvent, type NextEvent } from './next-event.ts';
import { inConnect, lastFailure, obstacleOf } from './obstacle.ts';
import { stepsDone } from './progress.ts';

export interface Stage {
  /** First step that is not done; 16 when all are. */
  readonly step: number;
  readonly title: string;
  readonly state: 'done' | 'now' | 'waiting' | 'stuck';
  readonly waitsFor: string;
  readonly next: NextEvent | null;
  readonly done: readonly boolean[];
  /** How the last attempt at the step ended, where it failed. */
  readonly lastFailure: Failure | null;
}

const chartSteps: { readonly [state: string]: number } = { preCheck: 3, discover: 4, auth: 5, certificate: 6, join: 11, committing: 13 };

/** Step that the running attempt is in, or `null` when none runs. */
function running(world: World, device: string): number | null {
  const value = world.actors[`registration:${device}`]?.value;
  const state = typeof value === 'string' ? value : Object.keys((value ?? {}) as object)[0];
  return chartSteps[state ?? ''] ?? null;
}

/** Joined here, Pending or gone there: the task ends with 335 for ever; only /leave helps (invariant I22). */
export function isStuck(world: World, name: string): boolean {
  const device = deviceOf(world, name);
  if (!device.join || device.joinIncomplete || device.recoveryNeeded) return false;
  const lifecycle = lifecycleOf(world, device.join.deviceId);
  return lifecycle !== 'registered' || world.tenant.devices[device.join.deviceId]?.deviceCertificateThumbprint !== device.join.thumbprint;
}

function waitsFor(world: World, name: string, step: number): string {
  const known = stages[step - 1];
  if (!known) return 'nothing';
  const obstacle = obstacleOf(world, name, step);
  if (obstacle) return obstacle.what;
  return step === 9 ? known.waitsFor : `${known.waitsFor}; needs ${known.needs}`;
}

/** Joined here, and no longer there: what happened to the object decides what comes before /leave. */
function stuckWaitsFor(world: World, name: string): string {
  const leave = 'dsregcmd /leave in an elevated prompt: the task ends with 335 and repairs nothing';
  const lifecycle = lifecycleOf(world, deviceOf(world, name).objectGuid);
  if (lifecycle === 'pending' || lifecycle === 'registered') return leave;
  if (!computerOf(world, name)) return 'a new domain join: the computer account is gone from Active Directory; dsregcmd /leave removes what is left of the old one';
  const obstacle = inConnect(world, name);
  return obstacle ? `${leave}; before that for ${obstacle.what}` : `${leave}; the next cycle creates the object anew`;
}

function damaged(world: World, name: string, done: readonly boolean[]): Stage {
  const obstacle = obstacleOf(world, name, 10);
  return {
    step: 13,
    title: 'Joined, but the join state on the device is damaged',
    state: 'waiting',
    done: done.map((step, index) => step && index < 12),
    lastFailure: lastFailure(world, name, 10),
    waitsFor: obstacle?.what ?? 'the next run, which removes what is left (332) and joins again; needs a domain controller and internet in SYSTEM context',
    next: obstacle ? null : nextEvent(world, name, 10),
  };
}

export function stageOf(world: World, name: string): Stage {
  const done = stepsDone(world, name);
  const first = done.indexOf(false);
  const active = running(world, name);
  if (isStuck(world, name)) {
    return { step: 13, title: 'Joined on the device, but not registered in Azure AD', state: 'stuck', waitsFor: stuckWaitsFor(world, name), next: null, done, lastFailure: null };
  }
  if (active === null && localJoin(deviceOf(world, name)) === 'incomplete') return damaged(world, name, done);
  if (first < 0) return { step: stages.length + 1, title: 'Hybrid joined, and the user has a token', state: 'done', waitsFor: 'nothing', next: null, done, lastFailure: null };
  const step = first + 1;
  const title = stages[(active ?? step) - 1]?.title ?? '';
  const next = obstacleOf(world, name, step)?.needsSomebody ? null : nextEvent(world, name, step);
  return {
    step: active ?? step,
    title,
    state: active === null ? 'waiting' : 'now',
    waitsFor: waitsFor(world, name, step),
    next,
    done,
    lastFailure: active === null ? lastFailure(world, name, step) : null,
  };
}

function render({ world, device }: Viewpoint): string {
  const stage = stageOf(world, device);
  const lines = [`${device} at ${offset(world.nowMs)} (${utc(world, world.nowMs)})`, ''];
  for (const [index, known] of stages.entries()) {
    const here = known.number === stage.step && stage.state !== 'done';
    const mark = here ? (stage.state === 'stuck' ? '!' : '>') : stage.done[index] ? 'x' : ' ';
    lines.push(` [${mark}] ${String(known.number).padStart(2)} ${known.title}`);
  }
  lines.push('', `${stage.state === 'waiting' ? 'Waiting' : stage.state === 'now' ? 'Running' : stage.state === 'stuck' ? 'Stuck' : 'Done'}: ${stage.title}`);
  if (stage.state !== 'done') lines.push(...wrap(`for ${stage.waitsFor}`, lineColumns - 2).map((line) => `  ${line}`));
  if (stage.lastFailure) lines.push(...hanging('Last attempt: ', `${stage.lastFailure.code}, ${stage.lastFailure.reason}`));
  if (stage.next) lines.push(`Earliest next: ${offset(stage.next.atMs)} (in ${offset(stage.next.atMs - world.nowMs)}), ${stage.next.what}`);
  else if (stage.state !== 'done') lines.push('Earliest next: nothing will happen by itself; somebody has to act');
  return `${lines.join('\n')}\n`;
}

const reads: { readonly [field: string]: (stage: Stage, world: World) => string } = {
  step: (stage) => String(stage.step),
  title: (stage) => stage.title,
  state: (stage) => stage.state,
  waitsFor: (stage) => stage.waitsFor,
  next: (stage) => (stage.next ? stage.next.what : 'none'),
  lastError: (stage) => stage.lastFailure?.code ?? 'none',
  nextAt: (stage) => (stage.next ? offset(stage.next.atMs) : 'none'),
  ...Object.fromEntries(stages.map(({ number }) => [String(number), (stage: Stage) => (stage.done[number - 1] ? 'done' : stage.step === number ? stage.state : 'open')])),
};

export const stageEvidence: Evidence = {
  name: 'stage',
  title: 'the fifteen steps of the join: done, now, waiting for what',
  fields: Object.keys(reads),
  field: ({ world, device }, name) => reads[name]?.(stageOf(world, device), world),
  render,
  data: ({ world, device }) => ({ device, atMs: world.nowMs, ...stageOf(world, device) }),
};
