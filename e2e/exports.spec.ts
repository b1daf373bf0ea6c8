import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { article, expect, ledger, paste, test } from './page.ts'

/** Everything that leaves the page says what it was made from, and is the case again when it comes back. */

const ROOT = join(import.meta.dirname, '..')
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
const text = article('missing-half')
const digest = createHash('sha256').update(text).digest('hex')
const unaccounted = 7523656 * 1024

async function openShare(page: Page): Promise<void> {
  await page.goto('')
  await paste(page, text)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  // With the names in it the text is the one that was pasted, to the last byte.
  await page.getByRole('checkbox', { name: 'Replace names' }).uncheck()
  await expect(page.getByTestId('redaction')).toContainText('as it stands')
  await expect(page.getByTestId('link')).toHaveValue(/#v1\./)
}

/** The file that a button saves. */
async function download(page: Page, button: string): Promise<{ name: string; content: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId(button).click()])
  return { name: file.suggestedFilename(), content: readFileSync(await file.path(), 'utf8') }
}

/** What a copy button left on the clipboard, by flavour. */
async function copied(page: Page, button: string): Promise<Record<string, string>> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const flavours = item?.types ?? []
    const texts = await Promise.all(flavours.map(async (type) => [type, await (await item!.getType(type)).text()]))
    return Object.fromEntries(texts) as Record<string, string>
  })
}

/** Drops a file onto a page that has never seen the case; it must be the case again. */
async function reopens(browser: Browser, name: string, content: string): Promise<void> {
  const page = await (await browser.newContext()).newPage()
  await page.goto('')
  const files = await page.evaluateHandle(
    ([called, body]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([body], called))
      return transfer
    },
    [name, content] as const,
  )
  await page.dispatchEvent('body', 'drop', { dataTransfer: files })
  await expect(page.getByTestId('verdict')).toContainText('7097 MB')
  expect(await ledger(page)).toMatchObject({ unaccounted })
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.context().close()
}

const forms = [
  ['Copy Markdown', '| **Total** | **15.51 GiB** |'],
  ['Copy for Jira', '|*Total*|*15.51 GiB*|'],
  ['Copy rich text', 'MemTotal'],
] as const

for (const [button, figure] of forms) {
  test(`${button}: figures, version, digest, and the case again`, async ({ page, browser }) => {
    await openShare(page)
    const clipboard = await copied(page, button)
    const plain = clipboard['text/plain']!
    expect(plain).toContain(figure)
    expect(plain).toContain(`Memledger ${version} · input SHA-256 ${digest}`)
    await reopens(browser, 'ticket.txt', plain)
    if (button !== 'Copy rich text') return
    const html = clipboard['text/html']!
    expect(html).toMatch(/<td[^>]*><b>15\.51 GiB<\/b><\/td>/)
    expect(html).toContain(digest)
    await reopens(browser, 'ticket.html', html)
  })
}

test('a pager gets the verdict in a few lines', async ({ page }) => {
  await openShare(page)
  const plain = (await copied(page, 'Copy for a pager'))['text/plain']!
  expect(plain).toMatch(/^node158: The VMware host has taken 6\.93 GiB/)
  expect(plain).toContain(digest)
  expect(plain.length).toBeLessThan(2000)
  expect(plain.split('#v1')[0]!.length).toBeLessThanOrEqual(601)
})

test('Markdown is the same text on the command line', async ({ page }) => {
  await page.goto('')
  await page.getByTestId('paste').waitFor()
  const files = await page.evaluateHandle((body) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([body], 'dump.txt'))
    return transfer
  }, text)
  await page.dispatchEvent('body', 'drop', { dataTransfer: files })
  await page.getByTestId('verdict').waitFor()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const here = (await copied(page, 'Copy Markdown'))['text/plain']!
  const file = test.info().outputPath('dump.txt')
  writeFileSync(file, text)
  const there = execFileSync(process.execPath, [
    join(ROOT, 'dist/cli/memledger.js'),
    '--markdown',
    '--redact',
    '--lang=en',
    file,
  ])
  expect(here.replaceAll('\r\n', '\n')).toBe(there.toString())
})

test('everything as JSON', async ({ page, browser }) => {
  await openShare(page)
  const { name, content } = await download(page, 'save-json')
  expect(name).toBe(`memledger-node158-${digest.slice(0, 8)}.json`)
  expect(JSON.parse(content)).toMatchObject({
    schema: 'memledger/1',
    snapshots: [{ ledger: { unaccountedBytes: unaccounted } }],
    generator: { version, inputSha256: digest },
  })
  await reopens(browser, name, content)
})

test('a table as CSV and as JSON', async ({ page, browser }) => {
  await openShare(page)
  await page.getByRole('combobox', { name: 'Table' }).selectOption({ label: 'Ledgers' })
  const csv = await download(page, 'save-csv')
  expect(csv.name).toBe(`memledger-node158-${digest.slice(0, 8)}-ledgers.csv`)
  expect(csv.content).toMatch(/^\ufeffSnapshot,Scope,Account/)
  expect(csv.content).toContain(`Unaccounted,,Total,${unaccounted},`)
  expect(csv.content).toContain(`Memledger ${version} · input SHA-256 ${digest}\r\n`)
  await reopens(browser, csv.name, csv.content)
  const json = await download(page, 'save-table-json')
  expect(JSON.parse(json.content)).toMatchObject({
    schema: 'memledger-table/1',
    table: 'ledgers',
    generator: { version },
  })
  await reopens(browser, json.name, json.content)
  const copy = await copied(page, 'Copy table')
  expect(copy['text/plain']).toContain(`Unaccounted\t\tTotal\t${unaccounted}\t`)
  expect(copy['text/html']).toContain(`<td align="right">${unaccounted}</td>`)
})

test('a ticket that was quoted and wrapped by a mail is pasted back', async ({ page }) => {
  await openShare(page)
  const markdown = (await copied(page, 'Copy Markdown'))['text/plain']!
  const mail = `On Friday somebody wrote:\n${markdown.replace(/[^\n]{72}/g, '$&\n').replace(/^/gm, '> ')}\n\nRegards`
  await page.goto('')
  await paste(page, mail)
  await expect(page.getByTestId('verdict')).toContainText('7097 MB')
  expect(await ledger(page)).toMatchObject({ unaccounted })
})

test('an export that was cut says so', async ({ page }) => {
  await openShare(page)
  const { content } = await download(page, 'save-csv')
  await page.goto('')
  await page.getByTestId('paste').fill(content.slice(0, -400))
  await page.getByRole('button', { name: 'Read it' }).click()
  await expect(page.getByRole('alert')).toContainText(/cut off/)
})

test('a link brings the reader to the panel and the language of the sender', async ({ page, browser }) => {
  await page.goto('')
  await paste(page, article('killed-with-48-gb-free'))
  await page.getByRole('button', { name: '切换到中文' }).click()
  await page.locator('#free-lists').evaluate((panel) => panel.scrollIntoView({ block: 'start' }))
  await page.keyboard.press('s')
  await expect(page.getByTestId('link')).toHaveValue(/#v1\./)
  const link = await page.getByTestId('link').inputValue()
  const elsewhere = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await elsewhere.goto(link)
  await expect(elsewhere.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  await expect(elsewhere.locator('#free-lists')).toBeInViewport()
  await elsewhere.context().close()
})
