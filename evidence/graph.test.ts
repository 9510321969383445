import { expect, test } from 'vitest';
import { smallWorld } from '../test/small-world.ts';
import { graphEvidence } from './graph.ts';
import { portalEvidence } from './portal.ts';

const at = (state: 'domain-joined' | 'pending' | 'registered') => ({ world: smallWorld({ device: { state } }), device: 'LAPTOP01', as: 'user' }) as const;
const data = (state: 'pending' | 'registered') => graphEvidence.data(at(state)) as { readonly [field: string]: unknown };

test('the fields are those of Graph, nulls present, in its order', () => {
  expect(Object.keys(data('pending'))).toEqual([
    'id', 'deletedDateTime', 'accountEnabled', 'approximateLastSignInDateTime', 'complianceExpirationDateTime', 'createdDateTime', 'deviceCategory', 'deviceId', 'deviceMetadata', 'deviceOwnership',
    'deviceVersion', 'displayName', 'domainName', 'enrollmentProfileName', 'enrollmentType', 'externalSourceName', 'isCompliant', 'isManaged', 'isRooted', 'managementType', 'manufacturer', 'mdmAppId', 'model',
    'onPremisesLastSyncDateTime', 'onPremisesSecurityIdentifier', 'onPremisesSyncEnabled', 'operatingSystem', 'operatingSystemVersion', 'physicalIds', 'profileType', 'registrationDateTime', 'sourceType',
    'systemLabels', 'trustType', 'extensionAttributes', 'alternativeSecurityIds',
  ]);
});

test('Pending: ServerAd and synchronised, but no registration, no profile, no key', () => {
  expect(data('pending')).toMatchObject({ trustType: 'ServerAd', onPremisesSyncEnabled: true, alternativeSecurityIds: [], registrationDateTime: null, profileType: null, approximateLastSignInDateTime: null, physicalIds: [], isManaged: null, isCompliant: null });
  expect(portalEvidence.field(at('pending'), 'registered')).toBe('Pending');
});

test('registered: the key decodes to X509:, the thumbprint of dsregcmd and the hash of the public key', () => {
  const viewpoint = at('registered');
  const { alternativeSecurityIds: [entry] } = data('registered') as unknown as { readonly alternativeSecurityIds: readonly { readonly type: number; readonly identityProvider: null; readonly key: string }[] };
  expect(entry).toMatchObject({ type: 2, identityProvider: null });
  expect(Buffer.from(entry?.key ?? '', 'base64').toString('utf16le')).toMatch(new RegExp(`^X509:<SHA1-TP-PUBKEY>${viewpoint.world.devices.LAPTOP01?.join?.thumbprint ?? ''}[A-Za-z0-9+/]{43}=$`));
  expect(data('registered')).toMatchObject({ profileType: 'RegisteredDevice', registrationDateTime: '2026-01-04T08:00:00Z', physicalIds: [expect.stringMatching(/^\[HWID\]:h:\d{16}$/), expect.stringMatching(/^\[GID\]:g:\d{16}$/)] });
});

test('no object: the answer is that of 404, and the portal has no row', () => {
  const viewpoint = at('domain-joined');
  expect(graphEvidence.render(viewpoint)).toMatchInlineSnapshot(`
    "{
      "error": {
        "code": "Request_ResourceNotFound",
        "message": "Resource '28025d02-7c3e-4d24-99a3-35bea6f88dfc' does not exist or one of its queried reference-property objects are not present.",
        "innerError": {
          "date": "2026-01-05T08:00:00",
          "request-id": "e82ce876-8f59-44ee-bb4b-dd6e4f3108c6",
          "client-request-id": "e82ce876-8f59-44ee-bb4b-dd6e4f3108c6"
        }
      }
    }
    "
  `);
  expect([graphEvidence.data(viewpoint), graphEvidence.field(viewpoint, 'status'), graphEvidence.field(viewpoint, 'id'), portalEvidence.field(viewpoint, 'row'), portalEvidence.data(viewpoint)]).toEqual([null, '404', undefined, 'absent', null]);
});
