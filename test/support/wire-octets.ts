/** Octets that no client should send: HTTP with something wrong in it, and things that are no HTTP at all. Texts stand for octets (latin1). */
import { cloudHosts } from '../../doors/cloud/hosts.ts';
import { fc } from './properties.ts';

const octets = (maxLength: number): fc.Arbitrary<string> => fc.uint8Array({ maxLength }).map((values) => Buffer.from(values).toString('latin1'));

/** Mostly the first: what is wrong in everything is refused before anything looks at it. */
const mostly = <Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** Names of hosts: those of the cloud, and what looks like them. */
const hostNames = fc.oneof(
  fc.constantFrom(...cloudHosts),
  fc.constantFrom(...cloudHosts).chain((host) => fc.constantFrom(
    `${host}.`, `${host}..`, host.toUpperCase(), `${host}:443`, `${host}:80`, `${host}:0443`, `a@${host}`, `${host}@evil.example`, `${host}/..`, `${host}#`, `${host}?`, `${host}\\@evil.example`,
    `evil.example.${host}`, `${host}.evil.example`, `${host}%00.evil.example`, `${host}\0`, ` ${host}`, `${host}:443:443`, `[${host}]`, host.replace('o', '\u00f6'), `xn--${host}`, host.replaceAll('.', '%2e'),
  )),
  fc.constantFrom(
    '', 'localhost', 'localhost:1', '127.0.0.1', '127.0.0.1:99999999', '[::1]', '[::1]:443', '::1', '0x7f.1', '2130706433', '169.254.169.254', '10.0.0.1', 'example.com', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'a'.repeat(5_000),
  ),
  octets(20),
);

