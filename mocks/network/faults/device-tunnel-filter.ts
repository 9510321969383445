import type { Fault } from '../../fault.ts';
import { stopsServices } from './path.ts';

const stopped = stopsServices(['ldap', 'kerberos'], 'the filter of the device tunnel does not let this through');

export const deviceTunnelFilterFault: Fault = {
  id: 'device-tunnel-filter',
  catalogue: 'V4',
  mock: 'network',
  title: 'The traffic filter of the device tunnel lets no LDAP through to a DC',
  steps: ['discover', 'certificate', 'sign-in'],
  observable: '331 (the DC is located), then 0x8007203a behind 0x801c001d with 307, whenever the locator picks this DC',
  heals: 'admin',
  target: 'controller',
  source: 'on-premises.md 7 V4, 3',
  confidence: 'documented',
  blocks: (traffic, { location, tunnels }) =>
    (location !== 'corporate-lan' && tunnels.length > 0 && tunnels.every((profile) => profile === 'device-tunnel') ? stopped(traffic) : null),
};
