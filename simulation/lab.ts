/** A lab: one world in hand. Somebody does something, time passes, one looks. For tests of other people's tools. */
import type { EvidenceContext, Viewpoint } from '../evidence/evidence.ts';
import { evidenceNames, evidences } from '../evidence/index.ts';
import { nearest, nearestOrAll } from '../knowledge/nearest.ts';
import { advanceOneInstant, advanceTo } from './advance.ts';
import { defaultStartMs, formatDuration, parseDurationMs, parseUtc } from './calendar.ts';
import { performAction } from './perform.ts';
import { createWorld } from './scenario/create-world.ts';
import { Collector } from './scenario/collector.ts';
import { formatProblem } from './scenario/problems.ts';
import { instantMsMax } from './scenario/read-time.ts';
import { readWorld } from './scenario/read-world.ts';
import { effectiveSettings } from './scenario/settings.ts';
import type { WorldSpec, WorldSpecInput } from './scenario/world-spec.ts';
import { treeOf } from './scenario/yaml-tree.ts';
import { change, type OutsideChange } from './step.ts';
import { Trace } from './trace.ts';
import { matchAction } from './vocabulary/pattern.ts';
import { verbs } from './vocabulary/index.ts';
import { ImpossibleAction } from './vocabulary/verb.ts';
import type { WorldAccess } from './world-access.ts';
import { restoreWorld, serialiseWorld, type World } from './world.ts';

/** What a lab begins with. */
export interface LabOptions {
  /** The world, in the words of scenario files. */
  readonly world: WorldSpecInput;
  /** @default 'joinlab' */
  readonly seed?: string;
  /** `2026-01-05 08:00 UTC`. @default 2026-01-05T08:00Z */
  readonly start?: string;
}

/** On which device one looks, and with whose eyes. */
export interface ShowOptions {
  /** @default the first device */
  readonly device?: string;
  /** @default 'user' */
  readonly as?: EvidenceContext;
}

/** A world in hand. Methods that go on return the same lab, so that calls can be chained. */
export interface Lab extends WorldAccess {
  /** What has happened so far, each entry with its cause. */
  readonly trace: Trace;
  /** Virtual milliseconds since the start. */
  readonly nowMs: number;
  /**
   * Somebody does something, in the sentences of scenario files.
   * @throws Error naming the nearest sentences, when it is none, or why it is impossible in this world at this moment
   */
  do(sentence: string): Lab;
  /**
   * Lets time pass, everything that is due included: `30m`, or milliseconds.
   * @throws Error when it is no duration, or leads beyond ten years
   */
  advance(duration: string | number): Lab;
  /** Goes to the next instant at which something happens. */
  toNextEvent(): Lab;
  /**
   * One evidence as text, e.g. `lab.show('dsregcmd')`.
   * @throws Error naming the valid words, when there is no such evidence or device
   */
  show(evidence: string, options?: ShowOptions): string;
  /**
   * One field of an evidence, e.g. `lab.field('portal.registered')`; `undefined` where it is not shown.
   * @throws Error naming the valid words, when there is no such evidence, field or device
   */
  field(path: string, options?: ShowOptions): string | undefined;
  /** An independent lab in the same state. */
  branch(): Lab;
  /** The world as text, for `restore`. */
  snapshot(): string;
  /**
   * Goes back to a snapshot; what was recorded since stays in the trace.
   * @throws Error when the text is no world
   */
  restore(snapshot: string): Lab;
}

/** The world that the options describe, through the same reader as files: the same things are checked and said. */
function specOf(world: LabOptions['world']): WorldSpec {
  const into = new Collector(null);
  const read = treeOf(world);
  if ('problems' in read) for (const problem of read.problems) into.addTree(problem);
  const noFiles = { base: undefined, change: undefined, overrides: {}, lookup: () => undefined, baseNames: [], at: null };
  const spec = 'tree' in read ? readWorld({ ...noFiles, world: { key: 'world', keyAt: null, value: read.tree } }, into) : undefined;
  if (spec && into.problems.length === 0) return spec;
  throw new Error(`createLab cannot make this world:\n${into.problems.map(formatProblem).join('\n')}`);
}

const choicesMax = 8;

