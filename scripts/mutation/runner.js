/**
 * A test runner for Stryker that evaluates the bundle of bundle.js afresh for each mutant, in the same process, instead of starting vitest.
 * Each mutant sees a fresh module graph: no cache of a module can hide a mutant or carry what one mutant did to the next.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PluginKind, commonTokens, declareClassPlugin, tokens } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus, determineHitLimitReached, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { openBundle, measuredPath } from './bundle.js';
import { collect } from './mini-vitest.js';

/** Blocks entered before something counts as endless: while a file loads, and in a test besides ten times its usual ones. */
const loadSteps = 1e8;
const testSteps = 1e5;

const stryker = (globalThis.__stryker__ ??= {});

const mutant = {
  active: -1,
  /** Blocks that may still be entered. Unlike a clock this ends an endless loop at the same place on a busy machine as on an idle one. */
  stepsLeft: 0,
  step() {
    if (--this.stepsLeft < 0) throw new Error('Stryker: too many steps');
  },
  hit() {
    if (stryker.hitLimit !== undefined && ++stryker.hitCount > stryker.hitLimit) throw new Error(`Stryker: hit limit reached (${stryker.hitCount})`);
    return true;
  },
};

/** The test files of one fresh module graph, each loaded when its first test is asked for. */
class Graph {
  #files = new Map();
  constructor(loaders) {
    this.loaders = loaders;
  }

  /** Throws again what loading threw. */
  async file(name, onLoaded) {
    const known = this.#files.get(name);
    if (known?.error) throw known.error;
    if (known) return known;
    let file;
    try {
      file = await collect(this.loaders[name]);
      this.#files.set(name, file);
      onLoaded?.(file);
      for (const hook of file.beforeAll) await hook();
    } catch (error) {
      this.#files.set(name, { ...file, error });
      throw error;
    }
    return file;
  }

  async close() {
    for (const { afterAll = [] } of this.#files.values()) for (const hook of afterAll) await Promise.resolve().then(hook).catch(() => {});
  }
}

const idOf = (file, test) => `${file}#${test.name}`;
const fileOf = (id) => id.slice(0, id.indexOf('#'));

/** What tests cost: by the clock, or by the processor where others keep it busy, so that the same tests are asked on every machine. */
const costs = new Map();

async function runTest(file, name, test) {
  const base = { id: idOf(name, test), name: test.name, fileName: resolve(name), timeSpentMs: 0 };
  if (test.skipped) return { ...base, status: TestStatus.Skipped };
  const started = performance.now();
  const startedCpu = process.cpuUsage();
  try {
    stryker.currentTestId = base.id;
    for (const hook of file.beforeEach) await hook();
    try {
      await test.run();
    } finally {
      for (const hook of file.afterEach) await hook();
    }
    return { ...base, status: TestStatus.Success, timeSpentMs: performance.now() - started };
  } catch (error) {
    return failed(base, error);
  } finally {
    stryker.currentTestId = undefined;
    const { user, system } = process.cpuUsage(startedCpu);
    costs.set(base.id, Math.min(performance.now() - started, (user + system) / 1_000));
  }
}
const failed = (base, error) => ({ ...base, status: TestStatus.Failed, failureMessage: (error instanceof Error && error.message) || String(error) });

/** Whether the scenarios kept were read by a mutant. */
let readerBroken = false;

/** Tests that cost more in the dry run are not asked: a handful of scenarios of weeks would cost most of the time. A mutant that only they notice counts as survived. */
const testMsMax = 60;
/** Nor are more tests asked of one mutant than take this long together, the nearest and cheapest first: whoever survives so long has no test of its own. */
const askedMsMax = 1500;

class Runner {
  static inject = tokens(commonTokens.options);
  /** Per mutated file the tests that killed its mutants, the latest first: the next mutant probably dies by one of them. */
  #killers = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    process.env.NODE_ENV = 'test';
    process.env.VITEST = '1';
    this.bundle = await openBundle(mutant);
  }

