/** Every event of the known logs, as topics. */
import events from '../data/events.json' with { type: 'json' };
import { eventDefinitions } from '../events.ts';
import { errorCodes } from './code-topics.ts';
import { fact, type Topic } from './explanation.ts';
import { logInWords, phaseInWords, releaseInWords, surfaceInWords } from './wording.ts';

interface KnownEvent {
  readonly log: string;
  readonly id: number;
  readonly level: string;
  readonly meaning: string;
  readonly when: string;
  readonly fields: readonly string[];
  readonly firstSeenIn?: string;
  readonly lastSeenIn?: string;
  readonly phase: string;
  readonly note?: string;
  readonly debugOutputKeys?: readonly string[];
  readonly sources: readonly string[];
  readonly confidence: 'high' | 'medium' | 'low';
}

const knownEvents = events as readonly KnownEvent[];

/** What to do when one meets the event, from the documented troubleshooting procedure. */
const advice: Readonly<Record<string, readonly string[]>> = {
  'User Device Registration/Admin 201': ['read the HTTP status and body in the event; then joinlab explain its exit code'],
  'User Device Registration/Admin 204': ['read error type and message in the body: "device object ... not found" is normal before the first synchronisation'],
  'User Device Registration/Admin 220': ['with 1312 or 1317: wait for AD replication, or repair it'],
  'User Device Registration/Admin 221': ['check TCP 389 to the domain controller named in the event, from the computer itself'],
  'User Device Registration/Admin 245': ['check that the computer may write its own userCertificate and that a writable domain controller is reachable'],
  'User Device Registration/Admin 304': ['joinlab explain the exit code; read event 204 just before it for the server\'s answer', 'normal where hybrid join is not set up'],
  'User Device Registration/Admin 305': [
    'joinlab explain the exit code; the AdalLog lines name the endpoint',
    'a sync join follows unless the fallback is switched off (Windows 10 1803 and later)',
  ],
  'User Device Registration/Admin 307': ['check the service connection point and the registry values under CDJ\\AAD', 'normal where hybrid join is not set up'],
  'User Device Registration/Admin 309': ['see event 201 for the reason; check enterpriseregistration.windows.net in SYSTEM context'],
  'User Device Registration/Admin 330': ['remove either the Azure or the enterprise keywords from the service connection point'],
  'User Device Registration/Admin 332': ['nothing: the device leaves and joins again; it needs a domain controller and internet for that'],
  'User Device Registration/Admin 333': ['start the scheduled task, or run dsregcmd /join elevated or as SYSTEM'],
  'User Device Registration/Admin 334': ['make a domain controller reachable (LAN, VPN, DNS) and start the task, or wait for its next hourly run while it stays reachable'],
  'User Device Registration/Admin 335': ['nothing, unless Entra shows the device as Pending or deleted: then dsregcmd /leave and restart'],
  'User Device Registration/Admin 344': ['wait until the TPM leaves its lockout'],
  'User Device Registration/Admin 345': ['let the device recover at the next sign-in with a domain controller and internet; else dsregcmd /leave and join again'],
  'AAD/Operational 1081': ['joinlab explain the AADSTS code in the description'],
  'AAD/Operational 1084': ['joinlab explain the transport code; the target names the host to check'],
  'AAD/Operational 1088': ['read the SOAP fault and the log of the federation service'],
  'AAD/Analytic 1007': ['joinlab explain the status; the AAD events between 1006 and 1007 hold the reason'],
};

/** Codes that an event is known to carry are listed only while they are few enough to be of help. */
const relatedMax = 12;

function codesByEvent(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { code, surfaces } of errorCodes) {
    for (const surface of surfaces.filter((name) => name.startsWith('event:'))) {
      const key = surfaceInWords(surface);
      found.set(key, [...(found.get(key) ?? []), code]);
    }
  }
  return found;
}

export function eventTopics(): Topic[] {
  const codes = codesByEvent();
  const titles = new Map(eventDefinitions.map(({ provider, channel, id, title }) => [`${provider}/${channel} ${id}`, title]));
  return knownEvents.map((event) => {
    const log = logInWords(event.log);
    const id = `${log} ${event.id}`;
    const carried = codes.get(`event ${log.replace('/Admin', '')} ${event.id}`) ?? codes.get(`event ${id}`) ?? [];
    return {
      words: [id, `${log.split('/')[0]} ${event.id}`],
      number: event.id,
      explanation: {
        kind: 'event',
        id,
        title: titles.get(`${event.log} ${event.id}`) ?? '',
        meaning: event.meaning,
        facts: [
          ...fact('Level', event.level),
          ...fact('Occurs', event.when),
          ...fact('Phase', phaseInWords(event.phase)),
          ...fact('Data', event.fields.join(', ')),
          ...fact('Debug block', event.debugOutputKeys?.join(', ')),
          ...fact('Since', event.firstSeenIn === undefined ? undefined : releaseInWords(event.firstSeenIn)),
          ...fact('Until', event.lastSeenIn === undefined ? undefined : releaseInWords(event.lastSeenIn)),
          ...fact('Note', event.note),
        ],
        values: [],
        remedy: advice[id] ?? [],
        related: carried.length > relatedMax ? [] : carried,
        sources: event.sources,
        confidence: event.confidence,
      },
    };
  });
}
