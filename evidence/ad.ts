/** The computer object in Active Directory as LDIF. Source: on-premises.md 1.4 (attributes, binary forms), 1.8 (a copy per DC). */
import { guidToOctets, sidToOctets } from '../mocks/active-directory/binary.ts';
import { thumbprintOf } from '../mocks/certificate.ts';
import { anyController } from '../mocks/active-directory/replica.ts';
import { dnOf } from '../mocks/active-directory/service-connection-point.ts';
import type { BootstrapCertificate, ComputerObject, DomainController } from '../mocks/active-directory/state.ts';
import { formatIso } from '../simulation/calendar.ts';
import { bootstrapCertificateDer } from '../simulation/certificates.ts';
import { deviceOf, type World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';
import { base64, ldifRecord, type LdifAttribute } from './ldif.ts';
import { isoSeconds } from './text.ts';

/** `20260105080000.0Z`. */
const generalizedTime = (world: World, atMs: number): string => `${formatIso(world.startMs + atMs).slice(0, 19).replace(/[-:T]/g, '')}.0Z`;

/** 100 ns since 1601-01-01 UTC, as text: more digits than a number holds exactly. */
const filetime = (world: World, atMs: number): string => String((BigInt(world.startMs + atMs) + 11_644_473_600_000n) * 10_000n);

/** The DC that Connect reads, else any: whose copy administrators look at. */
export function controllerSeen(world: World): DomainController | null {
  const server = Object.values(world.connect.servers).find((candidate) => !candidate.stagingMode);
  return (server && world.directory.controllers[server.controller]) ?? anyController(world.directory);
}

export function computerOf(world: World, device: string): ComputerObject | undefined {
  const computer = controllerSeen(world)?.replica.computers[deviceOf(world, device).objectGuid];
  return computer?.deleted ? undefined : computer;
}

/** On whichever DC it was written first. */
function certificateCount(world: World, device: string): string {
  const guid = deviceOf(world, device).objectGuid;
  const count = Math.max(0, ...Object.values(world.directory.controllers).map((controller) => controller.replica.computers[guid]?.userCertificate.length ?? 0));
  return values(count);
}

const values = (count: number): string => (count === 0 ? 'none' : count === 1 ? '1 value' : `${count} values`);

const dn = (computer: ComputerObject): string => `CN=${computer.cn},${computer.parentDn}`;

/** What the object had before the run began: below the first number of the run, and its own for each account. Assumed. */
const usnBefore = (computer: ComputerObject): number => 8_000 + (Number(computer.objectSid.split('-').at(-1) ?? 0) % 4_000);

/** HOST and RestrictedKrbHost, short and full, as the machine registers them itself. */
const servicePrincipalNames = ({ cn, dnsHostName }: ComputerObject): string[] =>
  ['HOST', 'RestrictedKrbHost'].flatMap((service) => [`${service}/${cn.toUpperCase()}`, `${service}/${dnsHostName}`]);

function attributesOf(world: World, computer: ComputerObject): LdifAttribute[] {
  const many = (name: string, list: readonly (string | Uint8Array)[]): LdifAttribute[] => list.map((value) => [name, value]);
  const forestDn = dnOf(world.directory.forest);
  return [
    ...many('objectClass', ['top', 'person', 'organizationalPerson', 'user', 'computer']),
    ['cn', computer.cn],
    ...many('userCertificate', computer.userCertificate.map((certificate) => bootstrapCertificateDer(world, certificate))),
    ['distinguishedName', dn(computer)],
    ['instanceType', '4'],
    ['whenCreated', generalizedTime(world, computer.whenCreatedMs)],
    ['whenChanged', generalizedTime(world, computer.whenChangedMs)],
    ['uSNCreated', String(usnBefore(computer))],
    ...many('memberOf', computer.memberOf.map((group) => `CN=${group},${forestDn}`)),
    ['uSNChanged', String(computer.version.usn ?? usnBefore(computer))],
    ['name', computer.cn],
    ['objectGUID', guidToOctets(computer.objectGuid)],
    ['userAccountControl', computer.enabled ? '4096' : '4098'],
    // The password of the domain join: the machine's own change every 30 days is not modelled.
    ['pwdLastSet', filetime(world, computer.whenCreatedMs)],
    ['primaryGroupID', '515'],
    ['objectSid', sidToOctets(computer.objectSid)],
    ['sAMAccountName', computer.samAccountName],
    ['sAMAccountType', '805306369'],
    ['operatingSystem', computer.operatingSystem],
    ['operatingSystemVersion', computer.operatingSystemVersion],
    ['dNSHostName', computer.dnsHostName],
    ...many('servicePrincipalName', servicePrincipalNames(computer)),
    ['objectCategory', `CN=Computer,CN=Schema,CN=Configuration,${forestDn}`],
    ['isCriticalSystemObject', computer.isCriticalSystemObject ? 'TRUE' : 'FALSE'],
    ...many('mS-DS-CreatorSID', computer.creatorSid === null ? [] : [sidToOctets(computer.creatorSid)]),
  ];
}

const validity = (world: World, { notBeforeMs, notAfterMs }: BootstrapCertificate): string => `${isoSeconds(world, notBeforeMs)} to ${isoSeconds(world, notAfterMs)}`;

/** Which copy this is, what its certificates are, and which other DCs hold another number of them. */
function commentsOf(world: World, computer: ComputerObject): string[] {
  const seen = controllerSeen(world);
  const certificates = computer.userCertificate.flatMap((certificate) => [
    `userCertificate SHA-1 ${thumbprintOf(bootstrapCertificateDer(world, certificate))}`,
    `  ${certificate.subject}`,
    `  ${validity(world, certificate)}`,
  ]);
  const others = Object.values(world.directory.controllers).flatMap(({ name, replica }) => {
    const count = replica.computers[computer.objectGuid]?.userCertificate.length ?? 0;
    return name === seen?.name || count === computer.userCertificate.length ? [] : [`${name} holds another copy, userCertificate: ${values(count)}`];
  });
  return [`the copy on ${seen?.name ?? 'no DC'}, userCertificate: ${values(computer.userCertificate.length)}`, ...certificates, ...others];
}

/** Attributes whose text for expectations is not simply their values. */
const reads: { readonly [field: string]: (computer: ComputerObject) => string } = {
  dn,
  enabled: (computer) => (computer.enabled ? 'TRUE' : 'FALSE'),
  objectGUID: (computer) => computer.objectGuid,
  objectSid: (computer) => computer.objectSid,
  'mS-DS-CreatorSID': (computer) => computer.creatorSid ?? 'none',
};

const plainAttributes = [
  'cn', 'distinguishedName', 'dNSHostName', 'instanceType', 'isCriticalSystemObject', 'memberOf', 'name', 'objectCategory', 'objectClass',
  'operatingSystem', 'operatingSystemVersion', 'primaryGroupID', 'pwdLastSet', 'sAMAccountName', 'sAMAccountType', 'servicePrincipalName',
  'userAccountControl', 'uSNChanged', 'uSNCreated', 'whenChanged', 'whenCreated',
] as const;

const isPlain = (name: string): boolean => plainAttributes.some((known) => known === name);

function plainText(world: World, computer: ComputerObject, name: string): string {
  const found = attributesOf(world, computer).flatMap(([attribute, value]) => (attribute === name && typeof value === 'string' ? [value] : []));
  return found.length === 0 ? 'none' : found.join('; ');
}

/** By attribute; octets as base64, attributes with several values as lists. */
function dataOf(world: World, computer: ComputerObject) {
  const attributes: { [name: string]: string | string[] } = {};
  for (const [name, value] of attributesOf(world, computer)) {
    const text = typeof value === 'string' ? value : base64(value);
    const known = attributes[name];
    attributes[name] = known === undefined ? text : [...(Array.isArray(known) ? known : [known]), text];
  }
  const certificates = computer.userCertificate.map((certificate) => {
    const der = bootstrapCertificateDer(world, certificate);
    return {
      subject: certificate.subject,
      thumbprint: thumbprintOf(der),
      notBefore: isoSeconds(world, certificate.notBeforeMs),
      notAfter: isoSeconds(world, certificate.notAfterMs),
      rawData: base64(der),
    };
  });
  return { controller: controllerSeen(world)?.name ?? null, dn: dn(computer), objectGuid: computer.objectGuid, objectSid: computer.objectSid, attributes, certificates };
}

export const adEvidence: Evidence = {
  name: 'ad',
  title: 'the computer object in Active Directory (LDIF)',
  fields: ['object', 'userCertificate', ...Object.keys(reads), ...plainAttributes],
  field: ({ world, device }, name) => {
    const computer = computerOf(world, device);
    if (name === 'object') return computer ? 'present' : 'absent';
    if (name === 'userCertificate') return certificateCount(world, device);
    if (!computer) return undefined;
    return reads[name]?.(computer) ?? (isPlain(name) ? plainText(world, computer, name) : undefined);
  },
  render: ({ world, device }) => {
    const computer = computerOf(world, device);
    return computer ? ldifRecord(dn(computer), attributesOf(world, computer), commentsOf(world, computer)) : `# there is no computer object for ${device}\n`;
  },
  data: ({ world, device }) => {
    const computer = computerOf(world, device);
    return computer ? dataOf(world, computer) : null;
  },
};
