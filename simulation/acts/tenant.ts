/** What happens inside the tenant by itself, and what a token attempt leaves in the log. */
import { changeDevice, forgetRegistration } from '../../mocks/entra/administration.ts';
import { correlationIdFor } from '../identity.ts';
import { defineAct, type Act } from '../operation.ts';
import { deviceOf } from '../world.ts';
import { prtEndLines, type PrtEnd } from './prt-log.ts';

export const tenantActs: readonly Act[] = [
  defineAct<{ deviceId: string }>({
    name: 'becomeVisible',
    perform: (world, _asker, { deviceId }) => ({ changes: { tenant: changeDevice(world.tenant, deviceId, { visibleToRegistration: true }) } }),
  }),
  defineAct<{ deviceId: string }>({
    name: 'purgeDevice',
    perform: (world, _asker, { deviceId }) => ({ changes: { tenant: forgetRegistration(world.tenant, deviceId) } }),
  }),
  defineAct<{ readonly [field: string]: never }>({
    name: 'logPrtEnd',
    perform: (world, { actor, place }, input) => {
      const end = input as unknown as PrtEnd;
      const { join, release } = deviceOf(world, place);
      const endpoint = `https://login.microsoftonline.com/${join?.tenantId ?? world.tenant.tenantId}/oauth2/token/`;
      return { logs: prtEndLines(end, { endpoint, correlationId: correlationIdFor(world.seed, actor, end.failure?.atMs ?? world.nowMs), release }) };
    },
  }),
];
