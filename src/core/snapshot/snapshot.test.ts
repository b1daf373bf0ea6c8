import { expect, test } from 'vitest'
import { readText } from '../../testing/read.ts'
import { interventionsIn } from '../text/intervention.ts'
import { linesOf } from '../text/lines.ts'
import { assemble } from './snapshot.ts'

/** The kinds of each moment, in order. */
const moments = (...texts: string[]) =>
  assemble(
    texts.flatMap((text, source) => readText(text).map((record) => ({ ...record, source }))),
    texts.map((_, index) => `file-${index}`),
  ).map(({ host, time, label, records }) => ({ host, time, label, kinds: records.map(({ kind }) => kind) }))

const meminfo = (free: number) =>
  `MemTotal: 16267364 kB\nMemFree: ${free} kB\nBuffers: 264 kB\nCached: 1552232 kB\nSReclaimable: 107296 kB\n`
const buddyinfo = (blocks: number) => `Node 0, zone   Normal ${blocks} 68215 1614 0 0 0 0 0 0 0 1\n`

test('kinds printed together are one moment; a kind that comes again is the next', () => {
  expect(moments(`${meminfo(5)}\n${buddyinfo(1)}\n${meminfo(6)}\n${buddyinfo(2)}`).map(({ kinds }) => kinds)).toEqual([
    ['meminfo', 'buddyinfo'],
    ['meminfo', 'buddyinfo'],
  ])
})

test('the same table printed twice is one moment, so that an article may repeat itself', () => {
  expect(moments(`${buddyinfo(1)}\nas seen:\n${buddyinfo(1)}\n${buddyinfo(2)}`).map(({ kinds }) => kinds)).toEqual([
    ['buddyinfo', 'buddyinfo'],
    ['buddyinfo'],
  ])
})

test('each file is a moment of its own, named after the file', () => {
  expect(moments(meminfo(5), buddyinfo(1)).map(({ label }) => label)).toEqual(['file-0', 'file-1'])
})

test('hosts are kept apart, however their lines are mixed', () => {
  const text = `[root@a ~]# cat /proc/meminfo\n${meminfo(5)}[root@b ~]# cat /proc/meminfo\n${meminfo(6)}[root@a ~]# cat /proc/buddyinfo\n${buddyinfo(1)}`
  expect(moments(text).map(({ host, kinds }) => [host, ...kinds])).toEqual([
    ['a', 'meminfo', 'buddyinfo'],
    ['b', 'meminfo'],
  ])
})

test('a date that a script printed begins and names a moment', () => {
  const text = ['Fri Nov 20 12:00:00 UTC 2026', 'Fri Nov 20 13:00:00 UTC 2026']
    .map((date, index) => `# date\n${date}\n# cat /proc/meminfo\n${meminfo(index)}`)
    .join('')
  expect(moments(text).map(({ time }) => time)).toEqual([
    'Fri Nov 20 12:00:00 UTC 2026',
    'Fri Nov 20 13:00:00 UTC 2026',
  ])
})

const free = `              total        used        free      shared  buff/cache   available
Mem:       16267364     4266284     8238452       46896     3762628    11543876
Swap:             0           0           0
`

test('free far below a meminfo that it contradicts is a later picture; printed together, it is a contradiction', () => {
  const prose = 'Then we took memory from the guests.\n'.repeat(6)
  expect(moments(`${meminfo(238452)}${prose}${free}`)).toHaveLength(2)
  expect(moments(`${meminfo(238452)}${free}`)).toHaveLength(1)
})

test('another list is another view of a moment; the same command again begins the next', () => {
  const list = (command: string, ...rows: string[]) => `# ${command}\nPID RSS COMMAND\n${rows.join('\n')}\n`
  const [all, java] = ['ps -eo pid,rss,comm', 'ps -eo pid,rss,comm | grep java']
  expect(moments(list(all, '1 400 init', '9 900 java') + list(java, '9 900 java'))).toHaveLength(1)
  expect(
    moments(list(all, '1 400 init') + list(java, '9 900 java') + list(all, '1 400 init', '9 980 java')),
  ).toHaveLength(2)
})

test('a command that changes memory parts the dumps before and after it', () => {
  const text = `${meminfo(5)}# echo 3 > /proc/sys/vm/drop_caches\n${buddyinfo(1)}`
  const interventions = interventionsIn(linesOf({ name: 'paste', text }, 0))
  expect(assemble(readText(text), ['paste'], interventions)).toHaveLength(2)
  expect(assemble(readText(text), ['paste'])).toHaveLength(1)
})
