// curl ends over the door as it ends in the field: by its exit code a script knows what is broken.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCloud } from '../doors/cloud/cloud.ts';
import { openHttpsDoor, type HttpsDoor } from '../doors/https/index.ts';
import { createLab, type Lab } from '../simulation/lab.ts';
import { proxyAddress, toolsFor } from './support/curl.ts';

const { isMissing, why } = toolsFor('curl');
const folder = mkdtempSync(join(tmpdir(), 'joinlab-curl-'));
const ca = join(folder, 'ca.pem');
const bothAuthorities = join(folder, 'both.pem');
const discover = 'https://enterpriseregistration.windows.net/contoso.com/discover?api-version=1.7';
let lab: Lab;
let door: HttpsDoor;
let patient: HttpsDoor;

beforeAll(async () => {
  lab = createLab({
    world: {
      network: { egress: 'proxy', proxyAcceptsComputers: 'no', tlsInspection: 'yes' },
      devices: { LAPTOP01: { location: 'home', power: 'on', state: 'registered' }, PC01: { location: 'corporate-lan', power: 'on', systemProxy: 'proxy.contoso.com:8080', userProxy: 'proxy.contoso.com:8080' } },
    },
  });
  const cloud = createCloud(lab);
  door = await openHttpsDoor(lab, cloud, { wallNowMs: Date.now() });
  patient = await openHttpsDoor(lab, cloud, { wallNowMs: Date.now(), silentMs: 600_000 });
  writeFileSync(ca, door.material.authority);
  writeFileSync(bothAuthorities, `${door.material.authority}\n${door.material.inspection.authority}`);
});
afterAll(async () => {
  await Promise.all([door.close(), patient.close()]);
  rmSync(folder, { recursive: true });
});

/** `exit code, status`; 407 and 502 are statuses of the proxy. */
const curl = (user: string, { trusts = ca, port = door.proxyPort, args = [] as readonly string[] } = {}): Promise<string> =>
  new Promise((resolve) => {
    execFile('curl', ['-s', '-o', '/dev/null', '--max-time', '30', '--cacert', trusts, '--proxy', proxyAddress(port, user), '-w', '%{http_connect} %{http_code}', ...args, discover], (error, stdout) => resolve(`${Number(error?.code ?? 0)}, ${stdout}`));
  });

test.skipIf(isMissing)(`the way of a device${why}`, async () => {
  expect(await curl('LAPTOP01$')).toBe('0, 200 200');
  lab.do('LAPTOP01 moves to offline');
  expect(await curl('LAPTOP01$')).toBe('56, 502 000');
  lab.do('LAPTOP01 moves to public-wifi');
  expect(await curl('LAPTOP01$')).toBe('0, 200 200');
  expect(await curl('PC01$')).toBe('56, 407 000');
  expect(await curl('alice@PC01')).toBe('60, 200 000');
  expect(await curl('alice@PC01', { trusts: bothAuthorities })).toBe('0, 200 200');
});

test.skipIf(isMissing)(`faults of the cloud${why}`, async () => {
  const ends: { [fault: string]: string } = {};
  for (const fault of ['clock-skew', 'drs-tls-failure', 'drs-discovery-timeout', 'drs-busy', 'drs-tenant-not-found', 'drs-discovery-html']) {
    lab.do(`fault ${fault} on`);
    ends[fault] = await curl('');
    lab.do(`fault ${fault} off`);
  }
  expect(ends).toEqual({
    'clock-skew': '60, 200 000', 'drs-tls-failure': '60, 200 000', 'drs-discovery-timeout': '52, 200 000', 'drs-busy': '0, 200 503', 'drs-tenant-not-found': '0, 200 400', 'drs-discovery-html': '0, 200 200',
  });
});

test.skipIf(isMissing)(`a silent service hangs up at once, or holds the client until its own time-out where that is asked for${why}`, async () => {
  lab.do('fault drs-discovery-timeout on');
  writeFileSync(ca, door.material.authority);
  expect(await curl('')).toBe('52, 200 000');
  writeFileSync(ca, patient.material.authority);
  expect(await curl('', { port: patient.proxyPort, args: ['--max-time', '2'] })).toBe('28, 200 000');
  lab.do('fault drs-discovery-timeout off');
});
