import { article, expect, histogram, ledger, paste, test } from './page.ts'

/** Five stories, each from the raw paste to the verdict and the figures that prove it. */

test('the missing half: VMware has taken it through the balloon', async ({ page }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  const verdict = page.getByTestId('verdict')
  await expect(verdict.getByRole('heading')).toHaveText(/VMware.*6\.93 GiB.*7097 MB/)
  await expect(verdict).toContainText('unaccounted 7523656 kB')
  await expect(verdict).toContainText('96.6 %')
  await expect(verdict).toContainText('8759 MB')
  expect(await ledger(page)).toMatchObject({
    anon: 6692544 * 1024,
    'file-cache': (1552232 - 46896) * 1024,
    'slab-unreclaimable': 84572 * 1024,
    free: 238452 * 1024,
    unaccounted: 7523656 * 1024,
  })
})

test('no big blocks: an order-4 request among a gigabyte of small ones', async ({ page }) => {
  await page.goto('')
  await paste(page, article('no-big-blocks'))
  await expect(page.getByTestId('verdict').getByRole('heading')).toHaveText(/order 4.*1\.03 GiB/)
  await expect(page.getByRole('group', { name: 'Snapshot' }).getByRole('button')).toHaveCount(3)
  expect(await histogram(page, '0 Normal')).toEqual({
    blocks: [127146, 68215, 1614, 0, 0, 0, 0, 0, 0, 0, 1],
    bars: 4,
  })
  await page.getByRole('group', { name: 'Snapshot' }).getByRole('button').nth(2).click()
  await expect
    .poll(async () => (await histogram(page, '0 Normal')).blocks)
    .toEqual([145048, 131183, 76864, 38454, 20405, 11854, 5149, 1143, 96, 3, 1])
  await expect(page.getByRole('heading', { name: /drop_caches freed/ })).toBeVisible()
})

test('the container that only grows: cache, and no leak', async ({ page }) => {
  await page.goto('')
  await paste(page, article('growing-container'))
  const verdict = page.getByTestId('verdict')
  await expect(verdict.getByRole('heading')).toHaveText(/cache/i)
  await expect(verdict).toContainText('no leak')
  await expect(page.getByRole('group', { name: 'Snapshot' }).getByRole('button')).toHaveCount(3)
  await page.getByRole('group', { name: 'Snapshot' }).getByRole('button').nth(2).click()
  // The paste holds no usage: the total is an estimate, and says so.
  await expect(page.getByText(/estimate/i).first()).toBeVisible()
  expect(await ledger(page)).toMatchObject({ anon: 13504512, 'file-cache': 46850048 })
})

test('the old kernel: a suspect, and how to tell', async ({ page }) => {
  await page.goto('')
  await paste(page, article('old-kernel'))
  const verdict = page.getByTestId('verdict')
  await expect(verdict.getByRole('heading')).toContainText('3.10.0-693')
  await expect(verdict).toContainText('possible')
})

test('killed with 48 GB free: order 0 and nothing else', async ({ page }) => {
  await page.goto('')
  await paste(page, article('killed-with-48-gb-free'))
  await expect(page.getByTestId('verdict')).toContainText(/memory is fragmented|3 guests/)
  await expect(page.getByRole('group', { name: 'Snapshot' }).getByRole('button')).toHaveCount(3)
  await page.getByRole('group', { name: 'Snapshot' }).getByRole('button').first().click()
  await page.getByLabel('Scope').selectOption('Host')
  expect(await ledger(page)).toMatchObject({ buffers: 53354000 * 1024, free: 9720268 * 1024 })
  await page.getByLabel('Scope').selectOption('OOM report 1')
  expect(await ledger(page)).toMatchObject({ anon: (79945387 + 3660742 - 41) * 4096, free: 12513746 * 4096 })
  await page.getByRole('group', { name: 'Snapshot' }).getByRole('button').nth(2).click()
  await expect
    .poll(async () => (await histogram(page, '0 Normal')).blocks)
    .toEqual([4374385, 85408, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  expect(await histogram(page, '1 Normal')).toEqual({
    blocks: [1830850, 261703, 460, 14, 0, 0, 0, 0, 0, 0, 0],
    bars: 4,
  })
  for (const name of [/swap is full/i, /3 guests/i, /block devices/i])
    await expect(page.getByRole('heading', { name }).first()).toBeVisible()
})
