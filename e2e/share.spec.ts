import type { Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { article, expect, histogram, ledger, linkOf, paste, test } from './page.ts'

test('a link opens to the same figures in a browser that has never seen the case', async ({ page, browser }) => {
  await page.goto('')
  await paste(page, article('killed-with-48-gb-free'))
  await page.getByRole('group', { name: 'Snapshot' }).getByRole('button').nth(2).click()
  const figures = { ledger: await ledger(page), histogram: await histogram(page, '1 Normal') }
  const verdict = await page.getByTestId('verdict').innerText()
  const link = await linkOf(page)

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(link)
  await elsewhere.getByTestId('verdict').waitFor()
  expect({ ledger: await ledger(elsewhere), histogram: await histogram(elsewhere, '1 Normal') }).toEqual(figures)
  // Names were replaced, as they are unless the sender keeps them.
  expect(await elsewhere.getByTestId('verdict').innerText()).toBe(verdict.replace('qemu_wl50', 'guest-3'))
  await elsewhere.context().close()
})

test('a link that was cut off says so and shows what came', async ({ page, browser }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  const link = await linkOf(page)
  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(link.slice(0, Math.floor(link.length * 0.8)))
  await expect(elsewhere.getByRole('alert')).toContainText(/cut off|arrived/i)
  await expect(elsewhere.getByRole('alert')).toContainText(/\d/)
  await expect(elsewhere.getByTestId('verdict')).toBeVisible()
  await elsewhere.context().close()
})

test('a link with a wrong character says so and shows what stands before it', async ({ page, browser }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  const link = await linkOf(page)
  const at = Math.floor(link.length * 0.9)
  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1))
  await expect(elsewhere.getByRole('alert')).toContainText(/damaged|changed/i)
  await elsewhere.context().close()
})

test('a link of a later version says so', async ({ page }) => {
  await page.goto('#v9.4.abcd')
  await expect(page.getByRole('alert')).toContainText(/newer|later/i)
})

test('a link that a shell made with gzip opens', async ({ page }) => {
  await page.goto(`#gz=${gzipSync(article('no-big-blocks')).toString('base64url')}`)
  await expect(page.getByTestId('verdict').getByRole('heading')).toHaveText(/order 4/)
})

test('the command that the page gives prints a link that opens', async ({ page }) => {
  await page.goto('')
  const command = await page.getByRole('region', { name: /print a link/ }).innerText()
  const link = execFileSync('bash', ['-c', command], { encoding: 'utf8' }).trim()
  expect(link.startsWith(`${page.url()}#gz=`)).toBe(true)
  await page.goto(link)
  await expect(page.getByTestId('ledger')).toBeVisible()
})

/** A case on the page, and a link put into the address bar. */
async function linkOverCase(page: Page) {
  await page.goto('')
  await paste(page, article('missing-half'))
  const link = `#gz=${gzipSync(article('no-big-blocks')).toString('base64url')}`
  await page.evaluate((hash) => (location.hash = hash), link)
  await expect(page.getByRole('dialog')).toBeVisible()
  return link
}

test('a link over a case destroys nothing, and may be dismissed', async ({ page }) => {
  await linkOverCase(page)
  await expect(page.getByTestId('verdict')).toContainText('7097 MB')
  // The address says what the page shows.
  expect(new URL(page.url()).hash).toBe('')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('verdict')).toContainText('7097 MB')
})

test('a link over a case may be added to it', async ({ page }) => {
  await linkOverCase(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('group', { name: 'Snapshot' }).getByRole('button')).toHaveCount(4)
})

test('a link over a case may take its place, and then is the address', async ({ page }) => {
  const link = await linkOverCase(page)
  await page.getByRole('button', { name: 'Open in its place' }).click()
  await expect(page.getByTestId('verdict').getByRole('heading')).toHaveText(/order 4/)
  expect(new URL(page.url()).hash).toBe(link)
})

