/** `dsregcmd /status` as Windows prints it, and the fields that expectations read: one source for both. */
import { sectionLines, closing, lineEnd } from './layout.ts';
import { legacySections, legacyWidth } from './legacy-layout.ts';
import type { Section } from './format.ts';
import { shows } from './releases.ts';
import { deviceDetails, deviceState, tenantDetails } from './sections/device.ts';
import { diagnosticData } from './sections/diagnostics.ts';
import { ngcSection, proxySections, systemProxy } from './sections/surroundings.ts';
import { ssoState, userState, workAccounts } from './sections/user.ts';
import type { StatusOptions, StatusView } from './view.ts';

export function statusSections(view: StatusView, options: StatusOptions): Section[] {
  if (!shows(options.release, 'newLayout')) return legacySections(view, options);
  const sections = [
    deviceState(view, options), deviceDetails(view, options), tenantDetails(view, options), userState(view, options), ssoState(view, options), ...workAccounts(view, options),
    diagnosticData(view, options), ...systemProxy(view, options), ...proxySections(view, options), ngcSection(view, options),
  ];
  return sections.filter((section) => section !== null);
}

export function renderStatus(view: StatusView, options: StatusOptions): string {
  const width = shows(options.release, 'newLayout') ? undefined : legacyWidth(options.release);
  const lines = ['', ...statusSections(view, options).flatMap((section) => sectionLines(section, width))];
  if (shows(options.release, 'closingLine')) lines.push(closing);
  else lines.pop();
  return `${lines.join(lineEnd)}${lineEnd}`;
}

/** First field of that name, as parsers find it. */
export const statusField = (view: StatusView, options: StatusOptions, name: string): string | undefined => {
  for (const section of statusSections(view, options)) {
    for (const group of section.groups) for (const one of group) if (one.name === name) return one.value;
  }
  return undefined;
};
