import type { Locator, Page } from '@playwright/test'
import { article, expect, paste, test } from './page.ts'

/** Each course from the raw paste to its lines, units, gaps, markers and figures. */

const course = (page: Page) => page.locator('#course')
const chart = (page: Page, unit: string) => course(page).locator(`[data-unit="${unit}"]`)
const lines = (figure: Locator) => figure.locator('[data-track] path')
const cursor = (figure: Locator) => figure.getByRole('slider')

/** How often a line is lifted: the parts of its path. */
const parts = async (line: Locator) => ((await line.getAttribute('d')) ?? '').split('M').length - 1

async function openTable(page: Page) {
  await course(page)
    .getByRole('button', { name: /^(Table|表格)$/ })
    .click()
}

/** The figures of a line as the table twin has them. */
const figures = async (page: Page, line: string) => {
  const row = page.locator(`[data-testid=course-summary] tr[data-track=${JSON.stringify(line)}]`)
  const number = async (name: string) => Number(await row.getAttribute(`data-${name}`))
  return [await number('first'), await number('last'), await number('least'), await number('most')]
}

test('an export of a dashboard beside the journal: lines, gaps, markers, brush, table', async ({ page }) => {
  await page.goto('')
  await paste(page, article('course-grafana'))
  const bytes = chart(page, 'bytes')
  await expect(lines(bytes)).toHaveCount(2)
  await expect(lines(chart(page, 'percent'))).toHaveCount(1)
  // Two empty rows and ten lost minutes.
  expect(await parts(lines(bytes).first())).toBe(3)
  await expect(page.getByTestId('course-told')).toContainText('rose by 112 MiB (400 MiB → 512 MiB)')
  await expect(course(page)).toContainText('1 event of the log fell outside this stretch.')

  const markers = course(page).getByRole('group', { name: 'Events' }).getByRole('button')
  await expect(markers).toHaveCount(2)
  await markers.nth(1).click()
  await expect(page.locator('#reports')).toBeInViewport()
  await expect(page.locator('[data-line][data-marked]').first()).toBeVisible()

  await test.step('the cursor by keyboard tells each value to the byte and marks its line', async () => {
    await cursor(bytes).focus()
    await page.keyboard.press('Home')
    await expect(page.getByTestId('course-tip')).toContainText('2025-03-14 02:00:00')
    await expect(page.getByTestId('course-tip')).toContainText('419\u202f430\u202f400')
    await page.keyboard.press('End')
    await expect(cursor(bytes)).toHaveAttribute('aria-valuetext', /03:29:00: .*512 MiB/)
  })

  await test.step('the brush shows a part of it', async () => {
    const travellers = page.getByTestId('course-brush').getByRole('slider')
    await travellers.first().focus()
    for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight')
    const whole = page.getByRole('button', { name: 'Show the whole stretch' })
    await expect(whole).toBeVisible()
    await whole.click()
    await expect(whole).toBeHidden()
  })

  await test.step('the legend switches lines by keyboard', async () => {
    const line = bytes.getByRole('button', { name: /container_memory_rss/ })
    await line.focus()
    await page.keyboard.press('Enter')
    await expect(line).toHaveAttribute('aria-pressed', 'false')
    await expect(lines(bytes)).toHaveCount(1)
    await page.keyboard.press('Enter')
  })

  await openTable(page)
  expect(await figures(page, 'container_memory_usage_bytes{pod="api-7d9c"}')).toEqual([
    419430400, 536870912, 419430400, 536870912,
  ])
  await expect(page.getByTestId('course-values').locator('tbody tr').first()).toContainText('02:00:00')
})

/** Captured with `sadf -d`; the restart is put between. */
const SADF = `# hostname;interval;timestamp;kbmemfree;kbavail;kbmemused;%memused;kbbuffers;kbcached;kbcommit;%commit;kbactive;kbinact;kbdirty
db01;1;2026-11-20 20:58:32 UTC;23222192;23752252;585172;2.37;17156;598948;178440;0.72;413372;377604;916
db01;1;2026-11-20 20:58:33 UTC;23181272;23711808;625632;2.53;17192;599384;444560;1.80;413892;509544;920
db01;1;2026-11-20 20:58:34 UTC;23111176;23642144;695252;2.82;17368;599564;549204;2.22;414252;614404;692
db01;1;2026-11-20 20:58:35 UTC;23014612;23545704;791764;3.21;17368;599660;649020;2.63;414340;738116;696
db01;-1;2026-11-20 20:58:36 UTC;LINUX-RESTART	(2 CPU)
db01;1;2026-11-20 20:58:37 UTC;23289584;23820684;516752;2.09;17368;599668;85796;0.35;414340;209968;704
db01;1;2026-11-20 20:58:38 UTC;23291752;23822856;514644;2.08;17404;599648;250516;1.01;414480;273628;728
db01;1;2026-11-20 20:58:39 UTC;23232872;23764004;573448;2.32;17408;599660;255672;1.04;414492;389560;752
# hostname;interval;timestamp;pswpin/s;pswpout/s
db01;1;2026-11-20 20:58:32 UTC;0.00;0.00
db01;1;2026-11-20 20:58:39 UTC;0.00;12.50
`

