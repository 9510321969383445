/**
 * Clients that honour no proxy come to the door's own address. There the sign-in service stands at the root, as an authority needs it,
 * and every other host under a first part of its name: `https://localhost:8443/graph.microsoft.com/v1.0/devices`. Addresses in what the
 * cloud says of itself are turned round accordingly.
 */
import { cloudHosts, roleOf } from '../cloud/hosts.ts';
import type { HttpAnswer } from '../cloud/reply.ts';

const rootHost = 'login.microsoftonline.com';

/** A name and a port, and nothing that could be read as another part of an address. */
const hostForm = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

const localNames = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Host header of the door's own address, or `null` where a host of the cloud is meant. */
export const localAddress = (hostHeader: string): string | null => (localNames.test(hostHeader) ? hostHeader : null);

/** The address in the cloud that is meant; `null`: none can be made of it. */
export function incomingUrl(hostHeader: string, target: string): URL | null {
  // An absolute target is the form that proxies get: only its path counts here.
  const path = target.startsWith('/') ? target : /^https:\/\/[^/]+(\/.*)$/i.exec(target)?.[1];
  if (path === undefined || !hostForm.test(hostHeader)) return null;
  if (localAddress(hostHeader) === null) return parsed(`https://${hostHeader}${path}`);
  const [, first = '', rest = ''] = /^\/([^/?]*)(.*)$/.exec(path) ?? [];
  return roleOf(first) ? parsed(`https://${first}${rest.startsWith('/') ? rest : `/${rest}`}`) : parsed(`https://${rootHost}${path}`);
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

const anyCloudAddress = new RegExp(`https://(${cloudHosts.map((host) => host.replaceAll('.', String.raw`\.`)).join('|')})(?=[/"])`, 'g');

/** The answer as a client at the door's own address can use it. */
export function withLocalAddresses(answer: HttpAnswer, local: string | null): HttpAnswer {
  if (local === null || typeof answer.body !== 'string' || !answer.headers['content-type']?.startsWith('application/json')) return answer;
  const body = answer.body.replaceAll(anyCloudAddress, (_whole, host: string) => (host === rootHost ? `https://${local}` : `https://${local}/${host}`));
  return { ...answer, body };
}