const pathPieces = fc.constantFrom(
  '/', '//', '/..', '/.', '/%2e%2e', '/%00', '/%', '/%zz', '/%c0%af', '/%ff', '/contoso.com', '/common', '/discover', '/Discover/', '/oauth2/token', '/userrealm/alice@contoso.com', '/v1.0', '/devices', "/devices(deviceId='", "')", '/$count', '/EnrollmentServer/device/',
  '/__proto__', '/constructor', '/.well-known/openid-configuration', '?api-version=1.9', '?', '&$filter=(((', ';', '/v1/status', '/v1/do', '/v1/advance', '/v1/snapshots', '/v1/labs', '/v1/clock', '/v1/apps/x', '/v1/device-codes/x', '/v1/trace/stream', '/v1/evidence/constructor', '/v1/snapshots/__proto__/restore', '/a'.repeat(3_000),
);
const oddPieces = fc.constantFrom('/\u00e9', '/\u00ff\u0000', '\\', '#', ' ', '\t');
const truePaths = fc.constantFrom(
  '/contoso.com/discover?api-version=1.9', '/contoso.com//discover/', '/common/UserRealm/?user=alice@contoso.com&api-version=1.0', '/contoso.com/.well-known/openid-configuration', '/common/oauth2/token', '/contoso.com/oauth2/v2.0/token', '/v1.0/devices?$top=1', '/EnrollmentServer/device/', '/graph.microsoft.com/v1.0/devices', '/enterpriseregistration.windows.net/contoso.com/discover', '/',
  '/v1/status', '/v1/do', '/v1/advance', '/v1/next-event', '/v1/until', '/v1/evidence/portal', '/v1/evidence/dsregcmd/AzureAdPrt?as=admin', '/v1/trace?from=0&max=3', '/v1/snapshots', '/v1/labs', '/v1/labs/current', '/v1/clock', '/v1/openapi.json', '/v1/environment', '/v1/devices/LAPTOP01/bootstrap-key', '/v1/authority',
);
const targets = fc.oneof(
  { weight: 4, arbitrary: truePaths },
  { weight: 6, arbitrary: fc.array(mostly(pathPieces, oddPieces), { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('*', '', 'x', 'https://', 'http://', 'https://evil.example/', 'https://graph.microsoft.com/v1.0/devices', 'http://graph.microsoft.com:80/v1.0/devices', '//[', '//evil.example/v1/status', 'file:///etc/passwd', '/'.repeat(20_000)) },
  { weight: 1, arbitrary: octets(40) },
);

const methods = mostly(fc.constantFrom('GET', 'GET', 'HEAD', 'OPTIONS', 'TRACE', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'), fc.oneof(fc.constantFrom('CONNECT', 'get', 'PRI', ''), octets(8)));
const versions = mostly(fc.constant('HTTP/1.1'), fc.constantFrom('HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9.9', 'http/1.1', ''));

const oddHeaders = fc.oneof(
  fc.constantFrom(
    'Transfer-Encoding: chunked', 'Transfer-Encoding: gzip, chunked', 'Transfer-Encoding : chunked', 'Transfer-Encoding: identity', 'Content-Length: 5', 'Content-Length: 0', 'Content-Length: -1', 'Content-Length: 99999999999999999999', 'Content-Length: 5, 6', 'Content-Length: 0x5',
    'Expect: 100-continue', 'Expect: the-impossible', 'Connection: Upgrade', 'Upgrade: websocket', 'Upgrade: h2c', 'Connection: close', 'Connection: keep-alive', 'Authorization: Bearer', 'Authorization: Bearer x.y.z', 'Authorization: \u00ff', 'Origin: https://evil.example', 'Content-Type: application/json',
    'X-Client-Certificate: MIIB', 'X-ARR-ClientCert: MIIB', 'X-Forwarded-Client-Cert: Hash=00', 'client-request-id: \u00e9\u00ff', 'return-client-request-id: true', 'Proxy-Authorization: Basic TEFQVE9QMDEkOng=', 'Proxy-Authorization: Basic ====', 'Proxy-Authorization: Basic \u00ff', 'Proxy-Authorization: Digest x',
    ': empty', 'no colon', ' folded', 'X: a\r\n b', '__proto__: x', 'constructor: x', `X-Huge: ${'a'.repeat(20_000)}`, Array.from({ length: 3_000 }, (_, index) => `X-${index}: 1`).join('\r\n'),
  ),
  fc.tuple(octets(10), octets(30)).map(([name, value]) => `${name}: ${value}`),
);

const chunked = fc.constantFrom('5\r\nhello\r\n0\r\n\r\n', '0\r\n\r\n', '5\r\nhell', '-1\r\n\r\n', 'ffffffffffffffffff\r\n', 'zz\r\n', `5;${'e'.repeat(30_000)}\r\nhello\r\n0\r\n\r\n`, '0\r\nHost: evil.example\r\n\r\n', '1\r\na\r\n'.repeat(2_000), '5\nhello\n0\n\n');
const bodies = fc.oneof(fc.constant(''), fc.constant('hello'), chunked, octets(200), fc.constantFrom('{"do":"wait"}', '{"__proto__":{"x":1}}', '['.repeat(50_000), '{"by":"30m"}', '{"do":["wait",1]}', '{"by":"__proto__"}', '{"shows":{"__proto__":"x","portal.registered":"(any)"}}', '{"shows":{"constructor.name":"x"}}', '{"speed":1e999}', '{"lab":"__proto__"}', `{"shows":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`, `{"do":"${'a '.repeat(20_000)}"}`));

const framedBodies = mostly(bodies.map((body) => ({ line: [`Content-Length: ${body.length}`], body })), fc.oneof(bodies.map((body) => ({ line: [], body })), chunked.map((body) => ({ line: ['Transfer-Encoding: chunked'], body }))));

/** One request, seldom a right one. @param usual name by which the port goes. @param always header lines that each has */
const requests = (usual: string, always: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(methods, targets, versions, fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: hostNames }), mostly(fc.constant<string[]>([]), fc.array(oddHeaders, { maxLength: 3 })), framedBodies, mostly(fc.constant('\r\n'), fc.constantFrom('\n', '\r')))
    .map(([method, target, version, host, odd, { line, body }, end]) => [`${method} ${target} ${version}`.trimEnd(), `Host: ${host}`, ...always, ...odd, ...line, '', ''].join(end) + body);

/** What a client may send over one connection: one after the other without waiting, or no HTTP at all. */
export const conversations = (usual: string, always: readonly string[] = []): fc.Arbitrary<string> =>
  fc.oneof({ weight: 12, arbitrary: fc.array(requests(usual, always), { minLength: 1, maxLength: 4 }).map((each) => each.join('')) }, { weight: 1, arbitrary: octets(300) });

const ports = fc.oneof({ weight: 3, arbitrary: fc.constant(':443') }, { weight: 1, arbitrary: fc.constantFrom('', ':80', ':0', ':65536', ':0443', ':443\t', ':٤٤٣', ':443/', ':+443', ':4e2') });

/** What a client may say to the proxy. */
export const connects: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(hostNames, ports, mostly(fc.constant<string[]>([]), fc.array(oddHeaders, { maxLength: 2 })), octets(60)).map(([host, port, odd, rest]) => [`CONNECT ${host}${port} HTTP/1.1`, `Host: ${host}`, ...odd, '', ''].join('\r\n') + rest) },
  { weight: 1, arbitrary: conversations('example.com') },
);
