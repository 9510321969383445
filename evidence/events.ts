/** The event log: User Device Registration and AAD, newest last, with our own texts. Source: events.json by way of knowledge. */
import { eventDefinition } from '../knowledge/events.ts';
import type { LoggedEvent } from '../mocks/windows/state.ts';
import { deviceOf, type World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';
import { utc } from './text.ts';

export interface ShownEvent {
  readonly time: string;
  readonly log: string;
  readonly id: number;
  readonly level: string;
  readonly text: string;
  readonly data: { readonly [field: string]: string };
}

function shown(world: World, event: LoggedEvent): ShownEvent {
  const known = eventDefinition(event.log, event.id);
  const data = event.data ?? {};
  const text = (known?.text ?? '').replace(/\{(\w+)\}/g, (_whole, field: string) => data[field] ?? '-');
  return { time: utc(world, event.atMs), log: known ? `Microsoft-Windows-${event.log}/${known.channel}` : event.log, id: event.id, level: known?.level ?? 'Information', text, data };
}

export const eventsOf = (world: World, device: string): ShownEvent[] => deviceOf(world, device).eventLog.map((event) => shown(world, event));

export const eventsEvidence: Evidence = {
  name: 'events',
  title: 'event log entries of the device',
  fields: ['last', 'count', 'text of *'],
  field: ({ world, device }, name) => {
    const log = deviceOf(world, device).eventLog;
    if (name === 'count') return String(log.length);
    if (name === 'last') return log.length === 0 ? undefined : String(log.at(-1)?.id);
    // `text of 307`, `text of AAD 1081`: the newest of that id.
    const asked = /^text of (?:(.+) )?(\d+)$/.exec(name);
    const newest = asked ? log.findLast((event) => event.id === Number(asked[2]) && (asked[1] === undefined || event.log === asked[1])) : undefined;
    return newest && shown(world, newest).text;
  },
  render: ({ world, device }) => {
    const events = eventsOf(world, device);
    if (events.length === 0) return `No events on ${device} yet.\n`;
    return `${events.map((event) => `${event.time}  ${event.level.padEnd(11)} ${String(event.id).padStart(4)}  ${event.log}\n    ${event.text}`).join('\n')}\n`;
  },
  data: ({ world, device }) => eventsOf(world, device),
};
