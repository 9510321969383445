/** `--save`: what was found as scenario files, each replayed before it is written. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { evidenceFields } from '../../evidence/index.ts';
import type { PathStep } from '../../simulation/exploration/exploration.ts';
import { endFields, findingOf, scenarioText, type Finding, type FindingText } from '../../simulation/exploration/finding.ts';
import type { OwnVerdict } from '../../simulation/exploration/own-properties.ts';
import { breaks } from '../../simulation/exploration/invariant-check.ts';
import { staysPending, twiceAround } from '../../simulation/exploration/pending-loops.ts';
import type { Properties } from '../../simulation/exploration/properties.ts';
import { sentencesOf, wayOf, type Goal } from '../../simulation/exploration/way.ts';
import { shows } from '../../simulation/exploration/witnesses.ts';
import { fieldsOf } from '../../simulation/properties.ts';
import { runScenario } from '../../simulation/run-scenario.ts';
import { parseScenario } from '../../simulation/scenario/parse-yaml.ts';
import { formatProblem } from '../../simulation/scenario/problems.ts';
import type { Scenario } from '../../simulation/scenario/model.ts';
import type { World } from '../../simulation/world.ts';
import type { Io } from '../io.ts';
import { baseNamesOf, lookupFrom } from '../scenario-files/load.ts';
import type { Judged } from './judged.ts';
import type { Session } from './session.ts';

export interface ToSave {
  /** File name without extension. */
  readonly name: string;
  readonly text: Omit<FindingText, 'source'>;
  /** Replayed with real times, and shortened. */
  readonly finding: Finding;
}

export interface Saved {
  readonly files: readonly string[];
  /** The files as they are read again. */
  readonly scenarios: readonly Scenario[];
  readonly notSaved: readonly { readonly name: string; readonly why: string }[];
}

const fileNameOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');

/** Why it comes to this: what the answer says, else what was done. */
export function causeOf(sentences: readonly string[], isFromStart: boolean, reason: string | null = null): string {
  const done = isFromStart ? 'It is so from the start.' : sentences.length === 0 ? 'It comes by itself.' : `It takes no more than: ${[...new Set(sentences)].join(', ')}.`;
  return reason === null ? done : `${reason.charAt(0).toUpperCase()}${reason.slice(1).replace(/\.$/, '')}. ${done}`;
}

const causeOfPath = (path: readonly PathStep[], reason: string | null = null): string => causeOf(sentencesOf(path), path.length === 0, reason);

/** Everything that the answer of `joinlab explore` rests on. */
export function findingsToSave({ sometimes, recoverable, eventually, always }: Properties, start: World): readonly ToSave[] {
  const titles = { state: (name: string) => `The chart of the ${name.replace(' ', ' comes into ')}`, event: (name: string) => `Event ${name} is written`, code: (name: string) => `An answer carries ${name}` } as const;
  const found = (path: readonly PathStep[], goal: Goal): Finding => findingOf(start, wayOf(path), goal);
  return [
    ...sometimes.found.map((witness): ToSave => {
      const { kind, name, device, reason, path } = witness;
      return { name: fileNameOf(`${kind} ${name}`), finding: found(path, { kind: 'entry', is: shows(witness) }), text: { title: titles[kind](name), cause: causeOfPath(path, reason), ...(device === null ? {} : { device }), ...(kind === 'event' ? { events: [name] } : {}) } };
    }),
    ...(recoverable ?? []).flatMap(({ device, lost }): ToSave[] => (lost === null ? [] : [{ name: fileNameOf(`lost ${device}`), finding: found(lost.path, lost.goal), text: { title: `${device} is lost: ${lost.standing}`, cause: causeOfPath(lost.path), device } }])),
    ...(eventually ?? []).flatMap(({ device, withController, betweenTriggers }): ToSave[] => ([['I20', withController], ['I21', betweenTriggers]] as const).flatMap(([id, loop]) => {
      if (loop === null) return [];
      const again = [...new Set(loop.actions.map(({ action }) => action.text))].join(', ');
      const why = id === 'I21' ? 'Each attempt of the task comes without a domain controller in reach' : 'No attempt of the task registers it, though a domain controller is in reach';
      return [{
        name: fileNameOf(`for ever ${id} ${device}`), finding: findingOf(start, twiceAround(loop), staysPending(device, id === 'I21')),
        text: { title: `${device} stays Pending for ever (${id}), twice around`, cause: `${why}, and so on for ever${again === '' ? '' : `: ${again}`}.`, device, fields: [...endFields, 'network.system.dc', 'task.lastResult'] },
      }];
    })),
    ...always.breaches.map(({ id, what, path }): ToSave => ({ name: fileNameOf(`broken ${id}`), finding: found(path, breaks(id, start)), text: { title: `${id} is broken: ${what}`, cause: causeOfPath(path) } })),
  ];
}

/** Where a promise of the scenario is broken, or what it says can be seen is. */
export function ownToSave(own: readonly OwnVerdict[], start: World): readonly ToSave[] {
  return own.flatMap(({ property, verdict, witness }): ToSave[] => {
    if (witness === null) return [];
    const { path, cycle, goal } = witness;
    // The eyes of a scenario that is written are the user's.
    const fields = property.as === 'user' ? [...new Set([...endFields, ...fieldsOf(property)])] : endFields;
    const forEver = cycle !== null && cycle.length > 0 ? ' And so on for ever.' : '';
    return [{
      name: fileNameOf(`${verdict === 'broken' ? 'broken' : property.kind} ${property.name}`), finding: findingOf(start, wayOf([...path, ...(cycle ?? [])]), goal),
      text: { title: verdict === 'broken' ? `Broken: ${property.name}` : `Seen: ${property.name}`, cause: `${causeOfPath([...path, ...(cycle ?? [])])}${forEver}`, fields, ...(property.device === null ? {} : { device: property.device }) },
    }];
  });
}

/** Everything that is worth a file of its own. */
export const allToSave = ({ properties, own }: Judged, start: World): readonly ToSave[] => [...findingsToSave(properties, start), ...ownToSave(own, start)];

/** What a program is told of it. */
export const savedJson = ({ files, notSaved }: Saved) => ({ files, notSaved });

/** Writes each that its replay confirms; the others are named with the reason. @param folder `null`: nothing is written */
export function saveFindings(folder: string | null, findings: readonly ToSave[], { scenario, origin }: Session, io: Io): Saved {
  const dir = folder === null ? null : resolve(io.cwd, folder);
  if (dir !== null) mkdirSync(dir, { recursive: true });
  const files: string[] = [];
  const scenarios: Scenario[] = [];
  const notSaved: { name: string; why: string }[] = [];
  for (const { name, text, finding } of findings) {
    if (finding.outcome === 'not confirmed') {
      notSaved.push({ name, why: finding.why });
      continue;
    }
    const file = `${name}.yaml`;
    const written = scenarioText(scenario, finding, { ...text, source: [`joinlab explore ${scenario.id}`] }, origin);
    const parsed = parseScenario(written, { id: name, file, evidences: evidenceFields, baseNames: baseNamesOf(), lookup: lookupFrom(null) });
    const wrong = 'problems' in parsed ? parsed.problems.map(formatProblem) : runScenario(parsed.scenario, { withTrace: false }).failures.map(({ message }) => message);
    if ('problems' in parsed || wrong.length > 0) {
      notSaved.push({ name, why: wrong.join('; ') });
      continue;
    }
    scenarios.push(parsed.scenario);
    if (dir === null) continue;
    writeFileSync(join(dir, file), written);
    files.push(join(folder ?? '', file));
  }
  return { files, scenarios, notSaved };
}
