/** A population with its words read: what a device may draw, and with which weight. */
import type { RangeMs } from '../../knowledge/settings.ts';
import type { NetworkLocation } from '../../knowledge/vocabulary.ts';
import { hourMs, minuteMs, parseDurationMs } from '../calendar.ts';
import { likeOf } from '../scenario/policy.ts';
import { habitSpecSchema, type PopulationSpec } from '../scenario/population-spec.ts';
import { rangeMs } from '../scenario/time-range.ts';
import { usualHabit, usualPlaces } from '../scenario/usual-days.ts';
import type { WorldSpec } from '../scenario/world-spec.ts';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Something in which devices differ; each draws one of the values. */
export interface Trait {
  readonly name: string;
  readonly values: readonly string[];
  /** Up to and including each value, of 1. */
  readonly upTo: readonly number[];
}

export interface Habit {
  /** Since midnight. */
  readonly dayStarts: RangeMs;
  readonly works: RangeMs;
  readonly dayEnds: 'locks' | 'signs-out' | 'shuts-down';
  readonly breaks: Range;
  readonly breakTakes: RangeMs;
  readonly atBreak: 'locks' | 'signs-out' | 'nothing';
  /** Of 1. */
  readonly connectsVpn: number;
  readonly vpnAfter: RangeMs;
  readonly daysOff: number;
}

export interface Place {
  readonly hours: readonly { readonly fromMs: number; readonly toMs: number; readonly location: NetworkLocation }[];
  readonly otherwise: NetworkLocation;
}

export interface FleetEvent {
  readonly atMs: number;
  readonly within: RangeMs;
  readonly share: number;
  readonly sentence: string;
}

export interface Population {
  readonly like: string;
  readonly user: string;
  readonly devices: number;
  readonly horizonMs: number;
  readonly nextRun: RangeMs;
  /** Fields of the device and of its user, `place` and `habit`. */
  readonly traits: readonly Trait[];
  readonly places: { readonly [name: string]: Place };
  readonly habits: { readonly [name: string]: Habit };
  readonly events: readonly FleetEvent[];
  /** Per `registrationWindowMs`; `null` is no limit. */
  readonly registrationLimit: number | null;
}

/** The pause that the service asks for ("try after 300 seconds", lifecycle.md 4 [S15]); how many it takes in that time is not published. */
export const registrationWindowMs = 5 * minuteMs;

const rangeOf = (text: string): Range => {
  const [from = '', to = from] = text.split('..');
  return { min: Number(from), max: Math.max(Number(from), Number(to)) };
};
const shareOf = (text: string): number => Number.parseFloat(text) / 100;

function traitOf(name: string, weights: { readonly [value: string]: string }): Trait {
  const values = Object.keys(weights).filter((value) => Number(weights[value]) > 0);
  const total = values.reduce((sum, value) => sum + Number(weights[value]), 0);
  let sum = 0;
  const upTo = values.map((value) => (sum += Number(weights[value])) / total);
  return { name, values, upTo };
}

function placeOf(hours: { readonly [when: string]: NetworkLocation }): Place {
  const { else: otherwise = 'home', ...slots } = hours;
  return {
    otherwise,
    hours: Object.entries(slots).map(([when, location]) => {
      const { minMs, maxMs } = rangeMs(when);
      return { fromMs: minMs, toMs: maxMs, location };
    }),
  };
}

function habitOf(spec: PopulationSpec['habits'][string]): Habit {
  return {
    dayStarts: rangeMs(spec.dayStarts), works: rangeMs(spec.works), dayEnds: spec.dayEnds, breaks: rangeOf(spec.breaks), breakTakes: rangeMs(spec.breakTakes),
    atBreak: spec.atBreak, connectsVpn: shareOf(spec.connectsVpn), vpnAfter: rangeMs(spec.vpnAfter), daysOff: shareOf(spec.daysOff),
  };
}

const mapped = <From, To>(table: { readonly [key: string]: From }, change: (value: From) => To): { readonly [key: string]: To } =>
  Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)]));

/** Where the file says nothing a device stays where the world has it, and its user has the usual habit. */
export function populationOf(spec: PopulationSpec, world: WorldSpec): Population {
  const { like, user } = likeOf({ world, population: spec });
  const device = world.devices[like];
  const weights = { ...(spec.weights.place ? {} : { place: { stays: '1' } }), ...(spec.weights.habit ? {} : { habit: { [Object.keys(spec.habits)[0] ?? usualHabit]: '1' } }), ...spec.weights };
  return {
    like, user, devices: Number(spec.devices), horizonMs: Number(spec.hours) * hourMs, nextRun: rangeMs(spec.nextRun),
    traits: Object.entries(weights).map(([name, values]) => traitOf(name, values)),
    places: mapped({ stays: { else: device?.location ?? 'home' }, ...usualPlaces, ...spec.places }, placeOf),
    habits: mapped({ [usualHabit]: habitSpecSchema.parse({}), ...spec.habits }, habitOf),
    events: spec.events.map((event) => ({ atMs: parseDurationMs(event.at) ?? 0, within: rangeMs(event.within), share: shareOf(event.share), sentence: event.do })),
    registrationLimit: spec.registrationLimit === 'off' ? null : Number(spec.registrationLimit),
  };
}
