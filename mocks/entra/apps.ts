/**
 * Apps and resources that a tenant knows. Sources: protocols.md 1 (client ids, resource of the registration service), 6.1 (broker);
 * the ids of the resources of Microsoft are public.
 */

/** An app that asks for tokens. */
export interface App {
  /** Application (client) id, a GUID. */
  readonly clientId: string;
  readonly displayName: string;
  /** Secrets, as plain text; none: a public client, unless it has certificates. */
  readonly secrets?: readonly string[];
  /** Certificates that sign its assertions, PEM. */
  readonly certificates?: readonly string[];
  /** Application permissions in Graph, e.g. `Device.Read.All`. @default all that the simulated Graph knows */
  readonly permissions?: readonly string[];
}

const app = (clientId: string, displayName: string): App => ({ clientId, displayName });

/** `client_id` inside the PRT requests of Windows; audience of the id token that comes with a PRT. */
export const signInBroker = app('38aa3b87-a06d-4817-b275-7a316988d93b', 'Windows Sign In');

/** To which the ordinary refresh tokens of Windows' users belong. */
export const authenticationBroker = app('29d9ed98-a469-4536-ade2-f981bc1d605e', 'Microsoft Authentication Broker');

/** Public clients of every tenant. */
const wellKnownApps: readonly App[] = [
  signInBroker,
  authenticationBroker,
  app('dd762716-544d-4aeb-a526-687b73838a22', 'Microsoft Device Registration Client'),
  app('b90d5b8f-5503-4153-b545-b31cecfaece2', 'AADJ CSP'),
  app('1651564e-7ce4-4d99-88be-0a65050d8dc3', 'Azure AD Connect'),
  app('6eb59a73-39b2-4c23-a70f-e2e3ce8965b1', 'Azure AD Connect v2'),
];

export const appOf = (apps: readonly App[], clientId: string): App | undefined =>
  [...apps, ...wellKnownApps].find((known) => known.clientId.toLowerCase() === clientId.toLowerCase());

export const isConfidential = ({ secrets = [], certificates = [] }: App): boolean => secrets.length + certificates.length > 0;

/** What tokens are for. */
export interface Resource {
  readonly id: string;
  /** The names it is asked for by. */
  readonly names: readonly string[];
  readonly displayName: string;
}

export const graphResource: Resource = {
  id: '00000003-0000-0000-c000-000000000000', displayName: 'Microsoft Graph', names: ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'],
};

export const registrationResource: Resource = {
  id: '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9', displayName: 'Device Registration Service',
  names: ['urn:ms-drs:enterpriseregistration.windows.net', '01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9'],
};

export const microsoftResources: readonly Resource[] = [
  graphResource,
  registrationResource,
  { id: '00000002-0000-0000-c000-000000000000', displayName: 'Windows Azure Active Directory', names: ['https://graph.windows.net', '00000002-0000-0000-c000-000000000000'] },
  {
    id: '797f4846-ba00-4fd7-ba43-dac1f8f63013', displayName: 'Windows Azure Service Management API',
    names: ['https://management.azure.com', 'https://management.core.windows.net', '797f4846-ba00-4fd7-ba43-dac1f8f63013'],
  },
];

/** Clients write a slash at the end or not. */
export function bare(name: string): string {
  let end = name.length;
  while (name[end - 1] === '/') end -= 1;
  return name.slice(0, end).toLowerCase();
}

/** A resource of Microsoft, or an app of the tenant, by any of its names. */
export function resourceOf(apps: readonly App[], name: string): Resource | undefined {
  const asked = bare(name);
  const known = microsoftResources.find(({ names }) => names.includes(asked));
  if (known) return known;
  const own = apps.find(({ clientId }) => asked === clientId.toLowerCase() || asked === `api://${clientId.toLowerCase()}`);
  return own && { id: own.clientId, displayName: own.displayName, names: [`api://${own.clientId}`] };
}

export interface AskedScope {
  /** Name of the resource; Graph where the scopes name none. */
  readonly resource: string;
  /** What is asked of the resource, without its name: `Device.Read.All`. */
  readonly permissions: readonly string[];
  /** `openid`, `offline_access` and the like. */
  readonly openId: readonly string[];
  /** All of it as it was asked for: answers repeat it so, and clients look their tokens up by it. */
  readonly asked: string;
}

const openIdScopes = new Set(['openid', 'profile', 'email', 'offline_access', 'aza', 'ugs', 'pr']);

/** @returns `null` when the scopes name two resources, for which no single token can be made */
export function readScope(scope: string): AskedScope | null {
  const words = scope.split(/\s+/).filter((word) => word !== '');
  const openId = words.filter((word) => openIdScopes.has(word.toLowerCase()));
  const named = words.filter((word) => !openIdScopes.has(word.toLowerCase())).map((word) => {
    const slash = word.lastIndexOf('/');
    return slash < 0 ? { resource: 'https://graph.microsoft.com', permission: word } : { resource: bare(word.slice(0, slash)), permission: word.slice(slash + 1) };
  });
  const resource = named[0]?.resource ?? 'https://graph.microsoft.com';
  if (named.some((word) => word.resource !== resource)) return null;
  return { resource, permissions: named.map(({ permission }) => permission), openId, asked: words.join(' ') };
}
