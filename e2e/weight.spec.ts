import { expect, test } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const DIST = join(import.meta.dirname, '../dist')
const page = readFileSync(join(DIST, 'index.html'), 'utf8')
const scripts = readdirSync(join(DIST, 'assets')).filter((file) => file.endsWith('.js'))

test('the first paint waits for 80 KiB of script at most, gzipped', () => {
  const first = scripts.filter((file) => page.includes(file))
  const weight = first.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(DIST, 'assets', file)), { level: 9 }).length,
    0,
  )
  expect(weight).toBeLessThanOrEqual(80 * 1024)
})

test('the charts are a chunk of their own, which the first paint does not wait for', () => {
  const charts = scripts.filter((file) => file.startsWith('charts-'))
  expect(charts).toHaveLength(1)
  expect(page).not.toContain(charts[0])
})
