// Every leg of every question of an ordinary join may be lost, and life goes on afterwards: whether the devices ask in place or over the
// wire, the trace of the loss and of what follows is the same.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDoor, type DoorName, type OpenDoor } from '../doors/client/index.ts';
import { withoutPause } from '../simulation/advance.ts';
import { hourMs, minuteMs } from '../simulation/calendar.ts';
import { Trace } from '../simulation/trace.ts';
import type { World } from '../simulation/world.ts';
import { compareWorlds } from '../simulation/world.ts';
import { wireQuestions } from './support/conformance.ts';
import { does, device, isServer, joins, livingOn, lose, momentsOf, type JoinName, type Moment } from './support/lost-questions.ts';

const joinedByMs = 61 * minuteMs;
/** From the loss: the path returns after a minute, and the next hourly run and cycle of Connect make it good. */
const untilMs = hourMs + 40 * minuteMs;

const doors = new Map<DoorName, OpenDoor>();
beforeAll(async () => {
  for (const name of ['wire', 'https'] as const) doors.set(name, await openDoor(name, { wallNowMs: Date.now() }));
});
afterAll(async () => {
  for (const door of doors.values()) await door.close();
});

const legOf = ({ question: { actor, operation, leg }, world }: Moment): string => `${world.nowMs} ms: ${actor} ${operation}, ${leg}`;
const cases = (Object.keys(joins) as JoinName[]).flatMap((join) => momentsOf(join, joinedByMs).map((moment) => [join, legOf(moment), moment] as const));

/** The world after the loss, a minute with the path closed, and the path open again. */
function broken(join: JoinName, moment: Moment, trace: Trace): { readonly closed: World; readonly reopen: (world: World) => World } {
  const { world } = lose(moment);
  return { closed: world, reopen: (later) => (isServer(moment.question) ? later : does(later, `${device} moves to ${joins[join].location}`, trace)) };
}

interface Gone {
  readonly world: World;
  readonly hash: string;
}

function inPlace(join: JoinName, moment: Moment): Gone {
  const trace = new Trace();
  const { closed, reopen } = broken(join, moment, trace);
  const open = reopen(withoutPause(livingOn(closed, closed.nowMs + minuteMs, trace)));
  return { world: withoutPause(livingOn(open, open.nowMs + untilMs, trace)), hash: trace.hash() };
}

async function throughDoor(join: JoinName, moment: Moment, door: OpenDoor | undefined): Promise<Gone & { readonly asked: readonly string[] }> {
  if (!door) throw new Error('the door is closed');
  const { answeredOutside, answer } = door.begin();
  const asked: string[] = [];
  const trace = new Trace();
  const live = async (world: World, until: number): Promise<World> => {
    const life = livingOn(world, until, trace, answeredOutside);
    let turn = life.next();
    while (!turn.done) {
      asked.push(turn.value.question.operation);
      turn = life.next(await answer(turn.value));
    }
    return turn.value;
  };
  const { closed, reopen } = broken(join, moment, trace);
  const open = reopen(await live(closed, closed.nowMs + minuteMs));
  return { world: await live(open, open.nowMs + untilMs), hash: trace.hash(), asked };
}

const everythingAsked = new Set<string>();

test('the two joins have 110 legs to lose', () => {
  expect(cases).toHaveLength(110);
});

test.each(cases)('%s, %s: lost, and made good in the same way over the wire', async (join, _leg, moment) => {
  const direct = inPlace(join, moment);
  const { asked, ...through } = await throughDoor(join, moment, doors.get('wire'));
  for (const operation of asked) everythingAsked.add(operation);
  expect(compareWorlds(through.world, direct.world)).toEqual([]);
  expect(through.hash).toBe(direct.hash);
});

test('after the losses every question of a join went over the wire', () => {
  expect(everythingAsked).toEqual(new Set(wireQuestions.filter((name) => name !== 'unregisterDevice')));
});

const ofTheCloud = cases.filter(([join, , { question }]) => join === 'over a user tunnel' && wireQuestions.some((name) => name === question.operation));

test.each(ofTheCloud)('%s, %s: lost, and made good in the same way over HTTPS', async (join, _leg, moment) => {
  const direct = inPlace(join, moment);
  const through = await throughDoor(join, moment, doors.get('https'));
  expect([compareWorlds(through.world, direct.world), through.hash]).toEqual([[], direct.hash]);
});