  async dryRun() {
    stryker.activeMutant = undefined;
    stryker.mutantCoverage = { static: {}, perTest: {} };
    const graph = new Graph(await this.bundle.counting());
    const tests = [];
    try {
      for (const name of Object.keys(graph.loaders)) {
        const file = await graph.file(name);
        for (const test of file.tests) tests.push(await runTest(file, name, test));
      }
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: error instanceof Error ? error.stack : String(error) };
    } finally {
      await graph.close();
    }
    const stepsOf = (id) => Object.values(stryker.mutantCoverage.perTest[id] ?? {}).reduce((sum, count) => sum + count, 0);
    writeFileSync(measuredPath(), JSON.stringify(tests.map(({ id }) => [id, { costMs: costs.get(id) ?? 0, steps: stepsOf(id) }])));
    return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage };
  }

  /** Killers of neighbours first, then tests beside the mutated file, then all others, the cheapest first. */
  #order(ids, mutated) {
    const killers = this.#killers.get(mutated) ?? [];
    const own = mutated.replace(/\.ts$/, '.test.ts');
    const rank = (id) => {
      const killer = killers.indexOf(id);
      if (killer >= 0) return killer - killers.length - 1e6;
      const file = fileOf(id);
      const near = resolve(file) === own ? -1e5 : dirname(resolve(file)) === dirname(mutated) ? -1e4 : file.startsWith('test/') ? 0 : -1e3;
      return near + this.measured.get(id).costMs;
    };
    const asked = [...(ids ?? this.measured.keys())].filter((id) => this.measured.get(id).costMs <= testMsMax);
    let leftMs = askedMsMax;
    const inOrder = asked.map((id) => [rank(id), id]).sort((a, b) => a[0] - b[0]).map(([, id]) => id);
    return inOrder.filter((id) => (leftMs -= this.measured.get(id).costMs) >= 0);
  }

  async mutantRun({ activeMutant, hitLimit, testFilter, sandboxFileName, disableBail }) {
    this.measured ??= new Map(JSON.parse(readFileSync(measuredPath(), 'utf8')));
    // The scenarios that test/support/library.ts keeps were read by the code as it is: a mutant of the reader reads them itself.
    if (/\/simulation\/(scenario|vocabulary)\//.test(sandboxFileName) || readerBroken) delete globalThis.joinlabLibrary;
    readerBroken = /\/simulation\/(scenario|vocabulary)\//.test(sandboxFileName);
    mutant.active = Number(activeMutant.id);
    stryker.activeMutant = activeMutant.id;
    stryker.hitCount = 0;
    stryker.hitLimit = hitLimit;
    const queue = this.#order(testFilter, sandboxFileName);
    const tests = [];
    mutant.stepsLeft = loadSteps;
    const graph = new Graph(await this.bundle.plain());
    try {
      for (const id of queue) {
        const result = await this.#runById(graph, id, testFilter ? [] : queue);
        if (mutant.stepsLeft < 0) return { status: MutantRunStatus.Timeout, reason: `${id}: too many steps` };
        if (result) tests.push(result);
        if (result?.status !== TestStatus.Failed) continue;
        this.#killers.set(sandboxFileName, [id, ...(this.#killers.get(sandboxFileName) ?? []).filter((other) => other !== id)].slice(0, 12));
        if (!disableBail) break;
      }
    } finally {
      mutant.active = -1;
      await graph.close();
    }
    return toMutantRunResult(determineHitLimitReached(stryker.hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests });
  }

  /**
   * A mutant that keeps a test file from loading is killed. A test that the mutant takes out of a table is not run; one that it
   * puts in waits at the end of the queue.
   */
  async #runById(graph, id, queue) {
    const name = fileOf(id);
    let file;
    try {
      mutant.stepsLeft = loadSteps;
      file = await graph.file(name, (loaded) => queue.push(...loaded.tests.map((one) => idOf(name, one)).filter((one) => !this.measured.has(one))));
    } catch (error) {
      return failed({ id, name: id, fileName: resolve(name), timeSpentMs: 0 }, error);
    }
    const test = file.tests.find((one) => idOf(name, one) === id);
    mutant.stepsLeft = 10 * (this.measured.get(id)?.steps ?? 0) + testSteps;
    return test && runTest(file, name, test);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'joinlab', Runner)];
