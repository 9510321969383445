/** Routes of the device registration service. */
import type { Route } from '../cloud/route.ts';
import { bearerJoinRoutes } from './bearer-join.ts';
import { discoverRoutes } from './discover.ts';
import { joinRoutes } from './join.ts';
import { keyRoutes } from './key.ts';
import { leaveRoutes } from './leave.ts';
import { nonceRoutes } from './nonce.ts';

export const registrationRoutes: readonly Route[] = [...joinRoutes, ...leaveRoutes, ...bearerJoinRoutes, ...nonceRoutes, ...keyRoutes, ...discoverRoutes];
