import { describe, expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, valuesIn } from '../../../testing/read.ts'
import { GIB, KIB, MIB } from '../../units.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `docker-stats/${name}`)!.text

test('KiB means 1024, kB means 1000', () => {
  expect(valuesIn('dockerStats', fixture('docker-20'))).toEqual([
    {
      containers: [
        { id: '3c9d0f2e1b7a', name: 'web', usage: 796 * KIB, limit: 64 * MIB },
        { id: 'b1a2c3d4e5f6', name: 'db', usage: Math.round(7.281 * GIB), limit: Math.round(15.51 * GIB) },
      ],
    },
  ])
  expect(valuesIn('dockerStats', fixture('docker-1.12'))).toEqual([
    { containers: [{ id: '3c9d0f2e1b7a', usage: 796e3, limit: 67.11e6 }] },
  ])
})

describe('the answer of the API', () => {
  test('its counters, and those of the kernel; no limit is no figure', () => {
    expect(valuesIn('dockerMemoryStats', fixture('dockerMemoryStats--v1'))).toEqual([
      {
        usage: 62914560,
        max_usage: 67108864,
        limit: 67108864,
        failcnt: 12,
        stats: {
          active_anon: 41943040,
          cache: 16777216,
          hierarchical_memory_limit: 67108864,
          inactive_file: 12582912,
          rss: 44040192,
          total_rss: 44040192,
        },
      },
    ])
  })

  test('in one line, with other statistics around', () => {
    expect(valuesIn('dockerMemoryStats', fixture('dockerMemoryStats--v2-compact'))).toMatchObject([
      { usage: 9388032, limit: 16657780736, stats: { anon: 4251648, inactive_file: 1892352 } },
    ])
  })

  test('cut in the middle of a number, which is no figure then', () => {
    const text =
      '"memory_stats" : {\n"max_usage" : 63183310848,\n"stats" : {\n"rss" : 25776500736,\n"cache" : 29128605696\n},\n"usage" : 549'
    expect(valuesIn('dockerMemoryStats', text)).toEqual([
      { max_usage: 63183310848, stats: { rss: 25776500736, cache: 29128605696 } },
    ])
    expect(problemsIn('dockerMemoryStats', text)).toEqual(['cut-off: usage'])
  })

  test('values that cannot be, and keys that JavaScript knows', () => {
    const text = '"memory_stats": {"usage": -5, "stats": {"rss": "many", "__proto__": 4096, "cache": 1}}\n'
    expect(valuesIn('dockerMemoryStats', text)).toEqual([
      { stats: JSON.parse('{"__proto__":4096,"cache":1}') as unknown },
    ])
    expect(problemsIn('dockerMemoryStats', text)).toEqual(['implausible: usage'])
  })
})

test.each([
  ['nothing', ''],
  ['the head alone', 'CONTAINER ID   NAME       CPU %     MEM USAGE / LIMIT     MEM %\n'],
  [
    'docker ps',
    'CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES\n3c9d0f2e1b7a   web   "run"   3 days ago   Up 3 days\n',
  ],
  ['prose', '"memory_stats" is what the API calls it\n'],
])('%s', (_, text) => {
  expect(valuesIn('dockerStats', text)).toEqual([])
  expect(valuesIn('dockerMemoryStats', text)).toEqual([])
})

test('a row that is cut ends the table', () => {
  const head = 'CONTAINER ID   NAME       CPU %     MEM USAGE / LIMIT     MEM %\n'
  expect(valuesIn('dockerStats', `${head}3c9d web 0.07% 796KiB / 64MiB 1.21%\nb1a2 db 12.4% 7.2Gi\n`)).toMatchObject([
    { containers: [{ id: '3c9d' }] },
  ])
})
