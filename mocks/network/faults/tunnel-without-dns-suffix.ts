import type { Fault } from '../../fault.ts';
import { onlyThroughTunnel, stopsLookUps } from './path.ts';

const stopped = stopsLookUps('the public DNS is asked and does not know the domain');

export const tunnelWithoutDnsSuffixFault: Fault = {
  id: 'tunnel-without-dns-suffix',
  catalogue: 'V5',
  mock: 'network',
  title: 'The tunnel brings no DNS suffix and no name resolution policy',
  steps: ['pre-check', 'sign-in'],
  observable: '334 with the tunnel up: SRV records are asked at the public DNS',
  heals: 'admin',
  target: 'device',
  source: 'on-premises.md 7 V5',
  confidence: 'documented',
  blocks: (traffic, attachment) => (onlyThroughTunnel(attachment) ? stopped(traffic) : null),
};
