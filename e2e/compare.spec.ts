import type { Page } from '@playwright/test'
import { article, expect, linkOf, paste, test } from './page.ts'

const KIB = 1024

/** The steps of the bridge on screen, in bytes, from the first row to the last. */
async function bridge(page: Page): Promise<[string, number][]> {
  const rows = page.locator('[data-testid=bridge] tr[data-change]')
  await rows.first().waitFor()
  return rows.evaluateAll((all) =>
    all.map((row): [string, number] => [row.getAttribute('data-step')!, Number(row.getAttribute('data-change'))]),
  )
}

const side = (page: Page, name: 'Before' | 'After') => page.locator('#compare').getByLabel(name, { exact: true })

/** Two dumps of one machine, an hour apart: 512 MiB of anonymous memory more, and the cache has paid for most of it. */
const meminfo = (time: string, free: number, anon: number, cached: number) =>
  `[root@db1 ~]# date; cat /proc/meminfo
${time}
MemTotal:        8000000 kB
MemFree:         ${free} kB
Buffers:          100000 kB
Cached:          ${cached} kB
AnonPages:       ${anon} kB
Shmem:            100000 kB
Slab:             300000 kB
SReclaimable:     200000 kB
SUnreclaim:       100000 kB
PageTables:        20000 kB
KernelStack:       10000 kB
`
const MORNING = meminfo('Fri Mar 14 09:00:00 UTC 2025', 1000000, 3000000, 3200000)
const NOON = meminfo('Fri Mar 14 10:00:00 UTC 2025', 900000, 3524288, 2800000)
const EVENING = meminfo('Fri Mar 14 11:00:00 UTC 2025', 500000, 4048576, 2700000)

const files = (...texts: readonly string[]) =>
  texts.map((text, index) => ({ name: `${index + 1}.txt`, mimeType: 'text/plain', buffer: Buffer.from(text) }))

/** Adds files by the page's own way. */
async function open(page: Page, ...texts: readonly string[]) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /^Open files/ }).click()
  await (await chooser).setFiles(files(...texts))
  await page.getByTestId('verdict').waitFor()
}

test('two files: a sentence, and a bridge whose steps are the differences of the files', async ({ page }) => {
  await page.goto('')
  await open(page, MORNING, NOON)
  await expect(page.getByTestId('what-changed')).toHaveText(
    'In 60 min anonymous memory grew by 512 MiB, all of the growth; file cache shrank by 390.6 MiB and unaccounted memory by 23.7 MiB; free memory fell by 97.7 MiB to 878.9 MiB.',
  )
  const steps = await bridge(page)
  expect(steps.filter(([, change]) => change !== 0)).toEqual([
    ['anon', 524288 * KIB],
    ['file-cache', -400000 * KIB],
    ['free', -100000 * KIB],
    ['unaccounted', -24288 * KIB],
  ])
  expect(steps.reduce((sum, [, change]) => sum + change, 0)).toBe(0)
})

test('a step marks its lines in both files, by pointer and by keyboard', async ({ page }) => {
  await page.goto('')
  await open(page, MORNING, NOON)
  const row = page.locator('[data-testid=bridge] tr[data-step=anon] button').first()
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(row).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByTestId('source').locator('mark').first()).toContainText('AnonPages')
})

test('the two can be turned round, and the table says the same to the byte', async ({ page }) => {
  await page.goto('')
  await open(page, MORNING, NOON)
  await page.getByRole('button', { name: 'Swap before and after' }).click()
  await expect(page.getByTestId('what-changed')).toContainText('Going back 60 min')
  expect((await bridge(page)).slice(0, 2)).toEqual([
    ['anon', -524288 * KIB],
    ['file-cache', 400000 * KIB],
  ])
  await page.locator('#compare').getByRole('button', { name: 'Table', exact: true }).click()
  await expect(page.locator('[data-testid=bridge-table] tr[data-step=anon]')).toContainText('−536\u202f870\u202f912')
})

