/** Connect servers in the world. */
import type { ConnectServer } from '../mocks/connect/state.ts';
import type { World } from './world.ts';

export function serverOf(world: World, name: string): ConnectServer {
  const server = world.connect.servers[name];
  if (!server) throw new Error(`There is no Connect server ${name}; this world has ${Object.keys(world.connect.servers).join(', ')}.`);
  return server;
}

export const withServer = (world: World, name: string, change: (server: ConnectServer) => ConnectServer): { connect: World['connect'] } => ({
  connect: { ...world.connect, servers: { ...world.connect.servers, [name]: change(serverOf(world, name)) } },
});
