/** Devices at their places in the machine, each with its own agenda; runs one of them until it is over or has to wait for the fleet. */
import type { Messages } from './device-plan.ts';
import type { Burst, Bursts } from './bursts.ts';
import { isDrawn, type DrawnDelays } from './draws.ts';
import { facts, gates, type FleetMachine, type Start } from './machine.ts';

/** Room for what is due at one time for one device; a world of one device has about ten things. */
const agendaRoom = 16;

export const unreached = -1;

/** Where one device is. Devices that wait for the fleet keep theirs; the others use one again and again. */
export class DeviceState {
  state = 0;
  /** Instant of the last step. */
  nowMs = 0;
  count = 0;
  items: Int32Array = new Int32Array(agendaRoom);
  dueMs: Float64Array = new Float64Array(agendaRoom);
  nextMessage = 0;
  registeredMs = unreached;
  doneMs = unreached;
  /** The gate that it stands at, when, and before which input. */
  gate: number = gates.none;
  gateMs = 0;
  gateInput = 0;
  /** The last export that concerned it was stopped by the deletion threshold. */
  exportStopped = false;
  /** Requests that the registration service did not take. */
  throttled = 0;

  begin(start: Start, draws: DrawnDelays): void {
    this.state = start.state;
    this.nowMs = 0;
    this.count = start.items.length;
    while (this.items.length < this.count) this.grow();
    for (let at = 0; at < this.count; at += 1) {
      this.items[at] = start.items[at] as number;
      this.dueMs[at] = draws.ms(start.dueMs[at] as number);
    }
    this.nextMessage = 0;
    this.registeredMs = (start.facts & facts.registered) !== 0 ? 0 : unreached;
    this.doneMs = (start.facts & facts.done) !== 0 ? 0 : unreached;
    this.gate = gates.none;
    this.exportStopped = false;
    this.throttled = 0;
  }

  grow(): void {
    const [items, dueMs] = [this.items, this.dueMs];
    this.items = new Int32Array(items.length * 2);
    this.items.set(items);
    this.dueMs = new Float64Array(dueMs.length * 2);
    this.dueMs.set(dueMs);
  }
}

/** Told every sentence that makes sense when it is said, for the scenario of one device; `text` where it says more exactly. */
export type Listener = (atMs: number, sentence: number, text: string | null) => void;

/** What the fleet decided for one step: a sentence before it, and one after it. */
export interface Aside {
  readonly on: number;
  readonly off: number;
  readonly text: string | null;
}

export class DeviceRunner {
  readonly #machine: FleetMachine;
  readonly #bursts: Bursts;
  readonly #draws: DrawnDelays;
  readonly #horizonMs: number;
  listener: Listener | null = null;
  steps = 0;
  moves = 0;

  constructor(machine: FleetMachine, bursts: Bursts, draws: DrawnDelays, horizonMs: number) {
    this.#machine = machine;
    this.#bursts = bursts;
    this.#draws = draws;
    this.#horizonMs = horizonMs;
  }

