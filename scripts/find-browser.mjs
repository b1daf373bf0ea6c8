import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome', 'microsoft-edge']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** How to start it: root may not use the sandbox, and the browser must not talk to its maker while we listen. */
export const BROWSER_ARGUMENTS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
]

/**
 * The Chrome or Chromium to test with: one that is present, else Playwright's download, else Debian's package. Says what
 * it does; throws where none can be had. The answer is kept in the environment, so that worker processes take the same.
 * @returns {string} its path
 */
export function findBrowser() {
  const known = process.env['MEMLEDGER_BROWSER']
  if (known) return known
  const found = present() ?? downloaded() ?? packaged()
  if (!found) {
    throw new Error(
      'No Chrome or Chromium: none is installed, Playwright could not download one and apt-get could not install one.\n' +
        'Install Chrome or Chromium, or set CHROME_PATH to it, and run the tests again.',
    )
  }
  process.env['MEMLEDGER_BROWSER'] = found
  return found
}

function present() {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const candidates = [
    process.env['CHROME_PATH'],
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...ELSEWHERE,
    playwrightPath(),
  ]
  return candidates.find((path) => path && existsSync(path) && runs(path))
}

function downloaded() {
  console.log('No Chrome or Chromium found; asking Playwright to download one …')
  const cli = join(dirname(fileURLToPath(import.meta.resolve('@playwright/test'))), 'cli.js')
  const environment = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' }
  run(process.execPath, [cli, 'install', '--no-shell', 'chromium'], { env: environment, timeout: 300_000 })
  const path = playwrightPath()
  return path && existsSync(path) && runs(path) ? path : undefined
}

function packaged() {
  if (process.platform !== 'linux' || !works('apt-get', ['--version'])) return undefined
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (sudo.length > 0 && !works('sudo', ['-n', 'true'])) return undefined
  console.log("Installing Debian's chromium …")
  const apt = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q']
  const [command = '', ...rest] = apt
  run(command, [...rest, 'update'], { timeout: 300_000 })
  run(command, [...rest, 'install', '-y', '--no-install-recommends', 'chromium'], { timeout: 900_000 })
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path) && runs(path))
}

/** Where Playwright keeps, or would keep, its own build. */
function playwrightPath() {
  try {
    return createRequire(import.meta.url)('@playwright/test').chromium.executablePath()
  } catch {
    return undefined
  }
}

/**
 * A browser that is there may still lack a library.
 * @param {string} path
 */
function runs(path) {
  return works(path, ['--headless', ...BROWSER_ARGUMENTS, '--disable-gpu', '--dump-dom', 'about:blank'])
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function works(command, args) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 60_000 }).status === 0
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
function run(command, args, options) {
  spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options })
}
