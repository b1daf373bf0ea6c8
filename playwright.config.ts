import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { BROWSER_ARGUMENTS, findBrowser } from './scripts/find-browser.mjs'

/** Journeys through the built page (`npm run build` first), in the browser that the machine has. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/serve.ts',
  fullyParallel: true,
  // A journey waits more than it works: two of them keep two processors busy.
  workers: Math.max(2, Math.floor(availableParallelism() / 2)),
  forbidOnly: true,
  // A busy machine is no failure.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/playwright.json' }]],
  use: {
    // `e2e/serve.ts` sets it before the first test.
    ...(process.env['ADDRESS'] ? { baseURL: process.env['ADDRESS'] } : {}),
    launchOptions: { executablePath: findBrowser(), args: BROWSER_ARGUMENTS },
    locale: 'en-US',
    trace: 'retain-on-failure',
  },
})
