import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { drawings } from '../scripts/drawings.ts';

test('docs/charts shows the statecharts as they are (npm run charts draws them anew)', async () => {
  for (const { file, text } of await drawings()) {
    const kept = readFileSync(fileURLToPath(new URL(`../docs/charts/${file}`, import.meta.url)), 'utf8');
    expect(kept, `${file} is stale: npm run charts`).toBe(text);
  }
});
