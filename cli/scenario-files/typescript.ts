/**
 * TypeScript scenarios: type-checked first (ts-node is the loader that checks types in process), then loaded natively where Node
 * strips types, else through tsx.
 */
import { pathToFileURL } from 'node:url';
import { scenarioFromDefinition } from '../../simulation/scenario/define-scenario.ts';
import { problemsMax } from '../../simulation/scenario/collector.ts';
import type { ParseContext, Parsed } from '../../simulation/scenario/parse-yaml.ts';
import { fileProblem, type Problem } from '../../simulation/scenario/problems.ts';
import { matchAction } from '../../simulation/vocabulary/pattern.ts';
import { verbs } from '../../simulation/vocabulary/index.ts';
import type { FoundFile } from './find.ts';
import { ownTypes, resolveOwnPackage } from './own-package.ts';
import { packageRoot } from './package-root.ts';

/** First Node line that imports TypeScript by itself without a flag. */
const nativeFrom = [22, 18] as const;

type MessageText = string | { readonly messageText: string };

interface Diagnostic {
  readonly code: number;
  readonly messageText: MessageText;
  readonly start?: number;
  readonly file?: { getLineAndCharacterOfPosition(at: number): { line: number; character: number } };
}

/** Sentences most like the one that TypeScript refused. */
function sentencesLike(message: string): readonly string[] {
  const written = /^Type '"(.+)"' is not assignable to type '.*Sentence/.exec(message)?.[1];
  const matched = written === undefined ? undefined : matchAction(written.replaceAll('\\"', '"'), verbs);
  return matched && 'nearest' in matched ? matched.nearest : [];
}

function problemOf(diagnostic: Diagnostic, file: string): Problem {
  const at = diagnostic.file && diagnostic.start !== undefined ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start) : undefined;
  const message = typeof diagnostic.messageText === 'string' ? diagnostic.messageText : diagnostic.messageText.messageText;
  return {
    code: 'JL105', message: `TS${diagnostic.code} ${message}`, file, line: at ? at.line + 1 : null, column: at ? at.character + 1 : null,
    choices: sentencesLike(message), next: null,
  };
}

async function typeProblems(found: FoundFile, text: string): Promise<readonly Problem[]> {
  const { create } = await import('ts-node');
  const service = create({
    cwd: packageRoot, skipProject: true,
    compilerOptions: {
      module: 'NodeNext', moduleResolution: 'NodeNext', target: 'ES2022', strict: true, allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: true, skipLibCheck: true, ...ownTypes(),
    },
  });
  try {
    service.compile(text, found.path);
    return [];
  } catch (error) {
    const diagnostics = (error as { diagnostics?: readonly Diagnostic[] }).diagnostics;
    if (!diagnostics) throw error;
    return diagnostics.slice(0, problemsMax).map((diagnostic) => problemOf(diagnostic, found.file));
  }
}

async function importScenario(path: string): Promise<unknown> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const native = major > nativeFrom[0] || (major === nativeFrom[0] && minor >= nativeFrom[1]);
  const url = pathToFileURL(path).href;
  resolveOwnPackage();
  if (native) return import(url);
  const { tsImport } = await import('tsx/esm/api');
  return tsImport(url, import.meta.url);
}

export async function loadTypeScript(found: FoundFile, text: string, context: ParseContext): Promise<Parsed> {
  const problems = await typeProblems(found, text);
  if (problems.length > 0) return { problems };
  let module: { readonly default?: unknown; readonly scenario?: unknown };
  try {
    module = (await importScenario(found.path)) as typeof module;
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { problems: [fileProblem('JL106', found.file, message)] };
  }
  return scenarioFromDefinition(module.scenario ?? module.default, context);
}
