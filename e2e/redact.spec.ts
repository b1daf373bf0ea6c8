import { expect, ledger, linkOf, paste, test } from './page.ts'

/** A night on a machine that has a name, and people who have theirs. */
const NIGHT = `[marta@shop-db7 ~]$ cat /proc/meminfo
MemTotal:       16267364 kB
MemFree:          301204 kB
MemAvailable:     412044 kB
Buffers:           12044 kB
Cached:           512044 kB
SwapCached:            0 kB
Active:         14112044 kB
Inactive:         612044 kB
SwapTotal:             0 kB
SwapFree:              0 kB
AnonPages:      14012044 kB
Mapped:           112044 kB
Shmem:             12044 kB
Slab:             412044 kB
SReclaimable:     112044 kB
SUnreclaim:       300000 kB
KernelStack:       12044 kB
PageTables:        52044 kB
[marta@shop-db7 ~]$ ps aux --sort=-rss | head -3
USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
cartuser    1201  2.0 81.1 15912345 13181234 ?   Ssl  Mar14   9:12 /opt/shop/bin/cartd --db postgres://u:p@shop-db7/cart
root         801  0.0  0.1  91234  9123 ?        Ss   Mar14   0:02 /usr/sbin/sshd -D
[marta@shop-db7 ~]$ uname -a
Linux shop-db7 5.10.0-46-amd64 #1 SMP Debian 5.10.1-1 (2024-03-01) x86_64 GNU/Linux
reached from 10.1.2.3, see https://wiki.acme-shop.com/runbooks/db7 or ask olaf@acme-shop.com
`
const NAMES = /marta|shop|cart|10\.1\.2\.3|olaf|acme/

test('a link holds no name, and opens to the same figures', async ({ page, browser }) => {
  await page.goto('')
  await paste(page, NIGHT)
  const figures = await ledger(page)
  const verdict = await page.getByTestId('verdict').getByRole('heading').innerText()
  const link = await linkOf(page)
  await expect(page.getByTestId('replaced')).toContainText('shop-db7')

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(link)
  await elsewhere.getByTestId('verdict').waitFor()
  expect(await ledger(elsewhere)).toEqual(figures)
  expect(await elsewhere.getByTestId('verdict').getByRole('heading').innerText()).toBe(
    verdict.replace('cartd', 'process-1'),
  )
  const shown = await elsewhere.locator('body').innerText()
  expect(shown).toContain('host-1')
  expect(shown).not.toMatch(NAMES)
  await elsewhere.context().close()
})

test('the report for a ticket holds no name either', async ({ page }) => {
  await page.goto('')
  await paste(page, NIGHT)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByTestId('markdown')).toContainText('MemTotal')
  expect(await page.getByTestId('markdown').innerText()).not.toMatch(NAMES)
})

test('the reader sees what is replaced, what to check, and the text that leaves', async ({ page }) => {
  await page.goto('')
  await paste(page, NIGHT)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const names = page.getByTestId('redaction')
  await expect(names.getByRole('status')).toHaveText(/^\d+ names are replaced at \d+ places\.$/)
  await expect(names.getByRole('row', { name: /^shop-db7 host-1 Hosts/ })).toBeVisible()

  await names.getByRole('button', { name: /^To check/ }).click()
  await names.getByRole('button', { name: /runbooks/ }).click()
  const text = page.getByTestId('redacted-text')
  await expect(text.locator('mark[title=cartd]')).toHaveText('process-1')
  await expect(text).toContainText('Linux host-1 5.10.0-46-amd64')
  expect(await text.innerText()).not.toMatch(NAMES)
})

test('a switch lets one kind through and no other', async ({ page }) => {
  await page.goto('')
  await paste(page, NIGHT)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByRole('checkbox', { name: /^Processes/ }).uncheck()
  await page.getByTestId('redaction').getByRole('button', { name: 'Text', exact: true }).click()
  const text = page.getByTestId('redacted-text')
  await expect(text).toContainText('/directory-1/cartd arguments-1')
  await expect(text).not.toContainText('shop-db7')
})