test('three snapshots: any two of them, by mouse, by key and by link', async ({ page, browser }) => {
  await page.goto('')
  await open(page, MORNING, NOON, EVENING)
  await expect(page.getByTestId('compared')).toHaveAttribute('data-pair', '0-2')
  expect((await bridge(page))[0]).toEqual(['anon', 1048576 * KIB])
  await side(page, 'Before').selectOption('1')
  expect((await bridge(page)).slice(0, 3)).toEqual([
    ['anon', 524288 * KIB],
    ['free', -400000 * KIB],
    ['file-cache', -100000 * KIB],
  ])
  await expect(side(page, 'After').locator('option[value="1"]')).toBeDisabled()

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(await linkOf(page))
  await expect(elsewhere.getByTestId('compared')).toHaveAttribute('data-pair', '1-2')
  expect((await bridge(elsewhere))[0]).toEqual(['anon', 524288 * KIB])
  await elsewhere.context().close()

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Close the comparison' }).click()
  await expect(page.getByTestId('compared')).toHaveCount(0)
  await page.getByRole('group', { name: 'Snapshot' }).getByRole('button').nth(1).click()
  await page.keyboard.press('c')
  await expect(page.getByTestId('compared')).toHaveAttribute('data-pair', '0-1')
})

test('the container that only grows: what grew is cache, key by key', async ({ page }) => {
  await page.goto('')
  await paste(page, article('growing-container'))
  await expect(page.getByTestId('what-changed')).toHaveText(
    'File cache grew by 8.3 MiB, all of the growth; usage rose by 8.3 MiB to 57.6 MiB.',
  )
  expect((await bridge(page)).slice(0, 2)).toEqual([
    ['file-cache', 46850048 - 38195200],
    ['anon', 13504512 - 13484032],
  ])
  const keys = page.getByTestId('keys-compared')
  await expect(keys.locator('[data-key=active_file]')).toHaveAttribute('data-change', String(34824192 - 26136576))
  await expect(keys.locator('[data-key=hierarchical_memory_limit]')).toHaveCount(0)
  await page.getByLabel('Changed only').uncheck()
  await page.locator('#compare').getByRole('searchbox').fill('hierarchical')
  await expect(keys.locator('[data-key=hierarchical_memory_limit]')).toHaveAttribute('data-change', '0')
})

test('no big blocks: what drop_caches and compaction did, order by order', async ({ page }) => {
  await page.goto('')
  await paste(page, article('no-big-blocks'))
  const blocks = async () =>
    page
      .locator('[data-compared="0 Normal"] td[data-change]')
      .evaluateAll((all) => all.map((cell) => Number(cell.getAttribute('data-change'))))
  const [first, last] = [
    [127146, 68215, 1614, 0, 0, 0, 0, 0, 0, 0, 1],
    [145048, 131183, 76864, 38454, 20405, 11854, 5149, 1143, 96, 3, 1],
  ] as const
  await expect.poll(blocks).toEqual(last.map((count, order) => count - first[order]!))
  await expect(page.getByTestId('what-changed')).toContainText(
    'in blocks of order 4 and more it went from 4 MiB to 4.61 GiB',
  )
})

test('another machine is said to be one', async ({ page }) => {
  await page.goto('')
  await open(page, MORNING, NOON.replaceAll('db1', 'db2'))
  await expect(page.getByTestId('compared')).toHaveCount(0)
  await page.keyboard.press('c')
  await expect(page.getByTestId('caution')).toContainText('Two different hosts, db1 and db2')
  expect((await bridge(page))[0]).toEqual(['anon', 524288 * KIB])
})

test('a second file of the machine is compared as soon as it is added', async ({ page }) => {
  await page.goto('')
  await open(page, MORNING)
  await expect(page.getByTestId('compared')).toHaveCount(0)
  await page.getByRole('button', { name: 'Add dump' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill(NOON)
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByTestId('compared')).toHaveAttribute('data-pair', '0-1')
  expect((await bridge(page))[0]).toEqual(['anon', 524288 * KIB])
})

test('in Chinese', async ({ page }) => {
  await page.goto('?lang=zh')
  await page.getByTestId('paste').fill(`${MORNING}\n${EVENING}`)
  await page.getByRole('button', { name: '开始分析' }).click()
  await expect(page.getByTestId('what-changed')).toHaveText(
    '2 小时内，匿名内存增长 1 GiB，占增长的全部；文件缓存减少 488.3 MiB，未入账内存减少 47.4 MiB；空闲内存减少 488.3 MiB，至 488.3 MiB。',
  )
  await expect(page.locator('#compare')).toContainText('各项变化之和恰好等于总量的变化。')
})
