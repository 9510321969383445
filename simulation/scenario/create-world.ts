/** From a world description to the world at its first instant: everything exists, the charts are started, nothing has happened. */
import { guidFor } from '../identity.ts';
import { startWorld } from '../start-world.ts';
import type { Person, World } from '../world.ts';
import { connectOf } from './create-world/connect.ts';
import { deviceOf } from './create-world/device.ts';
import { directoryOf } from './create-world/directory.ts';
import { type WorldPlan, type WorldStart } from './create-world/plan.ts';
import { tenantOf } from './create-world/tenant.ts';
import type { WorldSpec } from './world-spec.ts';

const networkOf = ({ network }: WorldSpec): World['network'] => ({
  corporate: {
    egress: network.egress,
    proxy: { server: network.proxy, acceptsComputerAccounts: network.proxyAcceptsComputers === 'yes', tlsInspection: network.tlsInspection === 'yes' },
  },
  tunnelMode: network.tunnel,
});

function peopleOf(spec: WorldSpec): World['people'] {
  const personOf = (name: string, { administrator }: WorldSpec['people'][string]): Person => ({
    name, samAccountName: name, typesPasswordVersion: 1, isLocalAdministrator: administrator === 'yes',
  });
  return Object.fromEntries(Object.entries(spec.people).map(([name, person]) => [name, personOf(name, person)]));
}

export function createWorld(spec: WorldSpec, start: WorldStart): World {
  const plan: WorldPlan = { ...start, spec, tenantId: guidFor(start.seed, `tenant ${spec.tenant.initialDomain}`) };
  const directory = directoryOf(plan);
  const world: World = {
    nowMs: 0,
    startMs: start.startMs,
    seed: start.seed,
    settings: start.settings,
    actors: {},
    agenda: [],
    questions: {},
    directory,
    connect: connectOf(spec, directory),
    tenant: tenantOf(plan, directory),
    network: networkOf(spec),
    devices: Object.fromEntries(Object.entries(spec.devices).map(([name, device]) => [name, deviceOf(plan, name, device)])),
    people: peopleOf(spec),
    faults: [],
    commands: [],
    draws: {},
  };
  return startWorld(world, spec);
}
