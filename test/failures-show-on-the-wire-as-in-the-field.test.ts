// Whatever is broken in the scenario meets a real client as it does in the field: by its security context, and as the real thing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCloud, type Cloud } from '../doors/cloud/cloud.ts';
import { openHttpsDoor, type HttpsDoor } from '../doors/https/index.ts';
import { createLab, type Lab, type LabOptions } from '../simulation/lab.ts';
import type { OutsideChange } from '../simulation/step.ts';
import { bootstrapKeyOf } from '../doors/registration/bootstrap.ts';
import { joinMessage } from '../doors/client/join-message.ts';
import { keyPairFromPem } from '../doors/keys/key-pair.ts';
import { faults } from '../mocks/faults.ts';
import type { Fault } from '../mocks/fault.ts';
import { lifecycleOf } from '../simulation/cloud-device.ts';
import { X509Certificate } from 'node:crypto';
import { exchanged, met, secured, tunnelled, type WireAsk } from './support/wire-client.ts';
import { ownKey } from './support/outside-cloud.ts';

type World = LabOptions['world'];

let lab: Lab;
let cloud: Cloud;
let door: HttpsDoor;

beforeAll(async () => {
  start({}, []);
  const access = {
    get world() {
      return lab.world;
    },
    change: (by: string, what: OutsideChange) => lab.change(by, what),
  };
  door = await openHttpsDoor(access, { answer: (...request) => cloud.answer(...request) }, { wallNowMs: Date.now() });
});
afterAll(() => door.close());

interface Situation {
  readonly device?: Partial<World['devices'][string]>;
  readonly network?: World['network'];
}

function start({ device, network }: Situation, sentences: readonly string[]): void {
  lab = createLab({ world: { devices: { LAPTOP01: { location: 'home', power: 'on', state: 'registered', cached: ['alice'], ...device } }, ...(network ? { network } : {}) } });
  for (const sentence of sentences) lab.do(sentence).advance('1m');
  cloud = createCloud(lab, { wallNowMs: () => Date.now() });
}

const drs = 'enterpriseregistration.windows.net';
const asks = {
  discovery: { host: drs, path: '/contoso.com/discover?api-version=1.9' },
  realm: { host: 'login.microsoftonline.com', path: '/common/userrealm/alice@contoso.com?api-version=1.0' },
  token: { host: 'login.microsoftonline.com', path: '/contoso.com/oauth2/token', method: 'POST', body: 'grant_type=password' },
  graph: { host: 'graph.microsoft.com', path: '/v1.0/devices' },
  azure: { host: 'management.azure.com', path: '/' },
} as const;
type Asked = keyof typeof asks | 'join' | 'leave';

const trusting = (asked: keyof typeof asks): WireAsk => ({ ...asks[asked], trusts: [door.material.authority] });
const users = ['LAPTOP01$', 'alice@LAPTOP01', ''];

/** As SYSTEM, as alice, from outside; joins begin anew each time. */
async function inEachContext(asked: Asked = 'discovery'): Promise<readonly string[]> {
  if (asked !== 'join' && asked !== 'leave') return Promise.all(users.map((user) => met(door.proxyPort, user, trusting(asked))));
  const words: string[] = [];
  for (const user of users) words.push(await met(door.proxyPort, user, asked === 'join' ? joining() : leaving()));
  return words;
}

const laptop = () => lab.world.devices.LAPTOP01 as Lab['world']['devices'][string];
const devicePath = (): string => `/EnrollmentServer/device/${laptop().objectGuid}?api-version=2.0`;

function joining(): WireAsk {
  const borrowed = bootstrapKeyOf(cloud.keys, lab.world, 'LAPTOP01');
  if ('impossible' in borrowed) throw new Error(borrowed.impossible);
  const message = joinMessage({
    bootstrapKey: keyPairFromPem(borrowed.privateKeyPem), deviceKey: ownKey(0), transportKey: ownKey(1).publicOctets, computerSid: laptop().objectSid, nowMs: lab.world.startMs + lab.nowMs,
    tenantId: lab.world.tenant.tenantId, targetDomain: 'contoso.com', displayName: 'LAPTOP01', osVersion: '10.0.26100.1742', domainController: 'dc01.contoso.com',
  });
  return { host: drs, path: devicePath(), method: 'PUT', body: JSON.stringify(message), trusts: [door.material.authority] };
}

