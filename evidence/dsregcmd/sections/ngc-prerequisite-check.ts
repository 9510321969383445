/** Ngc Prerequisite Check: would Windows Hello for Business be set up at the next sign-in? Source: dsregcmd.md 2 and 3. */
import { field, flag, yesNo, type Field, type Section } from '../format.ts';
import { prints } from '../releases.ts';
import type { CertEnrollmentView, NgcView, StatusContext, StatusView, WindowsRelease } from '../view.ts';

/** RPC_NT_SERVER_UNAVAILABLE as an HRESULT: the check asks the user's session, and there is none (WinRM, SSH, SYSTEM). */
const noUserSession = '0xd0020017';

export function ngcIn({ ngc }: StatusView, context: StatusContext): NgcView {
  if (context !== 'system') return ngc;
  return { ...ngc, errorCode: noUserSession, sessionIsNotRemote: true, certEnrollment: { kind: 'none', cloudTrustTicket: null }, willProvision: false };
}

/** A failed check knows none of its prerequisites but the kind of session. */
export const prerequisite = ({ errorCode }: NgcView, name: string, value: boolean): Field => field(name, errorCode === null ? yesNo(value) : 'UNKNOWN');

function enrollmentFields(enrollment: CertEnrollmentView, release: WindowsRelease): Field[] {
  switch (enrollment.kind) {
    case 'mobile-device-management':
      return [field('CertEnrollment', 'mobile device management')];
    case 'enrollment-authority':
      return [
        field('CertEnrollment', 'enrollment authority'),
        flag('AdfsRefreshToken', enrollment.adfsRefreshToken),
        flag('AdfsRaIsReady', enrollment.adfsRaIsReady),
        field('LogonCertTemplateReady', `${yesNo(enrollment.logonCertTemplate.ready)} ( ${enrollment.logonCertTemplate.state} )`),
      ];
    case 'none': {
      const none = field('CertEnrollment', 'none');
      if (enrollment.cloudTrustTicket === null || !prints(release, 'ngcKerberosTicket')) return [none];
      return [none, flag(prints(release, 'ngcTicketNamedOnPrem') ? 'OnPremTGT' : 'CloudTGT', enrollment.cloudTrustTicket)];
    }
  }
}

export const resultField = ({ willProvision, errorCode }: NgcView): Field => field('PreReqResult', willProvision && errorCode === null ? 'WillProvision' : 'WillNotProvision');

export function ngcErrorFields({ errorCode }: NgcView, release: WindowsRelease): Field[] {
  if (errorCode === null) return [];
  return [field('NgcPreReq', prints(release, 'errorWithCode') ? `ERROR (${errorCode})` : `ERROR ${errorCode}`)];
}

export function ngcPrerequisiteCheck(view: StatusView, release: WindowsRelease, context: StatusContext): Section | null {
  if (context === 'user' && view.user.hello !== null) return null;
  const ngc = ngcIn(view, context);
  return {
    title: 'Ngc Prerequisite Check',
    groups: [
      [
        ...ngcErrorFields(ngc, release),
        prerequisite(ngc, 'IsDeviceJoined', ngc.isDeviceJoined),
        prerequisite(ngc, 'IsUserAzureAD', ngc.isUserAzureAd),
        prerequisite(ngc, 'PolicyEnabled', ngc.policyEnabled),
        prerequisite(ngc, 'PostLogonEnabled', ngc.postLogonEnabled),
        prerequisite(ngc, 'DeviceEligible', ngc.deviceEligible),
        flag('SessionIsNotRemote', ngc.sessionIsNotRemote),
        ...enrollmentFields(ngc.certEnrollment, release),
        resultField(ngc),
      ],
    ],
  };
}
