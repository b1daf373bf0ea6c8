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

/** A page opened from disk may load no modules: there the whole program comes as one classic script. */
const STARTER = `if (location.protocol === 'file:') {
  const style = document.createElement('link')
  style.rel = 'stylesheet'
  style.href = './disk/memledger.css'
  const program = document.createElement('script')
  program.src = './disk/memledger.js'
  document.head.append(style, program)
}
`

const fromDisk = (): Plugin => ({
  name: 'from-disk',
  apply: 'build',
  transformIndexHtml: () => [{ tag: 'script', injectTo: 'body', attrs: { src: './disk/start.js' } }],
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'disk/start.js', source: STARTER })
  },
})

/** A page from disk may start no workers either. */
const withoutWorkers = (): Plugin => ({
  name: 'without-workers',
  generateBundle(_, bundle) {
    for (const file of Object.keys(bundle)) if (file.includes('.worker-')) delete bundle[file]
  },
})

/** `vite build` makes the page, `--mode disk` what it runs when opened from disk, `--mode cli` the command line. */
export default defineConfig(({ mode }) =>
  mode === 'disk'
    ? {
        base: './',
        publicDir: false,
        plugins: [react(), withoutWorkers()],
        build: {
          outDir: 'dist/disk',
          emptyOutDir: false,
          cssCodeSplit: false,
          chunkSizeWarningLimit: 2000,
          rolldownOptions: {
            input: 'src/main.tsx',
            transform: { define: { 'import.meta': '{}' } },
            output: {
              format: 'iife',
              codeSplitting: false,
              entryFileNames: 'memledger.js',
              assetFileNames: 'memledger[extname]',
            },
          },
        },
      }
    : mode === 'cli'
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
          plugins: [react(), sealed(), fromDisk()],
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
            // The core keeps no state between tests: its modules need to be loaded once, not once a file.
            isolate: false,
            // A busy machine is no failure.
            testTimeout: 60_000,
            env: { TZ: 'UTC', LC_ALL: 'C' },
          },
        },
)
