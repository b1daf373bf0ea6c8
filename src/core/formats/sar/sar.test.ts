import { describe, expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, recordsIn, valuesIn } from '../../../testing/read.ts'
import { KIB } from '../../units.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `sar/${name}`)!.text
const seriesOf = (text: string, name: string) =>
  recordsIn('sar', text)[0]!.data.series.find((each) => each.name === name)!
const hour = (hours: number, minutes: number, seconds = 1) => hours * 3600 + minutes * 60 + seconds

test('kilobytes become bytes, shares stay percent, the average is no measurement', () => {
  const text = fixture('memory-el7')
  expect(seriesOf(text, 'kbmemfree')).toMatchObject({
    unit: 'bytes',
    times: [hour(16, 10), hour(16, 20), hour(16, 30)],
    values: [212980 * KIB, 214984 * KIB, 86396 * KIB],
    first: { value: 212980 * KIB },
    last: { value: 86396 * KIB },
  })
  expect(seriesOf(text, '%memused')).toMatchObject({ unit: 'percent', values: [79.01, 78.81, 91.49] })
  expect(valuesIn('sar', text)).toMatchObject([{ table: 'memory', host: 'db01', date: '05/25/2021' }])
})

test('what newer versions print is read by name', () => {
  expect(seriesOf(fixture('memory-12'), 'kbavail').values).toEqual(
    [1543876, 1540104, 1533020].map((each) => each * KIB),
  )
})

test('a clock that goes back has passed midnight', () => {
  expect(seriesOf(fixture('memory-12'), 'kbmemfree').times).toEqual([hour(23, 55), hour(24, 0), hour(24, 5)])
  expect(
    seriesOf('12:00:01 AM pswpin/s pswpout/s\n12:10:01 AM 0.00 1.00\n01:10:01 PM 0.00 2.00\n', 'pswpout/s').times,
  ).toEqual([hour(0, 10), hour(13, 10)])
})

test('traffic: what is paged in and out is kilobytes, what is swapped is pages', () => {
  expect(seriesOf(fixture('paging'), 'pgpgin/s')).toMatchObject({
    unit: 'bytes/s',
    values: [4.31 * KIB, 20480.12 * KIB],
  })
  expect(seriesOf(fixture('restart-german'), 'pswpout/s')).toMatchObject({ unit: 'count', values: [0, 301.87, 0] })
})

test('a restart in between is told', () => {
  expect(recordsIn('sar', fixture('restart-german'))[0]!.data.restarts).toEqual(['02:25:11'])
})

test('each table of sar -r -W is one record', () => {
  const text = `${fixture('memory-el7')}\n04:00:01 PM  pswpin/s pswpout/s\n04:10:01 PM      0.00      1.00\nAverage:         0.00      1.00\n`
  expect(valuesIn('sar', text)).toMatchObject([{ table: 'memory' }, { table: 'swapping' }])
})

describe('bad input', () => {
  test.each([
    ['nothing', ''],
    ['the machine alone', 'Linux 5.10.0-46-amd64 (big2) \t03/14/25 \t_x86_64_\t(4 CPU)\n'],
    ['the head alone', '23:50:01    kbmemfree   kbavail kbmemused\n'],
    [
      'sar -u',
      'Linux 5.10.0-46-amd64 (big2) \t03/14/25 \t_x86_64_\t(4 CPU)\n\n12:00:01 CPU %user %nice\n12:10:01 all 1.20 0.00\n',
    ],
    ['a log', '12:00:01 kbmemfree was low\n12:10:01 it still was\n'],
  ])('%s', (_, text) => expect(recordsIn('sar', text)).toEqual([]))

  test('a row cut in the middle, a column lost, values that cannot be', () => {
    const text = '12:00:01 kbmemfree kbmemused\n12:10:01 100 18446744073709551615\n12:20:01 200\n12:30:01 30'
    expect(seriesOf(text, 'kbmemfree').values).toEqual([100 * KIB, 200 * KIB, 30 * KIB])
    expect(recordsIn('sar', text)[0]!.data.series).toHaveLength(1)
    expect(problemsIn('sar', text)).toEqual(['implausible: kbmemused'])
  })
})
