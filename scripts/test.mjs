// Everything that must hold, in order from fast to slow; the last line counts what passed and what failed.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const results = join(root, '.cache')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

/** @type {[what: string, command: string, args: string[], count?: () => [number, number]][]} */
const steps = [
  ['format', 'prettier', ['--check', '--log-level=warn', '.']],
  ['lint and import rules', 'oxlint', ['--deny-warnings']],
  ['types of the core', 'tsc', ['-p', 'src/core']],
  ['types of the page', 'tsc', ['-p', '.']],
  ['types of tools and tests', 'tsc', ['-p', 'tsconfig.node.json']],
  ['dead code', 'knip', []],
  [
    'unit and property tests',
    'vitest',
    ['run', '--reporter=default', '--reporter=json', '--outputFile=.cache/vitest.json'],
    vitest,
  ],
  ['build of the page', 'vite', ['build', '--logLevel=warn']],
  ['build of the page for a disk', 'vite', ['build', '--mode=disk', '--logLevel=warn']],
  ['build of the command line', 'vite', ['build', '--mode=cli', '--logLevel=warn']],
  ['journeys in a browser', 'playwright', ['test'], playwright],
]

/** @returns {[number, number]} */
function vitest() {
  /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} */
  const { numPassedTests, numFailedTests, testResults } = read('vitest.json')
  // A file that can't even be loaded has no failed test of its own.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return [numPassedTests, numFailedTests + broken.length]
}

/** @returns {[number, number]} */
function playwright() {
  const { expected, flaky, unexpected } = read('playwright.json').stats
  return [expected + flaky, unexpected]
}

/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(join(results, file), 'utf8'))

let passed = 0
let failed = 0
for (const [what, command, args, count] of steps) {
  console.log(`\n— ${what}`)
  const { status } = spawnSync(process.execPath, [program(command), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
  })
  let counted = /** @type {[number, number]} */ (status === 0 ? [1, 0] : [0, 1])
  try {
    if (count) counted = count()
  } catch {
    // It ended before it could write its results.
  }
  if (status !== 0 && counted[1] === 0) counted[1] = 1
  if (counted[1] > 0) console.log(`✗ ${what}`)
  passed += counted[0]
  failed += counted[1]
}

console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/**
 * The script that a package's command is.
 * @param {string} command
 */
function program(command) {
  const folder = { tsc: 'typescript', playwright: '@playwright/test' }[command] ?? command
  const { bin } = JSON.parse(readFileSync(join(root, 'node_modules', folder, 'package.json'), 'utf8'))
  return join(root, 'node_modules', folder, typeof bin === 'string' ? bin : bin[command])
}
