import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { embeddable, oneFile } from './src/share/one-file.ts'

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

/** Browsers load no modules from disk: there the one-file page takes over. */
const STARTER = `if (location.protocol === 'file:') location.replace('./memledger.html' + location.search + location.hash)
`

const fromDisk = (): Plugin => ({
  name: 'from-disk',
  apply: 'build',
  transformIndexHtml: () => [{ tag: 'script', injectTo: 'head-prepend', attrs: { src: './from-disk.js' } }],
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'from-disk.js', source: STARTER })
  },
})

/** One script and one style sheet become one page, as a file and as a script that a page can load. */
const onePage = (): Plugin => ({
  name: 'one-page',
  // After Vite has put the style sheets together.
  enforce: 'post',
  generateBundle(_, bundle) {
    let [script, style] = ['', '']
    for (const [file, output] of Object.entries(bundle)) {
      if (output.type === 'chunk') script = output.code
      else if (file.endsWith('.css')) style = String(output.source)
      // What is left are the workers: the page is its own.
      delete bundle[file]
    }
    const inside = { title: 'Memledger', language: 'en', body: '', stamp: null }
    const page = oneFile(embeddable({ script, style }), inside)
    this.emitFile({ type: 'asset', fileName: 'memledger.html', source: page })
    this.emitFile({
      type: 'asset',
      fileName: 'memledger.html.js',
      source: `globalThis.memledgerPage = ${JSON.stringify(page)}\n`,
    })
  },
})

/** `vite build` makes the page, `--mode disk` the same in one file, `--mode cli` the command line. */
export default defineConfig(({ mode }) =>
  mode === 'disk'
    ? {
        base: './',
        publicDir: false,
        plugins: [react(), onePage()],
        build: {
          outDir: 'dist',
          emptyOutDir: false,
          cssCodeSplit: false,
          chunkSizeWarningLimit: 2000,
          rolldownOptions: {
            input: 'src/disk.ts',
            transform: { define: { 'import.meta': '{}' } },
            output: { format: 'iife', codeSplitting: false },
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
