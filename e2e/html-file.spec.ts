import type { Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { article, expect, ledger, paste, test } from './page.ts'

/** The file in the ticket: who opens it was not on the machine, and may have no network. */

const CASE = article('killed-with-48-gb-free')

/** Opens a file from disk in a browser that is offline, and does what a reader would; nothing may be asked for. */
async function readOffline(page: Page, path: string, figures: Record<string, number>) {
  const asked: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.context().setOffline(true)
  await page.goto(pathToFileURL(path).href)
  await page.getByTestId('verdict').waitFor()
  await page.getByRole('group', { name: 'Snapshot' }).getByRole('button').nth(2).click()
  expect(await ledger(page)).toEqual(figures)
  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.getByRole('button', { name: '分享' })).toBeVisible()
  // The document itself, and its own program as a worker.
  expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([pathToFileURL(path).href])
  expect(complaints).toEqual([])
}

test('a case saved as one HTML file opens from disk with the network off, and is dropped back', async ({
  page,
  browser,
}, info) => {
  await page.goto('')
  await paste(page, CASE)
  await page.getByRole('group', { name: 'Snapshot' }).getByRole('button').nth(2).click()
  const figures = await ledger(page)
  const verdict = await page.getByTestId('verdict').innerText()
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'One HTML file' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toMatch(/^memledger-[\w.-]*[\da-f]{8}\.html$/)
  const path = info.outputPath('case.html')
  await download.saveAs(path)
  const html = readFileSync(path, 'utf8')
  expect(html).toMatch(/Memledger \d+\.\d+\.\d+ · input SHA-256 [\da-f]{64}/)
  expect(html).toContain("default-src 'none'; script-src 'sha256-")

  const offline = await browser.newContext({ locale: 'en-US' })
  await readOffline(await offline.newPage(), path, figures)
  await offline.close()

  const fresh = await browser.newContext({ locale: 'en-US' })
  const back = await fresh.newPage()
  await back.goto(page.url().replace(/#.*/, ''))
  await back.getByRole('button', { name: /Open files/ }).waitFor()
  const chosen = back.waitForEvent('filechooser')
  await back.getByRole('button', { name: /Open files/ }).click()
  await (await chosen).setFiles(path)
  await back.getByTestId('verdict').waitFor()
  // Names were replaced, as they are unless the sender keeps them.
  expect(await back.getByTestId('verdict').innerText()).toBe(verdict.replace('qemu_wl50', 'guest-3'))
  await fresh.close()
})

test('without scripts the file shows the verdict and the ledger', async ({ browser }, info) => {
  const path = info.outputPath('case.html')
  writeFileSync(path, printed('missing-half', 'en'))
  const plain = await browser.newContext({ javaScriptEnabled: false })
  const page = await plain.newPage()
  await page.goto(pathToFileURL(path).href)
  await expect(page.getByRole('heading', { name: /The VMware host has taken 6\.93 GiB/ }).first()).toBeVisible()
  await expect(page.getByRole('cell', { name: '15.51 GiB' }).first()).toBeVisible()
  await plain.close()
})

test('the command line prints the same file', async ({ page, browser }, info) => {
  await page.goto('')
  await paste(page, CASE)
  await page.getByRole('group', { name: 'Snapshot' }).getByRole('button').nth(2).click()
  const figures = await ledger(page)
  const path = info.outputPath('case.html')
  writeFileSync(path, printed('killed-with-48-gb-free', 'en'))
  const offline = await browser.newContext({ locale: 'en-US' })
  await readOffline(await offline.newPage(), path, figures)
  await offline.close()
})

test('a paste that is markup stays text in the file, with scripts and without', async ({ browser }, info) => {
  const bad = '</script><script>alert(1)</script><!--<script><img src=x onerror=alert(2)>'
  const dump = info.outputPath('hostile.txt')
  const path = info.outputPath('hostile.html')
  writeFileSync(dump, `${bad}\n${article('missing-half')}\n[root@${bad}]# free\n`)
  writeFileSync(path, commandLine('--html', dump))
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled })
    const page = await context.newPage()
    const [asked, dialogs] = [[] as string[], [] as string[]]
    page.on('request', (request) => asked.push(request.url()))
    page.on('dialog', (dialog) => dialogs.push(dialog.message()))
    await page.goto(pathToFileURL(path).href)
    await expect(page.getByRole('heading', { name: /7097 MB/ }).first()).toBeVisible()
    await expect(page.locator('footer')).toContainText(/Memledger \d\S* · input SHA-256 [\da-f]{64}/)
    expect(await page.locator('img').count()).toBe(0)
    expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([pathToFileURL(path).href])
    expect(dialogs).toEqual([])
    await context.close()
  }
})

test('the command line prints the same text each time, in the language asked for', async ({ browser }, info) => {
  const html = printed('missing-half', 'zh')
  expect(printed('missing-half', 'zh')).toBe(html)
  const path = info.outputPath('case.html')
  writeFileSync(path, html)
  const context = await browser.newContext({ locale: 'en-US' })
  const page = await context.newPage()
  await page.goto(pathToFileURL(path).href)
  await expect(page.getByTestId('verdict').getByRole('heading')).toContainText(/\p{Script=Han}/u)
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  // The page is its own worker.
  expect(page.workers().map((worker) => worker.url())).toEqual([expect.stringMatching(/^blob:/)])
  await context.close()
})

function printed(name: string, language: string): string {
  return commandLine('--html', '--lang', language, join(import.meta.dirname, `fixtures/${name}.txt`))
}

const commandLine = (...args: string[]): string =>
  execFileSync(process.execPath, [join(import.meta.dirname, '../dist/cli/memledger.js'), ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
