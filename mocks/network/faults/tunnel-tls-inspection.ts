import type { Fault } from '../../fault.ts';
import { onlyThroughTunnel } from './path.ts';

export const tunnelTlsInspectionFault: Fault = {
  id: 'tunnel-tls-inspection',
  catalogue: 'V8',
  mock: 'network',
  title: 'The forced tunnel leads through TLS inspection',
  steps: ['discover', 'register', 'prt'],
  observable: '0x80072f8f in discovery and registration while a user tunnel is up',
  heals: 'admin',
  target: 'host',
  source: 'on-premises.md 7 V8, 3; device tunnels are split tunnels and not affected',
  confidence: 'documented',
  blocks: ({ destination }, attachment) =>
    destination.kind === 'https' && onlyThroughTunnel(attachment) && attachment.tunnels.some((profile) => profile !== 'device-tunnel')
      ? { code: '0x80072f8f', reason: 'TLS inspection breaks the connection' }
      : null,
};
