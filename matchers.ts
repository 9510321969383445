/** Matchers for vitest: `expect(lab).toShow({ 'portal.registered': 'Pending' })`. Import once: `import 'joinlab/vitest'`. */
import { expect } from 'vitest';
import { formatDuration } from './simulation/calendar.ts';
import type { Lab, ShowOptions } from './simulation/lab.ts';

/** Fields by path, as `lab.field` takes them, each with what it must show. */
export type ExpectedFields = { readonly [field: string]: string | RegExp | undefined };

interface LabMatchers<Result> {
  /**
   * Every field shows this, now. `undefined` means: it is not shown.
   * @example
   * const lab = createLab({ world: { devices: { PC01: { location: 'corporate-lan', power: 'on' } } } }).do('alice signs in').advance('2m');
   * expect(lab).toShow({ 'ad.userCertificate': '1 value', 'portal.row': 'absent', 'dsregcmd.AzureAdPrt': /^(YES|NO)$/ });
   */
  toShow(fields: ExpectedFields, options?: ShowOptions): Result;
  /**
   * An event of this id was logged on the device.
   * @example
   * const lab = createLab({ world: { devices: { PC01: { location: 'corporate-lan', power: 'on' } } } }).do('alice signs in').advance('2m');
   * expect(lab).toHaveLogged(304);
   */
  toHaveLogged(id: number, options?: ShowOptions): Result;
}

declare module 'vitest' {
  interface Matchers<T> extends LabMatchers<T> {}
}

const agrees = (expected: string | RegExp | undefined, actual: string | undefined): boolean =>
  (expected instanceof RegExp ? actual !== undefined && new RegExp(expected.source, expected.flags.replaceAll(/[gy]/g, '')).test(actual) : expected === actual);
const shown = (value: string | RegExp | undefined): string => (value === undefined ? '(not shown)' : String(value));

function labOf(received: unknown): Lab {
  if (typeof received === 'object' && received !== null && 'field' in received && 'nowMs' in received) return received as Lab;
  throw new Error('expect(...) was not given a lab; createLab of joinlab makes one.');
}

expect.extend({
  toShow(received: unknown, fields: ExpectedFields, options: ShowOptions = {}) {
    const lab = labOf(received);
    const seen = Object.entries(fields).map(([field, expected]) => ({ field, expected, actual: lab.field(field, options) }));
    const wrong = seen.filter(({ expected, actual }) => !agrees(expected, actual));
    const lines = wrong.map(({ field, expected, actual }) => `  ${field}\n    expected  ${shown(expected)}\n    shows     ${shown(actual)}`);
    const at = `at ${formatDuration(lab.nowMs)}`;
    return {
      pass: wrong.length === 0,
      message: () =>
        (wrong.length === 0
          ? `${at} everything is shown that should not be:\n${seen.map(({ field, actual }) => `  ${field}\n    shows     ${shown(actual)}`).join('\n')}`
          : `${at} ${wrong.length} of ${seen.length} fields differ:\n${lines.join('\n')}`),
    };
  },
  toHaveLogged(received: unknown, id: number, options: ShowOptions = {}) {
    const lab = labOf(received);
    const devices = Object.keys(lab.world.devices);
    const device = options.device ?? devices[0] ?? '';
    const log = lab.world.devices[device]?.eventLog;
    if (!log) throw new Error(`There is no device "${device}". Devices: ${devices.join(', ')}.`);
    const ids = log.map((event) => event.id);
    return {
      pass: ids.includes(id),
      message: () => `at ${formatDuration(lab.nowMs)} ${device} has ${ids.includes(id) ? '' : 'not '}logged event ${id}; it logged ${ids.join(', ') || 'nothing'}`,
    };
  },
});
