/** Invariants of the registration: I1, I2, I5, I22, I28, I31, I41, I42, I47. */
import type { CloudDevice } from '../../mocks/entra/state.ts';
import { localJoin } from '../../mocks/windows/join-state.ts';
import { registryPaths } from '../../mocks/windows/registry.ts';
import { lifecycleOf } from '../cloud-device.ts';
import { placeOf, type World } from '../world.ts';
import { atEitherEnd, holderOf, newEvents, wasReimaged, type Changed, type Instant } from './instant.ts';
import type { InvariantCheck } from './invariant.ts';
import { reachesRegistrationService } from './paths.ts';

/** Cloud objects that were registered, or registered anew, at this instant. */
const newlyRegistered = ({ isFirst, cloudDevices }: Instant): readonly Changed<CloudDevice>[] =>
  isFirst ? [] : cloudDevices.filter(({ was, is }) => is.deviceCertificateThumbprint !== null && was?.deviceCertificateThumbprint !== is.deviceCertificateThumbprint);

const underWay = (world: World, device: string) => world.questions[`registration:${device}|registerDevice`];

/** What the registry held when the question went out. */
const namesTenant = (world: World, device: string): boolean => {
  const registry = world.devices[device]?.registry ?? {};
  return (registry[registryPaths.tenantId] ?? '') !== '' || (registry[registryPaths.tenantName] ?? '') !== '';
};

/** Azure AD knows the registration, the device does not. */
const onlyInTheCloud = (world: World, deviceId: string): boolean => {
  const holder = holderOf(world, deviceId);
  return holder !== undefined && holder.join === null && lifecycleOf(world, deviceId) === 'registered';
};

/** The service's success came back in peace, and still nothing was committed. */
function deliveredInVain({ now, before, charts }: Instant, device: string): boolean {
  const succeeded = underWay(before, device)?.answer?.type.startsWith('xstate.done.') ?? false;
  if (!succeeded || underWay(now, device) || now.devices[device]?.join) return false;
  const disturbed =
    now.faults !== before.faults || now.network !== before.network || ['network', 'vpn', 'session'].some((kind) => charts(kind).some(({ actor }) => placeOf(actor) === device));
  return !disturbed && reachesRegistrationService(now, device);
}

/** Lost answer, re-image, or leaving locally: the ways into I42 that its sentence names. */
function excused(instant: Instant, deviceId: string): boolean {
  const { now, before } = instant;
  const holder = holderOf(now, deviceId);
  if (!holder) return true;
  if (lifecycleOf(before, deviceId) !== 'registered') return true;
  const changed = { was: before.devices[holder.name], is: holder };
  return wasReimaged(changed) || newEvents(changed).some(({ id }) => id === 110 || id === 332);
}

export const registrationInvariants: readonly InvariantCheck[] = [
  {
    id: 'I1',
    reads: ['tenant'],
    check: (instant) =>
      newlyRegistered(instant).flatMap(({ was, is }) =>
        (was && was.deletedAtMs === null ? [] : [`${is.displayName} was registered as ${is.deviceId} while there was no such object`]),
      ),
  },
  {
    id: 'I2',
    reads: ['tenant'],
    check: (instant) =>
      newlyRegistered(instant).flatMap(({ was, is }) => {
        const signedWith = holderOf(instant.before, is.deviceId)?.bootstrapCertificate?.id;
        return was?.userCertificate.some(({ id }) => id === signedWith)
          ? []
          : [`${is.displayName} was registered with ${signedWith ?? 'no certificate'}, which Azure AD does not hold`];
      }),
  },
  {
    id: 'I5',
    reads: ['devices'],
    check: ({ now, before, isFirst, devices }) =>
      isFirst
        ? []
        : devices.flatMap((changed) => {
            if (!newEvents(changed).some(({ id }) => id === 331)) return [];
            const { name } = changed.is;
            const locator = (world: World): string => (world.actors[`dc-locator:${name}`]?.context as { controller?: string } | undefined)?.controller ?? '';
            if (locator(now) === '' && locator(before) === '') return [`${name} passed the pre-check while no domain controller was known`];
            const asUser = Object.values(now.questions).find((question) => question.actor === `registration:${name}` && question.context !== 'system');
            return asUser ? [`${name} asks ${asUser.operation} in the user's context`] : [];
          }),
  },
  {
    id: 'I22',
    reads: ['tenant'],
    check: (instant) =>
      newlyRegistered(instant).flatMap(({ is }) => {
        const holder = holderOf(instant.before, is.deviceId);
        const stuck = holder && localJoin(holder) === 'complete' && lifecycleOf(instant.before, is.deviceId) === 'pending';
        return stuck ? [`${is.displayName} was joined locally and Pending, and registered without leaving first`] : [];
      }),
  },
  {
    id: 'I28',
    reads: ['actors'],
    check: (instant) =>
      instant.charts('cloud-device').flatMap(({ actor }) => {
        const deviceId = placeOf(actor);
        if (lifecycleOf(instant.before, deviceId) !== 'pending' || lifecycleOf(instant.now, deviceId) !== 'registered') return [];
        const asked = instant.answered('registerDevice').some(({ question }) => holderOf(instant.now, deviceId)?.name === placeOf(question.actor));
        return asked ? [] : [`${deviceId} became Registered without a request of the device`];
      }),
  },
  {
    id: 'I31',
    reads: ['questions'],
    check: ({ now, before }) =>
      Object.values(now.questions).flatMap((question) => {
        if (question.operation !== 'readServiceConnectionPoint' || before.questions[question.id]?.cause === question.cause) return [];
        const device = placeOf(question.actor);
        return namesTenant(now, device) && namesTenant(before, device) ? [`${device} asks the directory for the tenant that its registry names`] : [];
      }),
  },
  {
    id: 'I41',
    reads: ['tenant'],
    check: (instant) =>
      newlyRegistered(instant).flatMap(({ is }) => {
        const critical = Object.values(instant.now.directory.controllers).some(({ replica }) => replica.computers[is.deviceId]?.isCriticalSystemObject);
        return critical ? [`${is.displayName} is a domain controller or another critical system object`] : [];
      }),
  },
  {
    id: 'I42',
    reads: ['devices', 'tenant', 'actors'],
    check: (instant) => {
      if (instant.isFirst) return [];
      const changed = new Set([...instant.devices.map(({ is }) => is.objectGuid), ...instant.charts('cloud-device').map(({ actor }) => placeOf(actor))]);
      return [...changed].flatMap((deviceId) => {
        if (!onlyInTheCloud(instant.now, deviceId)) return [];
        if (deliveredInVain(instant, holderOf(instant.now, deviceId)?.name ?? '')) {
          return [`${holderOf(instant.now, deviceId)?.name ?? ''} got its registration and did not keep it`];
        }
        if (onlyInTheCloud(instant.before, deviceId) || excused(instant, deviceId)) return [];
        return [`${holderOf(instant.now, deviceId)?.name ?? deviceId} is Registered in Azure AD and lost its local join by none of these`];
      });
    },
  },
  {
    id: 'I47',
    reads: ['devices'],
    check: (instant) =>
      instant.isFirst
        ? []
        : instant.devices.flatMap((changed) => {
            if (!newEvents(changed).some(({ id }) => id === 306)) return [];
            const accepted = atEitherEnd(instant, (world) => underWay(world, changed.is.name)?.answer?.type.startsWith('xstate.done.') ?? false);
            return accepted && changed.is.join ? [] : [`${changed.is.name} logged 306 ${changed.is.join ? 'without a success answer' : 'and is not joined'}`];
          }),
  },
];
