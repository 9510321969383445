// curl reaches the simulated cloud by its real names, through the proxy; nothing else gets through.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCloud } from '../doors/cloud/cloud.ts';
import { openHttpsDoor, type HttpsDoor } from '../doors/https/index.ts';
import { createLab, type Lab } from '../simulation/lab.ts';
import { curl as curlThrough, toolsFor, type Curled } from './support/curl.ts';

let door: HttpsDoor;
let lab: Lab;
const { isMissing, why } = toolsFor('curl');
const folder = mkdtempSync(join(tmpdir(), 'joinlab-door-'));
const ca = join(folder, 'ca.pem');

beforeAll(async () => {
  lab = createLab({ world: { devices: { LAPTOP01: { location: 'home', power: 'on', state: 'pending' } } } });
  door = await openHttpsDoor(lab, createCloud(lab), { wallNowMs: Date.now() });
  writeFileSync(ca, door.material.authority);
});
afterAll(async () => {
  await door.close();
  rmSync(folder, { recursive: true });
});

const curl = (url: string, options = {}): Promise<Curled> => curlThrough({ proxyPort: door.proxyPort, trusts: ca }, url, options);

const discover = 'https://enterpriseregistration.windows.net/contoso.com/discover?api-version=1.7';

test.skipIf(isMissing)(`discovery, by its real address and a trusted certificate${why}`, async () => {
  const { exit, status, body } = await curl(discover);
  expect([exit, status]).toEqual([0, 200]);
  expect(JSON.parse(body)).toMatchObject({ TenantInfo: { TenantName: 'contoso.com' } });
});

test.skipIf(isMissing)(`other hosts are not let through, and the refusal names those that are${why}`, async () => {
  expect((await curl('https://example.com/')).exit).toBe(56);
  expect((await curl('https://example.com/', { args: ['-w', '\n%{http_connect}'] })).status).toBe(403);
});

test.skipIf(isMissing)(`without the authority of the door curl trusts nothing${why}`, async () => {
  expect((await curl(discover, { args: ['--cacert', '/etc/ssl/certs/ca-certificates.crt'] })).exit).toBe(60);
});

test.skipIf(isMissing)(`a client that speaks for a device has that device's network${why}`, async () => {
  expect((await curl(discover, { user: 'LAPTOP01$' })).status).toBe(200);
  lab.do('LAPTOP01 moves to offline');
  expect((await curl(discover, { user: 'LAPTOP01$' })).exit).toBe(56);
  expect((await curl(discover)).status).toBe(200);
  expect((await curl(discover, { user: 'PC99$', args: ['-w', '\n%{http_connect}'] })).status).toBe(407);
});

test.skipIf(isMissing)(`faults show as the real thing: page, overload, broken TLS${why}`, async () => {
  lab.do('fault drs-discovery-html on');
  expect(await curl(discover)).toMatchObject({ exit: 0, status: 200, body: expect.stringContaining('<!DOCTYPE html>') });
  lab.do('fault drs-discovery-html off').do('fault drs-busy on');
  expect(await curl(discover, { args: ['-i'] })).toMatchObject({ status: 503, body: expect.stringMatching(/retry-after: 300/i) });
  lab.do('fault drs-busy off').do('fault drs-discovery-timeout on');
  expect((await curl(discover)).exit).toBe(52);
  lab.do('fault drs-discovery-timeout off').do('fault drs-tls-failure on');
  expect((await curl(discover)).exit).toBe(60);
  lab.do('fault drs-tls-failure off');
  expect((await curl(discover)).status).toBe(200);
});

test.skipIf(isMissing)(`a client without a proxy comes to the door's own address${why}`, async () => {
  const local = `https://localhost:${door.port}`;
  const direct = { args: ['--noproxy', '*'] };
  expect((await curl(`${local}/common/userrealm/alice@contoso.com?api-version=1.0`, direct)).body).toContain('"Managed"');
  const { body } = await curl(`${local}/enterpriseregistration.windows.net/contoso.com/discover?api-version=1.7`, direct);
  expect(body).toContain(`"JoinEndpoint":"${local}/enterpriseregistration.windows.net/EnrollmentServer/device/"`);
});
