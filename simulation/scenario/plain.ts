/** Plain data of a world before it is checked. */
export type Plain = { [key: string]: unknown };

export const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a key, nothing inherited. */
export const own = (value: unknown, key: string): unknown => (isPlain(value) && Object.hasOwn(value, key) ? value[key] : undefined);

/** Mappings are merged, everything else is replaced. */
export function merge(below: Plain, above: Plain): Plain {
  const added = Object.entries(above).map(([key, value]) => {
    const known = own(below, key);
    return [key, isPlain(known) && isPlain(value) ? merge(known, value) : value] as const;
  });
  return { ...below, ...Object.fromEntries(added) };
}

export function setPath(world: Plain, path: readonly string[], value: unknown): Plain {
  const [head, ...rest] = path;
  if (head === undefined) return world;
  const below = own(world, head);
  if (rest.length === 0) return merge(world, { [head]: value });
  return { ...world, [head]: setPath(isPlain(below) ? below : {}, rest, value) };
}
