/**
 * What the test files use of vitest, without its workers: collecting tests, and vitest's own `expect`.
 * A word that is missing here makes the bundle fail, not a test pass.
 */
import { format as formatTitle } from 'node:util';
import { ASYMMETRIC_MATCHERS_OBJECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, chai, getState, setState } from '@vitest/expect';
import { format } from '@vitest/pretty-format';

/** The test file that is being loaded. */
let current;

/** Loads one test file and gives what it declared. */
export async function collect(load) {
  current = { tests: [], beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] };
  await load();
  return current;
}

const declare = (name, run, skipped = false) => {
  const same = current.tests.filter((other) => other.title === name).length;
  current.tests.push({ title: name, name: same === 0 ? name : `${name} (${same + 1})`, run, skipped });
};

export const test = (name, run) => declare(name, run);
test.skip = (name, run) => declare(name, run, true);
test.skipIf = (condition) => (condition ? test.skip : test);
test.runIf = (condition) => (condition ? test : test.skip);
test.each = (cases) => (name, run) => {
  const spread = cases.every(Array.isArray);
  for (const one of cases) {
    const values = spread ? one : [one];
    const places = name.match(/%[sdifjoO]/g)?.length ?? 0;
    declare(formatTitle(name, ...values.slice(0, places)), () => run(...values));
  }
};

export const beforeAll = (run) => current.beforeAll.push(run);
export const afterAll = (run) => current.afterAll.push(run);
export const beforeEach = (run) => current.beforeEach.push(run);
export const afterEach = (run) => current.afterEach.push(run);

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

const squeeze = (text) => text.trim().split('\n').map((line) => line.trimEnd());
/** Without the indentation that the snapshot has only because it stands in a test. */
const stripped = (snapshot) => {
  const lines = squeeze(snapshot);
  const indent = /\n([ \t]*)\S/.exec(snapshot)?.[1] ?? '';
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n');
};
chai.use((_chai, utils) => {
  utils.addMethod(chai.Assertion.prototype, 'toMatchInlineSnapshot', function (snapshot) {
    const shown = format(utils.flag(this, 'object'), { escapeString: false, printBasicPrototype: false, escapeRegex: true, printFunctionName: false });
    chai.expect(squeeze(shown).join('\n')).toBe(stripped(snapshot));
  });
});

export const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
expect.extend = (matchers) => chai.expect.extend(expect, matchers);
setState({ assertionCalls: 0, isExpectingAssertions: false, isExpectingAssertionsError: null, expectedAssertionsNumber: null, expectedAssertionsNumberErrorGen: null }, expect);
expect.getState = () => getState(expect);
