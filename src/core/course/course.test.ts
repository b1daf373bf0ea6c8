import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { meminfo, reportOn } from '../../testing/findings.ts'
import { sayTrack } from '../language/course-words.ts'
import { GIB, KIB, MIB } from '../units.ts'
import type { Course } from './course.ts'
import { placesApart } from './markers.ts'
import { chosenOf, summaryOf, trendOfTrack } from './summary.ts'
import { spansAt } from './track.ts'

const courses = (...texts: readonly string[]) => reportOn(...texts).courses
const courseOf = (...texts: readonly string[]): Course => {
  const [course, ...others] = courses(...texts)
  if (!course || others.length > 0) throw new Error(`expected one course, found ${others.length + (course ? 1 : 0)}`)
  return course
}
const track = (course: Course, name: string) => {
  const found = course.tracks.find((each) => sayTrack(each, 'en') === name)
  if (!found) throw new Error(`no ${name} in: ${course.tracks.map((each) => sayTrack(each, 'en')).join(', ')}`)
  return found
}
const MIDNIGHT = Date.UTC(2025, 2, 14) / 1000
const HEAD = 'Linux 5.14.0-362.el9.x86_64 (web7) \t14.03.2025 \t_x86_64_\t(8 CPU)\n\n'
const article = (name: string) => readFileSync(join(import.meta.dirname, `../../../e2e/fixtures/${name}.txt`), 'utf8')

describe('snapshots', () => {
  const dated = (time: string, changes: Parameters<typeof meminfo>[0]) =>
    `Fri Mar 14 ${time} UTC 2025\n${meminfo(changes)}`

  test('three with their times: the accounts, what is available, swap', () => {
    const course = courseOf(
      [
        dated('02:41:00', { SwapFree: 2_000_000 }),
        dated('02:46:00', { SwapFree: 1_500_000, MemAvailable: 9_000_000 }),
        dated('03:41:00', { SwapFree: 1_000_000, MemAvailable: 8_000_000 }),
      ].join(''),
    )
    expect(course).toMatchObject({ axis: 'utc', from: MIDNIGHT + 9660, to: MIDNIGHT + 13_260 })
    const swap = track(course, 'Swap used')
    expect(swap.times.map((time) => time - course.from)).toEqual([0, 300, 3600])
    expect(swap.values).toEqual([0, 500_000 * KIB, 1_000_000 * KIB])
    expect(swap.moments).toEqual([0, 1, 2])
    expect(swap.gaps).toEqual([])
    expect(track(course, 'Available').values.map((value) => value / KIB)).toEqual([10_400_000, 9_000_000, 8_000_000])
  })

  test('two are a comparison, not a course', () => {
    expect(courses(meminfo(), meminfo({ MemFree: 3_000_000 }))).toEqual([])
  })

  test('without times, or with those of several clocks, they stand by their numbers', () => {
    const [a, b, c] = [meminfo(), meminfo({ MemFree: 3_900_000 }), meminfo({ MemFree: 3_800_000 })]
    expect(courseOf(a, b, c)).toMatchObject({ axis: 'number', from: 1, to: 3 })
    const mixed = courseOf(`Fri Mar 14 02:41:00 UTC 2025\n${a}`, `Fri Mar 14 02:41:00 CST 2025\n${b}`, c)
    expect(mixed.axis).toBe('number')
  })

  test('a snapshot that lacks a quantity is a gap in its line', () => {
    const course = courseOf(
      meminfo({ MemFree: 3_900_000 }),
      meminfo({ MemFree: 3_800_000 }),
      meminfo({ MemFree: 3_700_000, SwapTotal: null, SwapFree: null }),
      meminfo({ MemFree: 3_600_000 }),
    )
    expect(track(course, 'Swap used').gaps).toEqual([2])
    expect(track(course, 'Free').gaps).toEqual([])
  })

  test('a control group: usage, working set, the programs’ own memory, the cache', () => {
    const course = courseOf(article('growing-container'))
    expect(track(course, 'Anonymous memory').values).toEqual([13484032, 13500416, 13504512])
    expect(track(course, 'File cache').values.at(-1)).toBe(46850048)
  })

  test('free blocks of order 4 and above, with the commands that fell between', () => {
    const course = courseOf(article('no-big-blocks'))
    expect(track(course, 'Node 0 Normal, blocks of order ≥ 4').values).toEqual([1, 4485, 38_651])
    expect(course.markers.map(({ kind, at, between }) => [kind, at, between])).toContainEqual(['compact', 2.5, true])
    // The failure has no time that a number could stand for.
    expect(course.unplaced).toBe(1)
  })

  test('each point leads back to its line', () => {
    const text = [meminfo(), meminfo({ MemFree: 3_900_000 }), meminfo({ MemFree: 3_800_000 })].join('\n')
    const free = track(courseOf(text), 'Free')
    const line = (span: { readonly line: number }) => text.split('\n')[span.line - 1]
    expect(line(spansAt(free, 2)[0]!)).toBe('MemFree:         3800000 kB')
  })
})

