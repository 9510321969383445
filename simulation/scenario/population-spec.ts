/**
 * The `population:` of a scenario: many devices that are like one device of its world, and what they differ in. Says nothing of
 * how anything behaves: each device is a single replay's world. One source for types, checks and the JSON schema; scalars arrive
 * as the text that was written.
 */
import { z } from 'zod';
import { networkLocations } from '../../knowledge/vocabulary.ts';
import { parseDurationMs } from '../calendar.ts';
import { isTimeRange } from './time-range.ts';

const text = z.string().min(1);
/** `7h..9h30m`, or `8h`. */
const times = z.string().refine(isTimeRange, 'a duration within a day, or two with ".." between them, like 5m..45m');
const timeOfDay = z.string().refine(isTimeRange, 'a time of day as hours since midnight, or two with ".." between them, like 7h..9h30m');
const share = z.string().regex(/^(100|\d{1,2}(\.\d+)?) ?%$/, 'a share like 20%');
const counts = z.string().regex(/^\d{1,2}(\.\.\d{1,2})?$/, 'a whole number, or two with ".." between them, like 1..3');
const weight = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, 'a weight is a number of 0 or more; only how weights stand to each other counts');
const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/i, 'a name has letters, digits and hyphens');

export const habitSpecSchema = z.strictObject({
  dayStarts: timeOfDay.default('7h..9h30m').describe('When the user signs in or unlocks in the morning.'),
  works: times.default('7h..9h').describe('From then to the end of the working day.'),
  dayEnds: z.enum(['locks', 'signs-out', 'shuts-down']).default('locks').describe('What the user does at the end of the day.'),
  breaks: counts.default('1..3').describe('Breaks a day.'),
  breakTakes: times.default('5m..45m').describe('Length of a break.'),
  atBreak: z.enum(['locks', 'signs-out', 'nothing']).default('locks').describe('What the user does at a break.'),
  connectsVpn: share.default('90%').describe('Chance that a VPN that has to be dialled is dialled after a sign-in, or in the morning.'),
  vpnAfter: times.default('1m..20m').describe('From then to the dialling.'),
  daysOff: share.default('0%').describe('Chance that a day is a day off.'),
});

const eventSpec = z.strictObject({
  at: z.string().refine((value) => parseDurationMs(value) !== undefined, 'a duration from the start, like 26h').describe('Time from the start.'),
  within: times.default('0m').describe('Each device at a moment of its own, up to so much later.'),
  share: share.default('100%').describe('Share of the devices that it happens to.'),
  do: text.describe('A sentence of the vocabulary about the device that all are like.'),
});

export const populationSpecSchema = z.strictObject({
  like: text.optional().describe('Device of the world that all are like; the first one when left out.'),
  user: text.optional().describe('Person of the world who works at it; who has a cached sign-in there, or the first one, when left out.'),
  devices: z.string().regex(/^[1-9]\d{0,6}$/, 'a number of devices from 1 to 9999999').default('1000').describe('How many devices (--devices).'),
  hours: z.string().regex(/^[1-9]\d{0,2}$/, 'a number of hours from 1 to 999').default('72').describe('Virtual hours (--hours).'),
  nextRun: times.default('1m..60m').describe('When the hourly run of a device that is on is first due: each device its own moment.'),
  weights: z.record(text, z.record(text, weight)).default({}).describe('What devices differ in: fields of the device, user.FIELD, place or habit, each with its values and their weights.'),
  places: z.record(name, z.record(text, z.enum(networkLocations))).default({}).describe('Where a device is by hours of the day, e.g. office: { 8h..18h: corporate-lan, else: home }.'),
  habits: z.record(name, habitSpecSchema).default({}).describe('What people do on a working day.'),
  events: z.array(eventSpec).default([]).describe('What happens to a share of the devices.'),
  registrationLimit: z.string().regex(/^(off|\d{1,9})$/, 'off, or a number of registrations per 5 minutes').default('off').describe('Registrations per 5 minutes that the service answers; beyond, it throttles.'),
  policies: z.record(name, z.record(text, z.unknown())).default({}).describe('Changes to compare, each named: paths as in change:, or population.KEY.'),
});

export type PopulationSpec = z.output<typeof populationSpecSchema>;
export type PopulationSpecInput = z.input<typeof populationSpecSchema>;
