/** The properties of a scenario at one instant. */
import type { Evidence, Viewpoint } from '../evidence/evidence.ts';
import { lookAtField, type Evidences } from './expectations.ts';
import type { Formula, Property, Seen } from './scenario/model.ts';
import type { World } from './world.ts';

function seenFrom(viewpoint: Viewpoint, evidences: Evidences): Seen {
  return {
    world: viewpoint.world,
    field(path) {
      const dot = path.indexOf('.');
      const name = dot < 0 ? path : path.slice(0, dot);
      const evidence: Evidence | undefined = evidences[name];
      if (!evidence || dot < 0) throw new Error(`"${path}" is no evidence.field; for example portal.registered. Evidences: ${Object.keys(evidences).join(', ')}.`);
      return evidence.field(viewpoint, path.slice(dot + 1));
    },
  };
}

const viewpointOf = ({ device, as }: Property, world: World): Viewpoint => ({ world, device: device ?? Object.keys(world.devices)[0] ?? '', as });

function isTrue(formula: Formula, viewpoint: Viewpoint, evidences: Evidences): boolean {
  if (typeof formula === 'function') return formula(seenFrom(viewpoint, evidences));
  return formula.every((condition) => lookAtField(condition, viewpoint, evidences).holds);
}

/** `elsewhere`: nothing is promised of this instant. */
export type Truth = 'holds' | 'broken' | 'elsewhere';

export function truthOf(property: Property, world: World, evidences: Evidences): Truth {
  const viewpoint = viewpointOf(property, world);
  if (property.when !== null && !isTrue(property.when, viewpoint, evidences)) return 'elsewhere';
  return isTrue(property.holds, viewpoint, evidences) ? 'holds' : 'broken';
}

/** What each condition shows, for a report; a function shows nothing. */
export function conditionsOf(property: Property, world: World, evidences: Evidences): readonly { readonly text: string; readonly holds: boolean; readonly actual: string }[] {
  return [property.when, property.holds].flatMap((formula) => {
    if (formula === null) return [];
    if (typeof formula === 'function') return [{ text: 'what its function says', holds: isTrue(formula, viewpointOf(property, world), evidences), actual: 'no' }];
    return formula.map((condition) => ({ text: condition.text, ...lookAtField(condition, viewpointOf(property, world), evidences) }));
  });
}

/** `evidence.field` of all that a property looks at. */
export const fieldsOf = ({ when, holds }: Property): readonly string[] =>
  [when, holds].flatMap((formula) => (formula === null || typeof formula === 'function' ? [] : formula.map(({ evidence, field }) => `${evidence}.${field}`)));
