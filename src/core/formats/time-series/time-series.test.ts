import { describe, expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, recordsIn, valuesIn } from '../../../testing/read.ts'
import { GIB, KIB, MIB } from '../../units.ts'
import { timeIn } from './time.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `time-series/${name}`)!.text
const seriesIn = (text: string) => recordsIn('timeSeries', text).flatMap(({ data }) => data.series)
const read = (text: string) =>
  Object.fromEntries(seriesIn(text).map(({ name, unit, values }) => [name, [unit, ...values]]))

const TWO_FORTY_ONE = Date.UTC(2025, 2, 14, 2, 41) / 1000

test.each<[string, number | null]>([
  ['2025-03-14 02:41:00', TWO_FORTY_ONE],
  ['2025-03-14T10:41:00+08:00', TWO_FORTY_ONE],
  ['2025-03-14T02:41:00.000Z', TWO_FORTY_ONE],
  ['1741920060', TWO_FORTY_ONE],
  ['1741920060000', TWO_FORTY_ONE],
  ['1741920060000000000', TWO_FORTY_ONE],
  ['3/14/2025, 2:41:00 AM', TWO_FORTY_ONE],
  ['14/03/2025 02:41', TWO_FORTY_ONE],
  ['14.03.2025 02:41:00', TWO_FORTY_ONE],
  ['Fri Mar 14 02:41:00 UTC 2025', TWO_FORTY_ONE],
  ['42', null],
  ['yesterday', null],
])('times as exports print them: %s', (cell, expected) => expect(timeIn(cell)).toBe(expected))

describe('each export', () => {
  test('sadf -d: semicolons, kilobytes, a restart between the rows', () => {
    const [record] = recordsIn('timeSeries', fixture('sadf'))
    expect(record!.data.series.map(({ name }) => name)).toContain('%memused')
    expect(read(fixture('sadf'))).toMatchObject({
      kbmemfree: ['bytes', 332680 * KIB, 320112 * KIB, 9120044 * KIB],
      '%memused': ['percent', 24.57, 24.73, 6.75],
    })
    expect(record!.data.series[0]!.times.map((time) => time - record!.data.series[0]!.times[0]!)).toEqual([
      0, 600, 1200,
    ])
  })

  test('the tables that sadf prints one after the other', () => {
    const row = (values: string) => `db01;600;2025-03-14 02:10:01 UTC;${values}\n`
    const text = `# hostname;interval;timestamp;CPU;%user\n${row('-1;1.83')}# hostname;interval;timestamp;pswpin/s;pswpout/s\n${row('0.00;12.44')}# hostname;interval;timestamp;pgpgin/s;majflt/s\n${row('4.00;0.02')}`
    expect(recordsIn('timeSeries', text)).toHaveLength(2)
    expect(read(text)).toEqual({
      'pswpin/s': ['count', 0],
      'pswpout/s': ['count', 12.44],
      'pgpgin/s': ['bytes/s', 4096],
      'majflt/s': ['count', 0.02],
    })
  })

  test('a column for each series; a cell without a value is no point', () => {
    expect(seriesIn(fixture('grafana-wide'))).toMatchObject([
      { name: 'node-1 used', times: [TWO_FORTY_ONE, TWO_FORTY_ONE + 60], values: [1.5 * GIB, Math.round(1.52 * GIB)] },
      { name: 'node-2 used', values: [812 * MIB, 815 * MIB, 819 * MIB] },
    ])
  })

  test('a line for each value', () => {
    expect(read(fixture('grafana-long'))).toEqual({
      'api-7d9c': ['bytes', 509607936, 511705088, 513802240],
      'cache-0': ['bytes', 2067791872, 2067791872],
    })
  })

  test('names of metrics and labels; counts are no sizes', () => {
    expect(read(fixture('prometheus-epoch'))).toEqual({
      'db01:9100 node_memory_MemAvailable_bytes': ['bytes', 12161581056, 12159549440],
      'db01:9100 node_memory_HugePages_Total': ['count', 0, 0],
      'db02:9100 node_memory_MemAvailable_bytes': ['bytes', 3361210368, 3298734080],
      'db02:9100 node_memory_HugePages_Total': ['count', 512, 512],
    })
  })

  test('fields that somebody wrote down from meminfo are kilobytes', () => {
    expect(read(fixture('meminfo-copied'))).toEqual({
      MemFree: ['bytes', 833992 * KIB, 801236 * KIB, 768480 * KIB],
      MemAvailable: ['bytes', 769216 * KIB, 736460 * KIB, 703704 * KIB],
      Slab: ['bytes', 15824 * KIB, 48580 * KIB, 81336 * KIB],
    })
  })

  test('a unit in the head, and decimal commas', () => {
    expect(read(fixture('unit-in-the-head'))).toEqual({
      'mem used (MiB)': ['bytes', 3918.5 * MIB, 3921 * MIB],
      'cpu percent': ['percent', 12.1, 11.8],
    })
  })

  test.each<[string, string, number]>([
    ['MiB is a power of 1024', '512 MiB', 512 * MIB],
    ['MB is one of 1000', '512 MB', 512e6],
    ['without a blank', '1.5GiB', 1.5 * GIB],
    ['bytes', '4096 B', 4096],
  ])('a unit in the cell: %s', (_, cell, expected) => {
    expect(read(`Time,memory\n2025-03-14 02:41:00,${cell}\n`)).toEqual({ memory: ['bytes', expected] })
  })
})

test('the evidence of a series is its first and its last cell', () => {
  const text = fixture('container-milliseconds')
  const [series] = seriesIn(text)
  expect([series!.first, series!.last].map(({ span }) => text.slice(span.from, span.to))).toEqual([
    '509607936',
    '536870912',
  ])
})

describe('bad input', () => {
  test.each([
    ['nothing', ''],
    ['the head alone', 'Time,node_memory_MemFree_bytes\n'],
    ['no time', 'node,node_memory_MemFree_bytes\ndb01,4096\n'],
    ['nothing about memory', 'Time,requests\n2025-03-14 02:41:00,17\n2025-03-14 02:42:00,19\n'],
    ['prose', 'time, as they say, is memory\n2025 was a year, too\n'],
  ])('%s', (_, text) => expect(valuesIn('timeSeries', text)).toEqual([]))

  test('a row cut in the middle, a column lost, values that are none or cannot be', () => {
    const text = `Time,memory a,memory b
2025-03-14 02:41:00,4096,8192
2025-03-14 02:42:00,x,-8192
2025-03-14 02:43:00,12288
2025-03-14 02:44:00,18446744073709551615,16384
2025-03-14 02:4`
    expect(read(text)).toEqual({ 'memory a': ['bytes', 4096, 12288], 'memory b': ['bytes', 8192, 16384] })
    expect(problemsIn('timeSeries', text)).toEqual(['not-a-number: memory a', 'implausible: memory b'])
  })

  test('names that JavaScript knows', () => {
    expect(
      seriesIn('Time,__proto__,constructor memory\n2025-03-14 02:41:00,4096,8192\n').map(({ name }) => name),
    ).toEqual(['__proto__', 'constructor memory'])
  })

  test('twenty thousand rows', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `${1741920060 + index},${index * 4096}\n`)
    expect(seriesIn(`timestamp,memory_bytes\n${rows.join('')}`)[0]!.values).toHaveLength(20_000)
  })
})
