/** The golden text of each state (dsregcmd reference, section 6), reached in a world; and what `joinlab show dsregcmd` writes. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../cli/scenario-files/package-root.ts';
import { showCommand } from '../cli/commands/show.ts';
import { plainStyle } from '../reports/report.ts';
import { createLab, type Lab } from '../simulation/lab.ts';
import type { WorldSpecInput } from '../simulation/scenario/world-spec.ts';
import * as golden from './support/dsregcmd-golden.ts';
import { readStatusText } from './support/dsregcmd-format.ts';

type DeviceInput = NonNullable<WorldSpecInput['devices']>[string];

const { windowsText, proxies, closing, ngcCheck } = golden;

const lab = (device: DeviceInput, world: Partial<WorldSpecInput> = {}): Lab =>
  createLab({ world: { people: { alice: {} }, connect: { SYNC01: { scheduler: 'disabled' } }, ...world, devices: { LAPTOP01: { power: 'on', cached: ['alice'], ...device } } } }).advance('10m').do('alice signs in').advance('5m');

/** Ids and instants are the world's own; everything else must be the golden text to the letter. */
const shape = (status: string): string =>
  status
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<guid>')
    .replace(/[0-9A-F]{40}/g, '<thumbprint>')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC/g, '<time>');

const shown = (one: Lab): string => shape(one.show('dsregcmd'));
const text = (...parts: readonly string[]): string => shape(windowsText(...parts));

const oneWorkAccount = '\n           WorkplaceJoined : YES\n          WorkAccountCount : 1';
const withWorkAccount = golden.userWithoutAccount.replace('\n           WorkplaceJoined : NO', oneWorkAccount);
const inSoftware = golden.workAccountSection;

test('nothing', () => {
  expect(shown(lab({ state: 'workgroup' }))).toBe(text(golden.aloneState, golden.userWithoutAccount, golden.noTokens, proxies, ngcCheck('NO', 'NO'), closing));
});

test('domain only, no service connection point', () => {
  expect(shown(lab({}, { scp: 'none' }))).toBe(text(golden.domainState, golden.userWithoutAccount, golden.noTokens, golden.notInScp, proxies, ngcCheck('NO', 'NO'), closing));
});

test('domain only, waiting for the synchronisation', () => {
  expect(shown(lab({}))).toBe(text(golden.domainState, golden.userWithoutAccount, golden.noTokens, golden.notSynchronised, proxies, ngcCheck('NO', 'NO'), closing));
});

test('hybrid with a token', () => {
  expect(shown(lab({ state: 'registered' }))).toBe(text(golden.hybridState, golden.deviceDetails, golden.tenantDetails, golden.userWithAccount, golden.withPrt, golden.joinedHealth, proxies, ngcCheck('YES', 'YES'), closing));
});

test('hybrid, no token yet: the device joined while alice was signed in', () => {
  const world = lab({ state: 'pending', task: 'disabled' });
  world.do(String.raw`alice runs 'schtasks /change /tn "\Microsoft\Windows\Workplace Join\Automatic-Device-Join" /enable' as system`).do('alice runs "dsregcmd /join" as system').advance('1m');
  const withoutPrt = golden.withPrt.replace('AzureAdPrt : YES', 'AzureAdPrt : NO').replace(/ +AzureAdPrt(?:Update|Expiry)Time.*\n/g, '').replace('CloudTgt : YES', 'CloudTgt : NO');
  expect(shown(world)).toBe(text(golden.hybridState, golden.deviceDetails, golden.tenantDetails, golden.userWithoutAccount, withoutPrt, golden.joinedHealth, proxies, ngcCheck('YES', 'NO'), closing));
});

test('deleted in the cloud: the old token stays until it fails', () => {
  const world = lab({ state: 'registered' }).do('Entra admin deletes LAPTOP01').advance('3h');
  const details = golden.deviceDetails.replace('SUCCESS', 'FAILED. Device is either disabled or deleted');
  expect(shown(world)).toBe(text(golden.hybridState, details, golden.tenantDetails, golden.userWithAccount, golden.withPrt, golden.joinedHealth, proxies, ngcCheck('YES', 'YES'), closing));
});

test('workplace joined', () => {
  expect(shown(lab({ state: 'workgroup', keys: 'software', workAccounts: ['alice'] }))).toBe(text(golden.aloneState, withWorkAccount, golden.noTokens, inSoftware, proxies, ngcCheck('NO', 'NO'), closing));
});

test('domain and workplace', () => {
  expect(shown(lab({ keys: 'software', workAccounts: ['alice'] }))).toBe(text(golden.domainState, withWorkAccount, golden.noTokens, inSoftware, golden.notSynchronised, proxies, ngcCheck('NO', 'NO'), closing));
});

async function shownByCommandLine(as: string): Promise<{ readonly exitCode: number; readonly out: string; readonly talk: string }> {
  const written = { out: '', talk: '' };
  const io = { cwd: packageRoot, write: (text: string) => void (written.out += text), writeError: (text: string) => void (written.talk += text), readStdin: () => Promise.resolve(''), style: plainStyle, hasColours: false, showsProgress: false, wallMs: () => 0, interrupts: () => 0 };
  const exitCode = await showCommand('dsregcmd', join('scenarios', 'evidence', 'work-account-before-the-join.yaml'), { at: '5m', as }, io);
  return { exitCode, ...written };
}

test('joinlab show dsregcmd writes the text with CR LF at every line end, and nothing else', async () => {
  const { exitCode, out, talk } = await shownByCommandLine('user');
  expect([exitCode, talk]).toEqual([0, '']);
  expect(out.startsWith('\r\n+---')).toBe(true);
  expect(out.endsWith('\r\n\r\nFor more information, please visit https://www.microsoft.com/aadjerrors\r\n')).toBe(true);
  expect(out.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(readStatusText(out).find(({ name }) => name === 'WorkAccountCount')?.value).toBe('1');
});

test('a name of the tenant beyond ASCII stands in the text as it is', () => {
  expect(lab({ state: 'registered' }, { tenant: { name: 'Répertoire par défaut' } }).field('dsregcmd.TenantName')).toBe('Répertoire par défaut');
});

test('the device certificate runs ten years by the calendar and thirty minutes, that of a work account too', () => {
  expect(lab({ state: 'registered' }).field('dsregcmd.DeviceCertificateValidity')).toBe('[ 2026-01-04 08:00:00.000 UTC -- 2036-01-04 08:30:00.000 UTC ]');
  expect(lab({ workAccounts: ['alice'] }).field('dsregcmd.DeviceCertificateValidity')).toBe('[ 2025-10-07 08:00:00.000 UTC -- 2035-10-07 08:30:00.000 UTC ]');
  expect(lab({ state: 'pending' }).field('dsregcmd.DeviceCertificateValidity')).toBe('[ 2026-01-05 08:10:33.000 UTC -- 2036-01-05 08:40:33.000 UTC ]');
});
