import { defineConfig } from '@playwright/test'

/** `npm run screenshots`: takes the pictures of docs/screenshots anew. No test: nothing of it runs with the others. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.shots.ts',
  outputDir: '../../test-results/screenshots',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
})
