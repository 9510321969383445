/** What every section of the status is made of, and how one is written. */
import type { Section } from '../format.ts';
import type { StatusContext, StatusView, WindowsRelease } from '../view.ts';

/** One section, none where the state has no such section, several where it repeats (work accounts). */
export type SectionWriter = (view: StatusView, release: WindowsRelease, context: StatusContext) => Section | readonly Section[] | null;
