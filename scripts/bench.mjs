// Builds the page and the benchmark, then runs it: see `bench/bench.ts`.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
const outDir = join(root, 'node_modules/.bench')
await build({ root, logLevel: 'error' })
await build({ root, mode: 'disk', logLevel: 'error' })
await build({
  root,
  mode: 'cli',
  logLevel: 'error',
  build: {
    ssr: 'bench/bench.ts',
    outDir,
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: 'bench.js' } },
  },
})
await import(pathToFileURL(join(outDir, 'bench.js')).href)
rmSync(outDir, { recursive: true })
// `build` emptied `dist`, and with it the command line.
await build({ root, mode: 'cli', logLevel: 'error' })
