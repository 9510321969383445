// In a Node test fetch fails as it fails over a real network, and for the device in whose name it asks.
import { setupServer } from 'msw/node';
import { afterEach, expect, test } from 'vitest';
import { createLab } from '../doors/msw/index.ts';

const server = setupServer();
const discover = 'https://enterpriseregistration.windows.net/contoso.com/discover?api-version=1.9';
const proxy = 'proxy.contoso.com:8080';

afterEach(() => server.close());

const labOf = (device: object, network: object = {}) => createLab({ world: { network, devices: { LAPTOP01: { location: 'home', power: 'on', ...device } } } });

async function met(url = discover, init: RequestInit = {}): Promise<string> {
  try {
    const response = await fetch(url, init);
    return `${response.status} ${(await response.text()).includes('Welcome to the network') ? 'portal' : 'service'}`;
  } catch (error) {
    const { cause, name } = error as Error & { readonly cause?: { readonly code?: string } };
    return cause?.code ?? name;
  }
}

function speakingAs(lab: ReturnType<typeof createLab>, as?: string, silentMs?: number): void {
  server.close();
  server.resetHandlers(...lab.handlers({ ...(as === undefined ? {} : { as }), ...(silentMs === undefined ? {} : { silentMs }) }));
  server.listen({ onUnhandledRequest: 'error' });
}

test.each([
  ['at home', {}, {}, ['200 service', '200 service', '200 service']],
  ['offline', { location: 'offline' }, {}, ['ENOTFOUND', 'ENOTFOUND', '200 service']],
  ['captive Wi-Fi', { location: 'public-wifi' }, {}, ['200 portal', '200 portal', '200 service']],
  ['firewall', { location: 'corporate-lan' }, { egress: 'proxy' }, ['ECONNREFUSED', 'ECONNREFUSED', '200 service']],
  ['a proxy that refuses computer accounts', { location: 'corporate-lan', systemProxy: proxy, userProxy: proxy }, { egress: 'proxy', proxyAcceptsComputers: 'no' }, ['UND_ERR_ABORTED', '200 service', '200 service']],
  ['a proxy that inspects TLS', { location: 'corporate-lan', systemProxy: proxy, userProxy: proxy }, { egress: 'proxy', tlsInspection: 'yes' }, ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', '200 service']],
])('%s', async (_name, device, network, expected) => {
  const lab = labOf(device, network);
  const words: string[] = [];
  for (const as of ['LAPTOP01$', 'alice@LAPTOP01', undefined]) {
    speakingAs(lab, as);
    words.push(await met());
  }
  expect(words).toEqual(expected);
});

test('faults for everybody meet a machine outside', async () => {
  const lab = labOf({});
  speakingAs(lab);
  const ends: { [fault: string]: string } = {};
  for (const fault of ['clock-skew', 'drs-tls-failure', 'proxy-sign-in-page', 'proxy-needs-user', 'drs-discovery-timeout', 'drs-busy']) {
    lab.do(`fault ${fault} on`);
    ends[fault] = await met();
    lab.do(`fault ${fault} off`);
  }
  expect(ends).toEqual({
    'clock-skew': 'CERT_HAS_EXPIRED', 'drs-tls-failure': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'proxy-sign-in-page': '200 portal', 'proxy-needs-user': '200 service',
    'drs-discovery-timeout': 'UND_ERR_HEADERS_TIMEOUT', 'drs-busy': '503 service',
  });
});

test('a silent service is waited for where that is asked for, until the client gives up', async () => {
  const lab = labOf({}).do('fault drs-discovery-timeout on') as ReturnType<typeof createLab>;
  speakingAs(lab, undefined, 600_000);
  expect(await met(discover, { signal: AbortSignal.timeout(200) })).toBe('TimeoutError');
});

test('handlers speak for devices of the lab only', () => {
  expect(() => labOf({}).handlers({ as: 'PC99$' })).toThrow('JL411 The user names no device of the lab. Devices: LAPTOP01. Use DEVICE$ for SYSTEM, alice@DEVICE for a user, or no user for a machine outside.');
});
