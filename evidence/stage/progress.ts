/** Which of the fifteen steps of lifecycle.md 2.2 a device has behind it, read off the five truths. */
import { lifecycleOf } from '../../simulation/cloud-device.ts';
import { sessionOf } from '../../simulation/session.ts';
import { deviceOf, type World } from '../../simulation/world.ts';

/** Whether the user has a token; `null` when nobody is signed in. */
export function signedInUserHasPrt(world: World, device: string): boolean | null {
  const { user } = sessionOf(world, device);
  if (user === null) return null;
  const prt = world.actors[`prt:${device}/${user}`];
  return prt !== undefined && typeof prt.value === 'object' && prt.value !== null && 'valid' in prt.value;
}

/** One flag a step, index 0 is step 1. */
export function stepsDone(world: World, name: string): readonly boolean[] {
  const device = deviceOf(world, name);
  const logged = (id: number): boolean => device.eventLog.some((event) => event.id === id && event.log === 'User Device Registration');
  const lifecycle = lifecycleOf(world, device.objectGuid);
  const joined = device.join !== null;
  const copies = Object.values(world.directory.controllers).map((controller) => controller.replica.computers[device.objectGuid]);
  const certificate = device.bootstrapCertificate;
  const holdsIt = (copy: (typeof copies)[number]): boolean => certificate !== null && !!copy && !copy.deleted && copy.userCertificate.some(({ id }) => id === certificate.id);
  const written = copies.some(holdsIt);
  // Without an active server the certificate still replicates; that nothing is exported is step 9.
  const active = Object.values(world.connect.servers).find((server) => !server.stagingMode) ?? Object.values(world.connect.servers)[0];
  const readByConnect = active ? holdsIt(world.directory.controllers[active.controller]?.replica.computers[device.objectGuid]) : false;
  const exported =
    (lifecycle === 'pending' || lifecycle === 'registered') && (world.tenant.devices[device.objectGuid]?.userCertificate.some(({ id }) => id === certificate?.id) ?? false);
  const registered = lifecycle === 'registered';
  const createdAtMs = world.tenant.devices[device.objectGuid]?.createdAtMs ?? 0;
  const ranAgain = exported && device.task.lastRunMs !== null && device.task.lastRunMs >= createdAtMs;
  const tenant = (world.actors[`registration:${name}`]?.context as { tenant?: unknown } | undefined)?.tenant;
  const user = sessionOf(world, name).user;
  return [
    device.domainJoined,
    device.task.lastRunMs !== null || joined || written,
    logged(331) || joined || written,
    (tenant !== undefined && tenant !== null) || joined || written,
    logged(101) || joined || written,
    written || joined,
    logged(304) || registered || joined || exported,
    readByConnect || exported || joined,
    exported || registered || joined,
    ranAgain || joined,
    registered || joined,
    registered || joined,
    joined,
    joined && signedInUserHasPrt(world, name) === true,
    joined && user !== null && !device.workAccounts.some((account) => account.samAccountName === user),
  ];
}
