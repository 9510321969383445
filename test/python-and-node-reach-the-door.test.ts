// Clients in other languages need no more than the variables that joinlab serve prints.
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentOf } from '../cli/serve/environment.ts';
import { createCloud } from '../doors/cloud/cloud.ts';
import { openHttpsDoor, type HttpsDoor } from '../doors/https/index.ts';
import { createLab } from '../simulation/lab.ts';

const folder = mkdtempSync(join(tmpdir(), 'joinlab-clients-'));
let door: HttpsDoor;
let environment: { readonly [name: string]: string };

beforeAll(async () => {
  const lab = createLab({ world: { devices: { LAPTOP01: { location: 'home', power: 'on' } } } });
  door = await openHttpsDoor(lab, createCloud(lab), { wallNowMs: Date.now() });
  const authorityFile = join(folder, 'ca.pem');
  writeFileSync(authorityFile, door.material.authority);
  environment = environmentOf({ host: '127.0.0.1', port: door.port, proxyPort: door.proxyPort, controlPort: 1, token: 't', authorityFile });
});
afterAll(async () => {
  await door.close();
  rmSync(folder, { recursive: true });
});

const run = (command: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(command, args, { env: { ...process.env, ...environment }, timeout: 60_000 }, (error, stdout, stderr) => resolve(error ? `${error.message}${stderr}` : stdout.trim()));
  });

const hasPython = spawnSync('python3', ['--version']).status === 0;
const hasRequests = spawnSync('python3', ['-c', 'import requests']).status === 0;
const discover = '/contoso.com/discover?api-version=1.9';

test.skipIf(!hasRequests)(`Python requests, by the real name${hasRequests ? '' : ' (skipped: python3-requests is not installed)'}`, async () => {
  const program = `import requests; print(requests.get("https://enterpriseregistration.windows.net${discover}").json()["TenantInfo"]["TenantName"])`;
  expect(await run('python3', ['-c', program])).toBe('contoso.com');
});

test.skipIf(!hasPython)(`Python's own urllib, by the real name${hasPython ? '' : ' (skipped: python3 is not installed)'}`, async () => {
  const program = `import json, urllib.request; print(json.load(urllib.request.urlopen("https://enterpriseregistration.windows.net${discover}"))["TenantInfo"]["TenantName"])`;
  expect(await run('python3', ['-c', program])).toBe('contoso.com');
});

test('the fetch of Node, at the door\'s own address', async () => {
  const program = `fetch(process.env.JOINLAB_HTTPS + '/enterpriseregistration.windows.net${discover}').then((r) => r.json()).then((d) => console.log(d.TenantInfo.TenantName))`;
  expect(await run(process.execPath, ['-e', program])).toBe('contoso.com');
});

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const honoursProxy = major >= 24 || (major === 22 && minor >= 21);

test.skipIf(!honoursProxy)(`the fetch of Node, by the real name${honoursProxy ? '' : ' (skipped: this Node knows no NODE_USE_ENV_PROXY)'}`, async () => {
  const program = `fetch('https://enterpriseregistration.windows.net${discover}').then((r) => r.json()).then((d) => console.log(d.TenantInfo.TenantName))`;
  expect(await run(process.execPath, ['-e', program])).toBe('contoso.com');
});