describe('sar', () => {
  test('all tables of one machine on one axis, the day from the head of the first', () => {
    const course = courseOf(
      `${HEAD}02:00:01    kbmemfree kbmemused  %memused kbbuffers  kbcached  kbcommit   %commit\n02:10:01       212980    801800     79.01         0    293512   1247884    122.97\n02:20:01       214984    799796     78.81         0    293556   1248208    123.00\nAverage:       213982    800798     78.91         0    293534   1248046    122.98\n\n02:00:01     pswpin/s pswpout/s\n02:10:01         0.00      0.00\n02:20:01        12.44    301.87\n`,
    )
    expect(course).toMatchObject({ axis: 'local', hosts: ['web7'], from: MIDNIGHT + 7801, to: MIDNIGHT + 8401 })
    expect(track(course, 'kbmemfree')).toMatchObject({ unit: 'bytes', values: [212980 * KIB, 214984 * KIB] })
    expect(track(course, '%memused')).toMatchObject({ unit: 'percent', values: [79.01, 78.81] })
    expect(track(course, 'pswpout/s')).toMatchObject({ unit: '/s', values: [0, 301.87] })
  })

  test('a restart parts the line and is marked once, however many tables tell of it', () => {
    const rows = (names: string, values: string) =>
      `02:00:01     ${names}\n02:10:01         ${values}\n02:20:01         ${values}\n\n02:25:11     LINUX RESTART\t(8 CPU)\n\n02:30:01     ${names}\n02:40:01         ${values}\nAverage:         ${values}\n\n`
    const course = courseOf(
      HEAD + rows('pswpin/s pswpout/s', '0,00 0,00') + rows('kbswpfree kbswpused  %swpused', '400 100 20,00'),
    )
    expect(course.markers).toMatchObject([{ kind: 'restart', at: MIDNIGHT + 8711 }])
    expect(track(course, 'pswpin/s').gaps).toEqual([2])
  })

  test('over midnight, by a clock of twelve hours', () => {
    const course = courseOf(
      `Linux 3.10.0 (db01) \t03/13/2025 \t_x86_64_\t(4 CPU)\n\n11:40:01 PM  pswpin/s pswpout/s\n11:50:01 PM      1.00      0.00\n12:00:01 AM      2.00      0.00\n12:10:01 AM      3.00      0.00\n`,
    )
    expect(track(course, 'pswpin/s').times.map((time) => time - MIDNIGHT)).toEqual([-599, 1, 601])
  })

  describe('which number of a slashed date is the day', () => {
    const sar = (...days: readonly string[]) =>
      days
        .map(
          (day) =>
            `Linux 5.14.0 (db01) \t${day} \t_x86_64_\t(4 CPU)\n\n02:00:01  pswpin/s pswpout/s\n02:10:01      1.00      0.00\n02:20:01      2.00      0.00\nAverage:      1.50      0.00\n\n`,
        )
        .join('')
    const day = (text: string) => new Date(courses(text)[0]!.from * 1000).toISOString().slice(0, 10)

    test.each([
      ['the month comes first in the C locale', sar('03/04/25'), '2025-03-04'],
      ['no month is beyond twelve', sar('04/03/25', '13/03/25'), '2025-03-04'],
      ['days run, months stay', sar('03/04/25', '04/04/25'), '2025-04-03'],
      ['or the other way round', sar('03/04/25', '03/05/25'), '2025-03-04'],
      ['date beside it tells', `Thu Apr  3 02:30:00 UTC 2025\n${sar('03/04/25')}`, '2025-04-03'],
    ])('%s', (_, text, expected) => expect(day(text)).toBe(expected))
  })

  test('without a head the day is not known', () => {
    expect(courseOf('02:00:01  pswpin/s pswpout/s\n02:10:01  1.00  0.00\n02:20:01  2.00  0.00\n')).toMatchObject({
      axis: 'day',
      from: 7801,
    })
  })
})

