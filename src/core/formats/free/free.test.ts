import { describe, expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, recordsIn, valuesIn } from '../../../testing/read.ts'
import { GIB, KIB, MIB } from '../../units.ts'

const read = (text: string) => valuesIn('free', text)
const fixture = (name: string) => fixtures.find((each) => each.name === `free/${name}`)!.text

const HEAD = '              total        used        free      shared  buff/cache   available\n'

describe('every layout gives each number its name', () => {
  test('procps before 3.3.10 counts the cache as used and corrects that in a line of its own', () => {
    expect(read(fixture('old-el6'))).toEqual([
      {
        unit: { name: 'KiB', bytes: KIB, basis: 'command' },
        mem: {
          total: 16331804 * KIB,
          used: 15999124 * KIB,
          free: 332680 * KIB,
          shared: 0,
          buffers: 180196 * KIB,
          cached: 8126116 * KIB,
        },
        withoutCache: { used: 7692812 * KIB, free: 8638992 * KIB },
        swap: { total: 8388604 * KIB, used: 12344 * KIB, free: 8376260 * KIB },
      },
    ])
  })

  test('-w -l -t -v', () => {
    const [table] = read(fixture('wide-committed')) as [Record<string, unknown>]
    expect(table['mem']).toEqual({
      total: 16331804 * KIB,
      used: 4012344 * KIB,
      free: 332680 * KIB,
      shared: 123456 * KIB,
      buffers: 180196 * KIB,
      cached: 11806584 * KIB,
      available: 11876544 * KIB,
    })
    expect(Object.keys(table)).toEqual(['unit', 'mem', 'low', 'high', 'swap', 'total', 'committed'])
    expect(table['committed']).toEqual({ total: 16554504 * KIB, used: 9871236 * KIB, free: 6683268 * KIB })
  })

  test('-L prints everything in one line', () => {
    expect(read('SwapUse       12344 CachUse    11986780  MemUse     4012344 MemFree      332680')).toEqual([
      {
        unit: { name: 'KiB', bytes: KIB, basis: 'assumed' },
        mem: { buffCache: 11986780 * KIB, used: 4012344 * KIB, free: 332680 * KIB },
        swap: { used: 12344 * KIB },
      },
    ])
  })

  test('busybox of 2018 and earlier has no column for the cache', () => {
    const [table] = read(fixture('busybox-old')) as [Record<string, unknown>]
    expect(table['mem']).toEqual({
      total: 61004 * KIB,
      used: 58220 * KIB,
      free: 2784 * KIB,
      shared: 0,
      buffers: 4836 * KIB,
    })
    expect(table['withoutCache']).toEqual({ used: 53384 * KIB, free: 7620 * KIB })
  })

  test('toybox has none either, and counts bytes', () => {
    expect(read(fixture('toybox'))).toEqual([
      {
        unit: { name: 'B', bytes: 1, basis: 'command' },
        mem: { total: 3878268928, used: 3802804224, free: 75464704, shared: 12640256, buffers: 4325376 },
        withoutCache: { used: 3798478848, free: 79790080 },
        swap: { total: 2147479552, used: 812113920, free: 1335365632 },
      },
    ])
  })

  test.each(['german', 'unknown-language'])('the numbers tell the columns of another language: %s', (name) => {
    const [table] = read(fixture(name)) as [Record<string, unknown>]
    expect(table['mem']).toEqual({
      total: 16331804 * KIB,
      used: 4012344 * KIB,
      free: 332680 * KIB,
      shared: 123456 * KIB,
      buffCache: 11986780 * KIB,
      available: 11876544 * KIB,
    })
    expect(table['swap']).toEqual({ total: 8388604 * KIB, used: 12344 * KIB, free: 8376260 * KIB })
  })

  test('a head with a blank inside a word', () => {
    const [table] = read(fixture('polish-wide')) as [Record<string, unknown>]
    expect(table['mem']).toMatchObject({ used: Math.round(3.8 * GIB), buffers: 175 * MIB, cached: 11 * GIB })
    expect(table['swap']).toMatchObject({ used: 12 * MIB })
  })

  test('a row that a narrow page has wrapped', () => {
    const [table] = read(`${HEAD}Mem:       16331804     4012344      332680      123456\n11986780    11876544\n`) as [
      Record<string, unknown>,
    ]
    expect(table['mem']).toMatchObject({ shared: 123456 * KIB, buffCache: 11986780 * KIB, available: 11876544 * KIB })
  })

  test('free -s prints a table for each moment', () => {
    const text = `$ free -m -s 1\n${HEAD}Mem: 964 223 802 0 15 740\nSwap: 0 0 0\n\n${HEAD}Mem: 964 275 651 0 166 688\nSwap: 0 0 0\n`
    expect(read(text)).toMatchObject([{ mem: { used: 223 * MIB } }, { mem: { used: 275 * MIB } }])
  })
})

