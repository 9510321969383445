/**
 * Bundles all test files of vitest.mutation.config.ts, with the instrumented sources they import, into one script in Stryker's sandbox.
 * The script is the body of one async function: evaluating it anew gives a fresh module graph without parsing anything again,
 * and unlike a module imported under another query it leaves no copy behind in Node's module registry.
 * Every test file stays behind its own lazy loader: a mutant seen by one small test file pays for the modules of that file only.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script, constants } from 'node:vm';
import { rolldown } from 'rolldown';
import { globSync } from 'tinyglobby';
import { loadConfigFromFile } from 'vite';
import * as miniVitest from './mini-vitest.js';

/** Stryker enters the sandbox after it has loaded its plugins: paths are asked for when they are used. */
const inSandbox = (name) => join(process.cwd(), '.mutation-bundle', name);
/** What the dry run measured of each test, for the other workers. */
export const measuredPath = () => inSandbox('measured.json');

const identifier = /^[\w$]+$/;
const external = '\0external:';
const entry = '\0entry';

/** Packages are evaluated once per worker and handed to each evaluation of the bundle; `vitest` is our small stand-in. */
const importPackage = (name) => (name === 'vitest' ? miniVitest : import(name));

const packages = {
  name: 'packages',
  resolveId: (source) => (/^[./\0]/.test(source) ? undefined : external + source),
  async load(id) {
    if (!id.startsWith(external)) return undefined;
    const name = id.slice(external.length);
    const exported = Object.keys(await importPackage(name)).filter((key) => key !== 'default' && identifier.test(key));
    const lines = exported.map((key, at) => `const e${at} = exported[${JSON.stringify(key)}]; export { e${at} as ${key} };`);
    return `const exported = __packages[${JSON.stringify(name)}];\n${lines.join('\n')}\nexport default exported.default;`;
  },
};

/** Files are found relative to their source, not to the bundle. */
const meta = {
  name: 'import-meta',
  transform: (code, id) =>
    code.includes('import.meta.')
      ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)).replaceAll('import.meta.dirname', JSON.stringify(dirname(id))).replaceAll('import.meta.filename', JSON.stringify(id))
      : undefined,
};

async function build(bundlePath) {
  const { config } = await loadConfigFromFile({ command: 'build', mode: 'test' }, 'vitest.mutation.config.ts', process.cwd(), 'silent');
  const { include, exclude, setupFiles } = config.test;
  const files = globSync(include, { ignore: exclude, absolute: true }).sort();
  const loaders = files.map((file) => `  ${JSON.stringify(relative(process.cwd(), file))}: () => import(${JSON.stringify(file)}),`);
  const code = [...setupFiles.map((file) => `import ${JSON.stringify(join(process.cwd(), file))};`), 'export const loaders = {', ...loaders, '};'].join('\n');
  const entryPlugin = { name: 'entry', resolveId: (source) => (source === entry ? entry : undefined), load: (id) => (id === entry ? code : undefined) };
  const bundle = await rolldown({ input: entry, plugins: [entryPlugin, packages, meta], treeshake: false, platform: 'neutral', logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false, strictExecutionOrder: true, comments: false });
  await bundle.close();
  mkdirSync(dirname(bundlePath), { recursive: true });
  writeFileSync(`${bundlePath}.${process.pid}`, output[0].code);
  renameSync(`${bundlePath}.${process.pid}`, bundlePath);
}

/**
 * Coverage is written down in the dry run only. In mutant runs the entry of a block counts one step (the guard against endless
 * loops), other counting is cut out, and the question which mutant is active becomes a comparison of numbers: the simulator asks
 * it millions of times a second.
 */
const withoutCoverage = (code) =>
  code
    .replaceAll(/stryCov_9fa48(?:\$\d+)?\((?:"\d+"(?:, )?)+\)(;?)/g, (_call, statement) => (statement ? '__mutant.step();' : '0'))
    .replaceAll(/stryMutAct_9fa48(?:\$\d+)?\("(\d+)"\)/g, '(__mutant.active === $1 && __mutant.hit())');

/**
 * Both forms of the bundle, each a function of nothing that evaluates it and gives the loaders of the test files.
 * @param mutant `active` is the number of the active mutant, `hit()` counts that it was reached and says true, `step()` counts a block.
 */
export async function openBundle(mutant) {
  const bundlePath = inSandbox('bundle.js');
  if (!existsSync(bundlePath)) await build(bundlePath);
  const code = readFileSync(bundlePath, 'utf8');
  const names = new Set([...code.matchAll(/__packages\["([^"]+)"\]/g)].map((match) => match[1]));
  const handed = {};
  for (const name of names) handed[name] = await importPackage(name);
  // The same counterexamples in each run, found without looking for the smallest: shrinking is slow and only people need it.
  handed['fast-check']?.configureGlobal({ seed: 1, endOnFailure: true });
  const evaluate = (text) => {
    const body = text.replace(/export \{([^}]*)\};\s*$/, 'return {$1};');
    const script = new Script(`(async (__packages, __mutant) => {${body}\n})`, { filename: bundlePath, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
    return async () => (await script.runInThisContext()(handed, mutant)).loaders;
  };
  return { counting: evaluate(code), plain: evaluate(withoutCoverage(code)) };
}
