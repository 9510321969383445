/** The Connect servers at the start: they have seen the directory as it stands, so that nothing but changes flows from now on. */
import type { DirectoryState } from '../../../mocks/active-directory/state.ts';
import { afterExport, importDirectory, planExport, synchronise } from '../../../mocks/connect/engine.ts';
import type { ConnectServer, ConnectState } from '../../../mocks/connect/state.ts';
import { usersInScope } from '../../../mocks/connect/users.ts';
import type { WorldSpec } from '../world-spec.ts';
import { ouDn } from './plan.ts';

/** A server in staging mode has settled too: what the active one exported, it has confirmed. */
function settled(server: ConnectServer, directory: DirectoryState): ConnectServer {
  const controller = directory.controllers[server.controller];
  if (!controller) return server;
  const synchronised = synchronise(importDirectory(server, controller.replica, 'Initial').server, 0);
  return afterExport(synchronised, planExport({ ...synchronised, stagingMode: false }, 'stopExport'));
}

function newServer(spec: WorldSpec, name: string, server: WorldSpec['connect'][string], directory: DirectoryState): ConnectServer {
  const controller = server.controller ?? Object.keys(spec.controllers)[0] ?? 'DC01';
  const inScope = Object.entries(spec.people).flatMap(([person, { cloud }]) => (cloud === 'absent' ? [] : [person]));
  const replica = directory.controllers[controller]?.replica;
  return {
    name,
    stagingMode: server.staging === 'yes',
    controller,
    includedOus: server.include.map((ou) => ouDn(ou, spec.forest)),
    pendingIncludedOus: null,
    pilotGroup: server.pilotGroup ?? null,
    deletionThreshold: server.deletionThreshold === 'off' ? null : Number(server.deletionThreshold),
    connectorSpace: {},
    users: replica ? usersInScope(replica, inScope) : {},
    runs: [],
    fullSyncRequired: false,
    mailsSent: [],
  };
}

export const connectOf = (spec: WorldSpec, directory: DirectoryState): ConnectState => ({
  servers: Object.fromEntries(Object.entries(spec.connect).map(([name, server]) => [name, settled(newServer(spec, name, server, directory), directory)])),
});
