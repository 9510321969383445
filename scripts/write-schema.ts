/**
 * Writes what is made from the vocabulary: the JSON schema that editors use, and the sentence types of TypeScript scenarios.
 * Run after a change of the vocabulary, the world or an evidence: npm run schema
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedFiles } from './generated-files.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
for (const [file, text] of Object.entries(generatedFiles())) {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  process.stdout.write(`${file}: ${text.length} characters\n`);
}
