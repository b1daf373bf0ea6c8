import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { article, expect, ledger, paste, test } from './page.ts'

test('the browser itself forbids the page to connect anywhere', async ({ page, watch }) => {
  await page.goto('')
  const refused = await page.evaluate(async () => {
    try {
      await fetch(location.href)
      return false
    } catch {
      return true
    }
  })
  expect(refused).toBe(true)
  // The refusal is told on the console, as it should be; the request never left.
  expect(watch.complaints.splice(0).join()).toMatch(/Content Security Policy|connect-src/)
})

test('no request is made once the page and its chunks are there, whatever is pasted', async ({ page }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByTestId('link').waitFor()
  await page.keyboard.press('Escape')
  await page.waitForLoadState('networkidle')
  const late: string[] = []
  page.on('request', (request) => late.push(request.url()))
  await page.getByRole('button', { name: /Start over/ }).click()
  await paste(page, article('missing-half').replaceAll('7097', '6000'))
  await page.getByTestId('ledger').waitFor()
  await page.waitForTimeout(500)
  // The worker of the next analysis may be started from the browser's own cache.
  expect(late.filter((url) => !/worker-[\w-]+\.js$/.test(url))).toEqual([])
})

test('nothing of a paste is written to the disk', async ({ page }) => {
  await page.goto('')
  await paste(page, article('missing-half'))
  const kept = await page.evaluate(async () => ({
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookies: document.cookie,
  }))
  expect(kept.local).not.toContain('16267364')
  expect(kept.session).not.toContain('16267364')
  expect(kept).toMatchObject({ databases: 0, caches: 0, cookies: '' })
})

test('opened from disk the page works too', async ({ page, watch }) => {
  await page.goto(pathToFileURL(join(import.meta.dirname, '../dist/index.html')).href)
  await page.getByTestId('paste').fill(article('missing-half'))
  await page.getByRole('button', { name: 'Read it' }).click()
  await expect(page.getByTestId('verdict')).toContainText('7097 MB')
  expect(await ledger(page)).toMatchObject({ unaccounted: 7523656 * 1024 })
  // Its own files are all it asked for; that the browser refuses modules from disk is why the one-file page takes over.
  expect(watch.strangers.splice(0).filter((url) => !/^(?:file|blob):/.test(url))).toEqual([])
  expect(watch.complaints.splice(0).filter((each) => !/CORS policy|ERR_FAILED/.test(each))).toEqual([])
})
