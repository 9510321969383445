/** One turn of the world: what a step works on, and the three ways in which things reach others: changes, logs, messages. */
import type { LogLine } from '../knowledge/vocabulary.ts';
import type { ChartEvent, Tell } from '../machines/language.ts';
import { asWritten } from './event-data.ts';
import { appendLog } from './log.ts';
import type { Asker } from './operation.ts';
import { recipients } from './recipients.ts';
import type { TraceSink } from './trace.ts';
import { ownerOf, placeOf, type World } from './world.ts';

/** A message on its way to a chart; `cause` is the trace entry that sent it. */
export interface Message {
  readonly to: string;
  readonly event: ChartEvent;
  readonly cause: number | null;
}

/** What a step works on: the world so far and the messages still to be taken. */
export interface Turn {
  world: World;
  readonly inbox: Message[];
  readonly trace: TraceSink;
}

export const askerOf = (actor: string): Asker => {
  const owner = ownerOf(actor);
  const slash = owner.indexOf('/');
  return { actor, place: placeOf(actor), part: slash < 0 ? null : owner.slice(slash + 1) };
};

/** Changes parts of the world, then tells and logs what came with the change. */
export function applyChanges(
  turn: Turn,
  sender: string,
  result: { readonly changes?: Partial<World>; readonly tells?: readonly Tell[]; readonly logs?: readonly LogLine[] },
  cause: number | null,
): void {
  if (result.changes) turn.world = { ...turn.world, ...result.changes };
  for (const line of result.logs ?? []) writeLog(turn, placeOf(sender), line, cause);
  for (const tell of result.tells ?? []) send(turn, sender, tell, cause);
}

/** Writes one line to the event log of a device; servers have none here. */
export function writeLog(turn: Turn, device: string, line: LogLine, cause: number | null): void {
  if (!turn.world.devices[device]) return;
  const written = asWritten(turn.world, device, line);
  if (!written) return;
  if (turn.trace.keepsEventLogs !== false) turn.world = appendLog(turn.world, device, written);
  turn.trace.record({ atMs: turn.world.nowMs, actor: device, kind: 'log', data: { log: written.log, id: written.id, ...(written.data ? { data: written.data } : {}) }, cause });
}

/** Puts a message to everyone it reaches into the inbox. */
export function send(turn: Turn, sender: string, tell: Tell, cause: number | null): void {
  for (const to of recipients(turn.world, sender, tell.to)) turn.inbox.push({ to, event: tell.event, cause });
}
