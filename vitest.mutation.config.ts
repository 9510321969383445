import { defineConfig } from 'vitest/config';

/**
 * The tests that judge what machines, mocks and simulation do. Left out are those that look at files as they are written
 * (drawings, schema, type checks), which see the mutation itself; those that compare a run with itself; and those of what other rooms print.
 */
export default defineConfig({
  test: {
    include: ['{machines,mocks,simulation}/**/*.test.ts', 'test/*.test.ts'],
    exclude: ['test/{typescript,statechart,generated,dsregcmd,explain,documentation,restored,same-seed}*.test.ts', 'node_modules/**'],
    setupFiles: ['test/setup/no-wall-clock.ts'],
    testTimeout: 60_000,
    // One module graph for all files: a mutant costs a second instead of four.
    isolate: false,
  },
});
