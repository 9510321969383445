/**
 * TypeScript scenarios: type-checked first (ts-node is the loader that checks types in process), then loaded natively where Node
 * strips types, else through tsx.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scenarioFromDefinition } from '../../simulation/scenario/define-scenario.ts';
import type { ParseContext, Parsed } from '../../simulation/scenario/parse-yaml.ts';
import type { Problem } from '../../simulation/scenario/problems.ts';
import type { FoundFile } from './find.ts';
import { packageRoot } from './package-root.ts';

/** First Node line that imports TypeScript by itself without a flag. */
const nativeFrom = [22, 18] as const;

interface Diagnostic {
  readonly messageText: string | { readonly messageText: string };
  readonly start?: number;
  readonly file?: { getLineAndCharacterOfPosition(at: number): { line: number; character: number } };
}

async function typeProblems(found: FoundFile): Promise<Problem[]> {
  const { create } = await import('ts-node');
  const service = create({
    cwd: packageRoot, skipProject: true,
    compilerOptions: { module: 'NodeNext', moduleResolution: 'NodeNext', target: 'ES2022', strict: true, noEmit: false, allowImportingTsExtensions: true, rewriteRelativeImportExtensions: true, skipLibCheck: true, types: ['node'], typeRoots: [join(packageRoot, 'node_modules', '@types')] },
  });
  try {
    service.compile(readFileSync(found.path, 'utf8'), found.path);
    return [];
  } catch (error) {
    const diagnostics = (error as { diagnostics?: readonly Diagnostic[] }).diagnostics;
    if (!diagnostics) throw error;
    return diagnostics.map((diagnostic) => {
      const at = diagnostic.file && diagnostic.start !== undefined ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start) : undefined;
      const message = typeof diagnostic.messageText === 'string' ? diagnostic.messageText : diagnostic.messageText.messageText;
      return { code: 'JL105' as const, message, file: found.file, line: at ? at.line + 1 : null, column: at ? at.character + 1 : null, choices: [], next: null };
    });
  }
}

async function importScenario(path: string): Promise<unknown> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const native = major > nativeFrom[0] || (major === nativeFrom[0] && minor >= nativeFrom[1]);
  const url = pathToFileURL(path).href;
  if (native) return import(url);
  const { tsImport } = await import('tsx/esm/api');
  return tsImport(url, import.meta.url);
}

export async function loadTypeScript(found: FoundFile, context: ParseContext): Promise<Parsed> {
  const problems = await typeProblems(found);
  if (problems.length > 0) return { problems };
  const module = (await importScenario(found.path)) as { readonly default?: unknown; readonly scenario?: unknown };
  const exported = module.scenario ?? module.default;
  return scenarioFromDefinition(exported, context);
}
