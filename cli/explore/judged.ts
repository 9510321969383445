/** What holds in the states of a session. */
import { judgeOwn, type OwnVerdict } from '../../simulation/exploration/own-properties.ts';
import { allHold, propertiesOf, type Properties } from '../../simulation/exploration/properties.ts';
import { keepsPromise } from './own.ts';
import type { Session } from './session.ts';

export interface Judged {
  /** Of the model. */
  readonly properties: Properties;
  /** What the scenario itself promises. */
  readonly own: readonly OwnVerdict[];
  /** Nothing is broken, as far as it is known. */
  readonly holds: boolean;
}

export function judged({ exploration, scenario, endedBy, isLate }: Session): Judged {
  const properties = propertiesOf(exploration, isLate);
  const own = judgeOwn(exploration, scenario.properties, endedBy === null, isLate);
  return { properties, own, holds: allHold(properties) && own.every(keepsPromise) };
}
