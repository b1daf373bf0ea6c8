import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** Nothing leaves the browser: the built page may load its own files and connect to nowhere. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const sealed = (): Plugin => ({
  name: 'sealed',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', injectTo: 'head-prepend', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY } },
  ],
})

/** `vite build` makes the page; `vite build --mode cli` makes the command line from the same core. */
export default defineConfig(({ mode }) =>
  mode === 'cli'
    ? {
        publicDir: false,
        build: {
          ssr: 'src/cli/memledger.ts',
          outDir: 'dist/cli',
          target: 'node20',
          rolldownOptions: { output: { entryFileNames: 'memledger.js', banner: '#!/usr/bin/env node' } },
        },
        ssr: { noExternal: true },
      }
    : {
        // Works from any sub-path of any host.
        base: './',
        plugins: [react(), sealed()],
        build: {
          // Browsers that lack modulepreload would get a polyfill that fetches: the policy forbids that.
          modulePreload: { polyfill: false },
          rolldownOptions: {
            output: {
              codeSplitting: {
                groups: [
                  // Else what React and Recharts share would make the first paint wait for the charts.
                  { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler|zustand)[\\/]/, priority: 2 },
                  { name: 'charts', test: /node_modules[\\/]recharts[\\/]/, priority: 1 },
                ],
              },
            },
          },
        },
        test: {
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          setupFiles: ['src/testing/setup.ts'],
          // A busy machine is no failure.
          testTimeout: 60_000,
          env: { TZ: 'UTC', LC_ALL: 'C' },
        },
      },
)
