import { expect, test } from 'vitest'
import { analyze } from '../../analyze.ts'
import { recordsIn, valuesIn } from '../../../testing/read.ts'

test.each([
  'Fri Mar 14 02:41:15 UTC 2025',
  'Fri Mar 14 02:41:15 AM CET 2025',
  'Fri Mar 14 02:41:15 +08 2025',
  'Fri Mar 14 02:41:15 2025',
  'Sun Nov  2 14:01:09 -0300 2025',
  'Fri 14 Mar 2025 02:41:15 AM UTC',
  '2018年 08月 14日 星期二 17:21:03 CST',
])('what date prints by itself needs no command: %s', (text) => {
  expect(valuesIn('date', `${text}\n`)).toEqual([{ text }])
})

test.each([
  ['date +%FT%T', '2025-03-14T02:41:15'],
  ['date +%s', '1741920075'],
  ['date "+%H:%M"', '02:41'],
  ['LC_ALL=de_DE date', 'Fr 14. Mär 02:41:15 CET 2025'],
  ['while true; do date; free -m; sleep 5; done', '14/03/2025 02:41:15'],
])('any other form does: %s', (command, text) => {
  expect(valuesIn('date', `# ${command}\n${text}\n`)).toEqual([{ text }])
  expect(recordsIn('date', `${text}\n`)).toEqual([])
})

test('a date above a file that one command line prints is none of its lines', () => {
  const text = '# date; cat /proc/meminfo\nFri Mar 14 02:41:15 UTC 2025\nMemTotal: 1000 kB\nMemFree: 800 kB\n'
  const [moment] = analyze([{ name: 'paste', text }]).moments
  expect(moment!.records.map(({ kind }) => kind)).toEqual(['date', 'meminfo'])
  expect(moment!.time).toBe('Fri Mar 14 02:41:15 UTC 2025')
})

test('each date begins a moment', () => {
  const at = (time: string, free: number) =>
    `# date\nFri Mar 14 ${time} UTC 2025\n# cat /proc/meminfo\nMemTotal: 1000 kB\nMemFree: ${free} kB\n`
  const { moments } = analyze([{ name: 'paste', text: at('02:41:15', 800) + at('02:41:19', 640) }])
  expect(moments.map(({ records }) => records.map(({ kind }) => kind))).toEqual([
    ['date', 'meminfo'],
    ['date', 'meminfo'],
  ])
})

test.each([
  ['nothing', ''],
  ['an update', '# yum update\n10:15 done\n'],
  ['a log line', 'Fri Mar 14 02:41:15 2025 kernel: something\n'],
  ['prose', 'Fri Mar 14 was a bad day\n'],
  ['cut', 'Fri Mar 14 02:4\n'],
])('no date: %s', (_, text) => expect(recordsIn('date', text)).toEqual([]))
