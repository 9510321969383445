/** Table of contents: what a chart may do on its own machine without asking anybody. One line a service. */
import type { Act } from '../operation.ts';
import { connectActs } from './connect.ts';
import { directoryActs } from './directory.ts';
import { tenantActs } from './tenant.ts';
import { windowsActs } from './windows.ts';

const all: readonly Act[] = [...windowsActs, ...directoryActs, ...connectActs, ...tenantActs];

export const acts: { readonly [name: string]: Act | undefined } = Object.fromEntries(all.map((act) => [act.name, act]));
