/** The network as SYSTEM and the user see it, side by side, with the URLs that Microsoft's connectivity script tests. */
import { internetHosts } from '../mocks/network/reach.ts';
import type { Destination, InternetHost, SecurityContext } from '../mocks/network/state.ts';
import { attachmentOf } from '../simulation/attachment.ts';
import { trafficFailure } from '../simulation/traffic.ts';
import type { World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';

/** Paths that the script asks (protocols.md 10). */
const testUrls: { readonly [host: string]: string } = {
  'login.microsoftonline.com': 'https://login.microsoftonline.com/common/oauth2',
  'device.login.microsoftonline.com': 'https://device.login.microsoftonline.com/common/oauth2',
  'enterpriseregistration.windows.net': 'https://enterpriseregistration.windows.net/EnrollmentServer/Discover?api-version=1.7',
};

function answer(world: World, device: string, context: SecurityContext, destination: Destination): string {
  const failure = trafficFailure(world, device, context, destination);
  return failure ? `unreachable (${failure.code})` : 'reachable';
}

const anyController = (world: World): string | null => Object.values(world.directory.controllers).find((controller) => controller.running)?.name ?? Object.keys(world.directory.controllers)[0] ?? null;

function field(world: World, device: string, name: string): string | undefined {
  const attachment = attachmentOf(world, device);
  if (name === 'location') return attachment.location;
  if (name === 'tunnels') return attachment.tunnels.length === 0 ? 'none' : attachment.tunnels.join('+');
  const [context, what] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
  if (context !== 'system' && context !== 'user') return undefined;
  // Fields of expectations say only whether; the code stands in the rendered text.
  const short = (text: string): string => text.replace(/ .*$/, '');
  if (what === 'dc') return short(answer(world, device, context, { kind: 'dc', controller: anyController(world), service: 'ldap' }));
  if (what === 'internet') return short(answer(world, device, context, { kind: 'https', host: 'login.microsoftonline.com' }));
  const host = internetHosts.find((known) => known === what);
  return host ? short(answer(world, device, context, { kind: 'https', host })) : undefined;
}

const fields = ['location', 'tunnels', ...(['system', 'user'] as const).flatMap((context) => [`${context}.dc`, `${context}.internet`, ...internetHosts.map((host) => `${context}.${host}`)])];

function rows(world: World, device: string): { readonly what: string; readonly system: string; readonly user: string }[] {
  const both = (what: string, destination: Destination) => ({ what, system: answer(world, device, 'system', destination), user: answer(world, device, 'user', destination) });
  const controllers = Object.keys(world.directory.controllers).map((controller) => both(`${controller} (LDAP)`, { kind: 'dc', controller, service: 'ldap' }));
  const hosts = internetHosts.map((host: InternetHost) => both(host, { kind: 'https', host }));
  return [...controllers, ...hosts];
}

export const networkEvidence: Evidence = {
  name: 'network',
  title: 'the network as SYSTEM and the user see it',
  fields,
  field: ({ world, device }, name) => field(world, device, name),
  render: ({ world, device }) => {
    const attachment = attachmentOf(world, device);
    const head = `${device}: ${attachment.location}, tunnels ${attachment.tunnels.join('+') || 'none'}, proxy SYSTEM ${attachment.systemProxy ?? 'DIRECT'}, user ${attachment.userProxy ?? 'DIRECT'}`;
    const lines = rows(world, device).map(({ what, system, user }) => `${what.padEnd(36)} ${system.padEnd(24)} ${user}`.trimEnd());
    const urls = Object.entries(testUrls).map(([host, url]) => `  ${field(world, device, `system.${host}`) === 'reachable' ? 'OK    ' : 'FAILED'} ${url}`);
    return `${head}\n\n${''.padEnd(36)} ${'SYSTEM'.padEnd(24)} user\n${lines.join('\n')}\n\nConnectivity test as SYSTEM:\n${urls.join('\n')}\n`;
  },
  data: ({ world, device }) => ({ attachment: attachmentOf(world, device), reach: rows(world, device) }),
};
