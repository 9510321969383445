/** What the schema of worlds, or of populations, knows at a path: for "did you mean" and for messages. */
import { worldSpecSchema } from './world-spec.ts';

interface Shape {
  readonly shape?: { readonly [key: string]: unknown };
  readonly def?: { readonly innerType?: Shape; readonly valueType?: Shape };
  readonly description?: string;
}

/** Optional and defaulted values are of the type inside. */
const unwrap = (schema: Shape | undefined): Shape | undefined => (schema && !schema.shape && schema.def?.innerType ? unwrap(schema.def.innerType) : schema);

function schemaAt(path: readonly PropertyKey[], root: unknown): Shape | undefined {
  let here: Shape | undefined = root as Shape;
  for (const part of path) {
    const inside = unwrap(here);
    here = inside?.shape ? (Object.hasOwn(inside.shape, String(part)) ? (inside.shape[String(part)] as Shape) : undefined) : inside?.def?.valueType;
  }
  return here;
}

export const keysAt = (path: readonly PropertyKey[], root: unknown = worldSpecSchema): readonly string[] => Object.keys(unwrap(schemaAt(path, root))?.shape ?? {});

export const describedAt = (path: readonly PropertyKey[], root: unknown = worldSpecSchema): string | undefined => schemaAt(path, root)?.description ?? unwrap(schemaAt(path, root))?.description;

type Issue = NonNullable<ReturnType<typeof worldSpecSchema.safeParse>['error']>['issues'][number];

/** What is wrong with a value of the world, in words. */
export function reasonOf(issue: Issue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.code === 'invalid_union') return describedAt(issue.path) ?? issue.message;
  return issue.code === 'invalid_value' ? 'is none of its values' : issue.message;
}
