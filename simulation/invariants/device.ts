/** Invariants of the device itself: I23, I27, I33, I34, I38, I43. */
import { sessionOf } from '../session.ts';
import { newEvents, wasReimaged } from './instant.ts';
import type { InvariantCheck } from './invariant.ts';

const signedInNow = (instant: Parameters<InvariantCheck['check']>[0], device: string): string | null => {
  const { user } = sessionOf(instant.now, device);
  return user !== null && sessionOf(instant.before, device).user !== user ? user : null;
};

export const deviceInvariants: readonly InvariantCheck[] = [
  {
    id: 'I23',
    reads: ['devices'],
    // A local join ends only by the device's own doing: its registration cleared it, or Windows was installed anew.
    check: ({ devices }) =>
      devices.flatMap((changed) => {
        const { was, is } = changed;
        if (!was?.join || is.join?.thumbprint === was.join.thumbprint) return [];
        const ownDoing = newEvents(changed).some(({ id }) => id === 110 || id === 306) || wasReimaged(changed);
        return ownDoing ? [] : [`${is.name} lost its local join without leaving`];
      }),
  },
  {
    id: 'I27',
    reads: ['devices'],
    check: ({ now, before, devices }) =>
      devices.flatMap(({ was, is }) => {
        if (!was || is.task.lastRunMs === was.task.lastRunMs || is.task.lastRunMs === null) return [];
        const trigger = (now.actors[`task:${is.name}`]?.context as { trigger?: string } | undefined)?.trigger;
        const switched = now.settings['task.startOnUnlock'] || now.settings['task.startOnNetworkUp'];
        const commanded = (now.commands.at(-1)?.id ?? 0) > (before.commands.at(-1)?.id ?? 0);
        return trigger === 'manual' && !commanded && !switched ? [`the join task of ${is.name} started by hand without a command`] : [];
      }),
  },
  {
    id: 'I33',
    reads: ['devices'],
    check: (instant) =>
      instant.devices.flatMap((changed) => {
        const { was, is } = changed;
        if (!was || was.workAccounts === is.workAccounts || wasReimaged(changed)) return [];
        const removed = was.workAccounts.filter(({ samAccountName }) => !is.workAccounts.some((account) => account.samAccountName === samAccountName));
        const user = signedInNow(instant, is.name);
        return removed.flatMap(({ samAccountName }) =>
          (is.join && samAccountName === user ? [] : [`${is.name} lost the work account of ${samAccountName}, who did not sign in to a joined device`]),
        );
      }),
  },
  {
    id: 'I34',
    reads: ['devices'],
    check: ({ devices }) =>
      devices.flatMap(({ is }) => {
        if (!is.join || is.joinIncomplete || is.recoveryNeeded) return [];
        if (is.join.thumbprint === '') return [`${is.name} is joined without a device certificate`];
        return is.usableKeys.includes(is.join.keyContainerId) ? [] : [`${is.name} is joined, but the key of its device certificate is gone and nobody noticed`];
      }),
  },
  {
    id: 'I38',
    reads: ['commands'],
    check: ({ now, before }) =>
      now.commands.flatMap((command) => {
        if (before.commands.some(({ id }) => id === command.id) && now !== before) return [];
        const effective = command.context === 'user' && /dsregcmd(\.exe)?\b.*\/(join|leave)/i.test(command.line) && (command.awaits !== null || command.exitCode === 0);
        return effective ? [`"${command.line}" took effect on ${command.place} without elevation`] : [];
      }),
  },
  {
    id: 'I43',
    reads: ['devices'],
    check: ({ now, devices }) =>
      devices.flatMap(({ is }) => {
        // A disk image brings the name of a container along; the key itself stays in the TPM of its machine.
        const held = is.join && is.usableKeys.includes(is.join.keyContainerId) ? is.join.keyContainerId : null;
        const twin = held && Object.values(now.devices).find((other) => other.name !== is.name && other.usableKeys.includes(held));
        return held && twin ? [`${is.name} and ${twin.name} hold the key container ${held}`] : [];
      }),
  },
];
