// Takes docs/screenshot.png of the built page (`npm run build` first): the first sample, as a reader meets it.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { preview } from 'vite'
import { BROWSER_ARGUMENTS, findBrowser } from './find-browser.mjs'

const root = join(import.meta.dirname, '..')

// The samples hold Chinese; without a font for it there would be boxes.
const fonts = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
if ((fonts.stdout ?? '').trim() === '' && process.getuid?.() === 0) {
  spawnSync('apt-get', ['-q', 'update'], { stdio: 'inherit' })
  spawnSync('apt-get', ['-q', 'install', '-y', '--no-install-recommends', 'fonts-noto-cjk'], { stdio: 'inherit' })
}

const server = await preview({ root, logLevel: 'error' })
const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_ARGUMENTS })
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 960 }, locale: 'en-US' })
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  await page.getByRole('button', { name: /Half of the memory/ }).click()
  await page.locator('.recharts-bar-rectangle').first().waitFor()
  await page.mouse.move(700, 20)
  await page.waitForTimeout(300)
  await page.screenshot({ path: join(root, 'docs/screenshot.png') })
} finally {
  await browser.close()
  await server.close()
}
