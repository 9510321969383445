/** `stage`: where the device stands in the join, what it waits for, and what can happen next: the first question everyone asks. */
import { stages } from '../../knowledge/stages.ts';
import { lifecycleOf } from '../../simulation/cloud-device.ts';
import { deviceOf, type World } from '../../simulation/world.ts';
import type { Evidence, Viewpoint } from '../evidence.ts';
import { offset, utc } from '../text.ts';
import { nextEvent, type NextEvent } from './next-event.ts';
import { signedInUserHasPrt, stepsDone } from './progress.ts';

export interface Stage {
  /** First step that is not done; 16 when all are. */
  readonly step: number;
  readonly title: string;
  readonly state: 'done' | 'now' | 'waiting' | 'stuck';
  readonly waitsFor: string;
  readonly next: NextEvent | null;
  readonly done: readonly boolean[];
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
  if (step === 14 && signedInUserHasPrt(world, name) === null) return 'a user to sign in';
  if (step === 9) return blockedInConnect(world, name) ?? known.waitsFor;
  return `${known.waitsFor}; needs ${known.needs}`;
}

/** Why the cycles that come will not bring the object. */
function blockedInConnect(world: World, name: string): string | null {
  const guid = deviceOf(world, name).objectGuid;
  const server = Object.values(world.connect.servers).find((candidate) => !candidate.stagingMode);
  if (!server) return 'an active Connect server: all are in staging mode';
  const scheduler = world.actors[`connect-scheduler:${server.name}`]?.context as { enabled?: boolean; wizardOpen?: boolean; serverRunning?: boolean } | undefined;
  if (scheduler?.enabled === false) return 'the Connect scheduler, which is disabled';
  if (scheduler?.wizardOpen) return 'the Connect wizard to be closed';
  if (scheduler?.serverRunning === false) return 'the Connect server, which is down';
  const withheld = server.connectorSpace[guid]?.withheld;
  if (withheld && withheld !== 'no-certificate' && withheld !== 'no-valid-certificate') return `Connect, which withholds the object: ${withheld}`;
  return null;
}

export function stageOf(world: World, name: string): Stage {
  const done = stepsDone(world, name);
  const first = done.indexOf(false);
  if (isStuck(world, name)) {
    return { step: 13, title: 'Joined on the device, but not registered in Azure AD', state: 'stuck', waitsFor: 'dsregcmd /leave in an elevated prompt: the task ends with 335 and repairs nothing', next: null, done };
  }
  if (first < 0) return { step: stages.length + 1, title: 'Hybrid joined, and the user has a token', state: 'done', waitsFor: 'nothing', next: null, done };
  const active = running(world, name);
  const step = first + 1;
  const title = stages[(active ?? step) - 1]?.title ?? '';
  return { step: active ?? step, title, state: active === null ? 'waiting' : 'now', waitsFor: waitsFor(world, name, step), next: nextEvent(world, name, step), done };
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
  if (stage.state !== 'done') lines.push(...wrap(`for ${stage.waitsFor}`, 78).map((line) => `  ${line}`));
  if (stage.next) lines.push(`Earliest next: ${offset(stage.next.atMs)} (in ${offset(stage.next.atMs - world.nowMs)}), ${stage.next.what}`);
  else if (stage.state === 'waiting') lines.push('Earliest next: nothing is due by itself; somebody has to act');
  return `${lines.join('\n')}\n`;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const reads: { readonly [field: string]: (stage: Stage, world: World) => string } = {
  step: (stage) => String(stage.step),
  title: (stage) => stage.title,
  state: (stage) => stage.state,
  waitsFor: (stage) => stage.waitsFor,
  next: (stage) => (stage.next ? stage.next.what : 'none'),
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
