/** Devices: list, get, change, delete. The id in the path is the object id, not the device id. Source: protocols.md 8.1, 8.2. */
import { graphDevice, visibleRecord } from '../../evidence/graph.ts';
import { changeDevice } from '../../mocks/entra/administration.ts';
import type { CloudDevice } from '../../mocks/entra/state.ts';
import { newCloudDevice } from '../../mocks/entra/synchronised-devices.ts';
import { lifecycleOf } from '../../simulation/cloud-device.ts';
import { deleteDevice, enableDevice } from '../../simulation/cloud-device-changes.ts';
import type { World } from '../../simulation/world.ts';
import { bodyJson, type Exchange } from '../cloud/exchange.ts';
import { reply, type HttpAnswer, type Reply } from '../cloud/reply.ts';
import type { Route } from '../cloud/route.ts';
import { FilterError, propertyOf, type Row } from './filter.ts';
import { runQuery, selectOf, type Collection } from './query.ts';
import { allowed, badRequest, baseOf, graphAnswer, graphRefusal, listAnswer, noContent, notFound } from './requests.ts';

const type = 'microsoft.graph.device';
/** Any of them lets a token read devices. */
export const deviceReaders = ['Device.Read.All', 'Device.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All', 'Directory.AccessAsUser.All'];
const write = ['Device.ReadWrite.All', 'Directory.ReadWrite.All', 'Directory.AccessAsUser.All'];

/** A device with every property there is. */
const sampleOf = (world: World): Row => graphDevice(world, newCloudDevice(noComputer, 1, { nowMs: 0, seed: '', softDelete: false }));

const noComputer = {
  objectGuid: '', objectSid: '', displayName: '', enabled: true, operatingSystem: '', operatingSystemVersion: '', parentDn: '', memberOf: [], isCriticalSystemObject: false, userCertificate: [],
};

/** Lists may lag behind deletions, while the object itself is gone at once. */
const isListed = (world: World, record: CloudDevice): boolean =>
  visibleRecord(world, record.deviceId) !== null ||
  (record.deletedAtMs !== null && lifecycleOf(world, record.deviceId) === 'deleted' && world.nowMs < record.deletedAtMs + world.settings['graph.deletionLag']);

/** A world is one value that never changes: between two changes, the list is made once. */
const listed = new WeakMap<World, Collection>();

export function devicesOf(world: World): Collection {
  const known = listed.get(world);
  if (known) return known;
  const rows = Object.values(world.tenant.devices).filter((record) => isListed(world, record)).map((record) => graphDevice(world, record));
  const collection = { name: 'devices', type, sample: rows[0] ?? sampleOf(world), rows };
  listed.set(world, collection);
  return collection;
}

/** By object id, or by device id where the path says so. */
function recordOf({ world, params }: Exchange): CloudDevice | null {
  const { id, deviceId } = params;
  const found = Object.values(world().tenant.devices).find((record) => (deviceId === undefined ? record.objectId === id?.toLowerCase() : record.deviceId === deviceId.toLowerCase()));
  return found ? visibleRecord(world(), found.deviceId) : null;
}

const askedId = ({ params }: Exchange): string => params.id ?? params.deviceId ?? '';

const withDevice = (answer: (exchange: Exchange, record: CloudDevice) => Reply) => (exchange: Exchange): Reply => {
  const record = recordOf(exchange);
  return record ? answer(exchange, record) : { answer: notFound(exchange, askedId(exchange)) };
};

function getDevice(exchange: Exchange, record: CloudDevice): Reply {
  const row = graphDevice(exchange.world(), record);
  try {
    const select = selectOf(exchange.url.searchParams.get('$select'), { sample: row, type });
    return { answer: graphAnswer(exchange, { '@odata.context': `${baseOf(exchange)}/$metadata#devices/$entity`, ...select(row) }) };
  } catch (error) {
    if (error instanceof FilterError) return { answer: badRequest(exchange, error.message) };
    throw error;
  }
}

/** Number alone, as text. */
function countDevices(exchange: Exchange): Reply {
  const url = new URL(exchange.url);
  url.searchParams.set('$count', 'true');
  const counted = runQuery(devicesOf(exchange.world()), { url, isEventual: exchange.headers.get('consistencylevel')?.toLowerCase() === 'eventual' });
  if (!counted.ok) return { answer: graphRefusal(exchange, 400, counted) };
  return { answer: { ...noContent(exchange), status: 200, body: String(counted.count), headers: { 'content-type': 'text/plain' } } };
}

