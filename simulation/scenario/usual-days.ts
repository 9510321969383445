/** Places and the habit that a population may name without explaining them. */
import type { PopulationSpec } from './population-spec.ts';

export const usualPlaces: PopulationSpec['places'] = {
  office: { '8h..18h': 'corporate-lan', else: 'home' },
  home: { else: 'home' },
  lan: { else: 'corporate-lan' },
  mobile: { '8h..12h': 'public-wifi', '14h..17h': 'public-wifi', else: 'home' },
};

/** The defaults of a habit, by name. */
export const usualHabit = 'regular';
