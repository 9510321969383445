/** Table of contents: every verb, by the group of people who use it. */
import { activeDirectoryVerbs } from './active-directory.ts';
import { commandVerbs } from './commands.ts';
import { connectVerbs } from './connect.ts';
import { deviceVerbs } from './device.ts';
import { domainVerbs } from './domain.ts';
import { entraVerbs } from './entra.ts';
import { faultVerbs } from './fault.ts';
import { networkVerbs } from './network.ts';
import { userVerbs } from './user.ts';
import type { Verb } from './verb.ts';

export const verbs: readonly Verb[] = [
  ...userVerbs,
  ...deviceVerbs,
  ...domainVerbs,
  ...networkVerbs,
  ...commandVerbs,
  ...activeDirectoryVerbs,
  ...entraVerbs,
  ...connectVerbs,
  ...faultVerbs,
];