describe('what a number counts', () => {
  const total = (text: string) => {
    const [table] = read(text) as [{ unit?: { name: string; basis: string }; mem: { total: number } }]
    return [table.mem.total, table.unit?.name ?? 'own suffix', table.unit?.basis ?? 'printed']
  }

  test.each([
    ['free', KIB, 'KiB'],
    ['free -k', KIB, 'KiB'],
    ['free -b', 1, 'B'],
    ['free -m', MIB, 'MiB'],
    ['free -tm', MIB, 'MiB'],
    ['free -wg', GIB, 'GiB'],
    ['free -m --si', 1e6, 'MB'],
    ['free --mega -s 2', 1e6, 'MB'],
    ['free --gibi', GIB, 'GiB'],
    ['date; free -m | head -2', MIB, 'MiB'],
    ['watch -n1 free -m', MIB, 'MiB'],
  ])('the command says: %s', (command, scale, name) => {
    expect(total(`# ${command}\n${HEAD}Mem: 15948 3918 324 120 11705 11598\n`)).toEqual([
      15948 * scale,
      name,
      'command',
    ])
  })

  test.each<[string, string, number, string, string]>([
    ['bytes are whole pages', '16657780736 4114620416 340664320 126418944 12202496000 12161581056', 1, 'B', 'evidence'],
    ['KiB are multiples of four', '16331804 4012344 332680 123456 11986780 11876544', KIB, 'KiB', 'evidence'],
    ['MiB are not', '15948 3918 324 120 11705 11598', MIB, 'MiB', 'evidence'],
    ['nor is a small machine one of KiB', '966 437 592 0 11 529', MIB, 'MiB', 'assumed'],
    ['nobody runs free on 15 MiB', '15 3 0 0 11 11', GIB, 'GiB', 'evidence'],
    ['an edited table', '16331803 4012343 332680 123456 11986780 11876544', KIB, 'KiB', 'assumed'],
  ])('without a command the numbers tell: %s', (_, numbers, scale, name, basis) => {
    expect(total(`${HEAD}Mem: ${numbers}\n`)).toEqual([Number(numbers.split(' ')[0]) * scale, name, basis])
  })

  test('a machine of 251 GiB, by its swap', () => {
    expect(total(`${HEAD}Mem: 251 38 21 3 191 209\nSwap: 15 0 15\n`)).toEqual([251 * GIB, 'GiB', 'evidence'])
  })

  test.each<[string, string, number]>([
    ['one letter is binary up to 3.3.12', '15G 13G 325M 45M 1.7G 1.6G', 15 * GIB],
    ['a decimal comma', '15,5G 13G 325M 45M 1,7G 1,6G', 15.5 * GIB],
    ['Gi since 3.3.13', '15Gi 13Gi 325Mi 45Mi 1.7Gi 1.6Gi', 15 * GIB],
    ['a bare letter beside Gi is decimal', '16G 13Gi 325Mi 45Mi 1.7Gi 1.6Gi', 16e9],
  ])('a suffix outranks all: %s', (_, numbers, expected) => {
    expect(total(`# free -m\n${HEAD}Mem: ${numbers}\n`)).toEqual([expected, 'own suffix', 'printed'])
  })

  test('free -h --si means powers of 1000', () => {
    expect(read(fixture('si'))).toMatchObject([{ mem: { total: 16e9, used: 4.1e9 }, swap: { total: 8.5e9 } }])
  })

  test.each(['16,331,804', '16.331.804', "16'331'804"])('thousands are parted: %s', (printed) => {
    expect(total(`# free\n${HEAD}Mem: ${printed} 4,012,344 332,680 123,456 11,986,780 11,876,544\n`)[0]).toBe(
      16331804 * KIB,
    )
  })

  test('thousands are parted by blanks', () => {
    const [table] = read(
      `# free\n${HEAD}Mem:     16 331 804   4 012 344     332 680     123 456  11 986 780  11 876 544\n`,
    ) as [Record<string, unknown>]
    expect(table['mem']).toMatchObject({ total: 16331804 * KIB, free: 332680 * KIB, available: 11876544 * KIB })
  })
})

