// Tests of tools in other languages read a folder of evidence, or call a dsregcmd that answers from it or from the served lab.
import { execFile, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { joinlab, startJoinlab } from './support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'joinlab-fixtures-'));
const at = (...parts: readonly string[]): string => join(folder, ...parts);
let server: ChildProcessWithoutNullStreams | null = null;

const written = joinlab(['fixtures', 'vpn/logoff-loses-dc', '--output', 'out', '--windows', '10-22H2', '--windows', '1607'], { cwd: folder });
afterAll(() => {
  server?.kill('SIGTERM');
  rmSync(folder, { recursive: true });
});

interface Index {
  readonly schemaVersion: number;
  readonly fixtures: readonly {
    readonly instant: string; readonly device: string; readonly signedIn: string | null; readonly events: string; readonly eventsXml: string; readonly graph: string; readonly ldif: string; readonly portal: string;
    readonly dsregcmd: readonly { readonly release: string; readonly context: string; readonly file: string }[];
  }[];
}

test('it says what it wrote', () => {
  expect(written).toEqual({ code: 0, out: '8 fixtures of 1 scenario, 81 files in out; index.json lists them\n', error: '' });
});

test('the index lists a device an instant, with files that are what joinlab show prints', () => {
  const index = JSON.parse(readFileSync(at('out', 'index.json'), 'utf8')) as Index;
  expect(index.schemaVersion).toBe(1);
  expect(index.fixtures.map(({ instant }) => instant)).toEqual(['0m', '5m', '30m', '1h', '1h5m', '1h46m', '1h52m', '2h1m']);
  const pending = index.fixtures.find(({ instant }) => instant === '1h52m');
  expect(pending?.dsregcmd.map(({ release, context }) => `${release} ${context}`)).toEqual(['10-22H2 user', '10-22H2 admin', '10-22H2 system', '1607 user', '1607 admin', '1607 system']);
  const read = (file = ''): string => readFileSync(at('out', file), 'utf8');
  const shown = (evidence: string, ...more: readonly string[]): string => joinlab(['show', evidence, 'vpn/logoff-loses-dc', '--at', '1h52m', ...more]).out;
  expect(read(pending?.dsregcmd[1]?.file)).toBe(shown('dsregcmd', '--as', 'admin', '--set', 'LAPTOP01.windows=10-22H2'));
  expect(read(pending?.portal)).toBe(shown('portal'));
  expect(read(pending?.ldif)).toBe(shown('ad'));
  expect(JSON.parse(read(pending?.graph))).toMatchObject({ trustType: 'ServerAd', registrationDateTime: null });
  const events = JSON.parse(read(pending?.events)) as readonly { id: number; record: number }[];
  expect([...read(pending?.eventsXml).matchAll(/<EventID>(\d+)<\/EventID>.*?<EventRecordID>(\d+)</g)].map(([, id, record]) => [Number(id), Number(record)])).toEqual(events.map(({ id, record }) => [id, record]));
});

test('an earlier folder of fixtures is replaced, one of somebody else is left alone', () => {
  expect(joinlab(['fixtures', 'vpn/device-tunnel-completes', '--output', 'out2', '--windows', '1607'], { cwd: folder }).code).toBe(0);
  expect(joinlab(['fixtures', 'vpn/logoff-loses-dc', '--output', 'out2', '--windows', '1607'], { cwd: folder }).code).toBe(0);
  expect(existsSync(at('out2', 'vpn', 'device-tunnel-completes'))).toBe(false);
  mkdirSync(at('mine'));
  writeFileSync(at('mine', 'letter.txt'), 'dear');
  expect(joinlab(['fixtures', 'vpn/logoff-loses-dc', '--output', 'mine'], { cwd: folder })).toMatchObject({ code: 2, error: expect.stringContaining('holds something else than fixtures') });
  expect(readFileSync(at('mine', 'letter.txt'), 'utf8')).toBe('dear');
  expect(joinlab(['fixtures', 'vpn/logoff-loses-dc', '--output', 'x', '--windows', '1906'], { cwd: folder })).toMatchObject({ code: 2, error: expect.stringContaining('1607') });
});

const call = (switches: readonly string[], env: { readonly [name: string]: string } = {}): Promise<{ code: number; out: string; error: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['--import', import.meta.resolve('tsx'), join(import.meta.dirname, '..', 'cli', 'joinlab.ts'), 'dsregcmd-shim', at('bin', 'joinlab-shim.json'), ...switches], { env: { ...process.env, ...env } }, (failed, out, error) =>
      resolve({ code: Number(failed?.code ?? 0), out, error }));
  });

test('a shim answers from a fixture, in the context that the environment names', async () => {
  expect(joinlab(['shim', 'bin', '--fixtures', 'out'], { cwd: folder })).toMatchObject({ code: 2, error: 'Say which with --at: 0m, 5m, 30m, 1h, 1h5m, 1h46m, 1h52m, 2h1m\n' });
  expect(joinlab(['shim', 'bin', '--fixtures', 'out', '--at', '1h52m', '--windows', '1607'], { cwd: folder }).code).toBe(0);
  expect(readFileSync(at('bin', 'dsregcmd'), 'utf8')).toMatch(/^#!\/bin\/sh\nexec /);
  expect(readFileSync(at('bin', 'dsregcmd.cmd'), 'utf8')).toMatch(/ %\*\r\n$/);
  const file = (context: string): string => readFileSync(at('out', 'vpn', 'logoff-loses-dc', '1h52m', 'LAPTOP01', `dsregcmd-status.1607.${context}.txt`), 'utf8');
  expect(await call(['/status'])).toEqual({ code: 0, out: file('user'), error: '' });
  expect(await call(['/status'], { JOINLAB_AS: 'system' })).toEqual({ code: 0, out: file('system'), error: '' });
  expect(await call(['/join'])).toMatchObject({ code: 2, error: expect.stringContaining('it knows /status only') });
});

test('a shim carries out commands in the served lab, which take the virtual time that they take', async () => {
  expect(joinlab(['shim', 'bin', '--as', 'admin'], { cwd: folder }).code).toBe(0);
  server = startJoinlab(['serve', 'vpn/logoff-loses-dc', '--at', '1h15m', '--no-play', '--port', '0', '--proxy-port', '0', '--control-port', '0', '--json'], folder);
  const { environment } = JSON.parse(await new Promise<string>((resolve) => server?.stdout.once('data', (data: Buffer) => resolve(data.toString())))) as { environment: { [name: string]: string } };
  expect((await call(['/status'], environment)).out).toMatch(/AzureAdJoined : NO/);
  expect((await call(['/join'], environment)).code).toBe(0);
  expect((await call(['/status'], environment)).out).toMatch(/AzureAdJoined : YES/);
  expect(await call(['/join'], { ...environment, JOINLAB_AS: 'user' })).toMatchObject({ code: 5, out: '' });
  expect(await call(['/dance'], environment)).toMatchObject({ code: 2, error: expect.stringContaining('JL420') });
  expect(await call(['/status'], { ...environment, JOINLAB_AS: 'root' })).toMatchObject({ code: 2, error: 'JOINLAB_AS is user, admin or system; "root" is none of them.\n' });
  const nobody = { JOINLAB_CONTROL: 'http://127.0.0.1:1', JOINLAB_TOKEN: 'x' };
  expect(await call(['/status'], nobody)).toEqual({ code: 2, out: '', error: 'No server answers at http://127.0.0.1:1 (ECONNREFUSED). Is joinlab serve still running?\n' });
});
