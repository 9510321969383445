/** `--save`: what was found as scenario files, each replayed before it is written. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { evidenceFields } from '../../evidence/index.ts';
import type { PathStep } from '../../simulation/exploration/exploration.ts';
import { findingOf, scenarioText, type FindingText } from '../../simulation/exploration/finding.ts';
import type { Properties } from '../../simulation/exploration/properties.ts';
import { wayOf, type Goal } from '../../simulation/exploration/way.ts';
import { shows } from '../../simulation/exploration/witnesses.ts';
import { createInvariantMonitor } from '../../simulation/invariants/index.ts';
import { runScenario } from '../../simulation/run-scenario.ts';
import { parseScenario } from '../../simulation/scenario/parse-yaml.ts';
import { formatProblem } from '../../simulation/scenario/problems.ts';
import type { World } from '../../simulation/world.ts';
import type { Io } from '../io.ts';
import { baseNamesOf, lookupFrom } from '../scenario-files/load.ts';
import { sentencesOf } from './answer.ts';
import type { Session } from './session.ts';

export interface ToSave {
  /** File name without extension. */
  readonly name: string;
  readonly text: Omit<FindingText, 'source'>;
  readonly path: readonly PathStep[];
  readonly goal: Goal;
}

export interface Saved {
  readonly files: readonly string[];
  readonly notSaved: readonly { readonly name: string; readonly why: string }[];
}

const fileNameOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');

/** Why it comes to this: what the answer says, else what was done. */
function causeOf(path: readonly PathStep[], reason: string | null = null): string {
  const sentences = sentencesOf(path);
  const done = path.length === 0 ? 'It is so from the start.' : sentences.length === 0 ? 'It comes by itself.' : `It takes no more than: ${[...new Set(sentences)].join(', ')}.`;
  return reason === null ? done : `${reason.charAt(0).toUpperCase()}${reason.slice(1).replace(/\.$/, '')}. ${done}`;
}

/** Everything that the answer of `joinlab explore` rests on. */
export function findingsToSave({ sometimes, recoverable, always }: Properties, start: World): readonly ToSave[] {
  const titles = { state: (name: string) => `The chart of the ${name.replace(' ', ' comes into ')}`, event: (name: string) => `Event ${name} is written`, code: (name: string) => `An answer carries ${name}` } as const;
  return [
    ...sometimes.found.map((witness): ToSave => {
      const { kind, name, device, reason, path } = witness;
      return { name: fileNameOf(`${kind} ${name}`), path, goal: { kind: 'entry', is: shows(witness) }, text: { title: titles[kind](name), cause: causeOf(path, reason), ...(device === null ? {} : { device }), ...(kind === 'event' ? { events: [name] } : {}) } };
    }),
    ...(recoverable ?? []).flatMap(({ device, lost }): ToSave[] => (lost === null ? [] : [{ name: fileNameOf(`lost ${device}`), path: lost.path, goal: lost.goal, text: { title: `${device} is lost: ${lost.standing}`, cause: causeOf(lost.path), device } }])),
    ...always.breaches.map(({ id, what, path }): ToSave => {
      // A breach is one of a whole run: a monitor that follows it tells. Each run begins with the start.
      let monitor = createInvariantMonitor();
      const holds = (world: World): boolean => {
        if (world === start) monitor = createInvariantMonitor();
        return monitor.check(world).some((message) => message.startsWith(`${id} `));
      };
      return { name: fileNameOf(`broken ${id}`), path, goal: { kind: 'world', holds }, text: { title: `${id} is broken: ${what}`, cause: causeOf(path) } };
    }),
  ];
}

/** Writes each that its replay confirms; the others are named with the reason. */
export function saveFindings(folder: string, findings: readonly ToSave[], { scenario, world, origin }: Session, io: Io): Saved {
  const dir = resolve(io.cwd, folder);
  mkdirSync(dir, { recursive: true });
  const files: string[] = [];
  const notSaved: { name: string; why: string }[] = [];
  for (const { name, text, path, goal } of findings) {
    const finding = findingOf(world, wayOf(path), goal);
    if (finding.outcome === 'not confirmed') {
      notSaved.push({ name, why: finding.why });
      continue;
    }
    const file = `${name}.yaml`;
    const written = scenarioText(scenario, finding, { ...text, source: [`joinlab explore ${scenario.id}`] }, origin);
    const parsed = parseScenario(written, { id: name, file, evidences: evidenceFields, baseNames: baseNamesOf(), lookup: lookupFrom(null) });
    const wrong = 'problems' in parsed ? parsed.problems.map(formatProblem) : runScenario(parsed.scenario, { withTrace: false }).failures.map(({ message }) => message);
    if (wrong.length > 0) notSaved.push({ name, why: wrong.join('; ') });
    else {
      writeFileSync(join(dir, file), written);
      files.push(join(folder, file));
    }
  }
  return { files, notSaved };
}