test('numbers without a unit, a command or a pattern say what they were taken for', () => {
  const row = 'Mem: 966 437 592 0 11 529\n'
  expect(problemsIn('free', HEAD + row)).toEqual(['assumed-unit: MiB'])
  expect(problemsIn('free', `# free -m\n${HEAD}${row}`)).toEqual([])
})

test.each<[string, string, number | undefined]>([
  ['KiB are exact', '# free\nMem: 16331804 4012344 332680 123456 11986780 11876544', undefined],
  ['MiB are cut down', '# free -m\nMem: 15948 3918 324 120 11705 11598', MIB],
  ['a digit after the point', '# free -h\nMem: 3.8Gi 1.1Gi 1.8Gi 4.0Ki 19Mi 1.8Gi', GIB / 10],
  ['two digits', '# free -h\nMem: 15G 13G 325M 45M 1,7G 1,6G', GIB],
])('how far a figure can be off: %s', (_, text, within) => {
  expect(recordsIn('free', text)[0]!.data.mem.total!.within).toBe(within)
})

describe('bad input', () => {
  test.each([
    ['nothing', ''],
    ['the head alone', HEAD],
    ['prose', 'Mem: we have 16 GB of it, and 3 of them are free\n'],
    ["top's line", 'Mem:  16331804k total, 15999124k used,   332680k free,   180196k buffers\n'],
    ["busybox top's line", 'Mem: 27720K used, 1234K free, 0K shrd, 0K buff, 1234K cached\n'],
    ['/proc/net/snmp', 'Udp: InDatagrams NoPorts InErrors OutDatagrams\nUdp: 7 2 0 9 0 0\nUdpLite: 0 0 0 0 0 0\n'],
    ['a zone line', 'lowmem_reserve[]: 0 2965 193855 193855\n'],
  ])('is no table of free: %s', (_, text) => expect(read(text)).toEqual([]))

  test('a row cut in the middle keeps what stands', () => {
    expect(read(`${HEAD}Mem:       16331804     4012344      332680\n`)).toMatchObject([
      { mem: { total: 16331804 * KIB, used: 4012344 * KIB, free: 332680 * KIB } },
    ])
  })

  test('a number that is none is named, the others are read', () => {
    const text = `# free\n${HEAD}Mem:       16331804     ***      332680      123456    11986780    11876544\n`
    expect(read(text)).toMatchObject([{ mem: { total: 16331804 * KIB, free: 332680 * KIB } }])
    expect(problemsIn('free', text)).toEqual(['not-a-number: used'])
  })

  test.each(['-12', '18446744073709551604'])('a number that no machine has: %s', (printed) => {
    const text = `# free\n${HEAD}Mem: 16331804 ${printed} 332680 123456 11986780 11876544\nSwap: 0 0 0\n`
    expect(read(text)).toMatchObject([{ mem: { free: 332680 * KIB }, swap: { total: 0 } }])
    expect((read(text) as [{ mem: object }])[0].mem).not.toHaveProperty('used')
    expect(problemsIn('free', text)).toEqual(['implausible: used'])
  })

  test('a row in the middle of the table is lost', () => {
    expect(read('# free -m\nSwap: 16383 13 16370\n')).toEqual([])
  })
})
