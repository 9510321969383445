/** Invariants of the cloud objects: I3, I6, I14, I15, I23. */
import { lifecycleOf } from '../cloud-device.ts';
import type { InvariantCheck } from './invariant.ts';

export const cloudInvariants: readonly InvariantCheck[] = [
  {
    id: 'I3',
    reads: ['tenant', 'actors'],
    check: (now, before) =>
      Object.values(now.tenant.devices).flatMap((device) => {
        const isNew = before?.tenant.devices[device.deviceId]?.objectId !== device.objectId;
        if (!isNew || before === null) return [];
        const valid = device.userCertificate.some((certificate) => certificate.subject.toLowerCase().includes(device.deviceId) && certificate.notAfterMs > now.nowMs);
        const ruleOff = now.faults.some((fault) => fault.id === 'sync-rule-without-certificate-check' || fault.id === 'sync-clock-wrong');
        return valid || ruleOff ? [] : [`${device.displayName} was created without a valid certificate CN=${device.deviceId}`];
      }),
  },
  {
    id: 'I6',
    reads: ['tenant', 'actors'],
    check: (now) =>
      Object.values(now.tenant.devices).flatMap((device) => {
        if (lifecycleOf(now, device.deviceId) !== 'pending') return [];
        const registered = device.alternativeSecurityIds.some((id) => id.startsWith('X509:'));
        return registered || device.trustType !== 'ServerAd' ? [`${device.displayName} is Pending with ${registered ? 'an X509: entry' : `trustType ${device.trustType}`}`] : [];
      }),
  },
  {
    id: 'I14',
    reads: ['tenant', 'devices'],
    check: (now) =>
      Object.values(now.devices).flatMap((device) => (device.join && device.join.deviceId !== device.objectGuid ? [`${device.name} is joined as ${device.join.deviceId}, its objectGUID is ${device.objectGuid}`] : [])),
  },
  {
    id: 'I15',
    reads: ['tenant'],
    check: (now) => {
      const active = Object.values(now.tenant.devices).filter((device) => device.deletedAtMs === null);
      const ids = active.map((device) => device.deviceId);
      return new Set(ids).size === ids.length ? [] : ['two active objects share a deviceId'];
    },
  },
  {
    id: 'I23',
    reads: ['tenant', 'actors', 'directory', 'devices'],
    // A local join may end only by the device's own doing: its registration chart cleared it, or Windows was installed anew.
    check: (now, before) =>
      Object.values(now.devices).flatMap((device) => {
        const was = before?.devices[device.name];
        if (!was?.join || device.join) return [];
        const cleared = device.eventLog.some((event) => event.id === 110 && event.atMs === now.nowMs);
        return cleared || device.eventLog.length === 0 ? [] : [`${device.name} lost its local join without leaving`];
      }),
  },
];
