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

test('a link in the address bar does not destroy the case on the page', async ({ page }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  await page.evaluate(
    (hash) => (location.hash = hash),
    `#gz=${gzipSync(article('no-big-blocks')).toString('base64url')}`,
  )
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByTestId('verdict')).toContainText('7097 MB')
})

test('the report for a ticket can be copied', async ({ page }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByTestId('markdown')).toContainText('| **Total** | **15.51 GiB** |')
  await page.getByRole('button', { name: /Copy.*Markdown/i }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('## The VMware host has taken 6.93 GiB')
})
