import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['./test/support/seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Real trainings and gradient checks want a core each.
    maxWorkers: 2,
    // What was skipped, and why, before the last lines.
    reporters: ['./test/support/skipped.ts', 'default'],
  },
});
