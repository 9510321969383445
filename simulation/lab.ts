/** A lab: one world in hand. Somebody does something, time passes, one looks. For tests of other people's tools. */
import type { EvidenceContext, Viewpoint } from '../evidence/evidence.ts';
import { evidenceNames, evidences } from '../evidence/index.ts';
import { nearest } from '../knowledge/nearest.ts';
import { advanceOneInstant, advanceTo } from './advance.ts';
import { parseDurationMs } from './calendar.ts';
import { performAction } from './perform.ts';
import { createWorld } from './scenario/create-world.ts';
import { effectiveSettings, isSettingKey, parseSetting } from './scenario/settings.ts';
import { worldSpecSchema, type WorldSpecInput } from './scenario/world-spec.ts';
import { defaultStartMs, parseUtc } from './calendar.ts';
import { Trace } from './trace.ts';
import { matchAction } from './vocabulary/pattern.ts';
import { verbs } from './vocabulary/index.ts';
import { restoreWorld, serialiseWorld, type World } from './world.ts';

export interface LabOptions {
  /** The world, in the words of scenario files. */
  readonly world: WorldSpecInput;
  /** @default 'joinlab' */
  readonly seed?: string;
  /** `2026-01-05 08:00 UTC`. @default 2026-01-05T08:00Z */
  readonly start?: string;
}

export interface ShowOptions {
  /** @default the first device */
  readonly device?: string;
  /** @default 'user' */
  readonly as?: EvidenceContext;
}

export interface Lab {
  readonly world: World;
  readonly trace: Trace;
  /** Virtual milliseconds since the start. */
  readonly nowMs: number;
  /**
   * Somebody does something, in the sentences of scenario files.
   * @throws Error naming the nearest sentences, when it is none
   */
  do(sentence: string): Lab;
  /** Lets time pass, everything that is due included: `30m`, or milliseconds. */
  advance(duration: string | number): Lab;
  /** Goes to the next instant at which something happens. */
  toNextEvent(): Lab;
  /** One evidence as text, e.g. `lab.show('dsregcmd')`. */
  show(evidence: string, options?: ShowOptions): string;
  /** One field of an evidence, e.g. `lab.field('portal.registered')`; `undefined` where it is not shown. */
  field(path: string, options?: ShowOptions): string | undefined;
  /** An independent lab in the same state. */
  branch(): Lab;
  /** The world as text, for `restore`. */
  snapshot(): string;
  restore(snapshot: string): Lab;
}

function settingsOf(texts: { readonly [key: string]: string }): ReturnType<typeof effectiveSettings> {
  for (const [key, text] of Object.entries(texts)) {
    if (!isSettingKey(key)) throw new Error(`There is no setting "${key}".`);
    const parsed = parseSetting(key, text);
    if ('problem' in parsed) throw new Error(`${key}: ${parsed.problem}; for example ${parsed.choices.join(', ')}.`);
  }
  return effectiveSettings(texts);
}

class WorkingLab implements Lab {
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
    if ('nearest' in matched) throw new Error(`"${sentence}" is no sentence of the vocabulary. Did you mean: ${matched.nearest.join(' | ')}`);
    this.world = performAction(this.world, { text: sentence, verb: matched.verb.id, words: matched.words, at: null }, this.trace);
    this.world = advanceTo(this.world, this.world.nowMs, this.trace);
    return this;
  }

  advance(duration: string | number): Lab {
    const ms = typeof duration === 'number' ? duration : parseDurationMs(duration);
    if (ms === undefined || ms < 0) throw new Error(`"${duration}" is no duration; for example 30m or 1h5m.`);
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
    const dot = path.indexOf('.');
    return evidenceOf(path.slice(0, dot)).field(this.viewpoint(options), path.slice(dot + 1));
  }

  branch(): Lab {
    const trace = new Trace();
    trace.entries.push(...this.trace.entries);
    return new WorkingLab(this.world, trace);
  }

  snapshot(): string {
    return serialiseWorld(this.world);
  }

  restore(snapshot: string): Lab {
    this.world = restoreWorld(snapshot);
    return this;
  }
}

function evidenceOf(name: string) {
  const evidence = evidences[name];
  if (!evidence) throw new Error(`There is no evidence "${name}". Did you mean: ${nearest(name, evidenceNames).join(', ') || evidenceNames.join(', ')}`);
  return evidence;
}

/**
 * Makes a lab.
 * @example
 * const lab = createLab({ world: { devices: { PC01: { location: 'corporate-lan', power: 'on' } } } });
 * lab.do('alice signs in').advance('2m');
 * lab.field('ad.userCertificate'); // '1 value'
 */
export function createLab(options: LabOptions): Lab {
  const spec = worldSpecSchema.parse(options.world);
  const startMs = options.start === undefined ? defaultStartMs : parseUtc(options.start);
  if (startMs === undefined) throw new Error(`"${options.start ?? ''}" is no date; for example 2026-01-05 08:00 UTC.`);
  return new WorkingLab(createWorld(spec, { seed: options.seed ?? 'joinlab', startMs, settings: settingsOf(spec.settings) }), new Trace());
}
