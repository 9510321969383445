/**
 * The event log as XML of the event schema, as `wevtutil qe ... /f:xml` and `Get-WinEvent | ForEach ToXml` give it, for tools that read
 * exported logs. Source: the schema of namespace 2004/08/events (levels, element names); texts are joinlab's own words.
 */
import { deviceOf, type World } from '../simulation/world.ts';
import { eventsOf, type ShownEvent } from './events.ts';
import { escapeXml } from './xml.ts';

const namespace = 'http://schemas.microsoft.com/win/2004/08/events/event';

const levels: { readonly [level: string]: number } = { Critical: 1, Error: 2, Warning: 3, Information: 4, Verbose: 5 };

/** The classic keyword of events that belong to no group. */
const keywords = '0x8000000000000000';

/** The logs of the join are written by SYSTEM: assumed for all of them. */
const localSystem = 'S-1-5-18';

function eventXml({ provider, id, level, time, record, log, text, data }: ShownEvent, computer: string): string {
  const fields = Object.entries(data).map(([name, value]) => `<Data Name="${escapeXml(name)}">${escapeXml(value)}</Data>`).join('');
  return [
    `<Event xmlns="${namespace}">`,
    `<System><Provider Name="${escapeXml(provider)}"/><EventID>${id}</EventID><Version>0</Version><Level>${levels[level] ?? 0}</Level><Task>0</Task><Opcode>0</Opcode>`,
    `<Keywords>${keywords}</Keywords><TimeCreated SystemTime="${escapeXml(time)}"/><EventRecordID>${record}</EventRecordID><Correlation/>`,
    `<Execution ProcessID="0" ThreadID="0"/><Channel>${escapeXml(log)}</Channel><Computer>${escapeXml(computer)}</Computer><Security UserID="${localSystem}"/></System>`,
    `<EventData>${fields}</EventData>`,
    `<RenderingInfo Culture="en-US"><Message>${escapeXml(text)}</Message><Level>${escapeXml(level)}</Level><Channel>${escapeXml(log)}</Channel><Provider>${escapeXml(provider)}</Provider></RenderingInfo>`,
    '</Event>',
  ].join('');
}

/** All events of a device, oldest first, in one `Events` element. */
export function eventsXml(world: World, device: string): string {
  const computer = `${deviceOf(world, device).name}.${world.directory.domain.dnsName}`;
  return `<?xml version="1.0" encoding="utf-8"?>\n<Events>\n${eventsOf(world, device).map((event) => `${eventXml(event, computer)}\n`).join('')}</Events>\n`;
}
