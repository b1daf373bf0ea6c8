import { describe, expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, recordsIn, valuesIn } from '../../../testing/read.ts'
import { GIB, KIB, MIB } from '../../units.ts'

const read = (text: string) => valuesIn('top', text)
const fixture = (name: string) => fixtures.find((each) => each.name === `top/${name}`)!.text
const mib = (count: number) => Math.round(count * MIB)

test('htop tells what is used of how much, without the cache', () => {
  expect(read(fixture('htop'))).toMatchObject([
    {
      mem: { total: 15.5 * GIB, used: Math.round(3.85 * GIB) },
      swap: { total: 2 * GIB, used: 512 * MIB },
      processes: [
        { pid: 1234, rss: 2345 * MIB, shr: 12345 * KIB },
        { pid: 987, rss: 12345 * KIB },
      ],
    },
  ])
  expect(read('  Mem[|||||||||||||||        1024/3954MB]\n  Swp[                          0/2047MB]\n')).toMatchObject([
    { mem: { used: 1024 * MIB, total: 3954 * MIB }, swap: { used: 0, total: 2047 * MIB } },
  ])
})

test('a page that parts the lines of the summary by blanks', () => {
  const spaced = fixture('procps-ng-4').replace(/^(top|Tasks|%Cpu|MiB Mem).*$/gm, '$&\n')
  expect(read(spaced)).toEqual(read(fixture('procps-ng-4')))
})

test.each(['german', 'french'])('in another language the order tells: %s', (language) => {
  expect(read(fixture(language))).toMatchObject([
    {
      time: '14:22:01',
      mem: { total: mib(7841.2), free: mib(231), used: mib(2310.4), buffCache: mib(5299.8), available: mib(5201.9) },
      swap: { total: mib(2048), free: mib(2040.2), used: mib(7.8) },
    },
  ])
})

describe('the summary of each era', () => {
  test('procps-ng from 3.3.10 on', () => {
    expect(read(fixture('procps-ng-4'))).toMatchObject([
      {
        time: '23:06:21',
        mem: {
          total: mib(15885.9),
          free: mib(324.9),
          used: mib(13312.4),
          buffCache: mib(1747.1),
          available: mib(1604.7),
        },
        swap: { total: mib(2048), free: mib(2035.7), used: mib(12.3) },
      },
    ])
  })

  test.each([
    ['procps-el6', 16331804, 15999124, 332680, 180196, 8126116],
    ['procps-ng-3.3.9', 4050304, 3817324, 232980, 142112, 2188220],
  ])('the page cache stands in the line of the swap: %s', (name, total, used, free, buffers, cached) => {
    const [screen] = read(fixture(name)) as [Record<string, unknown>]
    expect(screen['mem']).toEqual({
      total: total * KIB,
      used: used * KIB,
      free: free * KIB,
      buffers: buffers * KIB,
      cached: cached * KIB,
    })
    expect(Object.keys(screen['swap'] as object)).toEqual(['total', 'used', 'free'])
  })

  test('busybox prints no total', () => {
    const [screen] = read(fixture('busybox')) as [Record<string, unknown>]
    expect(screen['mem']).toEqual({
      used: 57220 * KIB,
      free: 3784 * KIB,
      shared: 60 * KIB,
      buffers: 4836 * KIB,
      cached: 18112 * KIB,
    })
  })

  test('a digit that did not fit its column is gone, and the figure says how far it can be off', () => {
    const [record] = recordsIn('top', 'KiB Mem : 13198936+total, 16553848 free, 82011224 used, 33422288 buff/cache\n')
    expect(record!.data.mem!.total).toMatchObject({ value: 131989360 * KIB, within: 10 * KIB })
    expect(record!.data.mem!.free).toMatchObject({ value: 16553848 * KIB })
    expect(record!.data.mem!.free!.within).toBeUndefined()
  })
})

