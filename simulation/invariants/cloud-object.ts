/** Invariants of the cloud objects: I3, I6, I14, I15. */
import { syncRuleWithoutCertificateCheckFault } from '../../mocks/connect/faults/sync-rule-without-certificate-check.ts';
import { isJoinCertificate } from '../../mocks/connect/rules.ts';
import { lifecycleOf } from '../cloud-device.ts';
import { placeOf } from '../world.ts';
import type { InvariantCheck } from './invariant.ts';

/** The fault that is about this very rule. */
const ruleIsBroken = syncRuleWithoutCertificateCheckFault.id;

export const cloudObjectInvariants: readonly InvariantCheck[] = [
  {
    id: 'I3',
    reads: ['tenant'],
    // The rules are applied some minutes before the export arrives: a certificate may run out in between.
    check: ({ now, isFirst, cloudDevices }) =>
      isFirst
        ? []
        : cloudDevices.flatMap(({ was, is }) => {
            if (was?.objectId === is.objectId || now.faults.some(({ id }) => id === ruleIsBroken)) return [];
            const valid = is.userCertificate.some((certificate) => isJoinCertificate(certificate, is.deviceId, now.nowMs - now.settings['connect.runTime']));
            return valid ? [] : [`${is.displayName} was created without a valid certificate CN=${is.deviceId}`];
          }),
  },
  {
    id: 'I6',
    reads: ['tenant', 'actors'],
    check: ({ now, cloudDevices, charts }) =>
      [...new Set([...cloudDevices.map(({ is }) => is.deviceId), ...charts('cloud-device').map(({ actor }) => placeOf(actor))])].flatMap((deviceId) => {
        const device = now.tenant.devices[deviceId];
        if (!device || lifecycleOf(now, deviceId) !== 'pending') return [];
        const registered = device.alternativeSecurityIds.some((id) => id.startsWith('X509:'));
        return registered || device.trustType !== 'ServerAd' ? [`${device.displayName} is Pending with ${registered ? 'an X509: entry' : `trustType ${device.trustType}`}`] : [];
      }),
  },
  {
    id: 'I14',
    reads: ['tenant', 'devices'],
    check: ({ now, devices, cloudDevices, isFirst }) => [
      ...devices.flatMap(({ was, is }) => [
        // A disk image brings the join of another machine along, damaged: that is the wrong identity that the next run clears (332).
        ...(is.join && !is.joinIncomplete && is.join.deviceId !== is.objectGuid ? [`${is.name} is joined as ${is.join.deviceId}, its objectGUID is ${is.objectGuid}`] : []),
        ...(is.join && was?.join && was.objectGuid !== is.objectGuid ? [`${is.name} changed its objectGUID while joined`] : []),
      ]),
      ...(isFirst
        ? []
        : cloudDevices.flatMap(({ is }) =>
          (Object.values(now.directory.controllers).some(({ replica }) => replica.computers[is.deviceId])
            ? []
            : [`${is.displayName} has the deviceId ${is.deviceId}, which is no objectGUID`]),
        )),
    ],
  },
  {
    id: 'I15',
    reads: ['tenant'],
    check: ({ now, cloudDevices }) => {
      if (cloudDevices.length === 0) return [];
      const counts = Object.values(now.tenant.devices).filter((device) => device.deletedAtMs === null || now.settings['entra.hybridSoftDelete']);
      const first = new Map(counts.map(({ objectId, deviceId }) => [deviceId, objectId]));
      return counts.flatMap(({ objectId, deviceId, displayName }) => (first.get(deviceId) === objectId ? [] : [`${displayName} shares the deviceId ${deviceId}`]));
    },
  },
];
