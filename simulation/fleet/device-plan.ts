/**
 * What chance gives one device: its traits, when its hourly run is due, and what its user does on which day. Every draw is a
 * function of seed, device number and what is drawn: no device changes another, a policy changes no other draw, and any part of
 * the devices may be played anywhere.
 */
import { dayMs, minuteMs } from '../calendar.ts';
import type { NetworkLocation } from '../../knowledge/vocabulary.ts';
import { MemberStream } from '../random.ts';
import type { Habit, Place, Population, Range } from './population.ts';
import type { RangeMs } from '../../knowledge/settings.ts';

/** Sentences of a day, in which the device is `{device}` and its user `{user}`. */
export const everydaySentences = [
  '{user} signs in', '{user} signs out', '{user} locks', '{user} unlocks', '{user} connects VPN', '{user} accepts the portal page', '{device} powers on', '{device} shuts down',
  '{device} moves to offline', '{device} moves to corporate-lan', '{device} moves to home', '{device} moves to public-wifi',
] as const;
type Everyday = (typeof everydaySentences)[number];
const sentence = (text: Everyday): number => everydaySentences.indexOf(text);
const [signIn, signOut, lock, unlock, connectVpn, acceptPortal, powerOn, shutDown] = [
  sentence('{user} signs in'), sentence('{user} signs out'), sentence('{user} locks'), sentence('{user} unlocks'), sentence('{user} connects VPN'),
  sentence('{user} accepts the portal page'), sentence('{device} powers on'), sentence('{device} shuts down'),
] as [number, number, number, number, number, number, number, number];
const moveTo = (location: NetworkLocation): number => sentence(`{device} moves to ${location}`);

/** Nobody arrives on the stroke: what the hours of a place say comes true within this. */
const moveWithinMs = 30 * minuteMs;
/** From switching on to the sign-in, beyond the time that Windows takes to start. */
const afterBootMs = 2 * minuteMs;
/** From the portal page coming up to the user accepting it. */
const portalAfterMs = minuteMs;
/** VPN profiles that somebody has to dial (lifecycle.md 6.2). */
const dialled: readonly string[] = ['user-tunnel-manual', 'pre-logon', 'kill-switch'];

/** Messages of one device in the order of time: index into the sentences of the everyday, then of the events. */
export class Messages {
  count = 0;
  atMs: Float64Array = new Float64Array(64);
  sentences: Uint16Array = new Uint16Array(64);

  clear(): void {
    this.count = 0;
  }

  /** What comes at one instant stays in the order in which it was added. */
  add(atMs: number, text: number): void {
    if (this.count === this.atMs.length) this.#grow();
    let at = this.count;
    for (; at > 0 && (this.atMs[at - 1] as number) > atMs; at -= 1) {
      this.atMs[at] = this.atMs[at - 1] as number;
      this.sentences[at] = this.sentences[at - 1] as number;
    }
    this.atMs[at] = atMs;
    this.sentences[at] = text;
    this.count += 1;
  }

  /** A copy of its own, for a device that is not run in one go. */
  kept(): Messages {
    const copy = new Messages();
    copy.count = this.count;
    copy.atMs = this.atMs.slice(0, this.count);
    copy.sentences = this.sentences.slice(0, this.count);
    return copy;
  }

  #grow(): void {
    const [atMs, sentences] = [this.atMs, this.sentences];
    this.atMs = new Float64Array(atMs.length * 2);
    this.atMs.set(atMs);
    this.sentences = new Uint16Array(atMs.length * 2);
    this.sentences.set(sentences);
  }
}

/** Indexes of the draws of one day. */
const drawsPerDay = 64;

export class DevicePlanner {
  readonly population: Population;
  readonly #traits: readonly MemberStream[];
  readonly #days: MemberStream;
  readonly #moves: MemberStream;
  readonly #nextRun: MemberStream;
  readonly #events: readonly MemberStream[];
  /** Time of day at which the scenario starts. */
  readonly #startOfDayMs: number;
  readonly #placeTrait: number;
  readonly #habitTrait: number;
  readonly #vpnTrait: number;
  readonly #powerTrait: number;
  readonly #fixedVpn: string;
  readonly #startsOn: boolean;

