/** Table of contents: deliberately wrong rules, each of which exploration must notice. */
import { propertyRules } from './by-property.ts';
import { connectRules } from './connect.ts';
import { deviceRules } from './device.ts';
import { registrationRules } from './registration.ts';
import { tokenRules } from './token.ts';
import type { WrongRule } from './wrong-rule.ts';

export type { WrongRule } from './wrong-rule.ts';
export { isBroken, properties, type PropertyName } from './properties.ts';
export { worlds } from './worlds.ts';

export const wrongRules: readonly WrongRule[] = [...registrationRules, ...deviceRules, ...tokenRules, ...connectRules, ...propertyRules];
