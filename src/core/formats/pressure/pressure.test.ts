import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, recordIn, recordsIn } from '../../../testing/read.ts'

const SOME = 'some avg10=76.03 avg60=26.50 avg300=6.31 total=19597553\n'
const FULL = 'full avg10=75.82 avg60=0.00 avg300=6.29 total=19343368\n'

test('shares in percent, totals in microseconds, as printed', () => {
  expect(factsIn(SOME + FULL)).toEqual({
    'pressure[0].some.avg10': '76.03',
    'pressure[0].some.avg60': '26.5',
    'pressure[0].some.avg300': '6.31',
    'pressure[0].some.total': '19597553',
    'pressure[0].full.avg10': '75.82',
    'pressure[0].full.avg60': '0',
    'pressure[0].full.avg300': '6.29',
    'pressure[0].full.total': '19343368',
  })
})

test('what is under pressure, and in which control group, comes from the path', () => {
  const text = [
    '# cat /proc/pressure/memory /proc/pressure/io',
    (SOME + FULL).trim(),
    (SOME + FULL).trim(),
    '# cat /sys/fs/cgroup/a.slice/memory.pressure',
    (SOME + FULL).trim(),
    `/sys/fs/cgroup/a.slice/io.pressure:${SOME.trim()}`,
    `/sys/fs/cgroup/a.slice/io.pressure:${FULL.trim()}`,
    `/sys/fs/cgroup/b.slice/memory.pressure:${SOME.trim()}`,
  ].join('\n')
  expect(recordsIn('pressure', text).map(({ data, subject }) => [data.resource, subject, 'full' in data])).toEqual([
    ['memory', '', true],
    ['io', 'io', true],
    ['memory', '/a.slice', true],
    ['io', '/a.slice io', true],
    ['memory', '/b.slice', false],
  ])
})

test('without a path it is the host’s memory that people paste', () => {
  expect(recordIn('pressure', SOME + FULL)).toMatchObject({ subject: '' })
})

test('irq has only the full line, cpu of old kernels only the other', () => {
  expect(recordIn('pressure', FULL).data).not.toHaveProperty('some')
  expect(recordIn('pressure', SOME).data).not.toHaveProperty('full')
})

test('the same lines again are the next file', () => expect(kindsIn((SOME + FULL).repeat(2))).toHaveLength(2))

test.each([
  ['prose', 'some avg10 of 5\n'],
  ['memory.stat', 'some 5\nfull 6\n'],
])('%s is no pressure file', (_, text) => expect(kindsIn(text)).toEqual([]))

describe('bad input', () => {
  test.each<[string, string, string[]]>([
    ['no number', 'some avg10=x avg60=1.00 avg300=0.10 total=5\n', ['not-a-number avg10, 1']],
    ['below zero', 'some avg10=-1.00 avg60=1.00 avg300=0.10 total=5\n', ['implausible avg10, 1']],
    ['more than all of the time', 'some avg10=101.00 avg60=1.00 avg300=0.10 total=5\n', ['implausible avg10, 1']],
    ['absurdly large', `some avg10=0.00 avg60=1.00 avg300=0.10 total=${'9'.repeat(30)}\n`, ['implausible total, 1']],
    ['cut in the middle', 'some avg10=0.00 avg60=1.00 av', ['cut-off some, 1']],
    ['a value lost', 'some avg10= avg60=1.00 avg300=0.10 total=5\n', ['not-a-number avg10, 1']],
  ])('%s: the rest is read', (_, text, problems) => {
    expect(problemLinesIn('pressure', text)).toEqual(problems)
    expect(recordIn('pressure', text).data.some?.avg60?.value).toBe(1)
  })

  test.each(['', 'some', 'some avg10'])('too little to tell: %j', (text) => expect(kindsIn(text)).toEqual([]))
})
