import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { article, expect, paste, test } from './page.ts'

async function seriousViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto('')
    expect(await seriousViolations(page)).toEqual([])
    await paste(page, article('killed-with-48-gb-free'))
    await page.locator('.recharts-bar-rectangle').first().waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await expect(page.getByTestId('link')).toHaveValue(/#v1/)
    expect(await seriousViolations(page)).toEqual([])
  })
}

test('the whole journey by keyboard: paste, ledger, evidence, share, close', async ({ page }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  const row = page.locator('[data-account=anon] button').first()
  for (let presses = 0; presses < 80 && !(await row.evaluate((it) => it === document.activeElement)); presses++) {
    await page.keyboard.press('Tab')
  }
  await expect(row).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByTestId('source').locator('mark').first()).toContainText('AnonPages')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('source').locator('mark')).toHaveCount(0)
  await page.keyboard.press('s')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Keyboard')
})

for (const width of [390, 1024]) {
  test(`nothing runs out of a window ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('')
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(await overflow()).toBeLessThanOrEqual(0)
    await paste(page, article('killed-with-48-gb-free'))
    await page.locator('.recharts-bar-rectangle').first().waitFor()
    expect(await overflow()).toBeLessThanOrEqual(0)
  })
}
