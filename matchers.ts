/** Matchers for vitest: `expect(lab).toShow({ 'portal.registered': 'Pending' })`. Import once: `import 'joinlab/vitest'`. */
import { expect } from 'vitest';
import type { Lab, ShowOptions } from './simulation/lab.ts';

export type ExpectedFields = { readonly [field: string]: string | RegExp | undefined };

interface LabMatchers<Result> {
  /** Every field shows this, now. `undefined` means: it is not shown. */
  toShow(fields: ExpectedFields, options?: ShowOptions): Result;
  /** An event of this id was logged on the device. */
  toHaveLogged(id: number, options?: ShowOptions): Result;
}

declare module 'vitest' {
  interface Matchers<T> extends LabMatchers<T> {}
}

const agrees = (expected: string | RegExp | undefined, actual: string | undefined): boolean => (expected instanceof RegExp ? actual !== undefined && expected.test(actual) : expected === actual);

expect.extend({
  toShow(lab: Lab, fields: ExpectedFields, options: ShowOptions = {}) {
    const wrong = Object.entries(fields).flatMap(([field, expected]) => {
      const actual = lab.field(field, options);
      return agrees(expected, actual) ? [] : [`${field} shows ${actual ?? '(nothing)'}, expected ${String(expected ?? '(nothing)')}`];
    });
    return { pass: wrong.length === 0, message: () => (wrong.length === 0 ? `expected something else than ${JSON.stringify(fields)}` : `at ${lab.nowMs} ms: ${wrong.join('; ')}`) };
  },
  toHaveLogged(lab: Lab, id: number, options: ShowOptions = {}) {
    const device = options.device ?? Object.keys(lab.world.devices)[0] ?? '';
    const ids = lab.world.devices[device]?.eventLog.map((event) => event.id) ?? [];
    return { pass: ids.includes(id), message: () => `${device} logged ${ids.join(', ') || 'nothing'}; event ${id} is ${ids.includes(id) ? '' : 'not '}among them` };
  },
});