/** The valid words most like one that was said, else the first of them. */
function nearestOf(said: string, valid: readonly string[]): string {
  const near = [...new Set(said.split(/[\s"]+/).flatMap((word) => nearest(word, valid)))];
  const choices = near.length > 0 ? near : valid;
  const shown = choices.slice(0, choicesMax);
  const more = choices.length > choicesMax ? `, and ${choices.length - choicesMax} more` : '';
  return shown.length === 0 ? '' : ` ${near.length > 0 ? 'Did you mean' : 'Possible here'}: ${shown.join(' | ')}${more}`;
}

/** The lab itself; those that add something to it (`played-lab.ts`) build on it. @internal */
export class WorkingLab implements Lab {
  world: World;
  readonly trace: Trace;

  constructor(world: World, trace: Trace) {
    this.world = world;
    this.trace = trace;
  }

  get nowMs(): number {
    return this.world.nowMs;
  }

  do(sentence: string): Lab {
    const matched = matchAction(sentence, verbs);
    if ('nearest' in matched) {
      const next = matched.nearest.length > 0 ? `Did you mean: ${matched.nearest.join(' | ')}` : 'joinlab explain vocabulary lists every sentence.';
      throw new Error(`"${sentence}" is no sentence of the vocabulary. ${next}`);
    }
    try {
      this.world = performAction(this.world, { text: sentence, verb: matched.verb.id, words: matched.words, at: null }, this.trace);
    } catch (error) {
      if (!(error instanceof ImpossibleAction)) throw error;
      throw new Error(`"${sentence}" is impossible at ${formatDuration(this.nowMs)}: ${error.message}.${nearestOf(sentence, error.validChoices)}`, { cause: error });
    }
    this.world = advanceTo(this.world, this.world.nowMs, this.trace);
    return this;
  }

  advance(duration: string | number): Lab {
    const ms = typeof duration === 'number' ? duration : parseDurationMs(duration);
    if (ms === undefined || !(ms >= 0) || this.nowMs + ms > instantMsMax) throw new Error(`"${duration}" is no duration, or leads beyond ten years; for example 30m or 1h5m.`);
    this.world = advanceTo(this.world, this.world.nowMs + ms, this.trace);
    return this;
  }

  toNextEvent(): Lab {
    this.world = advanceOneInstant(this.world, this.trace);
    return this;
  }

  private viewpoint(options: ShowOptions): Viewpoint {
    const device = options.device ?? Object.keys(this.world.devices)[0] ?? '';
    if (!this.world.devices[device]) throw new Error(`There is no device "${device}". Devices: ${Object.keys(this.world.devices).join(', ')}.`);
    return { world: this.world, device, as: options.as ?? 'user' };
  }

  show(name: string, options: ShowOptions = {}): string {
    return evidenceOf(name).render(this.viewpoint(options));
  }

  field(path: string, options: ShowOptions = {}): string | undefined {
    const [name = '', ...rest] = path.split('.');
    const evidence = evidenceOf(name);
    const field = rest.join('.');
    if (!knownField(evidence.fields, field)) throw new Error(`"${path}" is no field of ${name}.${nearestOf(field, evidence.fields)}`);
    return evidence.field(this.viewpoint(options), field);
  }

  change(by: string, what: OutsideChange): void {
    this.world = change(this.world, by, what, null, this.trace);
    this.world = advanceTo(this.world, this.world.nowMs, this.trace);
  }

  branch(): Lab {
    return new WorkingLab(this.world, new Trace(this.trace.entries));
  }

  snapshot(): string {
    return serialiseWorld(this.world);
  }

  restore(snapshot: string): Lab {
    this.world = restoreWorld(snapshot);
    return this;
  }
}

/** `*` at the end of a field stands for any rest. */
const knownField = (fields: readonly string[], name: string): boolean => fields.some((field) => (field.endsWith('*') ? name.startsWith(field.slice(0, -1)) : field === name));

function evidenceOf(name: string) {
  const evidence = Object.hasOwn(evidences, name) ? evidences[name] : undefined;
  if (!evidence) throw new Error(`There is no evidence "${name}". Did you mean: ${nearestOrAll(name, evidenceNames).join(', ')}`);
  return evidence;
}

/**
 * Makes a lab.
 * @throws Error saying what is wrong where, as for a scenario file, when the world contradicts itself
 * @example
 * const lab = createLab({ world: { devices: { PC01: { location: 'corporate-lan', power: 'on' } } } });
 * lab.do('alice signs in').advance('2m');
 * lab.field('ad.userCertificate'); // '1 value'
 */
export function createLab(options: LabOptions): Lab {
  const spec = specOf(options.world);
  const startMs = options.start === undefined ? defaultStartMs : parseUtc(options.start);
  if (startMs === undefined) throw new Error(`"${options.start ?? ''}" is no date; for example 2026-01-05 08:00 UTC.`);
  return new WorkingLab(createWorld(spec, { seed: options.seed ?? 'joinlab', startMs, settings: effectiveSettings(spec.settings) }), new Trace());
}
