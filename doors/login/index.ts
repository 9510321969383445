/** Routes of the sign-in service. */
import type { Route } from '../cloud/route.ts';
import { credentialTypeRoutes } from './credential-type.ts';
import { deviceCodeRoutes } from './device-code.ts';
import { metadataRoutes } from './metadata.ts';
import { realmRoutes } from './realm.ts';
import { tokenRoutes } from './token.ts';

export const loginRoutes: readonly Route[] = [...realmRoutes, ...metadataRoutes, ...tokenRoutes, ...deviceCodeRoutes, ...credentialTypeRoutes];
