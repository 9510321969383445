/** What happens next of its own accord that a waiting step depends on: the first due item of the charts it waits for. */
import { stages } from '../../knowledge/stages.ts';
import type { AgendaItem } from '../../simulation/agenda.ts';
import { kindOf, placeOf, type World } from '../../simulation/world.ts';

export interface NextEvent {
  readonly atMs: number;
  readonly what: string;
}

const words: readonly (readonly [RegExp, string])[] = [
  [/logonDelay/, 'the run that the sign-in triggered'],
  [/untilNext\.task|repeatEvery/, 'the hourly run of Automatic-Device-Join'],
  [/untilNext\.connect-scheduler/, 'the next cycle of Azure AD Connect'],
  [/replicationDelay/, 'replication between domain controllers'],
  [/propagation/, 'the new object reaches the registration service'],
  [/bootTime/, 'Windows has started'],
  [/refreshDelay/, 'the scheduled PRT refresh'],
];

function describe(item: AgendaItem): string {
  const known = words.find(([pattern]) => pattern.test(item.id));
  if (known) return known[1];
  const kind = kindOf(item.actor);
  if (kind === 'connect-cycle') return 'the running cycle of Azure AD Connect goes on';
  if (kind === 'registration' || kind === 'dc-locator') return 'the running attempt goes on';
  if (kind === 'prt') return 'Azure AD answers';
  return kind;
}

/** Charts whose next due item moves a step of the flow on. */
const kindsByStage: { readonly [stage: string]: readonly string[] } = {
  'domain-join': ['session'],
  'task-start': ['task', 'registration', 'dc-locator', 'session'],
  'pre-check': ['task', 'registration', 'dc-locator'],
  'discover-tenant': ['task', 'registration', 'dc-locator'],
  'discover-service': ['task', 'registration'],
  'write-certificate': ['task', 'registration'],
  'first-attempt': ['task', 'registration'],
  replication: ['replication'],
  'connect-cycle': ['connect-cycle', 'connect-scheduler'],
  'task-again': ['task', 'registration', 'cloud-device'],
  register: ['task', 'registration', 'dc-locator'],
  'service-answers': ['task', 'registration'],
  'local-commit': ['task', 'registration', 'dc-locator'],
  prt: ['prt'],
  'clean-up': ['session'],
};

/** Timers that move nothing on by themselves. */
const idle = /repeatFor|cacheFor|trustWithoutPing|negativeCache|deltaGap|lifetime|renewAfter/;

export function nextEvent(world: World, device: string, step: number): NextEvent | null {
  const kinds = kindsByStage[stages[step - 1]?.id ?? ''] ?? [];
  const guid = world.devices[device]?.objectGuid;
  const item = world.agenda.find((due) => {
    const kind = kindOf(due.actor);
    if (!kinds.includes(kind) || idle.test(due.id)) return false;
    if (kind === 'replication' || kind === 'connect-cycle' || kind === 'connect-scheduler') return true;
    if (kind === 'cloud-device') return placeOf(due.actor) === guid;
    return placeOf(due.actor) === device;
  });
  return item ? { atMs: item.dueMs, what: describe(item) } : null;
}
