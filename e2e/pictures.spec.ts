import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { article, expect, histogram, ledger, paste, test } from './page.ts'

/** Takes something along by the menu at the head of a panel; the bytes of the file and its name. */
async function download(
  page: Page,
  panel: string,
  way: string,
): Promise<{ name: string; path: string; bytes: Buffer }> {
  await page.locator(`#${panel}`).getByTestId('export').click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`#${panel} [data-export=${way}]`).click(),
  ])
  const path = await file.path()
  return { name: file.suggestedFilename(), path, bytes: readFileSync(path) }
}

/** Drops a file onto the page. */
async function drop(page: Page, name: string, type: string, bytes: Buffer): Promise<void> {
  const data = await page.evaluateHandle(
    ([content, called, kind]) => {
      const transfer = new DataTransfer()
      transfer.items.add(
        new File([Uint8Array.from(atob(content), (each) => each.charCodeAt(0))], called, { type: kind }),
      )
      return transfer
    },
    [bytes.toString('base64'), name, type] as const,
  )
  await page.locator('body').dispatchEvent('drop', { dataTransfer: data })
  await page.getByTestId('verdict').waitFor()
}

/** What an image looks like, read back from its pixels. */
const pixels = (page: Page, type: string, bytes: Buffer) =>
  page.evaluate(
    async ([content, kind]) => {
      const blob = new Blob([Uint8Array.from(atob(content), (each) => each.charCodeAt(0))], { type: kind })
      const image = await createImageBitmap(blob)
      const canvas = new OffscreenCanvas(image.width, image.height)
      const context = canvas.getContext('2d')!
      context.drawImage(image, 0, 0)
      const { data } = context.getImageData(0, 0, image.width, image.height)
      const colours = new Set<number>()
      for (let at = 0; at < data.length; at += 4) colours.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!)
      return { width: image.width, height: image.height, colours: [...colours] }
    },
    [bytes.toString('base64'), type] as const,
  )

test('the ledger as PNG: twice its size, not blank, and dropped back it opens the case', async ({ page, browser }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  const figures = await ledger(page)
  const verdict = await page.getByTestId('verdict').innerText()
  const { name, bytes } = await download(page, 'ledger', 'png')
  expect(name).toMatch(/^memledger-host-1-[0-9a-f]{8}-ledger\.png$/)
  const image = await pixels(page, 'image/png', bytes)
  expect(image.width).toBe(1920)
  expect(image.height).toBeGreaterThan(800)
  // Anonymous memory, file cache, the hatching of what is unaccounted.
  expect(image.colours).toEqual(expect.arrayContaining([0x2f6fc4, 0x2a8f86, 0xb3261e]))

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(page.url())
  await drop(elsewhere, name, 'image/png', bytes)
  expect(await ledger(elsewhere)).toEqual(figures)
  expect(await elsewhere.getByTestId('verdict').innerText()).toBe(verdict)
  await elsewhere.context().close()
})

test('the free lists as SVG: well-formed, with the figures, and dropped back it opens the case', async ({
  page,
  browser,
}) => {
  await page.goto('')
  await paste(page, article('no-big-blocks'))
  const figures = await histogram(page, '0 Normal')
  const { name, bytes } = await download(page, 'free-lists', 'svg')
  const picture = await page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
    return { tag: root.tagName, width: root.getAttribute('width'), text: root.textContent }
  }, bytes.toString())
  expect(picture).toMatchObject({ tag: 'svg', width: '960' })
  expect(picture.text).toContain('Node 0 Normal')
  expect(picture.text).toContain('could serve order 4')

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(page.url())
  await drop(elsewhere, name, 'image/svg+xml', bytes)
  expect(await histogram(elsewhere, '0 Normal')).toEqual(figures)
  await elsewhere.context().close()
})

test('a picture on the clipboard is a PNG', async ({ page }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  await page.locator('#ledger').getByTestId('export').click()
  await page.locator('#ledger [data-export=copy]').click()
  await expect(page.locator('#ledger').getByRole('status')).toHaveText('Done')
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types: all }) => all))
  expect(types).toContain('image/png')
})

test('the menu by keyboard: arrows go around, Esc gives the focus back', async ({ page }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  const button = page.locator('#ledger').getByTestId('export')
  const item = (way: string): Locator => page.locator(`#ledger [data-export=${way}]`)
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(item('copy')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(item('png')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(item('names')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(item('copy')).toBeHidden()
  await expect(button).toBeFocused()
  await expect(page.getByTestId('source').locator('mark').first()).toBeVisible()
})

test('the share dialog offers every picture of the case', async ({ page }) => {
  await page.goto('')
  await paste(page, article('no-big-blocks'))
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const choice = page.getByRole('combobox', { name: 'Picture' })
  await expect(choice.locator('option')).toContainText(['snapshot 1 of 3', 'snapshot 2', 'snapshot 3', 'Over time'])
  await choice.selectOption({ index: 2 })
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-svg').click()])
  expect(file.suggestedFilename()).toMatch(/-free-lists-3\.svg$/)
  expect(readFileSync(await file.path(), 'utf8')).toContain('snapshot 3 of 3')
})

test('on paper: verdict, ledger with bars, findings with their lines, the stamp; no controls, light', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('')
  await paste(page, article('missing-half'))
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const paper = page.getByTestId('paper')
  await expect(paper.getByRole('heading', { level: 1 })).toContainText('6.93 GiB')
  await expect(paper.getByRole('row', { name: /^Unaccounted/ })).toContainText('7.18 GiB')
  await expect(paper.getByRole('row', { name: /^Anonymous memory/ }).locator('rect')).toHaveAttribute('fill', '#2f6fc4')
  await expect(paper.getByText('MemTotal 16267364 kB', { exact: false }).first()).toBeVisible()
  await expect(paper.getByRole('row', { name: /^\d+ 7097 MB$/ }).first()).toBeVisible()
  await expect(paper).toContainText(/Memledger \d+\.\d+\.\d+ · input SHA-256 [0-9a-f]{64}/)
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light')
  for (const control of ['button', 'input', 'select', 'header', 'aside']) {
    for (const each of await page.locator(control).all()) await expect(each).toBeHidden()
  }
  await page.emulateMedia({ media: 'screen' })
  await expect(paper).toHaveCount(0)
  await expect(page.getByTestId('verdict')).toBeVisible()
})

test('printed, a case has pages', async ({ page }) => {
  await page.goto('')
  await paste(page, article('no-big-blocks'))
  for (const format of ['A4', 'Letter']) {
    const pdf = (await page.pdf({ format, printBackground: true })).toString('latin1')
    const pages = pdf.match(/\/Type\s*\/Page\b/g) ?? []
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.length).toBeLessThan(8)
  }
})

test('what fits on one page is printed on one, with no empty sheet behind it', async ({ page }) => {
  await page.goto('')
  await paste(page, 'Linux db01 3.10.0-693.2.2.el7.x86_64 #1 SMP x86_64 GNU/Linux')
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
})
