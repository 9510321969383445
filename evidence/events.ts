/** The event log: User Device Registration and AAD, newest last, with our own texts. Source: events.json by way of knowledge. */
import { eventDefinition, eventText } from '../knowledge/events.ts';
import type { LoggedEvent } from '../mocks/windows/state.ts';
import { deviceOf, type World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';
import { isoSeconds, utc } from './text.ts';
import { hanging, lineColumns, wrap } from './wrap.ts';

export interface ShownEvent {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly record: number;
  /** `Microsoft-Windows-AAD/Operational`. */
  readonly log: string;
  readonly provider: string;
  readonly id: number;
  readonly level: string;
  readonly text: string;
  /** All fields that the device's release writes, in its order; empty texts are values too. */
  readonly data: { readonly [field: string]: string };
}

function shown(world: World, device: string, event: LoggedEvent): ShownEvent {
  const known = eventDefinition(event.log, event.id);
  const log = known && known.log !== 'System' ? `${known.provider}/${known.channel}` : event.log;
  return {
    time: isoSeconds(world, event.atMs), record: event.record, log, provider: known?.provider ?? event.log, id: event.id, level: known?.level ?? 'Information',
    text: eventText(event, deviceOf(world, device).release), data: event.data ?? {},
  };
}

export const eventsOf = (world: World, device: string): ShownEvent[] => deviceOf(world, device).eventLog.map((event) => shown(world, device, event));

const indent = '  ';

/** Bodies of the registration service run to pages; their head tells what they are. */
const bodyMax = 480;
const headMax = 120;

const shortened = (value: string): string =>
  (value.length > bodyMax ? `${value.slice(0, headMax)}\n... (${value.length} characters; whole with --json)` : value === '' ? '(empty)' : value);

/** One sentence where it fits; else what happened, and the data below it field by field. */
function body({ text, data }: ShownEvent, name: string): string[] {
  const oneLine = `${indent}${text}`;
  if (oneLine.length <= lineColumns && !text.includes('\n')) return [oneLine];
  const width = Math.max(...Object.keys(data).map((field) => field.length));
  const fields = Object.entries(data).flatMap(([field, value]) => hanging(`${indent}${indent}${field.padEnd(width)}  `, shortened(value)));
  // The sentences before the first value, else the name of the event.
  const [title = ''] = /^(?:[^.:]+\.(?: |$))+/.exec(text) ?? [];
  return [...wrap(title.trim() || `${name}.`, lineColumns - indent.length).map((line) => `${indent}${line}`), ...fields];
}

function entry(world: World, event: LoggedEvent, seen: ShownEvent): string {
  const log = seen.log.replace('Microsoft-Windows-', '');
  return [`${utc(world, event.atMs)}  ${seen.level.padEnd(11)} ${String(seen.id).padStart(4)}  ${log}`, ...body(seen, eventDefinition(event.log, event.id)?.title ?? '')].join(
    '\n',
  );
}

export const eventsEvidence: Evidence = {
  name: 'events',
  title: 'event log entries of the device',
  fields: ['last', 'count', 'text of *', 'level of *', 'data of *'],
  field: ({ world, device }, name) => {
    const log = deviceOf(world, device).eventLog;
    if (name === 'count') return String(log.length);
    if (name === 'last') return log.length === 0 ? undefined : String(log.at(-1)?.id);
    // `text of 307`, `level of AAD 1081`, `data of 304 JoinType`: the newest of that id.
    const asked = /^(text|level|data) of (?:(User Device Registration|AAD|System) )?(\d+)(?: (\w+))?$/.exec(name);
    const [, what, logName, id, dataField] = asked ?? [];
    const newest = asked ? log.findLast((event) => event.id === Number(id) && (logName === undefined || event.log === logName)) : undefined;
    if (!newest) return undefined;
    if (what === 'data') return dataField === undefined ? undefined : newest.data?.[dataField];
    const seen = shown(world, device, newest);
    return dataField !== undefined ? undefined : what === 'level' ? seen.level : seen.text;
  },
  render: ({ world, device }) => {
    const log = deviceOf(world, device).eventLog;
    if (log.length === 0) return `No events on ${device} yet.\n`;
    return `${log.map((event) => entry(world, event, shown(world, device, event))).join('\n\n')}\n`;
  },
  data: ({ world, device }) => eventsOf(world, device),
};
