/** The HTTPS door: the cloud on a TLS port and a CONNECT proxy in front of it. */
import type { WorldAccess } from '../../simulation/world-access.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { Connection } from '../cloud/exchange.ts';
import { closedWay } from '../cloud/way.ts';
import { openProxy } from './proxy.ts';
import { defaultLimits, type DoorLimits } from './limits.ts';
import { openHttpsServer } from './server.ts';
import { createTlsMaterial, type TlsMaterial } from './tls-material.ts';

export interface HttpsDoorOptions {
  /** Milliseconds since 1970, by the wall's clock: the dates of the TLS certificates. */
  readonly wallNowMs: number;
  /** Address to listen on. @default '127.0.0.1' */
  readonly host?: string;
  /** @default 0: any free one */
  readonly port?: number;
  /** @default 0: any free one */
  readonly proxyPort?: number;
  readonly limits?: Partial<DoorLimits>;
  /** How long a service that does not answer keeps its client waiting. @default 0: it hangs up at once, and no time of the wall is waited */
  readonly silentMs?: number;
}

export interface HttpsDoor {
  readonly port: number;
  readonly proxyPort: number;
  readonly material: TlsMaterial;
  /** Closes both ports and every connection. */
  readonly close: () => Promise<void>;
}

/** Opens the door over a cloud. @throws Error of the system when a port is taken */
export async function openHttpsDoor(access: WorldAccess, cloud: Pick<Cloud, 'answer'>, options: HttpsDoorOptions): Promise<HttpsDoor> {
  const material = await createTlsMaterial(options.wallNowMs);
  const host = options.host ?? '127.0.0.1';
  const limits = { ...defaultLimits, ...options.limits };
  const closed = (name: string, asker: Connection['asker']) => closedWay(access.world, name, asker);
  const server = await openHttpsServer(cloud, material, { host, port: options.port ?? 0, limits, silentMs: options.silentMs ?? 0, closed });
  const proxy = await openProxy(server, { host, port: options.proxyPort ?? 0, limits, devices: () => Object.keys(access.world.devices), closed });
  return {
    port: server.port, proxyPort: proxy.port, material,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
}