test('a link, or a paste, over a case may get a tab of its own', async ({ page }) => {
  await linkOverCase(page)
  const opened = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Open in a new tab' }).click()
  await expect((await opened).getByTestId('verdict').getByRole('heading')).toHaveText(/order 4/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByTestId('verdict')).toContainText('7097 MB')

  await page.evaluate((text) => navigator.clipboard.writeText(text), article('old-kernel'))
  await page.keyboard.press('ControlOrMeta+V')
  const second = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Open in a new tab' }).click()
  await expect((await second).getByTestId('verdict').getByRole('heading')).toContainText('3.10.0-693')
  await expect(page.getByTestId('verdict')).toContainText('7097 MB')
})

test('what is too big for a link waits here while an empty tab is opened', async ({ page }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  const big = `${article('no-big-blocks')}\n${'nothing of interest\n'.repeat(40_000)}`
  await page.evaluate((text) => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  }, big)
  const tab = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Open an empty page in a new tab' }).click()
  await expect((await tab).getByTestId('paste')).toBeVisible()
  await expect(page.getByRole('dialog')).toContainText('too big')
})

test('a text begun is still there when a link has come and gone', async ({ page }) => {
  await page.goto('')
  await page.getByTestId('paste').fill('MemTotal: 16 kB and more to come')
  await page.evaluate(
    (hash) => (location.hash = hash),
    `#gz=${gzipSync(article('no-big-blocks')).toString('base64url')}`,
  )
  await page.getByTestId('verdict').waitFor()
  await page.getByRole('button', { name: /Start over/ }).click()
  await expect(page.getByTestId('paste')).toHaveValue('MemTotal: 16 kB and more to come')
})

test('a link whose rest gives no finding does not say that there is none', async ({ page, browser }) => {
  const free =
    '              total        used        free      shared  buff/cache   available\nMem:            461          32         423           0          17         428\n'
  await page.goto(`#gz=${gzipSync(free).toString('base64url').slice(0, -6)}`)
  await expect(page.getByRole('alert')).toContainText('damaged')
  await expect(page.getByTestId('verdict').getByRole('heading')).toHaveText('No finding in the part that arrived')

  // Nor does what is sent on, or the page that it is opened on.
  const link = await linkOf(page)
  const written = await page.getByTestId('markdown').innerText()
  expect(written).toContain('No finding in the part that arrived')
  expect(written).not.toContain('No problem found')
  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(link)
  await expect(elsewhere.getByRole('alert')).toContainText('did not have all of it')
  await expect(elsewhere.getByTestId('verdict').getByRole('heading')).toHaveText('No finding in the part that arrived')
  await elsewhere.context().close()
})

test('a link that opens to more than a page takes says so, and nothing is opened', async ({ page }) => {
  // 80 MB of zeros in 80 kB.
  await page.goto(`#gz=${gzipSync(Buffer.alloc(80_000_000)).toString('base64url')}`)
  // A busy machine takes its time to find that out.
  await expect(page.getByRole('alert')).toContainText('more than this page takes', { timeout: 60_000 })
  await expect(page.getByTestId('paste')).toBeVisible()
})

test('a pasted link that can not be opened stays as the text it is', async ({ page }) => {
  await page.goto('')
  await page.getByTestId('paste').fill(`see https://host/#v9.a4.${'abcdefgh'.repeat(20)} for it`)
  await page.getByRole('button', { name: 'Read it' }).click()
  await expect(page.getByRole('alert')).toContainText('newer')
  await expect(page.getByTestId('nothing').getByRole('textbox')).toHaveValue(/see https:\/\/host/)
})

test('the report for a ticket can be copied', async ({ page }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByTestId('markdown')).toContainText('| **Total** | **15.51 GiB** |')
  await page.getByRole('button', { name: /Copy.*Markdown/i }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('## The VMware host has taken 6.93 GiB')
})
