/** From a world description to the world at its first instant: everything exists, the charts are started, nothing has happened. */
import { editionOf, versionOf } from '../../knowledge/windows-releases.ts';
import type { Settings } from '../../knowledge/settings.ts';
import { dnOf } from '../../mocks/active-directory/service-connection-point.ts';
import type { ComputerObject, DirectoryState, DomainController, Replica, UserObject } from '../../mocks/active-directory/state.ts';
import type { ConnectServer, ConnectState } from '../../mocks/connect/state.ts';
import { importDirectory, synchronise, planExport, afterExport } from '../../mocks/connect/engine.ts';
import { newCloudDevice } from '../../mocks/entra/synchronised-devices.ts';
import { x509SecurityId } from '../../mocks/entra/registration-service.ts';
import type { CloudDevice, TenantState } from '../../mocks/entra/state.ts';
import { registryPaths } from '../../mocks/windows/registry.ts';
import type { WindowsDevice } from '../../mocks/windows/state.ts';
import { domainSidFor, guidFor, ridFor } from '../identity.ts';
import { deviceCertificateNames, deviceCertificateValidity, type DeviceCertificate } from '../certificates.ts';
import { startWorld } from '../start-world.ts';
import type { Person, World } from '../world.ts';
import type { DeviceSpec, WorldSpec } from './world-spec.ts';

export interface WorldStart {
  readonly seed: string;
  /** Epoch milliseconds. */
  readonly startMs: number;
  readonly settings: Settings;
}

const day = 24 * 3_600_000;

/** `Laptops` below the domain; a DN stays what it is. */
export const ouDn = (ou: string, forest: string): string => (ou.includes('=') ? ou : `${ou === 'Computers' ? 'CN' : 'OU'}=${ou},${dnOf(forest)}`);

const netbiosOf = (spec: WorldSpec): string => spec.netbios ?? (spec.forest.split('.')[0] ?? 'CONTOSO').toUpperCase();
const upnOf = (spec: WorldSpec, name: string): string => spec.people[name]?.upn ?? `${name}@${spec.forest}`;

function bootstrapCertificateOf(name: string, seed: string, objectGuid: string, validityMs: number) {
  const id = `${name}/bootstrap/start`;
  return { id, subject: `CN=${objectGuid}`, notBeforeMs: -day, notAfterMs: validityMs - day, keyHolder: name };
}

/** The certificate of a device that is registered from the start. */
const registeredBefore = (start: WorldStart, deviceId: string, tenantId: string, keyContainerId: string): DeviceCertificate => ({ deviceId, tenantId, joinType: 'joined', keyContainerId, ...deviceCertificateValidity(start, -day) });

function computerOf(spec: WorldSpec, name: string, device: DeviceSpec, start: WorldStart, firstController: string): ComputerObject {
  const objectGuid = guidFor(start.seed, `computer ${name}`);
  const known = device.state === 'pending' || device.state === 'registered';
  return {
    objectGuid,
    objectSid: `${domainSidFor(start.seed, spec.forest)}-${ridFor(start.seed, `${name}$`)}`,
    samAccountName: `${name.toUpperCase()}$`,
    cn: name,
    dnsHostName: `${name}.${spec.forest}`,
    parentDn: ouDn(device.ou, spec.forest),
    enabled: true,
    operatingSystem: device.edition ?? editionOf(device.windows),
    operatingSystemVersion: versionOf(device.windows),
    userCertificate: known ? [bootstrapCertificateOf(name, start.seed, objectGuid, start.settings['cert.bootstrapValidity'])] : [],
    selfWriteDenied: false,
    creatorSid: null,
    isCriticalSystemObject: device.criticalSystemObject === 'yes',
    memberOf: [],
    whenCreatedMs: -30 * day,
    whenChangedMs: -day,
    deleted: false,
    version: { number: 1, atMs: 0, controller: firstController },
  };
}

function userOf(spec: WorldSpec, name: string, start: WorldStart, firstController: string): UserObject {
  return {
    samAccountName: name,
    userPrincipalName: upnOf(spec, name),
    displayName: name,
    objectSid: `${domainSidFor(start.seed, spec.forest)}-${ridFor(start.seed, name)}`,
    enabled: true,
    passwordVersion: 1,
    version: { number: 1, atMs: 0, controller: firstController },
  };
}

function keywordsOf(spec: WorldSpec, tenantId: string): readonly string[] | null {
  if (spec.scp === 'none') return null;
  const name = Object.keys(spec.tenant.domains)[0] ?? spec.tenant.initialDomain;
  const scp = spec.scp ?? { azureADName: name, azureADId: tenantId };
  return [...(scp.azureADName ? [`azureADName:${scp.azureADName}`] : []), ...(scp.azureADId ? [`azureADId:${scp.azureADId === 'tenant' ? tenantId : scp.azureADId}`] : [])];
}

