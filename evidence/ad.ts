/** The computer object in Active Directory as LDIF. Source: on-premises.md 1.4. */
import { guidToOctets, sidToOctets } from '../mocks/active-directory/binary.ts';
import { anyController } from '../mocks/active-directory/replica.ts';
import { dnOf } from '../mocks/active-directory/service-connection-point.ts';
import type { ComputerObject } from '../mocks/active-directory/state.ts';
import { formatIso } from '../simulation/calendar.ts';
import { deviceOf, type World } from '../simulation/world.ts';
import type { Evidence } from './evidence.ts';

const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64');
/** `20260105080000.0Z`. */
const generalizedTime = (world: World, atMs: number): string => `${formatIso(world.startMs + atMs).slice(0, 19).replace(/[-:T]/g, '')}.0Z`;

/** The copy on the DC that Connect reads, else on any: what administrators look at. */
export function computerOf(world: World, device: string): ComputerObject | undefined {
  const server = Object.values(world.connect.servers).find((candidate) => !candidate.stagingMode);
  const controller = (server && world.directory.controllers[server.controller]) ?? anyController(world.directory);
  const computer = controller?.replica.computers[deviceOf(world, device).objectGuid];
  return computer?.deleted ? undefined : computer;
}

/** On whichever DC it was written first. */
function certificateCount(world: World, device: string): string {
  const guid = deviceOf(world, device).objectGuid;
  const count = Math.max(0, ...Object.values(world.directory.controllers).map((controller) => controller.replica.computers[guid]?.userCertificate.length ?? 0));
  return count === 0 ? 'none' : count === 1 ? '1 value' : `${count} values`;
}

const dn = (computer: ComputerObject): string => `CN=${computer.cn},${computer.parentDn}`;

const reads: { readonly [field: string]: (world: World, computer: ComputerObject, device: string) => string } = {
  dn: (_world, computer) => dn(computer),
  enabled: (_world, computer) => (computer.enabled ? 'TRUE' : 'FALSE'),
  objectGUID: (_world, computer) => computer.objectGuid,
  objectSid: (_world, computer) => computer.objectSid,
  userCertificate: (world, _computer, device) => certificateCount(world, device),
  operatingSystem: (_world, computer) => computer.operatingSystem,
  operatingSystemVersion: (_world, computer) => computer.operatingSystemVersion,
  sAMAccountName: (_world, computer) => computer.samAccountName,
};

function ldif(world: World, computer: ComputerObject): string {
  const lines = [
    `dn: ${dn(computer)}`,
    ...['top', 'person', 'organizationalPerson', 'user', 'computer'].map((name) => `objectClass: ${name}`),
    `cn: ${computer.cn}`,
    ...computer.userCertificate.map((certificate) => `# userCertificate: subject ${certificate.subject}, valid until ${generalizedTime(world, certificate.notAfterMs)}, SHA-1 ${certificate.thumbprint}`),
    `distinguishedName: ${dn(computer)}`,
    `whenCreated: ${generalizedTime(world, computer.whenCreatedMs)}`,
    `whenChanged: ${generalizedTime(world, computer.whenChangedMs)}`,
    `name: ${computer.cn}`,
    `objectGUID:: ${base64(guidToOctets(computer.objectGuid))}`,
    `userAccountControl: ${computer.enabled ? 4096 : 4098}`,
    'primaryGroupID: 515',
    `objectSid:: ${base64(sidToOctets(computer.objectSid))}`,
    `sAMAccountName: ${computer.samAccountName}`,
    `operatingSystem: ${computer.operatingSystem}`,
    `operatingSystemVersion: ${computer.operatingSystemVersion}`,
    `dNSHostName: ${computer.dnsHostName}`,
    `objectCategory: CN=Computer,CN=Schema,CN=Configuration,${dnOf(world.directory.forest)}`,
    ...computer.memberOf.map((group) => `memberOf: CN=${group},${dnOf(world.directory.forest)}`),
    ...(computer.isCriticalSystemObject ? ['isCriticalSystemObject: TRUE'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

export const adEvidence: Evidence = {
  name: 'ad',
  title: 'the computer object in Active Directory (LDIF)',
  fields: ['object', ...Object.keys(reads)],
  field: ({ world, device }, name) => {
    const computer = computerOf(world, device);
    if (name === 'object') return computer ? 'present' : 'absent';
    if (name === 'userCertificate') return certificateCount(world, device);
    return computer && reads[name]?.(world, computer, device);
  },
  render: ({ world, device }) => {
    const computer = computerOf(world, device);
    return computer ? ldif(world, computer) : `# there is no computer object for ${device}\n`;
  },
  data: ({ world, device }) => computerOf(world, device) ?? null,
};