describe('vmstat N', () => {
  const HEADS =
    'procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----\n r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st\n'
  const row = (free: number, so: number) =>
    ` 1  0 308564 ${free}    228  19876    8 ${so}   382 18260  276  161  7 50 42  0  0\n`

  test('the interval of the command is the step; rates of the first line are those since the boot', () => {
    const course = courseOf(`# vmstat 5\n${HEADS}${row(4000, 9)}${row(3000, 0)}${row(2000, 512)}`)
    expect(course.axis).toBe('elapsed')
    expect(track(course, 'free')).toMatchObject({
      unit: 'bytes',
      times: [0, 5, 10],
      values: [4000 * KIB, 3000 * KIB, 2000 * KIB],
    })
    expect(track(course, 'so')).toMatchObject({ unit: 'bytes/s', times: [5, 10], values: [0, 512 * KIB] })
    expect(track(course, 'us').unit).toBe('percent')
    expect(track(course, 'cs').unit).toBe('/s')
    expect(
      [...chosenOf(course)].flatMap(([unit, list]) => list.map((each) => `${unit} ${sayTrack(each, 'en')}`)),
    ).toEqual(['bytes free', 'bytes/s so'])
  })

  test.each([
    ['vmstat -w -S M 2 10', 'elapsed', 2],
    ['vmstat', 'number', 1],
    ['vmstat -n 1', 'elapsed', 1],
  ])('%s counts by %s', (command, axis, step) => {
    const course = courseOf(`# ${command}\n${HEADS}${row(4000, 9)}${row(3000, 0)}`)
    expect(course).toMatchObject({ axis, to: course.from + step })
  })
})

describe('exports', () => {
  const minutes = (count: number, value: (index: number) => string) =>
    `Time,memory_bytes\n${Array.from({ length: count }, (_, index) => `${(MIDNIGHT + 60 * index) * 1000},${value(index)}\n`).join('')}`

  test('an export with a gap, empty cells and the journal of the node', () => {
    const course = courseOf(article('course-grafana'))
    const usage = track(course, 'container_memory_usage_bytes{pod="api-7d9c"}')
    expect(summaryOf(usage)).toMatchObject({ points: 78, first: 400 * MIB, last: 512 * MIB, most: 512 * MIB, gaps: 2 })
    expect(usage.gaps.map((index) => (usage.times[index]! - course.from) / 60)).toEqual([22, 50])
    expect(course.markers.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['drop-caches', 'bash'],
      ['oom', 'python3'],
    ])
    expect([course.unplaced, course.outside]).toEqual([0, 1])
  })

  test('the newest first', () => {
    const course = courseOf(
      'Time,memory_bytes\n2025-03-14 02:43:00,3000000\n2025-03-14 02:42:00,null\n2025-03-14 02:41:00,1000000\n2025-03-14 02:40:00,4096\n',
    )
    const [only] = course.tracks
    expect(only).toMatchObject({ values: [4096, 1000000, 3000000], gaps: [2] })
    expect(spansAt(only!, 0)[0]!.line).toBe(5)
    expect(course.axis).toBe('local')
  })

  test('times that jump and repeat are put in order, each with its own value', () => {
    const course = courseOf(
      'Time,memory_bytes\n2025-03-14 02:43:00,3\n2025-03-14 02:40:00,1\n2025-03-14 02:43:00,4\n2025-03-14 02:41:00,2\n',
    )
    expect(course.tracks[0]).toMatchObject({ values: [1, 2, 3, 4], gaps: [] })
  })

  test('a table that joins two series of different times has no gaps', () => {
    const rows = Array.from({ length: 8 }, (_, index) => {
      const time = MIDNIGHT + index * 30
      return index % 2 === 0 ? `${time},${index * 4096},` : `${time},,${index * 4096}`
    })
    const course = courseOf(`timestamp,a_memory_bytes,b_memory_bytes\n${rows.join('\n')}\n`)
    expect(course.tracks.map(({ gaps, values }) => [gaps, values.length])).toEqual([
      [[], 4],
      [[], 4],
    ])
  })

  test('one row is a course of one point', () => {
    expect(courseOf(minutes(1, () => '4096')).tracks[0]).toMatchObject({ values: [4096], gaps: [] })
  })

  test('a hundred thousand rows', () => {
    const course = courseOf(minutes(100_000, (index) => String(GIB + 4096 * index)))
    expect(summaryOf(course.tracks[0]!)).toMatchObject({
      points: 100_000,
      first: GIB,
      last: GIB + 4096 * 99_999,
      gaps: 0,
    })
    expect(trendOfTrack(course.tracks[0]!)!.slope * 60).toBeCloseTo(4096, 6)
  })

  test('sixty lines: five are drawn, those that moved most; totals and limits never unasked', () => {
    const names = Array.from({ length: 60 }, (_, index) => `pod_${index}_memory_rss_bytes`)
    const rows = [0, 1, 2].map((step) =>
      [MIDNIGHT + step * 60, ...names.map((_, index) => GIB + step * index * 4096), GIB * (step + 1)].join(','),
    )
    const course = courseOf(`timestamp,${names.join(',')},container_spec_memory_limit_bytes\n${rows.join('\n')}\n`)
    expect(
      chosenOf(course)
        .get('bytes')!
        .map((each) => sayTrack(each, 'en')),
    ).toEqual([59, 58, 57, 56, 55].map((index) => `pod_${index}_memory_rss_bytes`))
  })
})

