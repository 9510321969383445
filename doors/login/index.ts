/** Routes of the sign-in service. */
import type { Route } from '../cloud/route.ts';
import { realmRoutes } from './realm.ts';

export const loginRoutes: readonly Route[] = [...realmRoutes];
