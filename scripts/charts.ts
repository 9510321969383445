/** `npm run charts`: draws every statechart into docs/charts, as SVG and as Mermaid text. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawings } from './drawings.ts';

const folder = fileURLToPath(new URL('../docs/charts', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const { file, text } of await drawings()) writeFileSync(join(folder, file), text);
