/** What happens inside the tenant by itself. */
import { defineAct, type Act } from '../operation.ts';

export const tenantActs: readonly Act[] = [
  defineAct<{ deviceId: string }>({
    name: 'becomeVisible',
    perform: (world, _asker, { deviceId }) => {
      const device = world.tenant.devices[deviceId];
      return device ? { changes: { tenant: { ...world.tenant, devices: { ...world.tenant.devices, [deviceId]: { ...device, visibleToRegistration: true } } } } } : {};
    },
  }),
];
