/** Registry values of the join. Sources: lifecycle.md 2.1 (CloudDomainJoin [T1]; JoinInfo and TenantInfo [K]), on-premises.md 6. */
import { registryPaths } from '../mocks/windows/registry.ts';
import { deviceOf, type World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';

export function registryOf(world: World, name: string): { readonly [path: string]: string } {
  const device = deviceOf(world, name);
  const values: { [path: string]: string } = { ...device.registry };
  if (device.join) {
    const info = `${registryPaths.cloudDomainJoin}\\JoinInfo\\${device.join.thumbprint}`;
    values[`${info}\\TenantId`] = device.join.tenantId;
    values[`${info}\\IdpDomain`] = 'login.windows.net';
    const tenant = `${registryPaths.cloudDomainJoin}\\TenantInfo\\${device.join.tenantId}`;
    values[`${tenant}\\DisplayName`] = world.tenant.displayName;
  }
  return values;
}

export const registryEvidence: Evidence = {
  name: 'registry',
  title: 'registry values of the join on the device',
  fields: ['HKLM*'],
  field: ({ world, device }, name) => registryOf(world, device)[name],
  render: ({ world, device }) => {
    const entries = Object.entries(registryOf(world, device)).sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? `No value of the join is set on ${device}.\n` : `${entries.map(([path, value]) => `${path} = ${value}`).join('\n')}\n`;
  },
  data: ({ world, device }) => registryOf(world, device),
};
