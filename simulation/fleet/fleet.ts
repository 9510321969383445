/**
 * Plays a fleet: every device in the machine from the start to the horizon. Devices are alone but for what they share
 * (`shared-services.ts`): where that may matter a device waits at its gate until all have come to that instant, and the fleet
 * decides in the order of time, then of device numbers.
 */
import { createWorld } from '../scenario/create-world.ts';
import type { Action, Scenario } from '../scenario/model.ts';
import { effectiveSettings } from '../scenario/settings.ts';
import { verbs } from '../vocabulary/index.ts';
import { matchAction } from '../vocabulary/pattern.ts';
import type { Verb } from '../vocabulary/verb.ts';
import type { World } from '../world.ts';
import { Bursts } from './bursts.ts';
import { DevicePlanner, everydaySentences, Messages } from './device-plan.ts';
import { DeviceRunner, DeviceState, type Aside, type Listener } from './device-run.ts';
import { decidingWorld, worldOfDevice } from './device-world.ts';
import { DrawnDelays, isDrawn, machineSettings } from './draws.ts';
import { facts, FleetMachine, gates, type Start } from './machine.ts';
import type { Population } from './population.ts';
import { SharedServices } from './shared-services.ts';
import { Waiting } from './waiting.ts';

interface Said {
  readonly action: Action;
  readonly group: Verb['group'];
}

export function said(text: string): Said {
  const matched = matchAction(text, verbs);
  if ('nearest' in matched) throw new Error(`fleet: "${text}" is no sentence of the vocabulary.`);
  return { action: { text, verb: matched.verb.id, words: matched.words, at: null }, group: matched.verb.group };
}

/** Sentences that change passwords, or switch the loop on that looks for changed ones. */
const passwordSentence = /password|staging/;

/** Who is played, and who is told of: with what devices share, all are played whoever is asked for. */
export type Asked = (device: number) => boolean;

/** Told each device that was asked for, at the end of its time. Traits are indexes of values. */
export type Each = (device: number, traits: readonly number[], state: DeviceState) => void;

type ListenerAt = (device: number) => Listener | null;
const nobody: ListenerAt = () => null;

export class Fleet {
  readonly population: Population;
  readonly scenario: Scenario;
  readonly machine: FleetMachine;
  readonly planner: DevicePlanner;
  readonly runner: DeviceRunner;
  readonly bursts: Bursts;
  readonly shared: SharedServices;
  /** As they are said of the device that all are like. */
  readonly sentences: readonly string[];
  readonly #draws: DrawnDelays;
  readonly #passwordsChange: boolean;
  readonly #starts = new Map<string, Start>();
  readonly #messages = new Messages();

