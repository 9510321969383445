/** `dsregcmd /status` as Windows prints it, and its fields one by one: text and fields come from the same sections. */
import type { Section } from './format.ts';
import { closingLine, sectionLines, textOf } from './layout.ts';
import { legacySectionLines, legacySections } from './legacy-layout.ts';
import { prints } from './releases.ts';
import { sectionsInOrder } from './sections/index.ts';
import type { StatusOptions, StatusView } from './view.ts';

/** A line of the status with the section that it stands in. */
export interface StatusField {
  readonly section: string;
  readonly name: string;
  readonly value: string;
}

export function statusSections(view: StatusView, { release, context }: StatusOptions): readonly Section[] {
  if (!prints(release, 'newLayout')) return legacySections(view, release, context);
  return sectionsInOrder.flatMap((write) => write(view, release, context) ?? []);
}

/** Every field in print order; names that repeat (NgcSet of a work account) come once per section. */
export function statusFields(view: StatusView, options: StatusOptions): readonly StatusField[] {
  return statusSections(view, options).flatMap(({ title, groups }) => groups.flat().map(({ name, value }) => ({ section: title, name, value })));
}

/** The whole text, with CR LF at the end of every line. */
export function renderStatus(view: StatusView, options: StatusOptions): string {
  const { release } = options;
  if (!prints(release, 'newLayout')) return renderOldStatus(view, options);
  const lines = statusSections(view, options).flatMap((section) => sectionLines(section));
  return textOf(prints(release, 'closingLine') ? [...lines, '', closingLine] : lines);
}

/** `dsregcmd /status_old`: the old layout on any release. */
export function renderOldStatus(view: StatusView, { release, context }: StatusOptions): string {
  return textOf(legacySections(view, release, context).flatMap((section) => legacySectionLines(section, release)));
}
