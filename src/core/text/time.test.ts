import { expect, test } from 'vitest'
import { instantOf, secondsOf } from './time.ts'

test.each([
  ['what date prints', 'Fri Mar 14 02:41:09 UTC 2025', 'Fri Mar 14 02:41:20 UTC 2025', 11],
  ['syslog, over midnight', 'Nov 20 23:59:58', 'Nov 21 00:00:01', 3],
  ['ISO with fractions', '2025-11-20T17:25:01.500Z', '2025-11-20T18:25:01.500Z', 3600],
  ['the same instant in two zones', '2025-11-20T17:25:01+08:00', '2025-11-20T09:25:01Z', 0],
  ['a leap day', '2024-02-28 12:00:00', '2024-03-01 12:00:00', 2 * 86_400],
])('%s', (_, from, to, seconds) => {
  expect(secondsOf(to)! - secondsOf(from)!).toBeCloseTo(seconds, 6)
})

test.each([null, '', 'dump.txt', '#1', '12:30:00'])('%s is no date', (text) => {
  expect(secondsOf(text)).toBeNull()
})

const TWO_FORTY_ONE = Date.UTC(2025, 2, 14, 2, 41, 9) / 1000

test.each([
  ['2025-03-14T10:41:09+08:00', 'utc', TWO_FORTY_ONE],
  ['2025-03-14 02:41:09 UTC', 'utc', TWO_FORTY_ONE],
  ['2025-03-14 02:41:09', 'local', TWO_FORTY_ONE],
  ['Fri Mar 14 02:41:09 UTC 2025', 'utc', TWO_FORTY_ONE],
  ['Fri Mar 14 10:41:09 +08 2025', 'utc', TWO_FORTY_ONE],
  // China or the middle of America: the letters name several zones.
  ['Fri Mar 14 02:41:09 CST 2025', 'local', TWO_FORTY_ONE],
  ['Fri Mar 14 02:41:09 AM CST 2025', 'local', TWO_FORTY_ONE],
  ['Fri Mar 14 12:41:09 AM CST 2025', 'local', TWO_FORTY_ONE - 7200],
  ['Fri 14 Mar 2025 02:41:09 PM UTC', 'utc', TWO_FORTY_ONE + 12 * 3600],
  ['2025年 03月 14日 星期五 02:41:09 CST', 'local', TWO_FORTY_ONE],
  ['1741920069', 'utc', TWO_FORTY_ONE],
  ['Mar 14 02:41:09', 'yearless', Date.UTC(2000, 2, 14, 2, 41, 9) / 1000],
  ['Mar 14 02:41:09 db01 kernel:', 'yearless', Date.UTC(2000, 2, 14, 2, 41, 9) / 1000],
])('%s is counted by the clock %s', (printed, clock, seconds) => {
  expect(instantOf(printed)).toEqual({ clock, seconds })
})
