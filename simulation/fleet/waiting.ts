/** Devices that wait for the fleet, by instant. */
export class Waiting {
  readonly #byInstant = new Map<number, number[]>();
  /** A heap: the earliest instant first. */
  readonly #instants: number[] = [];

  add(atMs: number, device: number): void {
    const known = this.#byInstant.get(atMs);
    if (known) {
      known.push(device);
      return;
    }
    this.#byInstant.set(atMs, [device]);
    const heap = this.#instants;
    let at = heap.length;
    for (; at > 0; at = (at - 1) >> 1) {
      const above = heap[(at - 1) >> 1] as number;
      if (above <= atMs) break;
      heap[at] = above;
    }
    heap[at] = atMs;
  }

  /** Those who wait for the earliest instant, in the order of their numbers; `null` when nobody waits. */
  take(): { readonly atMs: number; readonly devices: readonly number[] } | null {
    const heap = this.#instants;
    const atMs = heap[0];
    const last = heap.pop();
    if (atMs === undefined || last === undefined) return null;
    if (heap.length > 0) {
      let at = 0;
      for (let below = 1; below < heap.length; below = 2 * at + 1) {
        if (below + 1 < heap.length && (heap[below + 1] as number) < (heap[below] as number)) below += 1;
        if ((heap[below] as number) >= last) break;
        heap[at] = heap[below] as number;
        at = below;
      }
      heap[at] = last;
    }
    const devices = (this.#byInstant.get(atMs) ?? []).sort((a, b) => a - b);
    this.#byInstant.delete(atMs);
    return { atMs, devices };
  }
}
