import { defineConfig } from 'vitest/config';

/**
 * The tests that judge what machines, mocks and simulation do. Left out are those that look at files as they are written (they see
 * the mutation itself), those that compare a run with itself, those that start processes, and those of what other rooms print.
 */
export default defineConfig({
  test: {
    include: ['{machines,mocks,simulation}/**/*.test.ts', 'test/{bad-files,every-question,every-scenario,every-state,msw-answers}*.test.ts'],
    setupFiles: ['test/setup/no-wall-clock.ts'],
    testTimeout: 60_000,
    // One module graph for all files: a mutant costs a second instead of four.
    isolate: false,
  },
});
