/** Proxy sections and the Ngc Prerequisite Check. Source: dsregcmd.md 2, 3. */
import { field, flag, type Field, type Section } from '../format.ts';
import { shows } from '../releases.ts';
import type { StatusOptions, StatusView } from '../view.ts';

const ieProxy = (title: string, server: string | null): Section => ({
  title,
  groups: [[flag('Auto Detect Settings', true), field('Auto-Configuration URL', ''), field('Proxy Server List', server ?? ''), field('Proxy Bypass List', '')]],
});

/** Only in the elevated pre-join form: the tests ran as SYSTEM. */
export function systemProxy(view: StatusView, { release, context }: StatusOptions): Section[] {
  if (!shows(release, 'proxySections') || context === 'user' || view.diagnostics?.kind !== 'pre-join') return [];
  const specific: Section = {
    title: 'URL Specific Proxy Config',
    groups: [
      [field('Auto Detect PAC Status', 'Failed to auto detect the Proxy Auto-Configuration (PAC) script using WPAD. code: 0x80072f94')],
      [field('Executing Account Name', view.diagnostics.executingAccount)],
    ],
  };
  return [ieProxy('IE Proxy Config for System Account', view.proxies.system), specific];
}

export function proxySections(view: StatusView, { release, context }: StatusOptions): Section[] {
  if (!shows(release, 'proxySections')) return [];
  const winHttp: Section = { title: 'WinHttp Default Proxy Config', groups: [[field('Access Type', view.proxies.system === null ? 'DIRECT' : 'NAMED_PROXY')]] };
  return [ieProxy('IE Proxy Config for Current User', context === 'system' ? view.proxies.system : view.proxies.user), winHttp];
}

export function ngcFields(view: StatusView, { release, context }: StatusOptions): Field[] {
  if (context === 'system') {
    const code = shows(release, 'errorWithCode') ? 'ERROR (0xd0020017)' : 'ERROR 0xd0020017';
    return [field('NgcPreReq', code), ...['IsDeviceJoined', 'IsUserAzureAD', 'PolicyEnabled', 'PostLogonEnabled', 'DeviceEligible'].map((name) => field(name, 'UNKNOWN')), flag('SessionIsNotRemote', true), field('CertEnrollment', 'none'), field('PreReqResult', 'WillNotProvision')];
  }
  const { ngc } = view;
  const ready = ngc.isDeviceJoined && ngc.isUserAzureAd && ngc.policyEnabled;
  return [
    flag('IsDeviceJoined', ngc.isDeviceJoined), flag('IsUserAzureAD', ngc.isUserAzureAd), flag('PolicyEnabled', ngc.policyEnabled), flag('PostLogonEnabled', true), flag('DeviceEligible', true), flag('SessionIsNotRemote', true),
    field('CertEnrollment', 'none'), field('PreReqResult', ready ? 'WillProvision' : 'WillNotProvision'),
  ];
}

/** Missing for a user who has Windows Hello (S13). */
export const ngcSection = (view: StatusView, options: StatusOptions): Section | null =>
  view.user.ngcSet && options.context !== 'system' ? null : { title: 'Ngc Prerequisite Check', groups: [ngcFields(view, options)] };
