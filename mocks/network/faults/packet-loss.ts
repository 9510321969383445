import type { Fault } from '../../fault.ts';
import { stopsServices } from './path.ts';

export const packetLossFault: Fault = {
  id: 'packet-loss',
  catalogue: 'N8',
  mock: 'network',
  title: 'UDP packets get lost on the way to the domain controllers',
  steps: ['pre-check'],
  observable: '334, locator 0x8007054b, while TCP gets through by repeating',
  heals: 'auto',
  target: null,
  source: 'on-premises.md 7 N8, 2.2; no dice are thrown: while the fault is on, every ping is lost',
  confidence: 'documented',
  blocks: stopsServices(['dns-srv', 'ldap-ping'], 'the packets get lost'),
};
