import { podLog } from '../src/testing/pods.ts'
import { expect, ledger, paste, test } from './page.ts'

const FIFTY = podLog(50)

test('fifty OOM kills: lanes, who died how often, and from a mark to its ledger', async ({ page }) => {
  await page.goto('')
  await paste(page, FIFTY)
  const panel = page.locator('#reports')
  const lanes = panel.locator('[data-lane]')
  await expect(lanes).toHaveCount(3)
  expect(await lanes.evaluateAll((all) => all.map((lane) => lane.getAttribute('data-kills')))).toEqual([
    '30',
    '18',
    '2',
  ])
  await expect(lanes.first()).toContainText('pod11.slice/web')
  // So few that each is a mark of its own.
  await expect(panel.locator('[data-density]')).toHaveCount(0)

  const rows = page.getByTestId('deaths').locator('tbody tr')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(0)).toContainText(/node.*pod11.*256 MiB.*30.*02:00:00.*03:15:59.*30 of 30/)
  await expect(rows.nth(2)).toContainText(/metrics.*bystander/)

  // The last mark of the second lane.
  const strip = lanes.nth(1).locator('svg')
  const box = (await strip.boundingBox())!
  await strip.click({ position: { x: box.width - 2, y: 10 } })
  await expect(page.getByTestId('report')).toHaveAttribute('data-report', 'oom[49]')
  await expect(page.getByTestId('pointed')).toContainText(/03:19:13.*pod22.*python3/)
  await page.getByRole('button', { name: 'Open the ledger of this moment' }).click()
  await expect(page.getByLabel('Scope')).toContainText('OOM report 50: cgroup /kubepods.slice')
  expect(await ledger(page)).toMatchObject({ anon: 524_288 * 1024 - 327_680 })
})

test('the timeline by keyboard, the table by column, all of it by words', async ({ page }) => {
  await page.goto('')
  await paste(page, FIFTY)
  const slider = page.locator('#reports').getByRole('slider')
  await slider.focus()
  await page.keyboard.press('Home')
  await expect(page.getByTestId('report')).toHaveAttribute('data-report', 'oom[0]')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('PageUp')
  await expect(page.getByTestId('report')).toHaveAttribute('data-report', 'oom[11]')
  await expect(slider).toHaveAttribute('aria-valuetext', /OOM report 12 · Mar 14 02:17:47/)
  await page.keyboard.press('End')
  await expect(page.getByTestId('report')).toHaveAttribute('data-report', 'oom[49]')

  const deaths = page.getByTestId('deaths')
  await deaths.getByRole('button', { name: 'Largest RSS' }).click()
  await expect(deaths.locator('tbody th').first()).toContainText('python3')
  await page.getByPlaceholder('Filter: victim, cgroup, host').fill('pod33')
  await expect(deaths.locator('tbody tr')).toHaveCount(1)
  await deaths.getByRole('button', { name: 'metrics' }).click()
  await expect(page.getByTestId('report')).toHaveAttribute('data-report', 'oom[19]')
  await page.getByRole('button', { name: 'All reports' }).click()
  await expect(page.getByTestId('reports').locator('tbody tr')).toHaveCount(2)
})

test('a thousand reports are drawn in few shapes', async ({ page }) => {
  await page.goto('')
  await paste(page, podLog(1000))
  const panel = page.locator('#reports')
  await expect(panel.locator('[data-density]')).toHaveCount(4)
  await expect(panel.getByRole('slider')).toHaveAttribute('aria-valuemax', '1000')
  expect(await panel.locator('svg path').count()).toBeLessThan(20)
  await page.getByRole('button', { name: 'All reports' }).click()
  await expect(page.getByTestId('reports').locator('tbody tr')).toHaveCount(30)
  await panel.getByRole('slider').press('End')
  await expect(page.getByTestId('report')).toHaveAttribute('data-report', 'oom[999]')
})
