/**
 * The world as a scenario describes it: named base worlds are files of this shape, `change:` and `--set` alter single values.
 * One source for the types, the checks and the JSON schema. Scalars arrive as the text that was written.
 */
import { z } from 'zod';
import { networkLocations, vpnProfiles } from '../../knowledge/vocabulary.ts';
import { windowsReleaseNames } from '../../knowledge/windows-releases.ts';

const text = z.string().min(1);
const yesNo = z.enum(['yes', 'no']);
const hostName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,14}$/, 'a host name has 1 to 15 letters, digits or hyphens');

const isVpn = (value: string): boolean => value === 'none' || value.split('+').every((part) => (vpnProfiles as readonly string[]).includes(part.trim()));

const deviceSpec = z.strictObject({
  windows: z.enum(windowsReleaseNames).default('11-24H2').describe('Windows release: a column of the dsregcmd reference.'),
  edition: text.optional().describe('Name of the edition as in operatingSystem; follows from the release when left out.'),
  ou: text.default('Laptops').describe('Organisational unit of the computer object.'),
  state: z.enum(['workgroup', 'domain-joined', 'pending', 'registered']).default('domain-joined').describe('How far the device is when the scenario starts.'),
  power: z.enum(['on', 'off']).default('off'),
  location: z.enum(networkLocations).default('corporate-lan'),
  vpn: z
    .string()
    .default('none')
    .describe('VPN profiles joined by "+", or none.')
    .refine(isVpn, `one of none, ${vpnProfiles.join(', ')}, joined by "+"`),
  keys: z.enum(['tpm', 'software']).default('tpm').describe('Where private keys lie.'),
  cached: z.array(text).default([]).describe('People who can sign in here without a domain controller.'),
  hello: z.array(text).default([]).describe('People with Windows Hello on this device.'),
  systemProxy: text.default('none').describe('WinHTTP proxy of SYSTEM: none or host:port.'),
  userProxy: text.default('none').describe('Proxy of the signed-in user: none or host:port.'),
  registry: z.record(text, z.string()).default({}).describe('Further registry values by full path.'),
  clientScp: z.strictObject({ tenantId: z.string().optional(), tenantName: z.string().optional() }).optional().describe('Client-side service connection point (CDJ\\AAD).'),
  joinPolicy: z.enum(['not-configured', 'enabled', 'disabled']).default('not-configured').describe('Policy autoWorkplaceJoin.'),
  task: z.enum(['enabled', 'disabled']).default('enabled').describe('The Automatic-Device-Join task.'),
  criticalSystemObject: yesNo.default('no'),
  workAccounts: z.array(text).default([]).describe('People with a workplace-joined account on this device.'),
});

const personSpec = z.strictObject({
  upn: text.optional().describe('User principal name; <name>@<forest> when left out.'),
  administrator: yesNo.default('no').describe('Local administrator of the devices.'),
  cloud: z.enum(['synchronised', 'absent', 'disabled']).default('synchronised').describe('The account in the tenant.'),
  intune: yesNo.default('no').describe('In the scope of automatic MDM enrolment.'),
});

const controllerSpec = z.strictObject({
  site: text.default('HQ'),
  running: yesNo.default('yes'),
  readOnly: yesNo.default('no'),
});

const syncServerSpec = z.strictObject({
  staging: yesNo.default('no'),
  controller: hostName.optional().describe('DC that it reads; the first one when left out.'),
  include: z.array(text).default(['Laptops']).describe('Organisational units in scope.'),
  pilotGroup: text.optional(),
  deletionThreshold: z.string().regex(/^(off|\d+)$/, 'off, or a whole number').default('500'),
  scheduler: z.enum(['enabled', 'disabled']).default('enabled'),
});

const domainRealm = z.enum(['managed', 'federated']);

export const worldSpecSchema = z.strictObject({
  title: text.optional().describe('What this base world is, in a few words.'),
  forest: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a DNS name like contoso.com').default('contoso.com'),
  netbios: z.string().regex(/^[A-Z][A-Z0-9-]{0,14}$/, 'a NetBIOS name has 1 to 15 capital letters, digits or hyphens').optional(),
  organizationalUnits: z.array(text).default(['Laptops', 'Workstations', 'Quarantine']),
  controllers: z.record(hostName, controllerSpec).default({ DC01: { site: 'HQ', running: 'yes', readOnly: 'no' } }),
  scp: z.union([
    z.literal('none'),
    z.strictObject({ azureADName: z.string().optional(), azureADId: z.string().optional() }),
  ]).optional().describe('Service connection point in AD: none, or its two keywords; right for the tenant when left out.'),
  connect: z.record(hostName, syncServerSpec).default({ SYNC01: { staging: 'no', include: ['Laptops'], deletionThreshold: '500', scheduler: 'enabled' } }),
  tenant: z.strictObject({
    name: text.default('Contoso'),
    initialDomain: text.default('contoso.onmicrosoft.com'),
    domains: z.record(text, domainRealm).default({ 'contoso.com': 'managed' }),
    authentication: z.enum(['password-hash-sync', 'pass-through']).default('password-hash-sync'),
    agents: z.enum(['running', 'stopped']).default('running'),
  }).prefault({}),
  network: z.strictObject({
    egress: z.enum(['direct', 'proxy']).default('direct'),
    proxy: z.string().default('proxy.contoso.com:8080'),
    proxyAcceptsComputers: yesNo.default('yes'),
    tlsInspection: yesNo.default('no'),
    tunnel: z.enum(['split', 'forced']).default('split'),
  }).prefault({}),
  people: z.record(
    z.string().regex(/^[a-z][a-z0-9-]*$/, 'a first name in lower case'),
    personSpec,
  ).default({ alice: { administrator: 'no', cloud: 'synchronised', intune: 'no' } }),
  devices: z.record(hostName, deviceSpec).describe('At least one device.'),
  settings: z.record(text, z.string()).default({}).describe('Settings (joinlab explain settings lists them).'),
});

export type WorldSpec = z.output<typeof worldSpecSchema>;
export type WorldSpecInput = z.input<typeof worldSpecSchema>;
export type DeviceSpec = WorldSpec['devices'][string];
