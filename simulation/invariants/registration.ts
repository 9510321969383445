/** Invariants of the registration: I1, I2, I4, I32, I34, I42, I47. */
import { lifecycleOf } from '../cloud-device.ts';
import type { World } from '../world.ts';
import type { InvariantCheck } from './invariant.ts';

/** Devices whose cloud object became registered, or was registered anew, between two worlds. */
const newlyRegistered = (now: World, before: World | null) =>
  before === null ? [] : Object.values(now.tenant.devices).filter((device) => device.registeredAtMs !== null && before.tenant.devices[device.deviceId]?.deviceCertificateThumbprint !== device.deviceCertificateThumbprint);

export const registrationInvariants: readonly InvariantCheck[] = [
  {
    id: 'I1',
    reads: ['tenant'],
    check: (now, before) => newlyRegistered(now, before).flatMap((device) => (before?.tenant.devices[device.deviceId] ? [] : [`${device.displayName} was registered before its object existed`])),
  },
  {
    id: 'I2',
    reads: ['tenant'],
    check: (now, before) =>
      newlyRegistered(now, before).flatMap((device) => {
        const holder = Object.values(now.devices).find((known) => known.objectGuid === device.deviceId);
        const signedWith = holder?.bootstrapCertificate?.id;
        const known = before?.tenant.devices[device.deviceId]?.userCertificate ?? [];
        return known.some((certificate) => certificate.id === signedWith) ? [] : [`${device.displayName} was registered with a certificate that Azure AD did not have`];
      }),
  },
  {
    id: 'I4',
    reads: ['directory'],
    check: (now, before) =>
      Object.values(now.directory.controllers).flatMap((controller) =>
        Object.values(controller.replica.computers).flatMap((computer) => {
          const old = before?.directory.controllers[controller.name]?.replica.computers[computer.objectGuid];
          const grew = old !== undefined && computer.userCertificate.length > old.userCertificate.length && computer.version.controller === controller.name;
          return grew && !controller.running ? [`${computer.cn} wrote a certificate to ${controller.name}, which is down`] : [];
        }),
      ),
  },
  {
    id: 'I34',
    reads: ['devices'],
    check: (now) =>
      Object.values(now.devices).flatMap((device) => (device.join && device.join.thumbprint === '' ? [`${device.name} is joined without a device certificate`] : [])),
  },
  {
    id: 'I47',
    reads: ['devices'],
    check: (now, before) =>
      Object.values(now.devices).flatMap((device) => {
        const since = before?.devices[device.name]?.eventLog.at(-1)?.record ?? 0;
        const success = device.eventLog.find((event) => event.id === 306 && event.record > since);
        return success && !device.join ? [`${device.name} logged 306 without being joined`] : [];
      }),
  },
  {
    id: 'I42',
    reads: ['devices', 'tenant', 'actors'],
    check: (now, before) =>
      newlyRegistered(now, before).flatMap((device) => (lifecycleOf(now, device.deviceId) === 'registered' ? [] : [`${device.displayName} has a registration, but its object is ${lifecycleOf(now, device.deviceId)}`])),
  },
];
