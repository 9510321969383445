/** What is true of a view, in the names of the shared consumers; `dsregcmd-world-truth.ts` has the truth of a world. */
import type { StatusContext, StatusView } from '../../evidence/dsregcmd/view.ts';
import type { ReadField } from './dsregcmd-format.ts';
import { atLeast, type WindowsRelease } from '../../knowledge/windows-releases.ts';

export type Truth = { readonly [name: string]: boolean | string | null };

const printedNames: { readonly [truth: string]: string } = { DeviceName: 'Device Name', ErrorPhase: 'Error Phase', ClientErrorCode: 'Client ErrorCode', ServerErrorCode: 'Server ErrorCode', UserContext: 'User Context', ExecutingAccountName: 'Executing Account Name', AccessType: 'Access Type', AttemptStatus: 'Attempt Status' };

/** What a careful reader finds under the name of a truth: the first such field outside of the work accounts, unless it is one of theirs. */
export function readTruth(fields: readonly ReadField[], name: string, isFlag: boolean): boolean | string | null {
  const found = fields.find((one) => one.name === (printedNames[name] ?? name) && (!one.section.startsWith('Work Account') || name.startsWith('Workplace')));
  if (!found) return null;
  return isFlag ? found.value === 'YES' : found.value;
}

const utc = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ')}.000 UTC`;

/** What of a joined device's registration is printed, and from when. */
function registrationTruth({ details, tenant }: StatusView, release: WindowsRelease): Truth {
  const since1809 = atLeast(release, '1809');
  const statusTexts = { success: 'SUCCESS', 'disabled-or-deleted': 'FAILED. Device is either disabled or deleted', error: 'FAILED. ERROR' } as const;
  const status = details?.authStatus;
  return {
    DeviceId: details?.deviceId ?? null,
    Thumbprint: details?.thumbprint ?? null,
    KeyContainerId: details?.keyContainerId ?? null,
    KeyProvider: details ? `Microsoft ${details.keyProvider === 'tpm' ? 'Platform Crypto' : 'Software Key Storage'} Provider` : null,
    TpmProtected: details ? details.keyProvider === 'tpm' : null,
    DeviceCertificateValidity: details && since1809 ? `[ ${utc(details.notBeforeMs)} -- ${utc(details.notAfterMs)} ]` : null,
    DeviceAuthStatus: status && atLeast(release, '21H2') ? (status.kind === 'error' && status.code !== null ? `FAILED. Error: ${status.code}` : statusTexts[status.kind]) : null,
    TenantId: tenant?.tenantId ?? null,
    TenantName: tenant?.tenantName ?? null,
    MdmUrl: tenant ? (tenant.mdm?.url ?? '') : null,
  };
}

/** What is the user's own: SYSTEM has none of it. */
function userTruth(view: StatusView, release: WindowsRelease, context: StatusContext): Truth {
  const present = context !== 'system';
  const since1809 = atLeast(release, '1809');
  const account = present ? view.workAccounts[0] : undefined;
  const azureAd = present ? view.sso.azureAd.held : null;
  const attempts = present && atLeast(release, '21H2') ? [view.sso.azureAd.attempt, view.sso.enterprise.attempt] : [];
  return {
    NgcSet: present && view.user.hello !== null,
    WorkplaceJoined: account !== undefined,
    WorkplaceDeviceId: account?.deviceId ?? null,
    WorkplaceTenantId: account?.tenantId ?? null,
    WorkplaceTenantName: account?.tenantName ?? null,
    AzureAdPrt: azureAd !== null,
    AzureAdPrtUpdateTime: azureAd && since1809 ? utc(azureAd.updatedMs) : null,
    EnterprisePrt: atLeast(release, '1709') ? present && view.sso.enterprise.held !== null : null,
    AttemptStatus: attempts.find((attempt) => attempt !== null && attempt !== undefined)?.status ?? null,
  };
}

function diagnosticsTruth({ diagnostics, accounts }: StatusView, release: WindowsRelease, context: StatusContext): Truth {
  const written = ({ name, upn }: StatusView['accounts']['user']): string => (upn === null ? name : `${name}, ${upn}`);
  const none = { KeySignTest: null, ErrorPhase: null, ClientErrorCode: null, ServerErrorCode: null, UserContext: null, ExecutingAccountName: null };
  const named = atLeast(release, '21H2');
  if (diagnostics.kind === 'post-join') {
    const tested = diagnostics.keySign === 'passed' ? 'PASSED' : 'FAILED';
    return { ...none, KeySignTest: context === 'user' ? 'MUST Run elevated to test.' : tested, ExecutingAccountName: named ? written(context === 'system' ? accounts.computer : accounts.user) : null };
  }
  if (diagnostics.kind === 'none' || !atLeast(release, '1809')) return none;
  const asSystem = context === 'system' || (context === 'admin' && diagnostics.diagnosticsTaskRuns);
  return {
    ...none,
    UserContext: asSystem ? 'SYSTEM' : context === 'admin' ? 'ELEVATED User' : 'UN-ELEVATED User',
    ErrorPhase: diagnostics.previous?.phase ?? null,
    ClientErrorCode: diagnostics.previous?.clientErrorCode ?? null,
    ServerErrorCode: diagnostics.previous?.server?.code ?? null,
    ExecutingAccountName: named ? written(asSystem ? accounts.computer : accounts.user) : null,
  };
}

function ngcTruth({ ngc, user }: StatusView, release: WindowsRelease, context: StatusContext): Truth {
  if (context === 'user' && user.hello !== null) return { IsDeviceJoined: null, IsUserAzureAD: null, PreReqResult: null };
  const ran = ngc.errorCode === null && context !== 'system';
  return {
    IsDeviceJoined: atLeast(release, '1809') ? ran && ngc.isDeviceJoined : null,
    IsUserAzureAD: ran && ngc.isUserAzureAd,
    PreReqResult: ran && ngc.willProvision ? 'WillProvision' : 'WillNotProvision',
  };
}

/** What a reader must find in the status of a view, in the names of the shared consumers: taken from the view, never from the text. */
export function truthOfView(view: StatusView, release: WindowsRelease, context: StatusContext): Truth {
  const { device, proxies } = view;
  return {
    AzureAdJoined: device.joinedTo === 'entra',
    EnterpriseJoined: device.joinedTo === 'on-premises-drs',
    DomainJoined: device.domainName !== null,
    DomainName: device.domainName,
    DeviceName: atLeast(release, '21H2') ? device.deviceName : null,
    AccessType: atLeast(release, '21H2') ? proxies.winHttpAccessType : null,
    ...registrationTruth(view, release),
    ...userTruth(view, release, context),
    ...diagnosticsTruth(view, release, context),
    ...ngcTruth(view, release, context),
  };
}
