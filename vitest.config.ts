import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const alias = { '@': root.replace(/\/$/, '') };
const exclude = ['**/node_modules/**', '.streamscope/**', '.next*/**'];

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{app,components,lib,prisma,workers}/**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.integration.test.ts'],
          testTimeout: 120_000,
          // Files share what they import, which is without state of its own.
          isolate: false,
          maxWorkers: '100%',
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          // A busy machine may let a deadline pass once; what passed at its second try is named at the end.
          retry: 1,
          include: ['{lib,prisma,workers,app}/**/*.integration.test.ts'],
          exclude,
          globalSetup: ['e2e/support/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'faults',
          include: ['e2e/**/*.test.ts'],
          exclude,
          globalSetup: ['e2e/support/faults-setup.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
