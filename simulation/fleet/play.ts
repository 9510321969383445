/** From a scenario with a population to what came of its devices, under a policy or as it is; and one device of it as a scenario. */
import { formatDuration } from '../calendar.ts';
import { withPolicy } from '../scenario/policy.ts';
import type { Scenario } from '../scenario/model.ts';
import type { PopulationSpec } from '../scenario/population-spec.ts';
import type { DeviceState } from './device-run.ts';
import { deviceName, worldOfDevice } from './device-world.ts';
import { Fleet, said, type Asked } from './fleet.ts';
import { leftBehind } from './left-behind.ts';
import { facts } from './machine.ts';
import { populationOf } from './population.ts';
import { Counter, type Counted, type Tally } from './tally.ts';

export interface FleetOptions {
  /** Name of a policy of the population; `null` is the population as it is. */
  readonly policy: string | null;
  /** @default what the population says */
  readonly devices?: number;
  readonly hours?: number;
  /** Which devices to tell of. @default all */
  readonly asked?: Asked;
  /** Told of every device after it was played: how many so far. */
  readonly onDevice?: (played: number) => void;
}

/** The scenario under the policy; a bug where it has no population or no such policy. */
function underPolicy(scenario: Scenario, { policy, devices, hours }: FleetOptions): Scenario & { readonly population: PopulationSpec } {
  if (!scenario.population) throw new Error(`${scenario.id} has no population.`);
  const changes = policy === null ? {} : scenario.population.policies[policy];
  if (!changes) throw new Error(`${scenario.id} has no policy ${policy ?? ''}.`);
  const parts = withPolicy({ world: scenario.world, population: scenario.population }, changes);
  if ('problems' in parts) throw new Error(parts.problems.map(({ message }) => message).join('; '));
  const population = { ...parts.population, ...(devices === undefined ? {} : { devices: String(devices) }), ...(hours === undefined ? {} : { hours: String(hours) }) };
  return { ...scenario, world: parts.world, population };
}

const everyone: Asked = () => true;

/** One device at the end of its time. */
export interface DeviceEnd extends Counted {
  readonly name: string;
  readonly traits: { readonly [trait: string]: string };
}

class Reader {
  readonly #fleet: Fleet;
  readonly #left = new Map<string, Counted['left']>();

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
  }

  read(device: number, traits: readonly number[], { state, registeredMs, doneMs, throttled, exportStopped }: DeviceState): Counted {
    const { machine, population } = this.#fleet;
    const gone = registeredMs >= 0 && (machine.factsOf(state) & facts.registered) === 0;
    const key = `${state} ${exportStopped}`;
    let left = this.#left.get(key) ?? null;
    if ((doneMs < 0 || gone) && !left) {
      left = leftBehind(machine.world(state), population.like, exportStopped);
      this.#left.set(key, left);
    }
    return { device, values: this.#fleet.valuesOf(traits), registeredMs, prtMs: doneMs, throttled, left: doneMs < 0 || gone ? left : null };
  }
}

/** What is known of how it was played, for the curious. */
export interface Effort {
  readonly steps: number;
  readonly moves: number;
  readonly states: number;
  readonly learned: number;
}

export function playFleet(scenario: Scenario, options: FleetOptions): { readonly tally: Tally; readonly sharesLimits: boolean; readonly effort: Effort } {
  const played = underPolicy(scenario, options);
  const population = populationOf(played.population, played.world);
  for (let deletionsWait = false; ; deletionsWait = true) {
    const fleet = new Fleet(played, population, deletionsWait);
    const counter = new Counter(population.traits);
    const reader = new Reader(fleet);
    let count = 0;
    const holds = fleet.play(options.asked ?? everyone, (device, traits, state) => {
      counter.count(reader.read(device, traits, state));
      options.onDevice?.((count += 1));
    });
    if (!holds && !deletionsWait) continue;
    const { runner, machine, shared } = fleet;
    return { tally: counter.tally(), sharesLimits: shared.shares, effort: { steps: runner.steps, moves: runner.moves, states: machine.states, learned: machine.learned } };
  }
}

export interface SingleDevice extends DeviceEnd {
  /** The world and the timeline that a replay of this device alone takes. */
  readonly scenario: Scenario;
}



/** Devices of the fleet, each with the scenario that replays it to the same. */
export function playDevices(scenario: Scenario, devices: readonly number[], options: FleetOptions): SingleDevice[] {
  const played = underPolicy(scenario, options);
  const population = populationOf(played.population, played.world);
  for (let deletionsWait = false; ; deletionsWait = true) {
    const fleet = new Fleet(played, population, deletionsWait);
    const reader = new Reader(fleet);
    const heard = new Map(devices.map((device) => [device, [] as Heard[]]));
    const found = new Map<number, Counted>();
    const holds = fleet.play(
      (device) => heard.has(device),
      (device, traits, state) => found.set(device, reader.read(device, traits, state)),
      (device) => (heard.has(device) ? (atMs, sentence, text) => heard.get(device)?.push({ atMs, text: text ?? fleet.sentences[sentence] ?? '' }) : null),
    );
    if (!holds && !deletionsWait) continue;
    return devices.map((device) => {
      const counted = found.get(device);
      if (!counted) throw new Error(`fleet: there is no device ${device}.`);
      return singleDevice(fleet, counted, heard.get(device) ?? []);
    });
  }
}

interface Heard {
  readonly atMs: number;
  readonly text: string;
}

function singleDevice({ scenario, population, planner }: Fleet, counted: Counted, heard: readonly Heard[]): SingleDevice {
  const { device, values } = counted;
  const name = deviceName(device);
  const spec = worldOfDevice(scenario.world, population, values, planner.firstLocation(values));
  const world = { ...spec, devices: { [name]: spec.devices[population.like] as (typeof spec.devices)[string] }, settings: { ...spec.settings, 'task.nextRun': formatDuration(planner.nextRunMs(device)) } };
  const timeline = heard.map(({ atMs, text }) => ({ atMs, at: null, actions: [said(text.replaceAll(population.like, name)).action], expectations: [] }));
  // What is promised in the file speaks of the device that all are like.
  const { population: _population, ...rest } = scenario;
  const single: Scenario = { ...rest, id: `${scenario.id}-${name}`, file: null, title: `${name} of the fleet ${scenario.id}`, ticket: null, world, timeline, properties: [] };
  return { ...counted, name, traits: Object.fromEntries(population.traits.map((trait, index) => [trait.name, values[index] as string])), scenario: single };
}
