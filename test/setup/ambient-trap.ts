/**
 * While tests run, the folders that must be the same on every machine cannot look at the wall clock, draw by chance, set timers
 * or ask for the locale: the call throws. The lint rule sees names; this sees what is really called, aliases included.
 *
 * Whoever calls is found from the stack: the nearest frame that lies in a file. Packages, vitest and test files stay free.
 */
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url)).replaceAll('\\', '/');

const guarded = new RegExp('^(?:machines|mocks|simulation|evidence|knowledge|reports)/');
const free = new RegExp('\\.test\\.ts$|^simulation/(?:calendar|random)\\.ts$');

/** The guarded file that a path of a stack frame names, relative to the repository; `null` when the file is free to call. */
export function guardedFile(fileName: string): string | null {
  const path = decodeURI(fileName).replace(/^file:\/\//, '').replaceAll('\\', '/').replace(/^\/(?=[A-Za-z]:)/, '').replace(/\?.*$/, '');
  if (!path.startsWith(repositoryRoot)) return null;
  const relative = path.slice(repositoryRoot.length);
  return guarded.test(relative) && !free.test(relative) ? relative : null;
}

/** What sprang the trap in this worker, newest last: a product that swallows the error is found out all the same. */
const store = globalThis as { joinlabAmbientCalls?: string[] };
export const trappedCalls = (): readonly string[] => store.joinlabAmbientCalls ?? [];

/** Native frames between caller and callee (`map`, `sort`) name no file; so many of them are looked through. */
const framesMax = 4;

function callerOf(callee: (...args: never[]) => unknown): string | null {
  const { stackTraceLimit, prepareStackTrace } = Error;
  const holder: { stack?: NodeJS.CallSite[] } = {};
  Error.stackTraceLimit = framesMax;
  Error.prepareStackTrace = (_error, sites) => sites;
  try {
    Error.captureStackTrace(holder, callee);
    for (const site of holder.stack ?? []) {
      const fileName = site.getFileName();
      if (fileName) return fileName;
    }
    return null;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
}

function check(name: string, instead: string, callee: (...args: never[]) => unknown): void {
  const caller = callerOf(callee);
  const file = caller === null ? null : guardedFile(caller);
  if (file === null) return;
  (store.joinlabAmbientCalls ??= []).push(`${file} ${name}`);
  throw new Error(`${file} uses ${name}, which differs from run to run or from machine to machine. ${instead}`);
}

type Callable = (...args: unknown[]) => unknown;

/** Puts the trap before one function; with `harmless`, calls with such arguments are let through without a look. */
function trap(owner: object, key: string, name: string, instead: string, harmless: (args: readonly unknown[], constructs: boolean) => boolean = () => false): void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, key);
  const original: unknown = descriptor?.value;
  if (!descriptor || typeof original !== 'function') return;
  const handler: ProxyHandler<Callable> = {
    apply(target, self, args) {
      if (!harmless(args, false)) check(name, instead, handler.apply as never);
      return Reflect.apply(target, self, args) as unknown;
    },
    construct(target, args, newTarget) {
      if (!harmless(args, true)) check(name, instead, handler.construct as never);
      return Reflect.construct(target, args, newTarget) as object;
    },
  };
  Object.defineProperty(owner, key, { ...descriptor, value: new Proxy(original as Callable, handler) });
}

/** Sets the trap; a worker that runs several test files in one module graph sets it once. */
export function setAmbientTrap(): void {
  if (store.joinlabAmbientCalls) return;
  store.joinlabAmbientCalls = [];
  const time = 'Virtual time is world.nowMs; dates are made in simulation/calendar.ts.';
  const chance = 'Chance comes from simulation/random.ts.';
  const timers = 'What happens later goes on the agenda of the world (a delay of a statechart).';
  const locale = 'Sort by code units and format in simulation/calendar.ts or by hand.';
  trap(Date, 'now', 'Date.now()', time);
  trap(globalThis, 'Date', 'Date without a time', time, (args, constructs) => constructs && args.length > 0);
  Object.defineProperty(Date.prototype, 'constructor', { value: Date, writable: true, configurable: true });
  trap(Object.getPrototypeOf(performance) as object, 'now', 'performance.now()', time);
  trap(Math, 'random', 'Math.random()', chance);
  for (const key of ['setTimeout', 'setInterval', 'setImmediate']) trap(globalThis, key, `${key}()`, timers);
  for (const { prototype } of [Object, Array, Number, BigInt, String, Date]) {
    const keys = Object.getOwnPropertyNames(prototype).filter((key) => key.startsWith('toLocale') || key === 'localeCompare');
    for (const key of keys) trap(prototype, key, `${key}()`, locale);
  }
  for (const key of Object.getOwnPropertyNames(Intl)) trap(Intl, key, `Intl.${key}`, locale);
}
