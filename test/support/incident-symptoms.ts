/** Symptoms of published incidents, and whether an instant of a world shows them. */
import type { EvidenceContext, Viewpoint } from '../../evidence/evidence.ts';
import { eventsOf } from '../../evidence/events.ts';
import { evidences } from '../../evidence/index.ts';
import { runScenario } from '../../simulation/run-scenario.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import { sessionOf } from '../../simulation/session.ts';
import type { World } from '../../simulation/world.ts';

export interface Incident {
  readonly id: string;
  readonly symptoms: {
    readonly dsregcmd?: { readonly [field: string]: string };
    readonly dsregcmdImplied?: { readonly [field: string]: string };
    readonly dsregcmdDebug?: { readonly [key: string]: string };
    readonly errorCodes?: readonly string[];
    readonly events?: readonly string[];
    readonly portal?: string;
    readonly other?: { readonly [what: string]: unknown };
  };
}

/** What one person sees at one instant. The long texts are made only when asked for. */
interface View {
  readonly field: (evidence: string, name: string) => string | undefined;
  readonly text: (evidence: string) => string;
  readonly events: () => ReturnType<typeof eventsOf>;
}

interface Symptom {
  /** Its place in the incident: `dsregcmd.AzureAdJoined`, `errorCodes.0`. */
  readonly path: string;
  /** States hold together at one instant; records stay where they are once written. */
  readonly kind: 'state' | 'record';
  readonly shown: (view: View) => boolean;
}

const unreadable = (): boolean => false;

/** `YES (cached)`: what stands in brackets is a remark. */
const bare = (value: string): string => value.replace(/ \(.*\)$/, '');

/** What the words about the portal claim, one after the other; nothing where nothing is said. */
function portalStates(words: string): readonly ((view: View) => boolean)[] {
  if (words === 'not stated') return [];
  const dated = (view: View): boolean => /^\d{4}-/.test(view.field('portal', 'registered') ?? '');
  const meanings: readonly (readonly [RegExp, (view: View) => boolean])[] = [
    [/^absent\b/, (view) => view.field('portal', 'row') === 'absent'],
    [/^present\b/, (view) => view.field('portal', 'row') === 'present'],
    [/^Pending$/, (view) => view.field('portal', 'registered') === 'Pending'],
    [/^Registered( \(unwanted\))?$/, dated],
    [/^disabled$/, (view) => view.field('portal', 'enabled') === 'No'],
  ];
  return words.split(', later ').map((word) => meanings.find(([pattern]) => pattern.test(word))?.[1] ?? unreadable);
}

function codeShown(code: string): Symptom['shown'] {
  const status = /^HTTP (\d{3})$/.exec(code)?.[1];
  if (status !== undefined) return (view) => [view.field('dsregcmd', 'Https Status'), view.field('dsregcmd', 'HTTP status')].includes(status);
  const wanted = bare(code).toLowerCase();
  return (view) => ['dsregcmd', 'events', 'output', 'task'].some((evidence) => view.text(evidence).toLowerCase().includes(wanted));
}

function eventShown(words: string): Symptom['shown'] {
  const numbered = /^(User Device Registration|AAD) (?:operational )?(\d+)\b/.exec(words);
  if (numbered) return (view) => view.events().some(({ log, id }) => log.includes(`-${numbered[1] ?? ''}/`) && id === Number(numbered[2]));
  const server = /^server .*: (\w+)$/.exec(words)?.[1];
  return server === undefined ? unreadable : (view) => view.events().some(({ text }) => text.includes(server));
}

function otherShown(what: string, words: unknown): Pick<Symptom, 'kind' | 'shown'> {
  if (what === 'adAttribute' && String(words).startsWith('userCertificate empty')) return { kind: 'state', shown: (view) => view.field('ad', 'userCertificate') === 'none' };
  if (what === 'scheduledTask' && words === 'Automatic-Device-Join: Disabled') return { kind: 'state', shown: (view) => view.field('task', 'status') === 'Disabled' };
  if (what === 'impliedErrorCode') return { kind: 'record', shown: codeShown(String(words)) };
  return { kind: 'record', shown: unreadable };
}

export function symptomsOf({ symptoms }: Incident): readonly Symptom[] {
  const fields = (of: 'dsregcmd' | 'dsregcmdImplied'): Symptom[] =>
    Object.entries(symptoms[of] ?? {}).map(([name, value]) => ({ path: `${of}.${name}`, kind: 'state', shown: (view) => view.field('dsregcmd', name) === bare(value) }));
  const portal = portalStates(symptoms.portal ?? 'not stated');
  return [
    ...fields('dsregcmd'),
    ...fields('dsregcmdImplied'),
    ...portal.map((shown, index): Symptom => ({ path: 'portal', kind: index === 0 ? 'state' : 'record', shown })),
    ...Object.entries(symptoms.dsregcmdDebug ?? {}).map(([key, value]): Symptom => ({ path: `dsregcmdDebug.${key}`, kind: 'record', shown: (view) => view.text('output').includes(`\n${key}: ${value}\n`) })),
    ...(symptoms.errorCodes ?? []).map((code, index): Symptom => ({ path: `errorCodes.${index}`, kind: 'record', shown: codeShown(code) })),
    ...(symptoms.events ?? []).map((words, index): Symptom => ({ path: `events.${index}`, kind: 'record', shown: eventShown(words) })),
    ...Object.entries(symptoms.other ?? {}).map(([what, words]): Symptom => ({ path: `other.${what}`, ...otherShown(what, words) })),
  ];
}

const contexts: readonly EvidenceContext[] = ['user', 'admin', 'system'];

function viewOf(viewpoint: Viewpoint): View {
  const texts = new Map<string, string>();
  return {
    field: (evidence, name) => evidences[evidence]?.field(viewpoint, name),
    text: (evidence) => {
      const known = texts.get(evidence) ?? (evidences[evidence]?.render(viewpoint) ?? '').replaceAll('\r\n', '\n');
      texts.set(evidence, known);
      return known;
    },
    events: () => eventsOf(viewpoint.world, viewpoint.device),
  };
}

function* viewsOf(world: World): Generator<View> {
  for (const device of Object.keys(world.devices)) {
    for (const as of contexts) {
      if (as === 'system' || sessionOf(world, device).user !== null) yield viewOf({ world, device, as });
    }
  }
}

/** Walks every instant of a scenario: which records are shown at some instant, and the most states that one instant shows together. */
export function shownIn(scenario: Scenario, symptoms: readonly Symptom[]): ReadonlySet<Symptom> {
  const records = new Set<Symptom>();
  let states: readonly Symptom[] = [];
  const look = (view: View): void => {
    for (const symptom of symptoms) if (symptom.kind === 'record' && !records.has(symptom) && symptom.shown(view)) records.add(symptom);
    const together = symptoms.filter((symptom) => symptom.kind === 'state' && symptom.shown(view));
    if (together.length > states.length) states = together;
  };
  runScenario(scenario, { withTrace: false, onInstant: (world) => { for (const view of viewsOf(world)) look(view); } });
  return new Set([...records, ...states]);
}
