import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export default defineConfig({
  // The worked examples of the docs run as they stand, against the source.
  resolve: { alias: { 'joinlab/msw': source('doors/msw/index.ts'), 'joinlab/vitest': source('matchers.ts') } },
  test: {
    include: ['{machines,mocks,knowledge,simulation,evidence,reports,cli,doors,test,docs/examples}/**/*.test.ts'],
    setupFiles: ['test/setup/no-wall-clock.ts'],
    testTimeout: 60_000,
  },
});
