/** Routes of the device registration service. */
import type { Route } from '../cloud/route.ts';
import { discoverRoutes } from './discover.ts';
import { joinRoutes } from './join.ts';
import { leaveRoutes } from './leave.ts';

export const registrationRoutes: readonly Route[] = [...joinRoutes, ...leaveRoutes, ...discoverRoutes];
