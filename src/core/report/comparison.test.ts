import { expect, test } from 'vitest'
import { analyze } from '../analyze.ts'
import { jsonReport } from './json.ts'
import { markdownReport } from './markdown.ts'

const STAMP = { version: '1.2.3', digest: 'ab'.repeat(32), reopen: null }

const meminfo = (minute: number, free: number, anon: number) =>
  `# date; cat /proc/meminfo
Fri Mar 14 09:${String(minute).padStart(2, '0')}:00 UTC 2025
MemTotal: 8000000 kB
MemFree: ${free} kB
Buffers: 1000 kB
Cached: 200000 kB
AnonPages: ${anon} kB
Shmem: 100 kB
`
const ps = (rss: number) => `# ps -eo pid,rss,comm\n  PID   RSS COMMAND\n    1  9000 systemd\n   77 ${rss} java\n`

const sources = (texts: readonly string[]) => texts.map((text, index) => ({ name: `${index}.txt`, text }))
const markdown = (texts: readonly string[], language: 'en' | 'zh' = 'en') =>
  markdownReport(analyze(sources(texts)), sources(texts), language, STAMP)
const json = (texts: readonly string[]) =>
  jsonReport(analyze(sources(texts)), sources(texts), 'en', STAMP) as { comparisons: Record<string, unknown>[] }

const TWO = [meminfo(0, 5000000, 1000000) + ps(300000), meminfo(10, 4000000, 2000000) + ps(1300000)]

test('a ticket says what changed, with the bridge and who grew', () => {
  const text = markdown(TWO)
  expect(text).toContain(
    'In 10 min **anonymous memory** grew by **976.6 MiB**, all of the growth; **free memory** fell by 976.6 MiB to 3.81 GiB. Process `java` grew by **976.6 MiB**.',
  )
  expect(text).toContain('| **MemTotal before** | **7.63 GiB** |')
  expect(text).toContain('| Anonymous memory | 976.6 MiB | 1.91 GiB | +976.6 MiB |')
  expect(text).toContain('| java | 293.0 MiB | 1.24 GiB | +976.6 MiB |')
})

test('in Chinese as well', () => {
  expect(markdown(TWO, 'zh')).toContain(
    '10 分钟内，**匿名内存**增长 **976.6 MiB**，占增长的全部；**空闲内存**减少 976.6 MiB，至 3.81 GiB。进程 `java` 增长 **976.6 MiB**。',
  )
})

test('one snapshot has nothing to be compared with, and says nothing of it', () => {
  expect(markdown(TWO.slice(0, 1))).not.toContain('What changed')
  expect(json(TWO.slice(0, 1)).comparisons).toEqual([])
})

test('the steps of the document add up, and its keys have their units and rates', () => {
  const [comparison] = json(TWO).comparisons
  expect(comparison).toMatchObject({
    before: 0,
    after: 1,
    seconds: 600,
    bridges: [
      {
        scope: 'host',
        totalBeforeBytes: 8192000000,
        totalAfterBytes: 8192000000,
        steps: [
          { id: 'free', changeBytes: -1024000000 },
          { id: 'anon', beforeBytes: 1024000000, afterBytes: 2048000000, changeBytes: 1024000000 },
          { changeBytes: 0 },
          { changeBytes: 0 },
          { changeBytes: 0 },
          { changeBytes: 0 },
        ],
      },
    ],
    tables: [
      { of: 'processes', size: 'rss', rows: [{ name: 'java', pid: 77, state: 'both', changeBytes: 1024000000 }] },
    ],
  })
})

test('a hundred snapshots make a handful of comparisons', () => {
  const many = Array.from({ length: 60 }, (_, minute) => meminfo(minute, 5000000 - minute * 9000, 1000000))
  expect(json(many).comparisons.map(({ before, after }) => [before, after])).toEqual([
    [0, 59],
    [52, 53],
    [53, 54],
    [54, 55],
    [55, 56],
    [56, 57],
    [57, 58],
    [58, 59],
  ])
  expect(markdown(many).match(/What changed/g)).toHaveLength(1)
})
