/** Small worlds in which wrong rules are looked for. */
import { defaultSettings } from '../../../knowledge/settings.ts';
import { createWorld } from '../../../simulation/scenario/create-world.ts';
import { worldSpecSchema } from '../../../simulation/scenario/world-spec.ts';
import { smallWorld, type SpecChange } from '../../small-world.ts';
import type { World } from '../../../simulation/world.ts';

const oneController = { controllers: { DC01: {} } };
const withDevice = (device: SpecChange['device'], rest: SpecChange = {}): World => smallWorld({ ...oneController, ...rest, device: { cached: ['alice'], ...device } });

/** Windows 7: no release of the vocabulary, but a computer object like any other. */
function downlevel(world: World): World {
  const controllers = Object.entries(world.directory.controllers).map(([name, controller]) => {
    const computers = Object.entries(controller.replica.computers).map(([id, computer]) => [id, { ...computer, operatingSystem: 'Windows 7 Enterprise', operatingSystemVersion: '6.1 (7601)' }]);
    return [name, { ...controller, replica: { ...controller.replica, computers: Object.fromEntries(computers) as typeof controller.replica.computers } }];
  });
  return { ...world, directory: { ...world.directory, controllers: Object.fromEntries(controllers) as World['directory']['controllers'] } };
}

function twoLaptops(): World {
  const pending = { state: 'pending', power: 'on' } as const;
  const spec = worldSpecSchema.parse({ ...oneController, devices: { LAPTOP01: pending, LAPTOP02: pending } });
  return createWorld(spec, { seed: 'test', startMs: Date.UTC(2026, 0, 5, 8), settings: defaultSettings });
}

export const worlds = {
  'a new laptop in the office': () => withDevice({}),
  'a new laptop at home with a VPN': () => withDevice({ location: 'home', vpn: 'user-tunnel-manual' }),
  'a new laptop whose registry names the tenant': () => withDevice({ clientScp: { tenantId: smallWorld().tenant.tenantId, tenantName: 'contoso.com' } }),
  'a Pending laptop in the office': () => withDevice({ state: 'pending' }),
  'a registered laptop in the office': () => withDevice({ state: 'registered' }),
  'a registered laptop at home': () => withDevice({ state: 'registered', location: 'home' }),
  'a registered laptop at home, two people': () => withDevice({ state: 'registered', location: 'home' }, { people: { alice: {}, bob: {} } }),
  'a registered laptop whose user is no user of the tenant': () => withDevice({ state: 'registered' }, { people: { alice: { cloud: 'absent' } } }),
  'a laptop with the work accounts of two people': () => withDevice({ state: 'registered', workAccounts: ['alice', 'bob'] }, { people: { alice: {}, bob: {} } }),
  'a registered laptop, deletion threshold 0': () => withDevice({ state: 'registered' }, { connect: { SYNC01: { deletionThreshold: '0' } } }),
  'a new laptop, one server active and one staging': () => withDevice({}, { connect: { SYNC01: {}, SYNC02: { staging: 'yes' } } }),
  'a domain controller that runs the task': () => withDevice({ criticalSystemObject: 'yes' }),
  'a computer with Windows 7': () => downlevel(withDevice({})),
  'two Pending laptops': twoLaptops,
} satisfies { readonly [title: string]: () => World };

export type WorldTitle = keyof typeof worlds;
