import { expect, test } from 'vitest'
import { processOf } from './process.ts'

test.each([
  ['/proc/187/smaps_rollup', 'process 187'],
  ['/proc/$(pgrep -x java)/status', 'process java'],
  ['/proc/$(pgrep elasticsearch)/status', 'process elasticsearch'],
  ['/proc/187/task/190/status', 'process 187'],
  ['/proc/self/status', 'process'],
  ['status', 'process'],
  [null, 'process'],
])('%s is about %s', (path, process) => expect(processOf(path)).toBe(process))
