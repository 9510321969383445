/** Table of contents: deliberately wrong rules, each of which exploration must notice. */
import { connectRules } from './connect.ts';
import { deviceRules } from './device.ts';
import { registrationRules } from './registration.ts';
import { tokenRules } from './token.ts';
import type { WrongRule } from './wrong-rule.ts';

export type { WrongRule } from './wrong-rule.ts';
export { worlds, type WorldTitle } from './worlds.ts';

export const wrongRules: readonly WrongRule[] = [...registrationRules, ...deviceRules, ...tokenRules, ...connectRules];
