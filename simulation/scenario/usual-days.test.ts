import { expect, test } from 'vitest';
import { usualHabit, usualPlaces } from './usual-days.ts';

test.each([
  ['office', { '8h..18h': 'corporate-lan', else: 'home' }],
  ['home', { else: 'home' }],
  ['lan', { else: 'corporate-lan' }],
  ['mobile', { '8h..12h': 'public-wifi', '14h..17h': 'public-wifi', else: 'home' }],
])('who is at the place %s is there by these hours', (place, hours) => {
  expect(usualPlaces[place]).toEqual(hours);
});

test('there are no other places and one habit that need no explanation', () => {
  expect(Object.keys(usualPlaces)).toEqual(['office', 'home', 'lan', 'mobile']);
  expect(usualHabit).toBe('regular');
});