/** The certificate that a join gives, and its key. */
let own: { readonly cert: string; readonly key: string };

async function join(): Promise<void> {
  const { path, body = '' } = joining();
  const answer = await cloud.answer({ method: 'PUT', url: new URL(`https://${drs}${path}`), headers: new Headers(), body: Buffer.from(body) }, { clientCertificate: null, asker: null });
  if ('broken' in answer) throw new Error('the join broke');
  const { Certificate } = JSON.parse(String(answer.body)) as { readonly Certificate: { readonly RawBody: string } };
  own = { cert: new X509Certificate(Buffer.from(Certificate.RawBody, 'base64')).toString(), key: ownKey(0).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}

const leaving = (trusts: readonly string[] = [door.material.authority]): WireAsk => ({ host: drs, path: devicePath(), method: 'DELETE', trusts, own });

const proxy = 'proxy.contoso.com:8080';
const behindProxy = { location: 'corporate-lan', systemProxy: proxy, userProxy: proxy } as const;
const noWay = 'proxy 502';
const wantsUser = 'proxy 407 Negotiate, NTLM';
const badAuthority = 'TLS UNABLE_TO_VERIFY_LEAF_SIGNATURE';
const portal = '200 portal';
const page = '200 page';

test.each<[string, Situation, readonly string[], readonly [string, string, string]]>([
  ['at home', {}, [], ['200', '200', '200']],
  ['offline', { device: { location: 'offline' } }, [], [noWay, noWay, '200']],
  ['captive Wi-Fi, before its page', { device: { location: 'public-wifi' } }, [], [portal, portal, '200']],
  ['captive Wi-Fi, after its page', { device: { location: 'public-wifi' } }, ['alice signs in', 'alice accepts the portal page'], ['200', '200', '200']],
  ['kill switch, tunnel down', { device: { vpn: 'kill-switch' } }, ['alice signs in'], [noWay, noWay, '200']],
  ['kill switch, tunnel up', { device: { vpn: 'kill-switch' } }, ['alice signs in', 'alice connects VPN'], ['200', '200', '200']],
  ['firewall: nothing out but the proxy, which nobody was told of', { device: { location: 'corporate-lan' }, network: { egress: 'proxy' } }, [], [noWay, noWay, '200']],
  ['a proxy that only the user knows', { device: { location: 'corporate-lan', userProxy: proxy }, network: { egress: 'proxy' } }, [], [noWay, '200', '200']],
  ['a proxy for both', { device: behindProxy, network: { egress: 'proxy' } }, [], ['200', '200', '200']],
  ['a proxy that refuses computer accounts', { device: behindProxy, network: { egress: 'proxy', proxyAcceptsComputers: 'no' } }, [], [wantsUser, '200', '200']],
  ['a proxy that inspects TLS', { device: behindProxy, network: { egress: 'proxy', tlsInspection: 'yes' } }, [], [badAuthority, badAuthority, '200']],
  ['a proxy that does not exist', { device: { systemProxy: 'gone.contoso.com:1' } }, [], [noWay, '200', '200']],
  ['the corporate proxy, set at home', { device: { systemProxy: proxy } }, [], [noWay, '200', '200']],
  ['a forced tunnel into a company with a firewall', { device: { vpn: 'user-tunnel-manual' }, network: { egress: 'proxy', tunnel: 'forced' } }, ['alice signs in', 'alice connects VPN'], [noWay, noWay, '200']],
  ['a split tunnel into it', { device: { vpn: 'user-tunnel-manual' }, network: { egress: 'proxy' } }, ['alice signs in', 'alice connects VPN'], ['200', '200', '200']],
  ['a forced tunnel through TLS inspection', { device: { vpn: 'user-tunnel-manual', systemProxy: proxy, userProxy: proxy }, network: { egress: 'proxy', tunnel: 'forced', tlsInspection: 'yes' } }, ['alice signs in', 'alice connects VPN'], [badAuthority, badAuthority, '200']],
  ['a device tunnel, which is a split one always', { device: { vpn: 'device-tunnel' }, network: { egress: 'proxy', tunnel: 'forced' } }, [], ['200', '200', '200']],
])('discovery %s', async (_name, situation, sentences, expected) => {
  start(situation, sentences);
  expect(await inEachContext()).toEqual(expected);
});

const tunnelUp = ['alice signs in', 'alice connects VPN'];
const each = (word: string): readonly string[] => [word, word, word];
const fine = each('200');

/** Fault, its target, what is asked, what is met. A fault for everybody is felt outside, one for a device or a context is not. */
const shown: readonly (readonly [string, string, Asked, readonly string[]])[] = [
  ['clock-skew', '', 'discovery', each('TLS CERT_HAS_EXPIRED')],
  ['clock-skew', 'LAPTOP01', 'discovery', ['TLS CERT_HAS_EXPIRED', 'TLS CERT_HAS_EXPIRED', '200']],
  ['proxy-sign-in-page', '', 'discovery', each(portal)],
  ['proxy-sign-in-page', '', 'azure', each(portal)],
  ['proxy-sign-in-page', drs, 'discovery', each(portal)],
  ['proxy-sign-in-page', drs, 'realm', fine],
  ['proxy-sign-in-page', 'graph.microsoft.com', 'azure', each(page)],
  ['proxy-needs-user', '', 'discovery', [wantsUser, '200', '200']],
  ['proxy-needs-user', '', 'azure', [wantsUser, page, page]],
  ['tunnel-tls-inspection', '', 'discovery', [badAuthority, badAuthority, '200']],
  ['drs-tls-failure', '', 'discovery', each(badAuthority)],
  ['drs-tls-failure', '', 'realm', fine],
  ['drs-tls-failure', 'LAPTOP01', 'discovery', [badAuthority, badAuthority, '200']],
  ['drs-tenant-not-found', '', 'discovery', each('400')],
  ['drs-discovery-timeout', '', 'discovery', each('closed without an answer')],
  ['drs-discovery-html', '', 'discovery', each(page)],
  ['drs-discovery-html', 'LAPTOP01', 'discovery', [page, page, '200']],
  ['drs-busy', '', 'discovery', each('503 later 300')],
  ['drs-busy', 'LAPTOP01', 'discovery', ['503 later 300', '503 later 300', '200']],
  ['drs-busy', '', 'join', each('503 later 300')],
  ['drs-busy', '', 'leave', each('503 later 300')],
  ['drs-throttled', '', 'join', each('400')],
  ['drs-internal-error', '', 'join', each('500')],
  ['drs-answer-malformed', '', 'join', each('200 no JSON')],
  ['drs-answer-lost', '', 'join', each('200, then ECONNRESET in the body')],
  // Gone with the first: the certificate is nobody's any more.
  ['drs-answer-lost', '', 'leave', ['200, then ECONNRESET in the body', '401', '401']],
  ['drs-deletion-fails', '', 'leave', each('400')],
  ['realm-look-up-fails', '', 'realm', each('500')],
  ['token-service-unavailable', '', 'token', each('503 later 300')],
];

const wireOperations = ['discoverRegistrationService', 'discoverRealm', 'registerDevice', 'unregisterDevice', 'acquirePrt'];
const attachment = { device: 'LAPTOP01', location: 'home', internet: true, tunnels: ['user-tunnel-manual'], killSwitchBlocks: false, systemProxy: null, userProxy: null } as const;
const touchesTheCloud = ({ answers = {}, blocks }: Fault): boolean =>
  wireOperations.some((operation) => operation in answers) || Boolean(blocks?.({ device: 'LAPTOP01', context: 'system', destination: { kind: 'https', host: drs } }, attachment));

test('every fault that touches the cloud is in the table', () => {
  expect([...new Set(shown.map(([id]) => id))].toSorted()).toEqual(faults.filter(touchesTheCloud).map(({ id }) => id).toSorted());
});

test.each(shown)('fault %s (%s): %s', async (id, target, asked, expected) => {
  start({ device: { vpn: 'user-tunnel-manual', state: asked === 'join' || asked === 'leave' ? 'pending' : 'registered' } }, []);
  if (asked === 'leave') await join();
  for (const sentence of id === 'tunnel-tls-inspection' ? tunnelUp : []) lab.do(sentence).advance('1m');
  lab.do(`fault ${id} on${target === '' ? '' : ` for ${target}`}`);
  expect(await inEachContext(asked)).toEqual(expected);
});

test('an answer that is lost or malformed is of work that was done', async () => {
  for (const id of ['drs-answer-lost', 'drs-answer-malformed']) {
    start({ device: { state: 'pending' } }, [`fault ${id} on`]);
    await met(door.proxyPort, 'LAPTOP01$', joining());
    expect(lifecycleOf(lab.world, laptop().objectGuid)).toBe('registered');
  }
});

test('a proxy that inspects TLS keeps the certificate of a client that trusts it', async () => {
  start({ device: { ...behindProxy, state: 'pending' }, network: { egress: 'proxy', tlsInspection: 'yes' } }, []);
  await join();
  const { authority, inspection } = door.material;
  expect(await met(door.proxyPort, 'LAPTOP01$', leaving([authority]))).toBe(badAuthority);
  expect(await met(door.proxyPort, 'LAPTOP01$', leaving([authority, inspection.authority]))).toBe('401');
  // Graph is not inspected: it sees no device certificates.
  expect(await met(door.proxyPort, 'LAPTOP01$', { ...asks.graph, trusts: [authority] })).toBe('401');
  expect(await met(door.proxyPort, '', leaving([authority]))).toBe('200');
});

test('no authority makes a client trust a service whose TLS is broken', async () => {
  start({}, ['fault drs-tls-failure on']);
  expect(await met(door.proxyPort, '', { ...asks.discovery, trusts: [door.material.authority, door.material.inspection.authority] })).toBe(badAuthority);
});

const opened = async (user: string, ask: WireAsk) => secured(await tunnelled(door.proxyPort, ask.host, user), ask);

test('a connection whose way closes is reset at its next request, and others are not', async () => {
  start({}, []);
  const ask = trusting('discovery');
  const [ofLaptop, ofOutside] = [await opened('LAPTOP01$', ask), await opened('', ask)];
  expect([await exchanged(ofLaptop, ask), await exchanged(ofOutside, ask)]).toEqual(['200', '200']);
  lab.do('LAPTOP01 moves to offline');
  expect([await exchanged(ofLaptop, ask), await exchanged(ofOutside, ask)]).toEqual(['ECONNRESET before the answer', '200']);
  ofOutside.destroy();
});

test('a way that closes while a request is answered loses the answer, not the work', async () => {
  start({ device: { state: 'pending' } }, []);
  const ask = joining();
  const { answer } = cloud;
  cloud = { ...cloud, answer: (...request) => answer(...request).finally(() => lab.do('LAPTOP01 moves to offline')) };
  expect(await met(door.proxyPort, 'LAPTOP01$', ask)).toBe('ECONNRESET before the answer');
  expect(lifecycleOf(lab.world, laptop().objectGuid)).toBe('registered');
});

test('whoever met the page of the Wi-Fi gets through with the next connection', async () => {
  start({ device: { location: 'public-wifi' } }, ['alice signs in']);
  const ask = trusting('discovery');
  expect(await met(door.proxyPort, 'alice@LAPTOP01', ask)).toBe(portal);
  lab.do('alice accepts the portal page');
  expect(await met(door.proxyPort, 'alice@LAPTOP01', ask)).toBe('200');
});

test('a connection says for which host it is in each request: no other host is reached through it whose way is closed', async () => {
  start({}, ['fault drs-tls-failure on']);
  const toSignIn = await opened('', trusting('realm'));
  expect(await exchanged(toSignIn, trusting('discovery'))).toBe('ECONNRESET before the answer');
});

test('a client without the proxy meets the faults for everybody', async () => {
  start({}, []);
  const straight = async (ask: WireAsk) => met(0, '', ask, door.port);
  const local: WireAsk = { host: 'localhost', path: `/${drs}/contoso.com/discover?api-version=1.9`, trusts: [door.material.authority] };
  expect([await straight(local), await straight(trusting('discovery'))]).toEqual(['200', '200']);
  const expected: readonly (readonly [string, string, string])[] = [
    ['proxy-sign-in-page', portal, portal],
    // The handshake at the door's own address is over before it shows which host is meant.
    ['drs-tls-failure', 'ECONNRESET before the answer', badAuthority],
    ['clock-skew', 'ECONNRESET before the answer', 'TLS CERT_HAS_EXPIRED'],
    ['drs-discovery-timeout', 'closed without an answer', 'closed without an answer'],
  ];
  for (const [id, atLocal, atName] of expected) {
    lab.do(`fault ${id} on`);
    expect([id, await straight(local), await straight(trusting('discovery'))]).toEqual([id, atLocal, atName]);
    lab.do(`fault ${id} off`);
  }
});