describe('the list', () => {
  test('sizes with and without a suffix', () => {
    expect(read(fixture('procps-ng-4'))).toMatchObject([
      {
        processes: [
          { pid: 24477, user: 'root', vsz: 3400528 * KIB, rss: mib(1.4 * 1024), shr: 12608 * KIB, command: 'java' },
          { pid: 14118, rss: 786604 * KIB, shr: 8820 * KIB },
          { pid: 23, rss: 0, command: 'migration/1' },
          { pid: 45, stat: 'I' },
        ],
      },
    ])
  })

  test('a decimal comma, and a name on the next line', () => {
    expect(read(fixture('decimal-comma-wrapped'))).toMatchObject([
      {
        processes: [
          { pid: 8138, rss: 104 * KIB },
          { pid: 23032, command: 'kworker/u8:12-btrfs-extent-refs' },
          { pid: 1204, vsz: mib(15.3 * 1024), rss: mib(1.2 * 1024) },
        ],
      },
    ])
  })

  test('with all fields of top the columns up to the command are sure', () => {
    const text = `    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND   PPID  SWAP   CODE    DATA nMaj nMin nDRT WCHAN   Flags    CGROUPS   SUPGIDS  OOMa ENVIRON    vMj  USED  RSan   RSfd   RSlk   RSsh  NU
   4810 kb   20   0   10288   4052   3332 R   5.9   0.1   0:00.02 top  1580 0     76    1360    0  343    0 -   ..4..... 12:memory:/user.slice+ 4,24,27  0 SHELL=/bin/bash PWD=/+   0  4052  720   3332      0      0  0
`
    expect(read(text)).toMatchObject([
      { processes: [{ pid: 4810, user: 'kb', vsz: 10288 * KIB, rss: 4052 * KIB, shr: 3332 * KIB, command: 'top' }] },
    ])
  })

  test('top -b prints a screen for each moment', () => {
    const screen = fixture('procps-el6')
    expect(read(`# top -b -n2\n${screen}\n${screen.replace('11:10:47', '11:10:50')}`)).toMatchObject([
      { time: '11:10:47', processes: [{ pid: 2211 }, { pid: 1410 }] },
      { time: '11:10:50', processes: [{ pid: 2211 }, { pid: 1410 }] },
    ])
  })
})

describe('bad input', () => {
  test.each([
    ['nothing', ''],
    ['the first line alone', 'top - 23:06:21 up 2 min,  2 users,  load average: 0.55, 0.24, 0.09\n'],
    ['the head of the list alone', '  PID USER      PR  NI    VIRT    RES    SHR S %CPU %MEM     TIME+ COMMAND\n'],
    ['prose', 'Mem: 16 GB in total, of which most is free\nTasks: first, look at top\n'],
    ['free', 'Mem:            964         450         573         350         368         513\n'],
  ])('%s', (_, text) => expect(read(text)).toEqual([]))

  test('cut in the middle of the summary', () => {
    expect(read('KiB Mem : 16267364 total,   238452 free, 142846\n')).toEqual([
      { mem: { total: 16267364 * KIB, free: 238452 * KIB }, processes: [] },
    ])
  })

  test('a size that is none', () => {
    const text =
      '  PID USER PR NI VIRT RES SHR S %CPU %MEM TIME+ COMMAND\n 12 root 20 0 1000 xx 10 S 0.0 0.1 0:01.47 java\n'
    expect(read(text)).toMatchObject([{ processes: [{ pid: 12, vsz: 1000 * KIB, shr: 10 * KIB }] }])
    expect(problemsIn('top', text)).toEqual(['not-a-number: rss'])
  })

  test('a size beyond any machine', () => {
    const text = 'KiB Mem : 18446744073709551615 total,   238452 free, 14284652 used,  1744260 buff/cache\n'
    expect(read(text)).toMatchObject([{ mem: { free: 238452 * KIB } }])
    expect(problemsIn('top', text)).toEqual(['implausible: total'])
  })
})
