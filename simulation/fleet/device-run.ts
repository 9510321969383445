/** Devices at their places in the machine, each with its own agenda; runs one of them until it is over or has to wait for the fleet. */
import type { Messages } from './device-plan.ts';
import { burstAt, putAt, type Bursts } from './bursts.ts';
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
  handles: Int32Array = new Int32Array(agendaRoom);
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
      this.handles[at] = start.handles[at] as number;
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
    const { handles, items, dueMs } = this;
    this.handles = new Int32Array(items.length * 2);
    this.handles.set(handles);
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
    const bursts = this.#bursts;
    const horizonMs = this.#horizonMs;
    device.gate = gates.none;
    for (;;) {
      // What is due first, and when the next thing is due after that.
      const { items, dueMs, count } = device;
      let first = -1;
      let firstMs = Number.POSITIVE_INFINITY;
      let secondMs = Number.POSITIVE_INFINITY;
      for (let at = 0; at < count; at += 1) {
        const due = dueMs[at] as number;
        if (due < firstMs || (due === firstMs && machine.comesBefore(items[at] as number, items[first] as number))) {
          secondMs = firstMs;
          first = at;
          firstMs = due;
        } else if (due < secondMs) secondMs = due;
      }
      // What somebody does comes before what is due at the same instant, as in a replay.
      const messageMs = device.nextMessage < messages.count ? (messages.atMs[device.nextMessage] as number) : Number.POSITIVE_INFINITY;
      const acts = messageMs <= firstMs;
      const atMs = acts ? messageMs : firstMs;
      if (atMs > horizonMs) return;
      const input = acts ? (messages.sentences[device.nextMessage] as number) : machine.inputOfItem(items[first] as number);
      const state = atMs > device.nowMs ? machine.aged(device.state) : device.state;
      const burst = bursts.of(state, input);
      const { pool } = bursts;
      const gate = pool[burst + burstAt.gate] as number;
      if (gate !== gates.none) {
        device.state = state;
        device.nowMs = atMs;
        device.gate = gate;
        device.gateMs = atMs;
        device.gateInput = input;
        return;
      }
      if (acts) {
        device.nextMessage += 1;
        if (this.listener) this.#say(atMs, state, input);
      }
      const nextMessageMs = acts ? (device.nextMessage < messages.count ? (messages.atMs[device.nextMessage] as number) : Number.POSITIVE_INFINITY) : messageMs;
      const endMs = atMs + (pool[burst + burstAt.durationMs] as number);
      const isAlone = endMs < (acts ? firstMs : secondMs) && endMs < nextMessageMs && endMs <= horizonMs;
      if (isAlone && (pool[burst + burstAt.draws] === 0 || !this.#endsWithin(burst))) this.#move(device, atMs, burst);
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
    if (input >= machine.actions.length) drop(device, machine.agendas.handleOf(input - machine.actions.length));
    const { handles, items, deadlines } = machine.change(edge);
    for (let at = 0; at < handles.length; at += 1) drop(device, handles[at] as number);
    for (let at = 0; at < items.length; at += 1) {
      const item = items[at] as number;
      put(device, machine.agendas.handleOf(item), item, atMs + this.#draws.ms(deadlines[at] as number));
    }
    device.state = machine.target(edge);
    device.nowMs = atMs;
    const known = machine.factsOf(device.state);
    if (device.registeredMs === unreached && (known & facts.registered) !== 0) device.registeredMs = atMs;
    if (device.doneMs === unreached && (known & facts.done) !== 0) device.doneMs = atMs;
  }

  #move(device: DeviceState, atMs: number, burst: number): void {
    const { pool } = this.#bursts;
    this.moves += 1;
    const removed = burst + burstAt.lists + (pool[burst + burstAt.removed] as number);
    for (let at = burst + burstAt.lists; at < removed; at += 1) drop(device, pool[at] as number);
    const end = removed + (pool[burst + burstAt.put] as number) * putAt.length;
    const draws = pool[burst + burstAt.draws] !== 0;
    for (let at = removed; at < end; at += putAt.length) {
      const delayMs = pool[at + putAt.delayMs] as number;
      const inMs = draws && isDrawn(delayMs) ? (pool[at + putAt.setAtMs] as number) + this.#draws.ms(delayMs) : delayMs;
      put(device, pool[at + putAt.handle] as number, pool[at + putAt.item] as number, atMs + inMs);
    }
    device.state = pool[burst + burstAt.target] as number;
    device.nowMs = atMs + (pool[burst + burstAt.durationMs] as number);
    const registeredAtMs = pool[burst + burstAt.registeredAtMs] as number;
    const doneAtMs = pool[burst + burstAt.doneAtMs] as number;
    if (device.registeredMs === unreached && registeredAtMs >= 0) device.registeredMs = atMs + registeredAtMs;
    if (device.doneMs === unreached && doneAtMs >= 0) device.doneMs = atMs + doneAtMs;
  }

  /** Whether a delay that the device drew ends before the burst does. */
  #endsWithin(burst: number): boolean {
    const { pool } = this.#bursts;
    const removed = burst + burstAt.lists + (pool[burst + burstAt.removed] as number);
    const end = removed + (pool[burst + burstAt.put] as number) * putAt.length;
    for (let at = removed; at < end; at += putAt.length) {
      const delayMs = pool[at + putAt.delayMs] as number;
      if (isDrawn(delayMs) && (pool[at + putAt.setAtMs] as number) + this.#draws.ms(delayMs) <= (pool[burst + burstAt.durationMs] as number)) return true;
    }
    return false;
  }

  #say(atMs: number, state: number, input: number): void {
    if (this.#machine.leaf(this.#machine.edge(state, input)).outcome !== 'impossible') this.listener?.(atMs, input, null);
  }
}

function drop(device: DeviceState, handle: number): void {
  const { handles, items, dueMs } = device;
  for (let at = 0; at < device.count; at += 1) {
    if (handles[at] !== handle) continue;
    device.count -= 1;
    const last = device.count;
    handles[at] = handles[last] as number;
    items[at] = items[last] as number;
    dueMs[at] = dueMs[last] as number;
    return;
  }
}

/** What has the same handle is replaced. */
function put(device: DeviceState, handle: number, item: number, due: number): void {
  const { handles } = device;
  let at = 0;
  while (at < device.count && handles[at] !== handle) at += 1;
  if (at === device.count) {
    if (at === device.items.length) device.grow();
    device.count += 1;
  }
  device.handles[at] = handle;
  device.items[at] = item;
  device.dueMs[at] = due;
}
