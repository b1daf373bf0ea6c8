// The command line in a checkout: builds it when it is missing or older than its sources, then runs it.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..')
const program = join(root, 'dist/cli/memledger.js')

/**
 * When anything at a path was last changed.
 * @param {string} path
 * @returns {number}
 */
function changed(path) {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => changed(join(path, name))))
}

/**
 * Builds what is missing or older than its sources.
 * @param {string} mode
 * @param {string} folder below `dist`
 * @param {string} made the file that shows when it was built
 * @param {string[]} sources
 */
async function renew(mode, folder, made, sources) {
  const target = join(root, 'dist', folder)
  const newest = Math.max(...[...sources, 'vite.config.ts', 'package.json'].map((path) => changed(join(root, path))))
  if (existsSync(join(target, made)) && statSync(join(target, made)).mtimeMs >= newest) return
  const { build } = await import('vite')
  // Built apart and moved into place: another call may be running the one that is there.
  const outDir = join(root, `node_modules/.memledger-${process.pid}`)
  await build({ root, mode, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  mkdirSync(target, { recursive: true })
  for (const file of readdirSync(outDir)) renameSync(join(outDir, file), join(target, file))
  rmSync(outDir, { recursive: true })
}

await renew('cli', 'cli', 'memledger.js', ['src/core', 'src/share', 'src/files', 'src/cli'])
if (process.argv.includes('--html')) await renew('disk', '', 'memledger.html', ['src'])

// `npm run` moves to the package's root; the files are named from where the reader stands.
if (process.env['npm_lifecycle_event'] === 'memledger' && process.env['INIT_CWD'])
  process.chdir(process.env['INIT_CWD'])
process.argv[1] = program
await import(pathToFileURL(program).href)
