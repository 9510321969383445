/**
 * The network as SYSTEM and the user see it, side by side: finding a domain controller, its services, each host of the cloud, and
 * the URLs that Microsoft's connectivity script tests. Sources: lifecycle.md 6.1, on-premises.md 2.1, protocols.md 10.
 */
import type { Failure } from '../knowledge/vocabulary.ts';
import { internetHosts } from '../mocks/network/reach.ts';
import type { Destination, InternetHost, SecurityContext } from '../mocks/network/state.ts';
import { attachmentOf } from '../simulation/attachment.ts';
import { trafficFailure } from '../simulation/traffic.ts';
import type { World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';
import { table } from './text.ts';

/** The published scripts run as SYSTEM and expect HTTP 200 (protocols.md 10). */
const testUrls: readonly (readonly [host: InternetHost, url: string])[] = [
  ['login.microsoftonline.com', 'https://login.microsoftonline.com/common/oauth2'],
  ['device.login.microsoftonline.com', 'https://device.login.microsoftonline.com/common/oauth2'],
  ['enterpriseregistration.windows.net', 'https://enterpriseregistration.windows.net/microsoft.com/discover?api-version=1.7'],
];

/** Services of a domain controller in the order in which the join needs them. */
const services = [['dns-srv', 'DNS SRV'], ['ldap-ping', 'LDAP ping'], ['ldap', 'LDAP'], ['kerberos', 'Kerberos']] as const;

const anyController = (world: World): string | null =>
  Object.values(world.directory.controllers).find((controller) => controller.running)?.name ?? Object.keys(world.directory.controllers)[0] ?? null;

interface Reach {
  readonly what: string;
  readonly destination: Destination;
  readonly system: Failure | null;
  readonly user: Failure | null;
}

function reachOf(world: World, device: string): Reach[] {
  const both = (what: string, destination: Destination): Reach => ({
    what,
    destination,
    system: trafficFailure(world, device, 'system', destination),
    user: trafficFailure(world, device, 'user', destination),
  });
  const { dnsName } = world.directory.domain;
  const [[, first]] = services;
  return [
    both(`${dnsName}: ${first}`, { kind: 'dc', controller: null, service: 'dns-srv' }),
    ...Object.keys(world.directory.controllers).flatMap((controller) =>
      services.slice(1).map(([service, title]) => both(`${controller}: ${title}`, { kind: 'dc', controller, service })),
    ),
    ...internetHosts.map((host) => both(host, { kind: 'https', host })),
  ];
}

const short = (failure: Failure | null): string => (failure ? 'unreachable' : 'reachable');
const withCode = (failure: Failure | null): string => (failure ? `no, ${failure.code}` : 'yes');

function field(world: World, device: string, name: string): string | undefined {
  const attachment = attachmentOf(world, device);
  if (name === 'location') return attachment.location;
  if (name === 'tunnels') return attachment.tunnels.length === 0 ? 'none' : attachment.tunnels.join('+');
  const [context, what] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
  if (context !== 'system' && context !== 'user') return undefined;
  const to = (destination: Destination): string => short(trafficFailure(world, device, context, destination));
  if (what === 'proxy') return (context === 'system' ? attachment.systemProxy : attachment.userProxy) ?? 'DIRECT';
  if (what === 'dc') return to({ kind: 'dc', controller: anyController(world), service: 'ldap' });
  if (what === 'internet') return to({ kind: 'https', host: 'login.microsoftonline.com' });
  const service = services.find(([id]) => id === what)?.[0];
  if (service) return to({ kind: 'dc', controller: service === 'dns-srv' ? null : anyController(world), service });
  const host = internetHosts.find((known) => known === what);
  return host ? to({ kind: 'https', host }) : undefined;
}

const contexts: readonly SecurityContext[] = ['system', 'user'];
const fields = [
  'location',
  'tunnels',
  ...contexts.flatMap((context) => ['proxy', 'dc', ...services.map(([id]) => id), 'internet', ...internetHosts].map((what) => `${context}.${what}`)),
];

/** Each code once, with what it says here. */
function legend(reach: readonly Reach[]): (readonly [string, string])[] {
  const reasons = new Map<string, string>();
  for (const { system, user } of reach) for (const failure of [system, user]) if (failure && !reasons.has(failure.code)) reasons.set(failure.code, failure.reason);
  return [...reasons];
}

function render(world: World, device: string): string {
  const attachment = attachmentOf(world, device);
  const reach = reachOf(world, device);
  const head: readonly (readonly [string, string])[] = [
    ['Device', device], ['Location', attachment.location], ['Tunnels up', attachment.tunnels.join(', ') || 'none'],
    ['Proxy of SYSTEM', attachment.systemProxy ?? 'DIRECT'], ['Proxy of the user', attachment.userProxy ?? 'DIRECT'],
  ];
  const line = (what: string, system: string, user: string): string => `${what.padEnd(38)} ${system.padEnd(16)} ${user}`.trimEnd();
  const codes = legend(reach);
  const urls = testUrls.map(([host, url]) => `  ${trafficFailure(world, device, 'system', { kind: 'https', host }) ? 'FAILED' : 'OK    '} ${url}`);
  return `${[
    table(head, ''),
    [line('Reachable', 'SYSTEM', 'user'), ...reach.map(({ what, system, user }) => line(what, withCode(system), withCode(user)))].join('\n'),
    ...(codes.length === 0 ? [] : [table(codes, '')]),
    `Connectivity test as SYSTEM:\n${urls.join('\n')}`,
  ].join('\n\n')}\n`;
}

const asData = (failure: Failure | null) => ({ reachable: failure === null, code: failure?.code ?? null, reason: failure?.reason ?? null });

export const networkEvidence: Evidence = {
  name: 'network',
  title: 'the network as SYSTEM and the user see it',
  fields,
  field: ({ world, device }, name) => field(world, device, name),
  render: ({ world, device }) => render(world, device),
  data: ({ world, device }) => {
    const { location, tunnels, systemProxy, userProxy } = attachmentOf(world, device);
    return {
      location, tunnels, proxy: { system: systemProxy, user: userProxy },
      reach: reachOf(world, device).map(({ what, destination, system, user }) => ({ what, destination, system: asData(system), user: asData(user) })),
      connectivityTest: testUrls.map(([host, url]) => ({ url, ...asData(trafficFailure(world, device, 'system', { kind: 'https', host })) })),
    };
  },
};
