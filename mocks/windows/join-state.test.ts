import { expect, test } from 'vitest';
import { smallWorld } from '../../test/small-world.ts';
import { deviceOf } from '../../simulation/world.ts';
import { certificateWritten, localJoin, reimaged, withAttemptKeys, withBootstrapCertificate, withJoin, withLostKeys, withoutJoin } from './join-state.ts';
import type { JoinState } from './state.ts';

const certificate = { id: 'LAPTOP01/bootstrap/0', subject: 'CN=x', serial: '1', notBeforeMs: 0, notAfterMs: 1, keyHolder: 'LAPTOP01' } as never;
const join = { deviceId: 'd', keyContainerId: 'k2' } as JoinState;
const fresh = withBootstrapCertificate(deviceOf(smallWorld(), 'LAPTOP01'), certificate);
const joined = withJoin(withAttemptKeys(fresh, 'k2', 'tpm'), join);

test('attempt after attempt leaves one key container, beside the key of the certificate', () => {
  expect(withAttemptKeys(withAttemptKeys(fresh, 'k1', 'tpm'), 'k2', 'software')).toMatchObject({ usableKeys: ['LAPTOP01/bootstrap/0', 'k2'], keyProvider: 'software', made: fresh.made + 2 });
  expect(withAttemptKeys(joined, 'k3', 'tpm').usableKeys).toEqual(['LAPTOP01/bootstrap/0', 'k2', 'k3']);
});

test('a join is complete as long as its key is usable and nothing is missing', () => {
  expect([fresh, joined, { ...joined, joinIncomplete: true }, withLostKeys(joined)].map(localJoin)).toEqual(['none', 'complete', 'incomplete', 'incomplete']);
  expect([withLostKeys(joined).recoveryNeeded, withLostKeys(fresh).recoveryNeeded]).toEqual([true, false]);
});

test('keys that were lost while the answer was on its way leave a join that asks for recovery', () => {
  const lost = withJoin(withLostKeys(withAttemptKeys(fresh, 'k2', 'tpm')), join);
  expect([localJoin(lost), lost.recoveryNeeded, joined.recoveryNeeded]).toEqual(['incomplete', true, false]);
});

test('a certificate is known to be written only with its usable key', () => {
  const written = { ...fresh, bootstrapCertificateWritten: true };
  expect([fresh, written, withLostKeys(written), { ...written, bootstrapCertificate: null }].map(certificateWritten)).toEqual([false, true, false, false]);
});

test('leaving takes the key of the join, and that of the certificate where the next attempt is to make a new one', () => {
  expect(withoutJoin(joined, false)).toMatchObject({ join: null, usableKeys: ['LAPTOP01/bootstrap/0'], bootstrapCertificate: certificate });
  expect(withoutJoin(joined, true)).toMatchObject({ join: null, usableKeys: [], bootstrapCertificate: null, bootstrapCertificateWritten: false });
});

test('an installation anew leaves nothing of the join', () => {
  const used = {
    ...joined, recoveryNeeded: true, joinIncomplete: true, bootstrapCertificateWritten: true, helloUsers: ['alice'], registry: { name: 'x' },
    cachedLogons: [{ samAccountName: 'alice', userPrincipalName: 'alice@contoso.com', passwordVersion: 1 }], task: { enabled: true, lastRunMs: 5, lastResult: '0x0' },
  };
  expect(reimaged(used)).toEqual({
    ...joined, join: null, joinIncomplete: false, recoveryNeeded: false, usableKeys: [], bootstrapCertificate: null, bootstrapCertificateWritten: false, previousRegistration: null,
    cachedLogons: [], eventLog: [], workAccounts: [], helloUsers: [], registry: {}, task: { enabled: true, lastRunMs: null, lastResult: '0x41303' },
  });
});
