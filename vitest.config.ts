import { resolve } from 'node:path'

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const alias = {
  '@shared': resolve(import.meta.dirname, 'electron/shared'),
  '@': resolve(import.meta.dirname, 'renderer/src'),
}

/** unit: beside the code, milliseconds. integration: real Claude executable and both simulators. */
export default defineConfig({
  test: {
    // Concurrent tests run real children, several each: more at once only wait for each other.
    maxConcurrency: 3,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['electron/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts'],
          environment: 'node',
          // One process for many files: no test keeps state in a module (the house forbids it), and starting a
          // process for each of a hundred files takes longer than their tests.
          isolate: false,
        },
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: {
          name: 'renderer',
          include: ['renderer/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          isolate: false,
          // A tenth of a second each, but on a machine that does much else the whole window takes its time to render.
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['electron/**/*.integration.test.ts', 'scripts/**/*.integration.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