  /** @param deletionsWait deletions were seen to wait, and count for the whole fleet */
  constructor(scenario: Scenario, population: Population, deletionsWait = false) {
    this.scenario = scenario;
    this.population = population;
    const { like, user } = population;
    const settings = effectiveSettings(scenario.world.settings);
    const device = scenario.world.devices[like];
    this.planner = new DevicePlanner(population, scenario.seed, scenario.startMs, { vpn: device?.vpn ?? 'none', isOn: device?.power === 'on' });
    const filled = (sentence: string): string => sentence.replaceAll('{device}', like).replaceAll('{user}', user);
    const events = population.events.map(({ sentence }) => said(sentence));
    const first = everydaySentences.length + events.length;
    this.shared = new SharedServices(population, scenario.world, { eventGroups: events.map(({ group }) => group), firstSentence: first, deletionsWait });
    this.#passwordsChange = events.some(({ action }) => passwordSentence.test(action.text));
    const actions = [...everydaySentences.map((text) => said(filled(text)).action), ...events.map(({ action }) => action), ...this.shared.sentences.map((text) => said(filled(text)).action)];
    this.sentences = actions.map(({ text }) => text);
    this.#draws = new DrawnDelays(scenario.seed, settings, (number) => this.planner.nextRunMs(number));
    this.machine = new FleetMachine(this.#worldOf(this.traitsOf(1)), actions);
    this.bursts = new Bursts(this.machine, isDrawn, (gate) => this.shared.isGate(gate));
    this.runner = new DeviceRunner(this.machine, this.bursts, this.#draws, population.horizonMs);
  }

  /** Indexes of the values that a device has drawn. */
  traitsOf(device: number): readonly number[] {
    return this.population.traits.map((_trait, index) => this.planner.trait(device, index));
  }

  valuesOf(traits: readonly number[]): readonly string[] {
    return this.population.traits.map(({ values }, index) => values[traits[index] as number] as string);
  }

  /**
   * @param listenerAt who is told what is said at a device
   * @returns whether it holds: not where devices were played alone and deletions waited that count for all
   */
  play(asked: Asked, each: Each, listenerAt: ListenerAt = nobody): boolean {
    if (this.shared.shares) this.#playTogether(asked, each, listenerAt);
    else this.#playAlone(asked, each, listenerAt);
    return this.shared.limitsDeletions || !this.shared.hasThreshold || !this.machine.deletionsWaited;
  }

  #worldOf(traits: readonly number[]): World {
    const { seed, startMs, world } = this.scenario;
    const values = this.valuesOf(traits);
    const spec = worldOfDevice(world, this.population, values, this.planner.firstLocation(values));
    return createWorld(decidingWorld(spec, this.population), { seed, startMs, settings: machineSettings(effectiveSettings(spec.settings), this.#passwordsChange) });
  }

  #startOf(traits: readonly number[]): Start {
    const key = traits.join(' ');
    const known = this.#starts.get(key);
    if (known) return known;
    const start = this.machine.start(this.#worldOf(traits));
    this.#starts.set(key, start);
    return start;
  }

  #playAlone(asked: Asked, each: Each, listenerAt: ListenerAt): void {
    const state = new DeviceState();
    for (let device = 1; device <= this.population.devices; device += 1) {
      if (!asked(device)) continue;
      const traits = this.traitsOf(device);
      this.#draws.device(device);
      this.planner.messages(device, traits, this.#messages);
      state.begin(this.#startOf(traits), this.#draws);
      this.runner.listener = listenerAt(device);
      this.runner.run(state, this.#messages);
      each(device, traits, state);
    }
  }

  #playTogether(asked: Asked, each: Each, listenerAt: ListenerAt): void {
    const waiting = new Waiting();
    const states: DeviceState[] = [];
    const messages: Messages[] = [];
    const goOn = (device: number, aside: Aside | null): void => {
      const state = states[device] as DeviceState;
      this.#draws.device(device);
      this.runner.listener = listenerAt(device);
      if (state.gate !== gates.none) this.runner.pass(state, aside);
      this.runner.run(state, messages[device] as Messages);
      if (state.gate !== gates.none) waiting.add(state.gateMs, device);
      else if (asked(device)) each(device, this.traitsOf(device), state);
    };
    for (let device = 1; device <= this.population.devices; device += 1) {
      const traits = this.traitsOf(device);
      this.#draws.device(device);
      this.planner.messages(device, traits, this.#messages);
      messages[device] = this.#messages.kept();
      const state = new DeviceState();
      state.begin(this.#startOf(traits), this.#draws);
      states[device] = state;
      goOn(device, null);
    }
    for (let turn = waiting.take(); turn; turn = waiting.take()) {
      const owns = (device: number): number => {
        const { gate, state } = states[device] as DeviceState;
        return gate === gates.export && (this.machine.factsOf(state) & facts.deletionWaits) !== 0 ? 1 : 0;
      };
      let deletions = 0;
      for (const device of turn.devices) deletions += owns(device);
      for (const device of turn.devices) {
        const state = states[device] as DeviceState;
        if (state.gate === gates.registration) {
          const aside = this.shared.registration(turn.atMs);
          if (aside) state.throttled += 1;
          goOn(device, aside);
        } else {
          const aside = this.shared.export(deletions, owns(device), this.machine.threshold(state.state));
          state.exportStopped = aside !== null;
          goOn(device, aside);
        }
      }
    }
  }
}
