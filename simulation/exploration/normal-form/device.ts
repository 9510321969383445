/** What of a Windows device decides. Dropped: logs, the task's last result, Previous Registration, dates of the join (all shown). */
import type { WindowsDevice } from '../../../mocks/windows/state.ts';
import { dated } from './certificates.ts';

/** Names of keys (`usableKeys`, `made`) are settled over the whole world: `names.ts`. */
export function normaliseDevice(device: WindowsDevice, nowMs: number): WindowsDevice {
  return {
    ...device,
    eventLog: [],
    task: { ...device.task, lastRunMs: null, lastResult: '' },
    previousRegistration: null,
    join: device.join && { ...dated(device.join, nowMs), joinedAtMs: 0 },
    bootstrapCertificate: device.bootstrapCertificate && dated(device.bootstrapCertificate, nowMs),
  };
}
