/** Diagnostic Data: one form before the join, another after it, none outside a domain. Source: dsregcmd.md 2. */
import type { Section } from '../format.ts';
import type { StatusContext, StatusView, WindowsRelease } from '../view.ts';
import { postJoin } from './post-join.ts';
import { preJoin } from './pre-join.ts';

export function diagnosticData(view: StatusView, release: WindowsRelease, context: StatusContext): Section | null {
  const { diagnostics } = view;
  switch (diagnostics.kind) {
    case 'pre-join':
      return preJoin(view, diagnostics, release, context);
    case 'post-join':
      return postJoin(view, diagnostics, release, context);
    case 'none':
      return null;
  }
}