  /** Goes on to the horizon, or to the next gate. */
  run(device: DeviceState, messages: Messages): void {
    const machine = this.#machine;
    const horizonMs = this.#horizonMs;
    device.gate = gates.none;
    for (;;) {
      // What is due first, and what comes after that.
      let [first, firstMs, secondMs] = [-1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (let at = 0; at < device.count; at += 1) {
        const dueMs = device.dueMs[at] as number;
        if (dueMs < firstMs || (dueMs === firstMs && machine.comesBefore(device.items[at] as number, device.items[first] as number))) {
          secondMs = firstMs;
          first = at;
          firstMs = dueMs;
        } else if (dueMs < secondMs) secondMs = dueMs;
      }
      // What somebody does comes before what is due at the same instant, as in a replay.
      const messageMs = device.nextMessage < messages.count ? (messages.atMs[device.nextMessage] as number) : Number.POSITIVE_INFINITY;
      const acts = messageMs <= firstMs;
      const atMs = acts ? messageMs : firstMs;
      if (atMs > horizonMs) return;
      const input = acts ? (messages.sentences[device.nextMessage] as number) : machine.inputOfItem(device.items[first] as number);
      const state = atMs > device.nowMs ? machine.aged(device.state) : device.state;
      const burst = this.#bursts.of(state, input);
      if (burst.gate !== gates.none) {
        device.state = state;
        device.nowMs = atMs;
        device.gate = burst.gate;
        device.gateMs = atMs;
        device.gateInput = input;
        return;
      }
      if (acts) {
        device.nextMessage += 1;
        this.#say(atMs, state, input);
      }
      const nextMessageMs = device.nextMessage < messages.count ? (messages.atMs[device.nextMessage] as number) : Number.POSITIVE_INFINITY;
      const endMs = atMs + burst.durationMs;
      if (endMs < (acts ? firstMs : secondMs) && endMs < nextMessageMs && endMs <= horizonMs && !(burst.draws && this.#endsWithin(burst))) this.#move(device, atMs, burst);
      else this.step(device, atMs, state, input);
    }
  }

  /** Beyond the gate that the device stands at, with what the fleet decided: sentences that hold for this step alone. */
  pass(device: DeviceState, aside: Aside | null): void {
    const { gateMs, gateInput } = device;
    if (aside) this.step(device, gateMs, device.state, aside.on);
    this.step(device, gateMs, device.state, gateInput);
    if (aside) this.step(device, gateMs, device.state, aside.off);
    if (aside && this.listener) {
      this.listener(gateMs, aside.on, aside.text);
      this.listener(gateMs + 1, aside.off, null);
    }
  }

  /** One step, whatever else is due. */
  step(device: DeviceState, atMs: number, state: number, input: number): void {
    const machine = this.#machine;
    const edge = machine.edge(state, input);
    this.steps += 1;
    if (input >= machine.actions.length) this.#drop(device, machine.agendas.handleOf(input - machine.actions.length));
    const { handles, items, deadlines } = machine.change(edge);
    for (let at = 0; at < handles.length; at += 1) this.#drop(device, handles[at] as number);
    for (let at = 0; at < items.length; at += 1) this.#put(device, items[at] as number, atMs + this.#delay(deadlines[at] as number));
    device.state = machine.target(edge);
    device.nowMs = atMs;
    const known = machine.factsOf(device.state);
    if (device.registeredMs === unreached && (known & facts.registered) !== 0) device.registeredMs = atMs;
    if (device.doneMs === unreached && (known & facts.done) !== 0) device.doneMs = atMs;
  }

  /** Whether a delay that the device drew ends before the burst does. */
  #endsWithin({ delaysMs, setAtMs, durationMs }: Burst): boolean {
    for (let at = 0; at < delaysMs.length; at += 1) {
      const delayMs = delaysMs[at] as number;
      if (isDrawn(delayMs) && (setAtMs[at] as number) + this.#draws.ms(delayMs) <= durationMs) return true;
    }
    return false;
  }

  #move(device: DeviceState, atMs: number, burst: Burst): void {
    const { handles, items, delaysMs, setAtMs } = burst;
    this.moves += 1;
    for (let at = 0; at < handles.length; at += 1) this.#drop(device, handles[at] as number);
    for (let at = 0; at < items.length; at += 1) {
      const delayMs = delaysMs[at] as number;
      this.#put(device, items[at] as number, atMs + (isDrawn(delayMs) ? (setAtMs[at] as number) + this.#delay(delayMs) : delayMs));
    }
    device.state = burst.target;
    device.nowMs = atMs + burst.durationMs;
    if (device.registeredMs === unreached && burst.registeredAtMs >= 0) device.registeredMs = atMs + burst.registeredAtMs;
    if (device.doneMs === unreached && burst.doneAtMs >= 0) device.doneMs = atMs + burst.doneAtMs;
  }

  #delay(delayMs: number): number {
    return isDrawn(delayMs) ? this.#draws.ms(delayMs) : delayMs;
  }

  #say(atMs: number, state: number, input: number): void {
    if (this.listener && this.#machine.leaf(this.#machine.edge(state, input)).outcome !== 'impossible') this.listener(atMs, input, null);
  }

  #drop(device: DeviceState, handle: number): void {
    for (let at = 0; at < device.count; at += 1) {
      if (this.#machine.agendas.handleOf(device.items[at] as number) !== handle) continue;
      device.count -= 1;
      device.items[at] = device.items[device.count] as number;
      device.dueMs[at] = device.dueMs[device.count] as number;
      return;
    }
  }

  #put(device: DeviceState, item: number, dueMs: number): void {
    if (device.count === device.items.length) device.grow();
    device.items[device.count] = item;
    device.dueMs[device.count] = dueMs;
    device.count += 1;
  }
}