function directoryOf(spec: WorldSpec, start: WorldStart, tenantId: string): DirectoryState {
  const names = Object.keys(spec.controllers);
  const first = names[0] ?? 'DC01';
  const keywords = keywordsOf(spec, tenantId);
  const computers = Object.entries(spec.devices).flatMap(([name, device]) => (device.state === 'workgroup' ? [] : [computerOf(spec, name, device, start, first)]));
  const replica: Replica = {
    serviceConnectionPoint: keywords === null ? null : { keywords, version: { number: 1, atMs: 0, controller: first } },
    computers: Object.fromEntries(computers.map((computer) => [computer.objectGuid, computer])),
    users: Object.fromEntries(Object.keys(spec.people).map((name) => [name, userOf(spec, name, start, first)])),
  };
  const controllers: { [name: string]: DomainController } = {};
  for (const [name, controller] of Object.entries(spec.controllers)) {
    controllers[name] = { name, site: controller.site, running: controller.running === 'yes', readOnly: controller.readOnly === 'yes', usn: 12_000, replica };
  }
  const replicationLinks: { [link: string]: { source: string; target: string; delayMs: number } } = {};
  for (const source of names) {
    for (const target of names) {
      if (source === target) continue;
      const sameSite = spec.controllers[source]?.site === spec.controllers[target]?.site;
      replicationLinks[`${source}>${target}`] = { source, target, delayMs: sameSite ? start.settings['replication.intraSite'] : start.settings['replication.interSite'] };
    }
  }
  return { forest: spec.forest, domain: { dnsName: spec.forest, netbiosName: netbiosOf(spec), sid: domainSidFor(start.seed, spec.forest) }, controllers, replicationLinks };
}

function deviceOfSpec(spec: WorldSpec, name: string, device: DeviceSpec, start: WorldStart, tenantId: string): WindowsDevice {
  const objectGuid = guidFor(start.seed, `computer ${name}`);
  const known = device.state === 'pending' || device.state === 'registered';
  const certificate = known ? bootstrapCertificateOf(name, start.seed, objectGuid, start.settings['cert.bootstrapValidity']) : null;
  const keyContainerId = guidFor(start.seed, `${name}/keys/start`);
  const registry: { [path: string]: string } = { ...device.registry };
  if (device.joinPolicy !== 'not-configured') registry[registryPaths.autoWorkplaceJoin] = device.joinPolicy === 'enabled' ? '1' : '0';
  if (device.clientScp?.tenantId !== undefined) registry[registryPaths.tenantId] = device.clientScp.tenantId === 'tenant' ? tenantId : device.clientScp.tenantId;
  if (device.clientScp?.tenantName !== undefined) registry[registryPaths.tenantName] = device.clientScp.tenantName;
  const proxy = (text: string): string | null => (text === 'none' ? null : text);
  return {
    name,
    release: device.windows,
    edition: device.edition ?? editionOf(device.windows),
    domainJoined: device.state !== 'workgroup',
    objectGuid,
    objectSid: `${domainSidFor(start.seed, spec.forest)}-${ridFor(start.seed, `${name}$`)}`,
    machinePasswordMatches: true,
    registry,
    keyProvider: device.keys,
    usableKeys: [...(certificate ? [certificate.id] : []), ...(device.state === 'registered' ? [keyContainerId] : [])],
    bootstrapCertificate: certificate,
    bootstrapCertificateWritten: certificate !== null,
    join:
      device.state === 'registered'
        ? { deviceId: objectGuid, tenantId, tenantName: spec.tenant.name, keyContainerId, thumbprint: deviceCertificateNames(start, registeredBefore(start, objectGuid, tenantId, keyContainerId)).thumbprint, ...deviceCertificateValidity(start, -day), joinedAtMs: -day }
        : null,
    joinIncomplete: false,
    recoveryNeeded: false,
    previousRegistration: null,
    cachedLogons: device.cached.map((user) => ({ samAccountName: user, userPrincipalName: upnOf(spec, user), passwordVersion: 1 })),
    proxies: { system: proxy(device.systemProxy), user: proxy(device.userProxy) },
    eventLog: [],
    task: { enabled: device.task === 'enabled', lastRunMs: null, lastResult: '0x41303' },
    helloUsers: device.hello,
    workAccounts: device.workAccounts.map((user) => {
      const certificate = { deviceId: guidFor(start.seed, `${name} work account ${user}`), tenantId, joinType: 'registered' as const, keyContainerId: `${name}/work account/${user}`, ...deviceCertificateValidity(start, -90 * day) };
      return { samAccountName: user, deviceId: certificate.deviceId, tenantId, tenantName: spec.tenant.name, thumbprint: deviceCertificateNames(start, certificate).thumbprint, ...deviceCertificateValidity(start, -90 * day) };
    }),
    made: 0,
  };
}

