import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generatedFiles } from '../scripts/generated-files.ts';

test.each(Object.entries(generatedFiles()))('%s is what the vocabulary and the world give (npm run schema writes it anew)', (file, text) => {
  expect(readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8')).toBe(text);
});
