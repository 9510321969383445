import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{machines,mocks,knowledge,simulation,evidence,reports,cli,doors,test}/**/*.test.ts'],
    setupFiles: ['test/setup/no-wall-clock.ts'],
    testTimeout: 60_000,
  },
});
