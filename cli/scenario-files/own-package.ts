/** Lets a scenario anywhere on the disk `import … from 'joinlab'`: its types for the check, its code when the module is loaded. */
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packageRoot } from './package-root.ts';

const isBuilt = fileURLToPath(import.meta.url).startsWith(join(packageRoot, 'dist') + sep);
const entryPath = isBuilt ? join(packageRoot, 'dist', 'index.js') : join(packageRoot, 'index.ts');

/** Compiler options by which TypeScript finds joinlab, and the types of Node where they are installed. */
export const ownTypes = (): { readonly paths: { readonly [name: string]: readonly string[] }; readonly types: readonly string[]; readonly typeRoots: readonly string[] } => {
  const typeRoot = join(packageRoot, 'node_modules', '@types');
  return { paths: { joinlab: [isBuilt ? join(packageRoot, 'dist', 'index.d.ts') : entryPath] }, types: existsSync(join(typeRoot, 'node')) ? ['node'] : [], typeRoots: [typeRoot] };
};

type Resolve = (specifier: string, context: unknown, next: (specifier: string, context: unknown) => unknown) => unknown;
interface Hooks {
  /** From Node 22.15. */
  readonly registerHooks?: (hooks: { readonly resolve: Resolve }) => void;
  /** Before that. */
  readonly register?: (loader: string) => void;
}

/** What `require` of Node before 22.15 goes through; `register` there reaches imports only. */
interface RequireInternals {
  _resolveFilename: (specifier: string, ...rest: readonly unknown[]) => string;
}

function resolveRequired(): void {
  const internals = nodeModule.Module as unknown as RequireInternals;
  const resolve = internals._resolveFilename;
  internals._resolveFilename = (specifier, ...rest) => {
    try {
      return resolve(specifier, ...rest);
    } catch (error) {
      if (specifier === 'joinlab') return entryPath;
      throw error;
    }
  };
}

let registered = false;

/** Only where the name is not found: an installed joinlab beside the scenario comes first. */
export function resolveOwnPackage(): void {
  if (registered) return;
  registered = true;
  const url = pathToFileURL(entryPath).href;
  const { registerHooks, register } = nodeModule as Hooks;
  if (registerHooks) {
    registerHooks({
      resolve: (specifier, context, next) => {
        if (specifier !== 'joinlab') return next(specifier, context);
        try {
          return next(specifier, context);
        } catch {
          return { url, shortCircuit: true };
        }
      },
    });
    return;
  }
  resolveRequired();
  const loader = `export const resolve = async (specifier, context, next) =>
    specifier === 'joinlab'
      ? next(specifier, context).catch(() => ({ url: ${JSON.stringify(url)}, shortCircuit: true }))
      : next(specifier, context);`;
  register?.(`data:text/javascript,${encodeURIComponent(loader)}`);
}
