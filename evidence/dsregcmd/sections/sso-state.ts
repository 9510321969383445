/** SSO State: primary refresh tokens and Kerberos tickets of whoever runs the command. Source: dsregcmd.md 3 and 6. */
import { exactTime, field, flag, time, type Field, type Section } from '../format.ts';
import { prints } from '../releases.ts';
import type { AttemptView, PrtView, SsoStateView, StatusContext, StatusView, WindowsRelease } from '../view.ts';

const topLevelNames = ['.windows.net', '.azure.net'].flatMap((name) => [name, `${name}:1433`, `${name}:3342`]).join(',');

/** SYSTEM holds no token of the user and knows no issuer for itself; whether the device is joined it still shows. */
function withoutUser({ azureAd, enterprise, kerberos }: SsoStateView): SsoStateView {
  const empty = ({ authority }: PrtView): PrtView => ({ held: null, authority: authority === null ? null : '', attempt: null });
  return { azureAd: empty(azureAd), enterprise: empty(enterprise), kerberos: kerberos && { onPremTgt: false, cloudTgt: false } };
}

export const ssoStateIn = ({ sso }: StatusView, context: StatusContext): SsoStateView => (context === 'system' ? withoutUser(sso) : sso);

export const authorityField = (name: string, { authority }: PrtView): Field => field(name, authority ?? 'NO');

function attemptFields(attempt: AttemptView): Field[] {
  const fields = [
    field(attempt.kind === 'acquire' ? 'AcquirePrtDiagnostics' : 'RefreshPrtDiagnostics', 'PRESENT'),
    field('Previous Prt Attempt', exactTime(attempt.atMs)),
    field('Attempt Status', attempt.status),
    field('User Identity', attempt.userIdentity),
    field('Credential Type', attempt.credentialType),
    field('Correlation ID', attempt.correlationId),
    field('Endpoint URI', attempt.endpointUri),
    field('HTTP Method', attempt.httpMethod),
    field('HTTP Error', attempt.httpError),
  ];
  if (attempt.httpStatus !== null) fields.push(field('HTTP status', String(attempt.httpStatus)));
  if (attempt.serverError) fields.push(field('Server Error Code', attempt.serverError.code), field('Server Error Description', attempt.serverError.description));
  return fields;
}

function prtFields(prefix: 'AzureAdPrt' | 'EnterprisePrt', prt: PrtView, release: WindowsRelease): Field[] {
  const fields = [flag(prefix, prt.held !== null)];
  if (prt.held) fields.push(field(`${prefix}UpdateTime`, time(prt.held.updatedMs)), field(`${prefix}ExpiryTime`, time(prt.held.expiresMs)));
  fields.push(authorityField(`${prefix}Authority`, prt));
  if (prt.attempt && prints(release, 'attemptBlock')) fields.push(...attemptFields(prt.attempt));
  return fields;
}

export function ssoState(view: StatusView, release: WindowsRelease, context: StatusContext): Section {
  const { azureAd, enterprise, kerberos } = ssoStateIn(view, context);
  const fields = [...prtFields('AzureAdPrt', azureAd, release), ...prtFields('EnterprisePrt', enterprise, release)];
  if (kerberos && prints(release, 'kerberosTickets')) {
    fields.push(flag('OnPremTgt', kerberos.onPremTgt), flag('CloudTgt', kerberos.cloudTgt), field('KerbTopLevelNames', topLevelNames));
  }
  return { title: 'SSO State', groups: [fields] };
}
