/** User State, SSO State, Work Account N. Source: dsregcmd.md 3, 6 (who runs it). */
import { field, flag, range, safe, time, type Field, type Section } from '../format.ts';
import { shows } from '../releases.ts';
import type { StatusOptions, StatusView } from '../view.ts';

/** SYSTEM has no usable user session: WAM answers ERROR_NO_SUCH_LOGON_SESSION-like codes (S03, S07, S12, S49). */
const wamError = ({ release }: StatusOptions): string => (shows(release, 'errorWithCode') ? 'ERROR (0x80070520)' : 'ERROR');

export function userFields({ user }: StatusView, options: StatusOptions): Field[] {
  const asSystem = options.context === 'system';
  const ngcSet = user.ngcSet && !asSystem;
  const fields: Field[] = [flag('NgcSet', ngcSet)];
  if (ngcSet && user.ngcKeyId) fields.push(field('NgcKeyId', `{${user.ngcKeyId.toUpperCase()}}`), field('CanReset', 'DestructiveOnly'));
  const workplace = asSystem ? 0 : user.workAccountCount;
  fields.push(flag('WorkplaceJoined', workplace > 0));
  if (workplace > 0) fields.push(field('WorkAccountCount', String(workplace)));
  fields.push(asSystem ? field('WamDefaultSet', wamError(options)) : flag('WamDefaultSet', user.wamDefaultSet));
  if (!asSystem && user.wamDefaultSet) {
    fields.push(field('WamDefaultAuthority', 'organizations'), field('WamDefaultId', 'https://login.microsoft.com'), field('WamDefaultGUID', '{B16898C6-A148-4967-9171-64D755DA8520} (AzureAd)'));
  }
  return fields;
}

export const userState = (view: StatusView, options: StatusOptions): Section => ({ title: 'User State', groups: [userFields(view, options)] });

function attemptFields({ sso }: StatusView): Field[] {
  const { attempt } = sso;
  if (!attempt) return [];
  const fields = [
    field(attempt.renewal ? 'RefreshPrtDiagnostics' : 'AcquirePrtDiagnostics', 'PRESENT'),
    field('Previous Prt Attempt', time(attempt.atMs, true)),
    field('Attempt Status', attempt.status),
    field('User Identity', attempt.user),
    field('Credential Type', attempt.credential),
    field('Correlation ID', attempt.correlationId),
    field('Endpoint URI', attempt.endpoint),
    field('HTTP Method', 'POST'),
    field('HTTP Error', attempt.httpError),
  ];
  if (attempt.httpStatus !== null) fields.push(field('HTTP status', String(attempt.httpStatus)));
  if (attempt.serverErrorCode !== null) fields.push(field('Server Error Code', attempt.serverErrorCode));
  if (attempt.serverErrorDescription !== null) fields.push(field('Server Error Description', safe(attempt.serverErrorDescription)));
  return fields;
}

const topLevelNames = '.windows.net,.windows.net:1433,.windows.net:3342,.azure.net,.azure.net:1433,.azure.net:3342';

export function ssoFields(view: StatusView, options: StatusOptions): Field[] {
  const { sso } = view;
  const prt = options.context === 'system' ? null : sso.prt;
  const fields: Field[] = [flag('AzureAdPrt', prt !== null)];
  if (prt) fields.push(field('AzureAdPrtUpdateTime', time(prt.updatedAtMs)), field('AzureAdPrtExpiryTime', time(prt.expiresAtMs)));
  fields.push(field('AzureAdPrtAuthority', !sso.joined ? 'NO' : sso.tenantId && options.context !== 'system' ? `https://login.microsoftonline.com/${sso.tenantId}` : ''));
  if (shows(options.release, 'attemptBlock') && options.context !== 'system') fields.push(...attemptFields(view));
  fields.push(flag('EnterprisePrt', false), field('EnterprisePrtAuthority', sso.joined ? '' : 'NO'));
  if (sso.joined && shows(options.release, 'kerberosLines')) fields.push(flag('OnPremTgt', false), flag('CloudTgt', prt !== null), field('KerbTopLevelNames', topLevelNames));
  return fields;
}

export const ssoState = (view: StatusView, options: StatusOptions): Section => ({ title: 'SSO State', groups: [ssoFields(view, options)] });

export const workAccounts = ({ workAccounts: accounts }: StatusView, { context }: StatusOptions): Section[] =>
  context === 'system'
    ? []
    : accounts.map((account, index) => ({
        title: `Work Account ${index + 1}`,
        groups: [
          [
            field('WorkplaceDeviceId', account.deviceId), field('WorkplaceThumbprint', account.thumbprint), field('DeviceCertificateValidity', range(account.notBeforeMs, account.notAfterMs)),
            field('KeyContainerId', account.deviceId), field('KeyProvider', 'Microsoft Software Key Storage Provider'), flag('TpmProtected', false),
            field('WorkplaceTenantId', account.tenantId), field('WorkplaceTenantName', account.tenantName), field('WorkplaceMdmUrl', ''), field('WorkplaceSettingsUrl', ''), flag('NgcSet', false),
          ],
        ],
      }));
