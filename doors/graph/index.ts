/** Routes of Microsoft Graph. */
import type { Route } from '../cloud/route.ts';
import { deltaRoutes } from './delta.ts';
import { deviceRoutes } from './devices.ts';
import { directoryRoutes } from './directory.ts';

// `delta` is no id: it comes first.
export const graphRoutes: readonly Route[] = [...deltaRoutes, ...deviceRoutes, ...directoryRoutes];