function tenantOf(spec: WorldSpec, start: WorldStart, tenantId: string, directory: DirectoryState, devices: { readonly [name: string]: WindowsDevice }): TenantState {
  const users: { [upn: string]: TenantState['users'][string] } = {};
  for (const [name, person] of Object.entries(spec.people)) {
    const upn = upnOf(spec, name);
    if (person.cloud === 'absent') continue;
    users[upn.toLowerCase()] = { userPrincipalName: upn, objectId: guidFor(start.seed, `user ${name}`), enabled: person.cloud !== 'disabled', passwordVersion: 1, licensedForIntune: person.intune === 'yes' };
  }
  const cloudDevices: { [deviceId: string]: CloudDevice } = {};
  const replica = Object.values(directory.controllers)[0]?.replica;
  for (const [name, device] of Object.entries(spec.devices)) {
    if (device.state !== 'pending' && device.state !== 'registered') continue;
    const local = devices[name];
    const computer = local ? replica?.computers[local.objectGuid] : undefined;
    if (!local || !computer) continue;
    const created = newCloudDevice({ ...computer, displayName: computer.cn }, 1, { nowMs: -day, seed: start.seed, softDelete: false });
    const registered = local.join
      ? { alternativeSecurityIds: [x509SecurityId(deviceCertificateNames(start, registeredBefore(start, local.join.deviceId, tenantId, local.join.keyContainerId)))], profileType: 'RegisteredDevice' as const, registeredAtMs: -day, approximateLastSignInMs: -day, deviceCertificateThumbprint: local.join.thumbprint }
      : {};
    cloudDevices[local.objectGuid] = { ...created, userCertificate: created.userCertificate.map(({ id, subject, notAfterMs, keyHolder }) => ({ id, subject, notAfterMs, keyHolder })), visibleToRegistration: true, ...registered };
  }
  return {
    tenantId,
    displayName: spec.tenant.name,
    initialDomain: spec.tenant.initialDomain,
    domains: Object.entries(spec.tenant.domains).map(([name, realm]) => ({ name, realm: realm === 'managed' ? ('Managed' as const) : ('Federated' as const) })),
    authentication: spec.tenant.authentication,
    passThroughAgentsRunning: spec.tenant.agents === 'running',
    users,
    devices: cloudDevices,
    requestCount: 0,
  };
}

/** The engine has already seen the directory as it stands: nothing but changes flows from now on. */
function settledServer(server: ConnectServer, directory: DirectoryState): ConnectServer {
  const controller = directory.controllers[server.controller];
  if (!controller) return server;
  const synchronised = synchronise(importDirectory(server, controller.replica, 'Initial').server, 0);
  return afterExport(synchronised, { ...planExport({ ...synchronised, stagingMode: false }, 'stopExport'), remove: [] });
}

function connectOf(spec: WorldSpec, directory: DirectoryState): ConnectState {
  const servers: { [name: string]: ConnectServer } = {};
  for (const [name, server] of Object.entries(spec.connect)) {
    servers[name] = settledServer(
      {
        name,
        stagingMode: server.staging === 'yes',
        controller: server.controller ?? Object.keys(spec.controllers)[0] ?? 'DC01',
        includedOus: server.include.map((ou) => ouDn(ou, spec.forest)),
        pendingIncludedOus: null,
        pilotGroup: server.pilotGroup ?? null,
        deletionThreshold: server.deletionThreshold === 'off' ? null : Number(server.deletionThreshold),
        connectorSpace: {},
        runs: [],
        fullSyncRequired: false,
        mailsSent: [],
      },
      directory,
    );
  }
  return { servers };
}

const peopleOf = (spec: WorldSpec): { readonly [name: string]: Person } =>
  Object.fromEntries(
    Object.entries(spec.people).map(([name, person]) => [name, { name, samAccountName: name, userPrincipalName: upnOf(spec, name), typesPasswordVersion: 1, isLocalAdministrator: person.administrator === 'yes' }]),
  );

export function createWorld(spec: WorldSpec, start: WorldStart): World {
  const tenantId = guidFor(start.seed, `tenant ${spec.tenant.initialDomain}`);
  const directory = directoryOf(spec, start, tenantId);
  const devices = Object.fromEntries(Object.entries(spec.devices).map(([name, device]) => [name, deviceOfSpec(spec, name, device, start, tenantId)]));
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
    tenant: tenantOf(spec, start, tenantId, directory, devices),
    network: {
      corporate: { egress: spec.network.egress, proxy: { server: spec.network.proxy, acceptsComputerAccounts: spec.network.proxyAcceptsComputers === 'yes', tlsInspection: spec.network.tlsInspection === 'yes' } },
      tunnelMode: spec.network.tunnel,
    },
    devices,
    people: peopleOf(spec),
    faults: [],
    commands: [],
    draws: {},
  };
  return startWorld(world, spec);
}
