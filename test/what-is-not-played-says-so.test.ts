// What docs/doors.md lists as not played is refused as it says there, and nothing of it seems to work.
import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { cloudHosts } from '../doors/cloud/hosts.ts';
import { smallWorld } from './small-world.ts';
import { login, testCloud, type TestCloud } from './support/cloud-client.ts';
import { askPrt, keysOf } from './support/prt-client.ts';

const drs = 'https://enterpriseregistration.windows.net';
let lab: TestCloud;
beforeAll(() => {
  lab = testCloud(smallWorld({ device: { state: 'registered' } }));
});

test.each([
  ['GET', `${login}/common/oauth2/authorize?client_id=x`, 404],
  ['GET', `${login}/common/oauth2/v2.0/authorize?client_id=x`, 404],
  ['GET', `${login}/contoso.com/wsfed`, 404],
  ['POST', `${login}/contoso.com/kerberos`, 404],
  ['POST', 'https://autologon.microsoftazuread-sso.com/contoso.com/winauth/trust/2005/windowstransport', 404],
  ['GET', `${drs}/EnrollmentServer/contract?api-version=1.2`, 404],
  ['GET', `${drs}/webauthn/contoso.com/`, 404],
  ['GET', `${drs}/manage/contoso.com/`, 404],
  ['POST', `${drs}/EnrollmentServer/device/precreate/contoso.com/`, 404],
  ['GET', `${drs}/EnrollmentServer/device/resource/contoso.com/`, 404],
  ['POST', 'https://adminwebservice.microsoftonline.com/provisioningservice.svc', 405],
  ['GET', 'https://adminwebservice.microsoftonline.com/provisioningservice.svc', 200],
])('%s %s: %i', async (method, url, status) => {
  expect((await lab.ask(method, url)).status).toBe(status);
});

test('hosts that are not played are no hosts of the cloud', () => {
  for (const host of ['sts.contoso.com', 'graph.windows.net', 'login.microsoftonline.us', 'login.partner.microsoftonline.cn']) expect(cloudHosts).not.toContain(host);
});

test.each([
  ['a code of a browser', { grant_type: 'authorization_code', code: 'x' }, 70008],
  ['an assertion of a federation server', { grant_type: 'urn:ietf:params:oauth:grant-type:saml1_1-bearer', assertion: 'x' }, 50008],
])('%s is refused', async (_what, form, code) => {
  expect((await lab.token({ client_id: '29d9ed98-a469-4536-ade2-f981bc1d605e', ...form })).body.error_codes).toEqual([code]);
});

test('certificates between devices and requests signed as macOS does are refused; tickets are empty', async () => {
  const keys = keysOf(lab);
  expect((await askPrt(lab, keys, { payload: { grant_type: 'device_auth', cert_token_use: 'device_cert', csr: 'x' } })).body.error_codes).toEqual([70003]);
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const { body } = await askPrt(lab, keys, { header: { alg: 'ES256' }, signWith: elliptic });
  expect([body.error_codes, body.refresh_token]).toEqual([[50027], undefined]);
  const { tgt_ad: tgtAd, tgt_cloud: tgtCloud } = (await askPrt(lab, keys, { form: { tgt: 'true' } })).body;
  expect([tgtAd, tgtCloud].map((ticket) => (JSON.parse(String(ticket)) as { readonly keyType: number }).keyType)).toEqual([0, 0]);
});
