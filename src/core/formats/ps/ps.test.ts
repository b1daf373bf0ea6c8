import { describe, expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, recordsIn, valuesIn } from '../../../testing/read.ts'
import { GIB, KIB, MIB } from '../../units.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `ps/${name}`)!.text
const list = (text: string) => {
  const [record] = recordsIn('ps', text)
  return record!.data
}

const AUX = 'USER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n'

describe('a head tells the columns', () => {
  test.each<[string, number, number | undefined]>([
    ['aux-sorted-cut', 14, 5725540],
    ['aux-ruled', 5, 10256],
    ['selected', 4, 347272],
    ['command-in-the-middle', 22, 6964],
    ['busybox', 6, undefined],
    ['full-format', 4, undefined],
    ['long-start', 2, 21160],
    ['long-listing', 3, undefined],
    ['wrapped', 3, 2788588],
    ['proportional', 2, 145412],
    ['headless', 2, 1490164],
  ])('%s', (name, count, kibibytes) => {
    expect(list(fixture(name)).count).toBe(count)
    expect(list(fixture(name)).rssTotal).toBe(kibibytes === undefined ? undefined : kibibytes * KIB)
  })

  test('ps aux, also where the month of START was lost', () => {
    expect(list(fixture('aux-sorted-cut')).processes[2]).toMatchObject({
      user: 'root',
      pid: 1558,
      vsz: 1215760 * KIB,
      rss: 512796 * KIB,
      stat: 'Ssl',
      command: expect.stringMatching(/^kube-apiserver --insecure-port=0/) as string,
    })
  })

  test('a command with blanks between other columns', () => {
    expect(list('  PID COMMAND           RSS\n   12 Web Content  30 412\n').processes[0]).toMatchObject({
      pid: 12,
      command: 'Web Content  30',
      rss: 412 * KIB,
    })
  })

  test('two columns of commands: the short one is a word', () => {
    expect(list('PID RSS COMMAND COMMAND\n12 412 java java -Xmx1g -jar a.jar\n').processes[0]).toMatchObject({
      command: 'java',
    })
  })

  test('busybox writes great sizes with a suffix', () => {
    expect(list(fixture('busybox')).processes[3]).toMatchObject({
      vsz: 1234 * MIB,
      command: '/app/server -listen :8080',
    })
  })

  test('the shared sizes of smem', () => {
    expect(list(fixture('proportional')).processes[1]).toMatchObject({
      user: 'postgres',
      command: 'postgres: writer process',
      uss: 1204 * KIB,
      pss: 18211 * KIB,
      rss: 143200 * KIB,
    })
  })

  test('threads share the memory of their process: it counts once', () => {
    expect(list(fixture('threads'))).toMatchObject({ count: 2, rssTotal: (81920 + 4096) * KIB })
  })

  test('a list without a head is read by the columns that the command asked for', () => {
    expect(list('# ps -eo rss=,pid=,comm= --sort=-rss | head -2\n 812344 411 java\n  9120 1 systemd\n')).toMatchObject({
      count: 2,
      rssTotal: (812344 + 9120) * KIB,
      processes: [{ pid: 411, command: 'java' }, { pid: 1 }],
    })
  })

  test('a wrapped command is put together', () => {
    expect(list(fixture('wrapped')).processes[0]!.command).toBe(
      '/usr/lib/jvm/default-jvm/jre/bin/java -server -Dinstall4j.jvmDir=/usr/lib/jvm',
    )
  })
})

describe('other tables are none of ps', () => {
  test.each([
    ['nothing', ''],
    ['the head alone', AUX],
    [
      'top',
      '  PID USER      PR  NI    VIRT    RES    SHR S %CPU %MEM     TIME+ COMMAND\n    1 root 20 0 125.1m 6.5m 4.1m S 0.0 0.2 0:01.47 systemd\n',
    ],
    [
      'lsof',
      'COMMAND  PID USER   FD   TYPE DEVICE   SIZE   NODE NAME\njava    2211 root  cwd    DIR  253,0   4096 131073 /opt\n',
    ],
    [
      'a kernel report',
      '[ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name\n[  411]     0   411    10000     2000      20        0             0 java\n',
    ],
    ['prose', 'PID 1 was killed.\nRSS is what a process has in RAM.\n'],
  ])('%s', (_, text) => expect(valuesIn('ps', text)).toEqual([]))

  test('what follows without a blank line is not swallowed', () => {
    const text = `${AUX}root         1  0.0  0.1 128068  6676 ?        Ss   Oct25   0:03 /usr/lib/systemd/systemd --switched-root
Mem:            964         223         802           0          15         740
MemTotal:       16267364 kB
kmalloc-64        123    456     64   64    1 : tunables    0    0    0 : slabdata     10     10      0
`
    expect(list(text).count).toBe(1)
    expect(recordsIn('free', text)).toHaveLength(1)
  })
})

describe('bad input', () => {
  const row = 'root         1  0.0  0.1 128068  6676 ?        Ss   Oct25   0:03 /sbin/init\n'

  test('a size that is no number is absent from the total, and named', () => {
    const text = `${AUX}${row}root         9  0.0  0.1 128068  **** ?        Ss   Oct25   0:03 sshd\n`
    expect(list(text)).toMatchObject({ count: 2, rssTotal: 6676 * KIB })
    expect(problemsIn('ps', text)).toEqual(['not-a-number: rss'])
  })

  test('a row cut before its size', () => {
    const text = `${AUX}${row}root         9  0.0  0.1 128068\n`
    expect(list(text).count).toBe(1)
    expect(list(`PID USER VSZ RSS COMMAND\n1 root 5000 400 init\n9 root 128068\n`)).toMatchObject({
      count: 2,
      rssTotal: 400 * KIB,
    })
    expect(problemsIn('ps', `PID USER VSZ RSS COMMAND\n1 root 5000 400 init\n9 root 128068\n`)).toEqual([
      'ragged-row: rss',
    ])
  })

  test('a size beyond any machine', () => {
    const text = `${AUX}${row}root 9 0.0 0.1 128068 18446744073709551615 ? Ss Oct25 0:03 sshd\n`
    expect(list(text).rssTotal).toBe(6676 * KIB)
    expect(problemsIn('ps', text)).toEqual(['implausible: rss'])
  })

  test('twenty thousand rows', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => row.replace('    1', String(index + 10_000)))
    expect(list(AUX + rows.join(''))).toMatchObject({ count: 20_000, rssTotal: 20_000 * 6676 * KIB })
  })
})

describe('the sum that a shell made', () => {
  test.each<[string, string, number, number]>([
    ["ps aux | awk '{sum+=$6} END {print sum / 1024}'", '7349.84', 7349.84 * MIB, 0.01 * MIB],
    ['ps aux | awk \'{s+=$6} END {print s/1024/1024 " GB"}\'', '7.18 GB', 7.18 * GIB, 0.01 * GIB],
    ["ps -eo rss | awk '{sum+=$1} END {print sum}'", '7526236', 7526236 * KIB, KIB],
  ])('%s', (command, printed, value, within) => {
    const [record] = recordsIn('rssSum', `# ${command}\n${printed}\n`)
    expect(record!.data.rss).toMatchObject({ value: Math.round(value), within })
  })

  test.each(["ps aux | awk '{sum+=$5} END {print sum}'", "cat /proc/meminfo | awk '{s+=$2} END {print s}'"])(
    'is one of RSS alone: %s',
    (command) => expect(recordsIn('rssSum', `# ${command}\n7526236\n`)).toEqual([]),
  )
})