describe('events are marked only where their clock is the axis’s', () => {
  const drop = (prefix: string) => `${prefix} db01 kernel: bash (4242): drop_caches: 3\n`
  const csv = (zone: string) =>
    `Time,memory_bytes\n${[0, 1, 2, 3].map((minute) => `2025-03-14T02:4${minute}:00${zone},${minute * 4096}\n`).join('')}\n`

  test.each<[string, string, string, number]>([
    ['with its zone, on an axis with zones', csv('Z'), '2025-03-14T10:42:30+08:00', 1],
    ['without a zone, on an axis without', csv(''), '2025-03-14T02:42:30', 1],
    ['without a year, which the axis tells', csv(''), 'Mar 14 02:42:30', 1],
    ['without a zone, on an axis with zones', csv('Z'), '2025-03-14T02:42:30', 0],
    ['without a year, on an axis with zones', csv('Z'), 'Mar 14 02:42:30', 0],
  ])('%s', (_, table, prefix, count) => {
    const course = courseOf(table + drop(prefix))
    expect([course.markers.length, course.unplaced]).toEqual([count, 1 - count])
  })

  test('seconds since boot are placed by a line that prints both', () => {
    const log = `Mar 14 02:42:00 db01 kernel: [  100.000000] bash (4242): drop_caches: 3\n`
    const course = courseOf(csv('') + log + '\n[  130.000000] bash (4242): drop_caches: 1\n')
    expect(course.markers.map(({ at }) => at - course.from)).toEqual([120, 150])
  })

  test('an event at another time is counted, not drawn', () => {
    const course = courseOf(csv('Z') + drop('2025-03-15T02:42:30Z'))
    expect([course.markers.length, course.outside]).toEqual([0, 1])
  })
})

test('two machines at one time share an axis; measured a month apart they do not', () => {
  const sar = (host: string, date: string) =>
    `Linux 5.14.0 (${host}) \t${date} \t_x86_64_\t(8 CPU)\n\n02:00:01  pswpin/s pswpout/s\n02:10:01  1.00  0.00\n02:20:01  2.00  0.00\n`
  const together = courseOf(sar('a', '2025-03-14'), sar('b', '2025-03-14'))
  expect(together.hosts).toEqual(['a', 'b'])
  expect(together.tracks.map((each) => sayTrack(each, 'en'))).toContain('pswpin/s · b')
  expect(courses(sar('a', '2025-02-14'), sar('a', '2025-03-14'))).toHaveLength(2)
})

test('of thousands of events a drawing shows those that stand apart', () => {
  const at = (place: number) =>
    ({ kind: 'oom', at: place, between: false, record: null, moment: null, detail: null, spans: [] }) as const
  expect(placesApart([0, 1, 2, 5, 6, 11].map(at), 5)).toEqual([0, 5, 11])
  expect(placesApart([], 5)).toEqual([])
})
