/** Routes of Microsoft Graph. */
import type { Route } from '../cloud/route.ts';

export const graphRoutes: readonly Route[] = [];