  /** @param fixed what holds for all where it is not drawn */
  constructor(population: Population, seed: string, startMs: number, fixed: { readonly vpn: string; readonly isOn: boolean }) {
    this.population = population;
    this.#traits = population.traits.map(({ name }) => new MemberStream(seed, `trait ${name}`));
    this.#days = new MemberStream(seed, 'days');
    this.#moves = new MemberStream(seed, 'moves');
    this.#nextRun = new MemberStream(seed, 'next run');
    this.#events = population.events.map((_event, index) => new MemberStream(seed, `event ${index}`));
    this.#startOfDayMs = ((startMs % dayMs) + dayMs) % dayMs;
    const trait = (name: string): number => population.traits.findIndex((known) => known.name === name);
    [this.#placeTrait, this.#habitTrait, this.#vpnTrait, this.#powerTrait] = [trait('place'), trait('habit'), trait('vpn'), trait('power')];
    this.#fixedVpn = fixed.vpn;
    this.#startsOn = fixed.isOn;
  }

  /** Index of the value that a device has of a trait. */
  trait(device: number, trait: number): number {
    const unit = (this.#traits[trait] as MemberStream).unit(device);
    const { upTo } = this.population.traits[trait] as Population['traits'][number];
    let value = 0;
    while (value < upTo.length - 1 && unit >= (upTo[value] as number)) value += 1;
    return value;
  }

  nextRunMs(device: number): number {
    const { minMs, maxMs } = this.population.nextRun;
    return this.#nextRun.whole(device, 0, minMs, maxMs);
  }

  /** Where the place of a device has it when the scenario starts. */
  firstLocation(values: readonly string[]): NetworkLocation {
    return this.#locationAt(this.population.places[values[this.#placeTrait] ?? ''] as Place, this.#startOfDayMs);
  }

  #valueOf(traits: readonly number[], trait: number): string {
    return this.population.traits[trait]?.values[traits[trait] as number] ?? '';
  }

  #placeOf(traits: readonly number[]): Place {
    return this.population.places[this.#valueOf(traits, this.#placeTrait)] as Place;
  }

  /** @param traits index of the value of each trait */
  messages(device: number, traits: readonly number[], into: Messages): void {
    const { population } = this;
    const place = this.#placeOf(traits);
    const habit = population.habits[this.#valueOf(traits, this.#habitTrait)] as Habit;
    const vpn = this.#vpnTrait < 0 ? this.#fixedVpn : this.#valueOf(traits, this.#vpnTrait);
    const dials = dialled.some((profile) => vpn.includes(profile));
    into.clear();
    const days = Math.ceil((population.horizonMs + this.#startOfDayMs) / dayMs);
    let power: 'on' | 'off' = this.#powerTrait < 0 ? (this.#startsOn ? 'on' : 'off') : this.#valueOf(traits, this.#powerTrait) === 'on' ? 'on' : 'off';
    let session: 'out' | 'in' | 'locked' = 'out';
    for (let day = 0; day < days; day += 1) {
      this.#move(device, day, place, into);
      const end = this.#day(device, day, habit, place, dials, power, session, into);
      ({ power, session } = end);
    }
    for (const [index, event] of population.events.entries()) {
      const stream = this.#events[index] as MemberStream;
      if (stream.unit(device) < event.share) into.add(event.atMs + stream.whole(device, 1, event.within.minMs === event.within.maxMs ? 0 : event.within.minMs, event.within.maxMs), everydaySentences.length + index);
    }
    while (into.count > 0 && (into.atMs[into.count - 1] as number) > population.horizonMs) into.count -= 1;
  }

  #locationAt({ hours, otherwise }: Place, timeOfDayMs: number): NetworkLocation {
    return hours.find(({ fromMs, toMs }) => timeOfDayMs >= fromMs && timeOfDayMs < toMs)?.location ?? otherwise;
  }

  #move(device: number, day: number, place: Place, into: Messages): void {
    let draw = 0;
    for (const { fromMs, toMs, location } of place.hours) {
      for (const [at, to] of [[fromMs, location], [toMs, null]] as const) {
        const atMs = day * dayMs - this.#startOfDayMs + at + this.#moves.whole(device, day * drawsPerDay + draw, 0, moveWithinMs);
        draw += 1;
        // Where the next hours begin, they say where the device goes.
        if (to === null && place.hours.some((next) => next.fromMs === toMs)) continue;
        // What the hours said before the scenario began is where the device is then.
        if (day * dayMs - this.#startOfDayMs + at <= 0) continue;
        into.add(atMs, moveTo(to ?? place.otherwise));
        if ((to ?? place.otherwise) === 'public-wifi') into.add(atMs + portalAfterMs, acceptPortal);
      }
    }
  }

  #day(device: number, day: number, habit: Habit, place: Place, dials: boolean, power: 'on' | 'off', session: 'out' | 'in' | 'locked', into: Messages): { power: 'on' | 'off'; session: 'out' | 'in' | 'locked' } {
    let index = day * drawsPerDay;
    const drawn = ({ minMs, maxMs }: RangeMs): number => this.#days.whole(device, (index += 1), minMs, maxMs);
    const chance = (): number => this.#days.unit(device, (index += 1));
    const count = ({ min, max }: Range): number => this.#days.whole(device, (index += 1), min, max);
    const isOff = chance() < habit.daysOff;
    const dayStartMs = day * dayMs - this.#startOfDayMs;
    let atMs = dayStartMs + drawn(habit.dayStarts);
    const endMs = atMs + drawn(habit.works);
    if (isOff || endMs <= 0) return { power, session };
    // Whoever would be at work already when the scenario starts comes as late as others come early.
    if (atMs < 0) atMs = Math.min(endMs, Math.max(0, atMs - dayStartMs - habit.dayStarts.minMs));
    const enter = (isMorning: boolean): void => {
      into.add(atMs, session === 'locked' ? unlock : signIn);
      const away = this.#locationAt(place, (atMs + this.#startOfDayMs) % dayMs) !== 'corporate-lan';
      const dialsNow = chance() < habit.connectsVpn;
      const vpnAtMs = atMs + drawn(habit.vpnAfter);
      into.add(atMs + portalAfterMs, acceptPortal);
      if ((session === 'out' || isMorning) && dials && away && dialsNow) into.add(vpnAtMs, connectVpn);
      session = 'in';
    };
    const leave = (how: Habit['dayEnds'] | 'nothing'): void => {
      if (how === 'locks') into.add(atMs, lock);
      else if (how === 'signs-out') into.add(atMs, signOut);
      else if (how === 'shuts-down') into.add(atMs, shutDown);
      session = how === 'locks' ? 'locked' : how === 'nothing' ? session : 'out';
    };
    if (power === 'off') {
      into.add(atMs, powerOn);
      atMs += afterBootMs;
    }
    enter(true);
    const breaks = count(habit.breaks);
    const workMs = Math.max(0, endMs - atMs);
    const workStartMs = atMs;
    for (let pause = 1; pause <= breaks; pause += 1) {
      const takesMs = drawn(habit.breakTakes);
      const afterMs = Math.floor((workMs * (pause - 0.5 + 0.5 * chance())) / (breaks + 1));
      if (habit.atBreak === 'nothing' || workStartMs + afterMs <= atMs || workStartMs + afterMs + takesMs >= endMs) continue;
      atMs = workStartMs + afterMs;
      leave(habit.atBreak);
      atMs += takesMs;
      enter(false);
    }
    atMs = Math.max(atMs, endMs);
    leave(habit.dayEnds);
    return { power: habit.dayEnds === 'shuts-down' ? 'off' : 'on', session };
  }
}
