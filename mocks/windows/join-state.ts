/** The device's own idea of being joined: registry, device certificate, keys. Sources: lifecycle.md 2.1, 2.2 (13), 8; I34. */
import type { BootstrapCertificate } from '../active-directory/state.ts';
import type { FailedAttempt, JoinState, WindowsDevice } from './state.ts';

/** Last result of a task before its first run: SCHED_S_TASK_HAS_NOT_RUN (knowledge/other-codes/task-results.ts). */
export const taskHasNotRun = '0x41303';

export const localJoin = (device: WindowsDevice): 'none' | 'complete' | 'incomplete' => {
  if (!device.join) return 'none';
  return device.joinIncomplete || device.recoveryNeeded || !device.usableKeys.includes(device.join.keyContainerId) ? 'incomplete' : 'complete';
};

/** Whether a bootstrap certificate of this machine, with a usable key, is known to be in the directory. */
export const certificateWritten = (device: WindowsDevice): boolean =>
  device.bootstrapCertificateWritten && device.bootstrapCertificate !== null && device.usableKeys.includes(device.bootstrapCertificate.id);

export function withBootstrapCertificate(device: WindowsDevice, certificate: BootstrapCertificate): WindowsDevice {
  return { ...device, bootstrapCertificate: certificate, bootstrapCertificateWritten: false, usableKeys: [...device.usableKeys, certificate.id], made: device.made + 1 };
}

/** The keys of an attempt that came to nothing give way to those of the next; the join's own and those of certificates stay. */
export function withAttemptKeys(device: WindowsDevice, keyContainerId: string, keyProvider: WindowsDevice['keyProvider']): WindowsDevice {
  const kept = device.usableKeys.filter((key) => key === device.join?.keyContainerId || key.includes('/bootstrap/'));
  return { ...device, keyProvider, made: device.made + 1, usableKeys: [...kept, keyContainerId] };
}

/** Keys that were lost while the answer was on its way leave the same as keys lost a moment later: a join that asks for recovery. */
export function withJoin(device: WindowsDevice, join: JoinState): WindowsDevice {
  return { ...device, join, joinIncomplete: false, recoveryNeeded: !device.usableKeys.includes(join.keyContainerId), previousRegistration: null };
}

/** Removes the join; with `forgetBootstrap` the next attempt makes a new certificate (OQ10). */
export function withoutJoin(device: WindowsDevice, forgetBootstrap: boolean): WindowsDevice {
  const keyContainerId = device.join?.keyContainerId;
  const bootstrapId = forgetBootstrap ? device.bootstrapCertificate?.id : undefined;
  return {
    ...device,
    join: null,
    joinIncomplete: false,
    recoveryNeeded: false,
    usableKeys: device.usableKeys.filter((key) => key !== keyContainerId && key !== bootstrapId),
    ...(forgetBootstrap ? { bootstrapCertificate: null, bootstrapCertificateWritten: false } : {}),
  };
}

export const withFailedAttempt = (device: WindowsDevice, previousRegistration: FailedAttempt): WindowsDevice => ({ ...device, previousRegistration });

/** TPM cleared or board swapped: every private key is gone; a joined device asks for recovery (lifecycle.md 8). */
export function withLostKeys(device: WindowsDevice): WindowsDevice {
  return { ...device, usableKeys: [], recoveryNeeded: device.join !== null };
}

/** Windows installed anew on the same hardware: nothing local survives, the computer account does (lifecycle.md 8). */
export function reimaged(device: WindowsDevice): WindowsDevice {
  return {
    ...device, join: null, joinIncomplete: false, recoveryNeeded: false, usableKeys: [], bootstrapCertificate: null, bootstrapCertificateWritten: false,
    previousRegistration: null, cachedLogons: [], eventLog: [], workAccounts: [], helloUsers: [], registry: {},
    task: { ...device.task, lastRunMs: null, lastResult: taskHasNotRun },
  };
}