test('sadf -d: a restart parts the lines, each unit has a chart of its own', async ({ page }) => {
  await page.goto('')
  await paste(page, SADF)
  const bytes = chart(page, 'bytes')
  await expect(lines(bytes)).toHaveCount(5)
  expect(await parts(lines(bytes).first())).toBe(2)
  await expect(course(page).locator('[data-marker=restart]')).toHaveAttribute(
    'aria-label',
    /Restart, 2026-11-20 20:58:36/,
  )
  await expect(chart(page, '/s').getByRole('button', { name: 'pswpout/s' })).toHaveAttribute('aria-pressed', 'true')

  await test.step('a line that is not drawn unasked is found by its name', async () => {
    await course(page)
      .getByText(/more lines/)
      .click()
    await course(page).getByRole('searchbox').fill('dirty')
    await course(page).getByRole('checkbox').check()
    await expect(bytes.getByRole('button', { name: 'kbdirty' })).toHaveAttribute('aria-pressed', 'true')
  })
  await openTable(page)
  expect(await figures(page, 'kbmemfree')).toEqual([23222192, 23232872, 23014612, 23291752].map((kib) => kib * 1024))
  expect(await figures(page, 'pswpout/s')).toEqual([0, 12.5, 0, 12.5])
})

/** Captured with \`vmstat 1\` on a machine that was short of memory. */
const VMSTAT = `# vmstat 1 4
procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----
 r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st
 6  0      0 23174696  13232 827200    0   99   177   205  495 1764 66  7 26  0  0
 4  0      0 23110072  13232 827208    0    0     0     8  655 25352 91  9  0  0  0
 5  0   2048 23091780  14000 827240    0 2048     0     4 3673 11443 84 16  0  0  0
 5  0   2048 23174696  14000 827240    0    0     0     4 3673 11443 84 16  0  0  0
`

test('vmstat 1: seconds by the interval of the command, rates without the first line', async ({ page }) => {
  await page.goto('?lang=zh')
  await paste(page, VMSTAT)
  await expect(course(page)).toContainText('距首行的秒数')
  await expect(lines(chart(page, 'bytes')).first()).toBeAttached()
  await openTable(page)
  expect(await figures(page, 'free')).toEqual([23174696, 23174696, 23091780, 23174696].map((kib) => kib * 1024))
  expect(await figures(page, 'so')).toEqual([0, 0, 0, 2048 * 1024])
})

const meminfo = (time: string, free: number, slab: number) => `${time}
MemTotal:         981464 kB
MemFree:          ${free} kB
MemAvailable:     ${free - 60000} kB
Buffers:             292 kB
Cached:            11392 kB
AnonPages:           876 kB
Slab:             ${slab + 9960} kB
SReclaimable:       9960 kB
SUnreclaim:       ${slab} kB
`

test('three snapshots: clicking a point chooses its snapshot', async ({ page }) => {
  await page.goto('')
  await paste(
    page,
    [
      meminfo('Fri Mar 14 02:41:09 UTC 2025', 926608, 9328),
      meminfo('Fri Mar 14 02:51:09 UTC 2025', 886000, 49348),
      meminfo('Fri Mar 14 03:41:09 UTC 2025', 846000, 89348),
    ].join('\n'),
  )
  const bytes = chart(page, 'bytes')
  await expect(lines(bytes).first()).toBeAttached()
  await expect(course(page)).toContainText('UTC')
  await cursor(bytes).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('course-tip')).toContainText('2025-03-14 02:51:09 · snapshot 2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: 'Snapshot' }).getByRole('button').nth(1)).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await openTable(page)
  expect(await figures(page, 'Slab, unreclaimable')).toEqual([9328, 89348, 9328, 89348].map((kib) => kib * 1024))
  await expect(page.getByTestId('course-brush')).toHaveCount(0)
})
