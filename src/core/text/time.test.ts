import { expect, test } from 'vitest'
import { secondsOf } from './time.ts'

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
