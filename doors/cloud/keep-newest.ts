/** Remembers what clients have brought about, the newest only: the oldest are forgotten beyond the limit, so that no client can fill the memory. */
export function keepNewest<Value>(map: Map<string, Value>, key: string, value: Value, keptMax: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= keptMax) break;
    map.delete(oldest);
  }
}
