import type { Page } from '@playwright/test'
import { article, expect, paste, test } from './page.ts'

/** Three lower-case English words in a row make a sentence; kernel terms, code and the paste itself are left out. */
const SENTENCE = /\b(?!page allocation failure\b)[a-z]{2,}(?: [a-z]{2,}){2,}\b/g

/** What the page says in words, without code, commands and what was pasted. */
const prose = (page: Page) =>
  page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement
    copy
      .querySelectorAll('code, pre, textarea, [data-testid=source], [role=region] pre, svg, script')
      .forEach((it) => it.remove())
    const parts: string[] = []
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) parts.push(node.textContent ?? '')
    const named = [...copy.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((it) =>
      ['aria-label', 'title'].map((name) => it.getAttribute(name) ?? ''),
    )
    return [...parts, ...named].join('\n')
  })

test.use({ locale: 'zh-CN' })

test('a Chinese browser gets a Chinese page, with no English sentence left in it', async ({ page }) => {
  await page.goto('')
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
  expect((await prose(page)).match(SENTENCE)).toBeNull()
  for (const name of ['missing-half', 'no-big-blocks', 'growing-container', 'killed-with-48-gb-free', 'old-kernel']) {
    await page.goto('')
    await page.reload()
    await paste(page, article(name))
    await page.waitForTimeout(300)
    const said = await prose(page)
    expect(said).toMatch(/\p{Script=Han}/u)
    expect(said.match(SENTENCE), name).toBeNull()
  }
})

test('the language can be changed with a case open, and back', async ({ page }) => {
  await page.goto('?lang=en')
  await paste(page, article('missing-half'))
  await expect(page.getByTestId('verdict').getByRole('heading')).toContainText('VMware host')
  await page.getByRole('button', { name: '切换到中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
  await expect(page.getByTestId('verdict')).toContainText('96.6 %')
  await expect(page.getByTestId('verdict').getByRole('heading')).toContainText(/\p{Script=Han}/u)
})