const isObject = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

const noPayload = 'Empty Payload. JSON content expected.';

type Patch = { readonly enabled?: boolean; readonly extensionAttributes?: { readonly [name: string]: string | null } };

function extensionsOf(value: unknown): { readonly [name: string]: string | null } | null {
  if (!isObject(value)) return null;
  const entries = Object.entries(value).map(([name, text]) => {
    const number = /^extensionAttribute([1-9]|1[0-5])$/i.exec(name)?.[1];
    return number !== undefined && (text === null || typeof text === 'string') ? ([`extensionAttribute${number}`, text] as const) : null;
  });
  return entries.includes(null) ? null : (Object.fromEntries(entries as (readonly [string, string | null])[]) as { readonly [name: string]: string | null });
}

/** What may be changed; that synchronised properties are refused, and how, is inferred. */
function readPatch(exchange: Exchange, row: Row): Patch | HttpAnswer {
  const body = bodyJson(exchange);
  if (!isObject(body) || Object.keys(body).length === 0) return badRequest(exchange, noPayload);
  let patch: Patch = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith('@')) continue;
    switch (name.toLowerCase()) {
      case 'accountenabled':
        if (typeof value !== 'boolean') return badRequest(exchange, "A value of the wrong type was found for the property 'accountEnabled'.");
        patch = { ...patch, enabled: value };
        break;
      case 'extensionattributes': {
        const extensionAttributes = extensionsOf(value);
        if (!extensionAttributes) return badRequest(exchange, "Invalid value specified for property 'extensionAttributes' of resource 'Device'.");
        patch = { ...patch, extensionAttributes };
        break;
      }
      default:
        if (!propertyOf(row, name)) return badRequest(exchange, `Could not find a property named '${name}' on type '${type}'.`);
        return graphRefusal(exchange, 400, {
          code: 'Request_BadRequest',
          message: 'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
        });
    }
  }
  // Annotations alone change nothing.
  return Object.keys(patch).length === 0 ? badRequest(exchange, noPayload) : patch;
}

function patchDevice(exchange: Exchange, record: CloudDevice): Reply {
  const world = exchange.world();
  const patch = readPatch(exchange, graphDevice(world, record));
  if ('status' in patch) return { answer: patch };
  const { enabled, extensionAttributes } = patch;
  const changed = extensionAttributes && Object.keys(extensionAttributes).length > 0
    ? { changes: { tenant: changeDevice(world.tenant, record.deviceId, { extensionAttributes: { ...record.extensionAttributes, ...extensionAttributes } }) } }
    : {};
  const effect = { ...changed, ...(enabled === undefined ? {} : enableDevice(record.deviceId, enabled)) };
  return Object.keys(effect).length > 0 ? reply(noContent(exchange), effect) : reply(noContent(exchange));
}

const removeDevice = (exchange: Exchange, record: CloudDevice): Reply => ({ answer: noContent(exchange), effect: deleteDevice(exchange.world(), record.deviceId) });

/** Hybrid devices have no owner or user of their own in the tenant, and joinlab has no groups. */
const nobody = (exchange: Exchange): Reply => ({ answer: graphAnswer(exchange, { '@odata.context': `${baseOf(exchange)}/$metadata#directoryObjects`, value: [] }) });

const one = '/:version/devices';

export const deviceRoutes: readonly Route[] = [
  { method: 'GET', path: one, answer: allowed(deviceReaders, (exchange) => ({ answer: listAnswer(exchange, devicesOf(exchange.world())) })) },
  { method: 'GET', path: `${one}/$count`, answer: allowed(deviceReaders, countDevices) },
  ...[`${one}/:id`, `${one}(deviceId=':deviceId')`].flatMap((path): Route[] => [
    { method: 'GET', path, answer: allowed(deviceReaders, withDevice(getDevice)) },
    { method: 'PATCH', path, answer: allowed(write, withDevice(patchDevice)) },
    { method: 'DELETE', path, answer: allowed(write, withDevice(removeDevice)) },
    ...['registeredOwners', 'registeredUsers', 'memberOf', 'transitiveMemberOf'].map((name): Route => ({ method: 'GET', path: `${path}/${name}`, answer: allowed(deviceReaders, withDevice(nobody)) })),
  ]),
];
