import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { gzipSync } from 'node:zlib'
import { article, expect, ledger, test } from './page.ts'

async function openFiles(page: Page, files: readonly { name: string; content: Buffer }[]) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open files' }).click()
  await (
    await chooser
  ).setFiles(files.map(({ name, content }) => ({ name, mimeType: 'application/octet-stream', buffer: content })))
}

const text = article('missing-half')

for (const [how, content] of [
  ['plain', Buffer.from(text)],
  ['gzip', gzipSync(text)],
  ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['CRLF', Buffer.from(text.replaceAll('\n', '\r\n'))],
] as const) {
  test(`a file is read: ${how}`, async ({ page }) => {
    await page.goto('')
    await openFiles(page, [{ name: 'dump.txt', content }])
    await expect(page.getByTestId('verdict')).toContainText('7097 MB')
    expect(await ledger(page)).toMatchObject({ unaccounted: 7523656 * 1024 })
  })
}

test('two files are two snapshots', async ({ page }) => {
  await page.goto('')
  await openFiles(page, [
    { name: 'before.txt', content: Buffer.from(text) },
    { name: 'after.txt', content: Buffer.from(text.replace('238452', '338452')) },
  ])
  await expect(page.getByRole('group', { name: 'Snapshot' }).getByRole('button')).toHaveCount(2)
})

test('files can be dropped anywhere', async ({ page }) => {
  await page.goto('')
  const files = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([content], 'dump.txt'))
    return transfer
  }, text)
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer: files })
  await expect(page.getByTestId('verdict')).toContainText('7097 MB')
})

test('a file that is no text is refused by name, and what was there stays', async ({ page }) => {
  await page.goto('')
  await openFiles(page, [
    { name: 'core.bin', content: Buffer.from(Uint8Array.from({ length: 4000 }, (_, index) => index % 7)) },
  ])
  await expect(page.getByRole('alert')).toContainText('core.bin')
  await expect(page.getByTestId('paste')).toBeVisible()
})

test('a text without a dump says what was looked for, and offers the samples', async ({ page }) => {
  await page.goto('')
  await page.getByTestId('paste').fill('Just a mail about the weather.\nNothing else.')
  await page.getByRole('button', { name: 'Read it' }).click()
  const nothing = page.getByTestId('nothing')
  await expect(nothing).toContainText('Nothing recognised')
  await expect(nothing).toContainText('cat /proc/meminfo')
  await nothing.getByRole('button', { name: /Half of the memory/ }).click()
  await expect(page.getByTestId('verdict')).toContainText('7097 MB')
})

test('a report that was cut short is used, and what is missing is said', async ({ page }) => {
  await page.goto('')
  await page.getByTestId('paste').fill(article('killed-with-48-gb-free').split('\n').slice(0, 28).join('\n'))
  await page.getByRole('button', { name: 'Read it' }).click()
  await expect(page.getByTestId('verdict')).toBeVisible()
  await expect(page.getByText(/not whole; missing/)).toBeVisible()
})

test('a megabyte is read without a spinner being needed for long', async ({ page }) => {
  await page.goto('')
  const megabyte = `${text}\n`.repeat(Math.ceil(2 ** 20 / text.length))
  await openFiles(page, [{ name: 'big.txt', content: Buffer.from(megabyte) }])
  await expect(page.getByTestId('verdict')).toContainText('7097 MB', { timeout: 30_000 })
})

test('a long log tells how far it has been read, and can be called off', async ({ page }, info) => {
  const file = info.outputPath('long.log')
  const line = 'Nov 20 12:42:42 web-1 sshd[4711]: Accepted publickey for deploy from 10.0.3.7 port 40000 ssh2\n'
  writeFileSync(file, line.repeat(450_000))
  await page.goto('')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open files' }).click(),
  ])
  await chooser.setFiles(file)
  await expect(page.getByRole('progressbar')).toHaveAttribute('value', /[1-9]/)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByTestId('paste')).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
})
