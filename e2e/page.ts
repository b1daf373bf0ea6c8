import { test as base, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a page did that it must never do. */
export interface Watch {
  /** Requests that began after the page had loaded, or that went elsewhere; a chunk of its own is none. */
  readonly strangers: string[]
  /** Errors and refusals of the policy that the console told of. */
  readonly complaints: string[]
}

/** Playwright's test with a page that is watched: every test ends by looking at what it did. */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context, baseURL }, done) => {
      const watch: Watch = { strangers: [], complaints: [] }
      context.on('request', (request) => {
        const url = request.url()
        if (!url.startsWith(baseURL!) && !/^(?:data|blob):/.test(url)) watch.strangers.push(url)
        if (['xhr', 'fetch', 'websocket', 'eventsource', 'ping'].includes(request.resourceType()))
          watch.strangers.push(url)
      })
      context.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') watch.complaints.push(message.text())
      })
      context.on('weberror', (error) => watch.complaints.push(String(error.error())))
      await done(watch)
      base.expect(watch).toEqual({ strangers: [], complaints: [] })
    },
    { auto: true },
  ],
})

export { expect } from '@playwright/test'

export const article = (name: string): string => readFileSync(join(import.meta.dirname, `fixtures/${name}.txt`), 'utf8')

/** Puts a text on the clipboard and pastes it into the empty page, as an engineer does. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByTestId('paste').focus()
  await page.evaluate((content) => navigator.clipboard.writeText(content), text)
  await page.keyboard.press('ControlOrMeta+V')
  await page.getByTestId('verdict').waitFor()
}

/** The bytes of every account of the ledger on screen, by its id; `unaccounted` is what none holds. */
export async function ledger(page: Page): Promise<Record<string, number>> {
  const rows = page.locator('[data-testid=ledger] [data-account]')
  await rows.first().waitFor()
  return rows.evaluateAll((all) =>
    Object.fromEntries(all.map((row) => [row.getAttribute('data-account')!, Number(row.getAttribute('data-bytes'))])),
  )
}

/** The blocks of every order that the histogram of a zone shows, and the heights of its bars. */
export async function histogram(page: Page, zone: string): Promise<{ blocks: number[]; bars: number }> {
  const figure = page.locator(`[data-zone="${zone}"]`)
  const bars = figure.locator('.recharts-bar-rectangle rect')
  await bars.first().waitFor()
  return {
    blocks: await figure
      .locator('[data-blocks]')
      .evaluateAll((all) => all.map((cell) => Number(cell.getAttribute('data-blocks')))),
    bars: await bars.count(),
  }
}

/** The link that the share dialog makes. */
export async function linkOf(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^(Share|分享)$/ }).click()
  const field = page.getByTestId('link')
  await base.expect(field).toHaveValue(/#v1\./)
  return field.inputValue()
}
