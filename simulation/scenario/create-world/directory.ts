/** Active Directory at the start: every domain controller holds the same copy. */
import { editionOf, versionOf } from '../../../knowledge/windows-releases.ts';
import type { ComputerObject, DirectoryState, DomainController, ObjectVersion, Replica, UserObject } from '../../../mocks/active-directory/state.ts';
import { domainSidFor, ridFor } from '../../identity.ts';
import type { DeviceSpec, WorldSpec } from '../world-spec.ts';
import { bootstrapCertificateOf, joinedDomainAtMs, objectGuidOf, ouDn, registeredAtMs, upnOf, type WorldPlan } from './plan.ts';

/** Update sequence number of every copy: a directory that has been written to for a while. */
const firstUsn = 12_000;

const firstControllerOf = (spec: WorldSpec): string => Object.keys(spec.controllers)[0] ?? 'DC01';
const netbiosOf = (spec: WorldSpec): string => spec.netbios ?? (spec.forest.split('.')[0] ?? 'CONTOSO').toUpperCase();

export const objectSidOf = ({ seed, spec }: WorldPlan, account: string): string => `${domainSidFor(seed, spec.forest)}-${ridFor(seed, account)}`;

function computerOf(plan: WorldPlan, name: string, device: DeviceSpec, version: ObjectVersion): ComputerObject {
  const certificate = bootstrapCertificateOf(plan, name, device);
  return {
    objectGuid: objectGuidOf(plan, name),
    objectSid: objectSidOf(plan, `${name}$`),
    samAccountName: `${name.toUpperCase()}$`,
    cn: name,
    dnsHostName: `${name}.${plan.spec.forest}`,
    parentDn: ouDn(device.ou, plan.spec.forest),
    enabled: true,
    operatingSystem: device.edition ?? editionOf(device.windows),
    operatingSystemVersion: versionOf(device.windows),
    userCertificate: certificate ? [certificate] : [],
    selfWriteDenied: false,
    creatorSid: null,
    isCriticalSystemObject: device.criticalSystemObject === 'yes',
    memberOf: [],
    whenCreatedMs: joinedDomainAtMs,
    whenChangedMs: registeredAtMs,
    deleted: false,
    version,
  };
}

function userOf(plan: WorldPlan, name: string, version: ObjectVersion): UserObject {
  return {
    samAccountName: name,
    userPrincipalName: upnOf(plan.spec, name),
    displayName: name,
    objectSid: objectSidOf(plan, name),
    enabled: true,
    passwordVersion: 1,
    version,
  };
}

/** Keywords of the service connection point; `null` where the forest has none. */
function keywordsOf({ spec, tenantId }: WorldPlan): readonly string[] | null {
  if (spec.scp === 'none') return null;
  const name = Object.keys(spec.tenant.domains)[0] ?? spec.tenant.initialDomain;
  const { azureADName, azureADId } = spec.scp ?? { azureADName: name, azureADId: tenantId };
  return [
    ...(azureADName ? [`azureADName:${azureADName}`] : []),
    ...(azureADId ? [`azureADId:${azureADId === 'tenant' ? tenantId : azureADId}`] : []),
  ];
}

function replicationLinksOf({ spec, settings }: WorldPlan): DirectoryState['replicationLinks'] {
  const names = Object.keys(spec.controllers);
  const pairs = names.flatMap((source) => names.filter((target) => target !== source).map((target) => ({ source, target })));
  return Object.fromEntries(
    pairs.map(({ source, target }) => {
      const sameSite = spec.controllers[source]?.site === spec.controllers[target]?.site;
      return [`${source}>${target}`, { source, target, delayMs: settings[sameSite ? 'replication.intraSite' : 'replication.interSite'] }];
    }),
  );
}

export function directoryOf(plan: WorldPlan): DirectoryState {
  const { spec, seed } = plan;
  const version: ObjectVersion = { number: 1, atMs: 0, controller: firstControllerOf(spec) };
  const keywords = keywordsOf(plan);
  const computers = Object.entries(spec.devices).flatMap(([name, device]) => (device.state === 'workgroup' ? [] : [computerOf(plan, name, device, version)]));
  const replica: Replica = {
    serviceConnectionPoint: keywords === null ? null : { keywords, version },
    computers: Object.fromEntries(computers.map((computer) => [computer.objectGuid, computer])),
    users: Object.fromEntries(Object.keys(spec.people).map((name) => [name, userOf(plan, name, version)])),
  };
  const controllerOf = (name: string, { site, running, readOnly }: WorldSpec['controllers'][string]): DomainController => ({
    name, site, running: running === 'yes', readOnly: readOnly === 'yes', usn: firstUsn, replica,
  });
  return {
    forest: spec.forest,
    domain: { dnsName: spec.forest, netbiosName: netbiosOf(spec), sid: domainSidFor(seed, spec.forest) },
    controllers: Object.fromEntries(Object.entries(spec.controllers).map(([name, controller]) => [name, controllerOf(name, controller)])),
    replicationLinks: replicationLinksOf(plan),
  };
}
