/** The sections in the order they are printed. Source: dsregcmd.md 2. */
import { deviceDetails } from './device-details.ts';
import { deviceState } from './device-state.ts';
import { diagnosticData } from './diagnostic-data.ts';
import { ngcPrerequisiteCheck } from './ngc-prerequisite-check.ts';
import { proxyConfig, systemProxyConfig } from './proxy-config.ts';
import type { SectionWriter } from './section.ts';
import { ssoState } from './sso-state.ts';
import { tenantDetails } from './tenant-details.ts';
import { userState } from './user-state.ts';
import { workAccounts } from './work-accounts.ts';

export const sectionsInOrder: readonly SectionWriter[] = [
  deviceState,
  deviceDetails,
  tenantDetails,
  userState,
  ssoState,
  workAccounts,
  diagnosticData,
  systemProxyConfig,
  proxyConfig,
  ngcPrerequisiteCheck,
];
