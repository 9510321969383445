/**
 * The old layouts, Windows 10 1607 and 1703 to 1803: three sections, device, tenant and domain in the first of them, SSO at the
 * end of the second. Later releases print the younger one for `/status_old`. Source: dsregcmd.md 4.
 */
import { bracedGuid, field, flag, type Field, type Section } from './format.ts';
import { sectionLines } from './layout.ts';
import { prints } from './releases.ts';
import { keyFields } from './sections/device-details.ts';
import { domainFields, joinFields } from './sections/device-state.ts';
import { ngcErrorFields, ngcIn, prerequisite, resultField } from './sections/ngc-prerequisite-check.ts';
import { keySignField } from './sections/post-join.ts';
import { authorityField, ssoStateIn } from './sections/sso-state.ts';
import { addressFields, idpFields, serviceFields } from './sections/tenant-details.ts';
import { userStateIn, wamFields, workAccountsIn } from './sections/user-state.ts';
import type { StatusContext, StatusView, WindowsRelease, WorkAccountView } from './view.ts';

/** What `/status_old` prints on releases that have a newer layout. */
const youngestOld: WindowsRelease = '1709';

const oldRelease = (release: WindowsRelease): WindowsRelease => (prints(release, 'newLayout') ? youngestOld : release);

function deviceState(view: StatusView, release: WindowsRelease, context: StatusContext): Section {
  const { device, details, tenant, diagnostics } = view;
  const registration = details ? [field('DeviceId', details.deviceId), field('Thumbprint', details.thumbprint), ...keyFields(details)] : [];
  const keySign = diagnostics.kind === 'post-join' ? [keySignField(diagnostics, context)] : [];
  const tenantFields = tenant
    ? [...idpFields(tenant), field('TenantId', tenant.tenantId), field('TenantName', tenant.tenantName), ...addressFields(tenant), ...serviceFields(tenant, release)]
    : [];
  return { title: 'Device State', groups: [[...joinFields(device), ...registration, ...keySign, ...tenantFields, ...domainFields(device)]] };
}

const workplaceFields = (account: WorkAccountView): Field[] => [
  field('WorkplaceDeviceId', account.deviceId),
  field('WorkplaceThumbprint', account.thumbprint),
  field('WorkplaceIdp', 'login.windows.net'),
  field('WorkplaceTenantId', account.tenantId),
  field('WorkplaceTenantName', account.tenantName),
  field('WorkplaceMdmUrl', account.mdmUrl),
  field('WorkplaceSettingsUrl', account.settingsUrl),
];

function userState(view: StatusView, release: WindowsRelease, context: StatusContext): Section {
  const { hello, wamDefault } = userStateIn(view, context);
  const [account] = workAccountsIn(view, context);
  const { azureAd, enterprise } = ssoStateIn(view, context);
  const authorities = prints(release, 'fieldsSince1703')
    ? [authorityField('AzureAdPrtAuthority', azureAd), flag('EnterprisePrt', enterprise.held !== null), authorityField('EnterprisePrtAuthority', enterprise)]
    : [];
  return {
    title: 'User State',
    groups: [
      [
        flag('NgcSet', hello !== null),
        ...(hello ? [field('NgcKeyId', bracedGuid(hello.keyId))] : []),
        flag('WorkplaceJoined', account !== undefined),
        ...(account ? workplaceFields(account) : []),
        ...wamFields(wamDefault, release),
        flag('AzureAdPrt', azureAd.held !== null),
        ...authorities,
      ],
    ],
  };
}

function ngcPrerequisiteCheck(view: StatusView, release: WindowsRelease, context: StatusContext): Section | null {
  if (context === 'user' && view.user.hello !== null) return null;
  const ngc = ngcIn(view, context);
  const { certEnrollment } = ngc;
  const byMdm = certEnrollment.kind === 'mobile-device-management';
  const younger = prints(release, 'fieldsSince1703');
  const certificates = { none: 'none', 'enrollment-authority': 'enrollment authority', 'mobile-device-management': 'mobile device management' }[certEnrollment.kind];
  const recoveryNeeded = view.diagnostics.kind === 'post-join' && view.diagnostics.recoveryEnabled;
  return {
    title: 'Ngc Prerequisite Check',
    groups: [
      [
        ...ngcErrorFields(ngc, release),
        prerequisite(ngc, 'IsUserAzureAD', ngc.isUserAzureAd),
        prerequisite(ngc, 'PolicyEnabled', ngc.policyEnabled),
        ...(younger ? [prerequisite(ngc, 'PostLogonEnabled', ngc.postLogonEnabled)] : []),
        prerequisite(ngc, 'DeviceEligible', ngc.deviceEligible),
        flag('SessionIsNotRemote', ngc.sessionIsNotRemote),
        ...(younger ? [field('CertEnrollment', certificates)] : [flag('X509CertRequired', certEnrollment.kind === 'enrollment-authority')]),
        ...(younger && byMdm ? [flag('ScepReady', certEnrollment.scepReady)] : []),
        ...(younger ? [flag('AadRecoveryNeeded', recoveryNeeded)] : []),
        resultField(ngc),
      ],
    ],
  };
}

export function legacySections(view: StatusView, release: WindowsRelease, context: StatusContext): readonly Section[] {
  const old = oldRelease(release);
  return [deviceState, userState, ngcPrerequisiteCheck].map((write) => write(view, old, context)).filter((section) => section !== null);
}

function columnsOf({ title }: Section, release: WindowsRelease): number {
  if (prints(oldRelease(release), 'fieldsSince1703')) return 23;
  return title === 'Device State' ? 17 : 19;
}

/** The first layout wrote this name with a colon of its own, in front of the usual one. */
const asLabelled = (one: Field): Field => (one.name === 'KeySignTest' ? { ...one, name: 'KeySignTest:' } : one);

export function legacySectionLines(section: Section, release: WindowsRelease): string[] {
  const groups = section.groups.map((group) => group.map(asLabelled));
  return sectionLines({ ...section, groups }, columnsOf(section, release));
}
