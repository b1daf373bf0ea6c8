import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
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

/** Three looks at a machine within an hour, and its log: two kills in a pod that has a name. */
const HOUR = [0, 1, 2]
  .map(
    (at) => `[marta@shop-db7 ~]$ date; cat /proc/meminfo /proc/buddyinfo
Fri Mar 14 0${2 + at}:00:00 UTC 2025
MemTotal:       16267364 kB
MemFree:        ${4301204 - at * 1500000} kB
MemAvailable:   ${4412044 - at * 1500000} kB
Buffers:           12044 kB
Cached:           512044 kB
SwapCached:            0 kB
Active:         ${10112044 + at * 1500000} kB
Inactive:         612044 kB
SwapTotal:             0 kB
SwapFree:              0 kB
AnonPages:      ${10012044 + at * 1500000} kB
Mapped:           112044 kB
Shmem:             12044 kB
Slab:             412044 kB
SReclaimable:     112044 kB
SUnreclaim:       300000 kB
KernelStack:       12044 kB
PageTables:        52044 kB
Node 0, zone   Normal   ${9000 - at}   4000    900    10     3      0      0      0      0      0      0
[marta@shop-db7 ~]$ ps aux --sort=-rss | head -2
USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
cartuser    1201  2.0 81.1 15912345 ${9181234 + at * 1500000} ?   Ssl  Mar14   9:12 /opt/shop/bin/cartd --db postgres://u:p@shop-db7/cart
`,
  )
  .concat(
    ['02:10:01', '02:40:02'].map((time, at) =>
      [
        'cartd invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
        'memory: usage 131072kB, limit 131072kB, failcnt 12',
        `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/kubepods/shop-cart-${at},task_memcg=/kubepods/shop-cart-${at},task=cartd,pid=3${at},uid=0`,
        `Memory cgroup out of memory: Killed process 3${at} (cartd) total-vm:800kB, anon-rss:${100 + at}kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:80kB oom_score_adj:0`,
      ]
        .map((line) => `Mar 14 ${time} shop-db7 kernel: [${1000 + at}.000000] ${line}`)
        .join('\n'),
    ),
  )
  .join('\n')

const PANELS = {
  ledger: ['csv', 'json', 'svg'],
  compare: ['csv', 'json', 'svg'],
  course: ['csv', 'json', 'svg'],
  findings: ['csv', 'json'],
  reports: ['csv', 'json', 'svg'],
  'free-lists': ['csv', 'json', 'svg'],
} as const

interface Taken {
  readonly name: string
  /** The file without the case in it. */
  readonly content: string
  /** The texts of the case in it. */
  readonly case: string
}

async function taken(page: Page, panel: string, way: string): Promise<Taken> {
  await page.locator(`#${panel}`).getByTestId('export').click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`#${panel} [data-export=${way}]`).click(),
  ])
  const whole = readFileSync(await file.path(), 'utf8')
  const [line, body] = /memledger-case:1\.[0-9a-z]+\.([\w+/=-]+)/.exec(whole)!
  const packed = Buffer.from(body!.replaceAll('-', '+').replaceAll('_', '/'), 'base64')
  return { name: file.suggestedFilename(), content: whole.replace(line!, ''), case: gunzipSync(packed).toString() }
}

/** The figures of a file; of a picture, those that have a unit. */
const figuresIn = ({ name, content }: Taken): readonly string[] =>
  name.endsWith('.svg')
    ? (content.match(/[\d.]+ (?:[KMGT]iB|B|%|×)/g) ?? [])
    : (content.replace(/input SHA-256.*|"inputSha256".*/g, '').match(/(?<=^|[\s,"[])-?\d+(?:\.\d+)?(?=$|[\s,"\]])/gm) ??
      [])

test('no menu of a panel lets a name out before the reader says so; the figures are the same', async ({ page }) => {
  await page.goto('')
  await paste(page, HOUR)
  const ways = Object.entries(PANELS).flatMap(([panel, kinds]) => kinds.map((kind) => [panel, kind] as const))
  const without = new Map<string, Taken>()
  for (const [panel, way] of ways) {
    const file = await taken(page, panel, way)
    expect(file.name, panel).toMatch(/^memledger-host-1-/)
    expect(file.content, `${panel} ${way}`).not.toMatch(NAMES)
    expect(file.case, `${panel} ${way}`).not.toMatch(NAMES)
    expect(file.case).toContain('host-1')
    expect(figuresIn(file).length, `${panel} ${way}`).toBeGreaterThan(0)
    without.set(`${panel} ${way}`, file)
  }

  const button = page.locator('#ledger').getByTestId('export')
  await button.click()
  await expect(page.locator('#ledger')).toContainText('Names are replaced first (all 10 kinds)')
  await page.locator('#ledger [data-export=names]').click()
  await page.getByRole('checkbox', { name: 'Replace names' }).uncheck()
  await expect(page.getByTestId('redaction')).toContainText('as it stands')
  await page.keyboard.press('Escape')
  await button.click()
  await expect(page.locator('#ledger')).toContainText('As it is: no name is replaced, as you chose.')
  await page.keyboard.press('Escape')
  for (const [panel, way] of ways) {
    const file = await taken(page, panel, way)
    expect(file.name, panel).toMatch(/^memledger-shop-db7-/)
    expect(file.case.slice(file.case.indexOf('\n') + 1)).toBe(HOUR)
    expect(figuresIn(file), `${panel} ${way}`).toEqual(figuresIn(without.get(`${panel} ${way}`)!))
  }
})

test('a copied table holds no name either', async ({ page }) => {
  await page.goto('')
  await paste(page, HOUR)
  await page.locator('#reports').getByTestId('export').click()
  await page.locator('#reports [data-export=table]').click()
  await expect(page.locator('#reports').getByRole('status').first()).toHaveText('Done')
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    return Promise.all(['text/html', 'text/plain'].map(async (type) => (await item!.getType(type)).text()))
  })
  for (const text of copied) {
    expect(text).toContain('process-1')
    expect(text).not.toMatch(NAMES)
  }
})

test('what is chosen for one case is not chosen for the next', async ({ page }) => {
  await page.goto('')
  await paste(page, NIGHT)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByRole('checkbox', { name: /^Hosts/ }).uncheck()
  await page.keyboard.press('Escape')
  await page.locator('#ledger').getByTestId('export').click()
  await expect(page.locator('#ledger')).toContainText('Names of 9 of 10 kinds')
  await page.keyboard.press('Escape')
  expect((await taken(page, 'ledger', 'csv')).name).toMatch(/^memledger-shop-db7-/)

  await page.getByRole('button', { name: /^memledger/ }).click()
  await paste(page, HOUR)
  expect((await taken(page, 'ledger', 'csv')).name).toMatch(/^memledger-host-1-/)
})

test('the page prints what it shares, the browser what is on the screen', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      dispatchEvent(new Event('beforeprint'))
      document.documentElement.dataset['printed'] = document.getElementById('paper')?.textContent ?? ''
      dispatchEvent(new Event('afterprint'))
    }
  })
  await page.goto('')
  await paste(page, NIGHT)
  const printed = () => page.evaluate(() => document.documentElement.dataset['printed'] ?? '')
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByRole('button', { name: /Print/ }).click()
  await expect.poll(printed).toContain('host-1')
  expect(await printed()).not.toMatch(NAMES)
  await page.evaluate(() => print())
  expect(await printed()).toContain('shop-db7')
})
