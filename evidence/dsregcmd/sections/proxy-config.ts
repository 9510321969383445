/** Proxy sections: SYSTEM's only where the tests of the join ran as SYSTEM, the user's always. Source: dsregcmd.md 2 and 3. */
import { field, flag, type Section } from '../format.ts';
import { prints } from '../releases.ts';
import type { IeProxyView, StatusContext, StatusView, WindowsRelease } from '../view.ts';
import { executingAccountField } from './accounts.ts';
import { testsRunAsSystem } from './pre-join.ts';

const ieProxy = (title: string, proxy: IeProxyView): Section => ({
  title,
  groups: [
    [
      flag('Auto Detect Settings', proxy.autoDetect),
      field('Auto-Configuration URL', proxy.autoConfigurationUrl),
      field('Proxy Server List', proxy.servers),
      field('Proxy Bypass List', proxy.bypass),
    ],
  ],
});

export function systemProxyConfig({ diagnostics, proxies, accounts }: StatusView, release: WindowsRelease, context: StatusContext): readonly Section[] {
  if (!prints(release, 'proxySections') || diagnostics.kind !== 'pre-join' || !testsRunAsSystem(diagnostics, context)) return [];
  return [
    ieProxy('IE Proxy Config for System Account', proxies.system),
    { title: 'URL Specific Proxy Config', groups: [[field('Auto Detect PAC Status', proxies.autoDetectPacStatus)], [executingAccountField(accounts.computer)]] },
  ];
}

export function proxyConfig({ proxies }: StatusView, release: WindowsRelease, context: StatusContext): readonly Section[] {
  if (!prints(release, 'proxySections')) return [];
  return [
    ieProxy('IE Proxy Config for Current User', context === 'system' ? proxies.system : proxies.user),
    { title: 'WinHttp Default Proxy Config', groups: [[field('Access Type', proxies.winHttpAccessType)]] },
  ];
}
