import type { AddressInfo, Server } from 'node:net';

/**
 * Opens a server.
 * @param port 0: any free one
 * @returns the port that it has
 * @throws what Node says of an address that is taken or not allowed
 */
export async function listening(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return (server.address() as AddressInfo).port;
}
