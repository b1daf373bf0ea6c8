import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bare } from '../../../testing/disguises.ts'
import { fixtures } from '../../../testing/fixtures.ts'
import { figuresIn } from '../../../testing/spans.ts'
import { plainValue } from '../../facts/plain-value.ts'
import { readAll, type AnyRecord } from '../../snapshot/record.ts'
import { linesOf } from '../../text/lines.ts'
import { cut } from '../cut.ts'

const read = (text: string): AnyRecord[] => readAll(cut(linesOf({ name: 'log', text }, 0)))
const kinds = (records: readonly AnyRecord[]) => records.map(({ kind }) => kind)
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '..', name), 'utf8')
/** A report as the kernel printed it, without what a logger had put before its lines. */
const message = (name: string) => bare(fixture(name)).trimEnd().split('\n')
const data = (record: AnyRecord | undefined) => plainValue(record?.data)
const said = ({ problems }: AnyRecord) => problems.map(({ code, what }) => `${code}: ${what}`)

const GLOBAL = 'oom/fixtures/linux-5.10.txt'
const GROUP = 'oom/fixtures/linux-7.2-cgroup-v2.txt'
const FAILURE = 'alloc-failure/fixtures/linux-6.1-order-4.txt'

/** Lines of other programs, of the kernel's other parts, and of people. */
const FOREIGN: readonly ((number: number) => string)[] = [
  (n) => `sshd[${n}]: Accepted publickey for deploy from 10.0.0.${n % 250} port ${40000 + (n % 20000)} ssh2`,
  (n) => `systemd[1]: Started Session ${n} of user root.`,
  (n) => `kernel: [${(5000 + n * 0.01).toFixed(6)}] IPv6: ADDRCONF(NETDEV_UP): veth${n}: link is not ready`,
  (n) => `kernel: [${(5000 + n * 0.01).toFixed(6)}] docker0: port ${n % 16}(veth${n}) entered blocking state`,
  (n) => `app[${n}]: free: ${n} normal:1 Node ${n}: pages ${n}`,
  (n) => `nginx[812]: GET /memory?active_anon=${n} 200 0.01`,
  () => `java[4711]: Out of memory: heap is full, see the log`,
  (n) => `CRON[${n}]: (root) CMD (test -x /usr/sbin/anacron)`,
]

describe('a log of 20 reports among 15 000 foreign lines', () => {
  const whole = fixtures.filter(({ kind, text }) => kind === 'oom' && text.length > 3000 && !/no-head/.test(text))
  const reports = Array.from({ length: 20 }, (_, index) =>
    bare(whole[index % whole.length]!.text)
      .trimEnd()
      .split('\n'),
  )
  const log: string[] = []
  let number = 0
  let second = 0
  const stamp = () =>
    `Nov 20 ${[second / 3600, (second / 60) % 60, second % 60].map((each) => String(Math.trunc(each)).padStart(2, '0')).join(':')} node-1`
  const foreign = () => {
    log.push(`${stamp()} ${FOREIGN[number % FOREIGN.length]!(number)}`)
    number++
  }
  for (const report of reports) {
    for (let count = 0; count < 500; count++) {
      foreign()
      if (count % 3 === 0) second++
    }
    for (const line of report) {
      log.push(`${stamp()} kernel: ${line}`)
      if (number % 2 === 0) foreign()
      number++
    }
  }
  while (log.length < 15_000 + reports.flat().length) foreign()
  const records = read(log.join('\n')).filter(({ kind }) => kind !== 'kernelEvent')

  test('gives 20 reports', () => {
    expect(kinds(records)).toEqual(Array.from({ length: 20 }, () => 'oom'))
  })

  test('each reads as when it stands alone', () => {
    const alone = reports.map((report) => data(read(report.join('\n'))[0]))
    expect(records.map(data)).toEqual(alone)
  })
})

describe('overlapping reports', () => {
  /** One line of each in turn. */
  const riffle = (...lists: readonly (readonly string[])[]) =>
    Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, index) =>
      lists.flatMap((list) => list[index] ?? []),
    ).flat()

  test('are told apart by the caller that printk names, line by line', () => {
    const by = (caller: string, lines: readonly string[]) =>
      lines.map((line, index) => `[${(900 + index * 1e-4).toFixed(6)}][${caller}] ${line}`)
    const [a, b] = [message(GLOBAL), message(FAILURE)]
    const records = read(riffle(by(' T4711', a), by('    C1', b)).join('\n'))
    expect(kinds(records)).toEqual(['oom', 'allocFailure'])
    expect(records.map(data)).toEqual([data(read(a.join('\n'))[0]), data(read(b.join('\n'))[0])])
  })

  test('without callers, a failure that begins inside a kill takes no line from it', () => {
    const a = message(GLOBAL)
    const b = message(FAILURE)
    const at = a.findIndex((line) => line === 'Mem-Info:')
    const records = read([...a.slice(0, at), ...b, ...a.slice(at)].join('\n'))
    expect(kinds(records)).toEqual(['oom', 'allocFailure'])
    expect(records.map(data)).toEqual([data(read(a.join('\n'))[0]), data(read(b.join('\n'))[0])])
  })

  test('of two hosts in one file', () => {
    const from = (host: string, lines: readonly string[]) =>
      lines.map((line) => `Nov 20 12:42:42 ${host} kernel: ${line}`)
    const [a, b] = [message(GLOBAL), message(GROUP)]
    const records = read(riffle(from('node-1', a), from('node-2', b)).join('\n'))
    expect(records.map(({ kind, host }) => [kind, host])).toEqual([
      ['oom', 'node-1'],
      ['oom', 'node-2'],
    ])
    expect(records.map(data)).toEqual([data(read(a.join('\n'))[0]), data(read(b.join('\n'))[0])])
  })
})

describe('kill lines alone, as grep leaves them', () => {
  const kill = (pid: number, at: string) =>
    `[${at}] Out of memory: Killed process ${pid} (java) total-vm:1000kB, anon-rss:500kB, file-rss:4kB, shmem-rss:0kB, UID:0 pgtables:84kB oom_score_adj:0`

  test('are a report each', () => {
    expect(
      read([kill(11, '100.000001'), kill(12, '100.900001'), kill(13, '5100.000001')].join('\n')).map(data),
    ).toMatchObject([{ victim: { pid: 11 }, victims: { count: 1 } }, { victim: { pid: 12 } }, { victim: { pid: 13 } }])
  })

  test('an announcement and its deed are one', () => {
    const records = read(
      'Out of memory: Kill process 20120 (java) score 889 or sacrifice child\nKilled process 20188 (sh) total-vm:64kB, anon-rss:8kB, file-rss:4kB\n',
    )
    expect(records.map(data)).toMatchObject([
      { victim: { pid: 20188, name: 'sh' }, announced: { pid: 20120, score: 889 } },
    ])
  })
})

describe('where one report ends and another begins', () => {
  test('a table of another day is of another report', () => {
    const text =
      fixture('oom/fixtures/linux-2.6.32-el6-no-head.txt') +
      '\n' +
      fixture('oom/fixtures/linux-2.6.32-el6-tasks-elided.txt')
    expect(read(text).map(data)).toMatchObject([{ swap: { free: 3342336 } }, { tasks: { count: 3 } }])
  })

  test('a kill over midnight is one', () => {
    const lines = message(GLOBAL)
    const half = Math.trunc(lines.length / 2)
    const text = lines.map((line, index) => `${index < half ? 'Nov 20 23:59:59' : 'Nov 21 00:00:00'} n kernel: ${line}`)
    expect(kinds(read(text.join('\n')))).toEqual(['oom'])
  })

  test('the same kill printed twice is two', () => {
    const lines = message(GROUP)
    expect(kinds(read([...lines, ...lines].join('\n')))).toEqual(['oom', 'oom'])
  })

  test('a cgroup file below a report is no part of its statistics', () => {
    const text = `${message(GROUP).slice(0, 40).join('\n')}\n# cat memory.stat\nanon 4096\nfile 8192\nkernel_stack 0\n`
    expect(kinds(read(text))).toEqual(['oom', 'memoryStat'])
  })
})

describe('what people quote of a report', () => {
  const whole = fixture('oom/fixtures/linux-7.2.txt')
  const kill = whole.trimEnd().split('\n').at(-1)!

  test('is no report of its own', () => {
    expect(kinds(read(`It always ends like this:\n\n${kill}\n\nHere is all of it.\n\n${whole}`))).toEqual([
      'logExcerpt',
      'oom',
    ])
    expect(kinds(read(`${whole}\nSo it was\n\n${kill.replace(/^.*Out of/, 'Out of')}\n`))).toEqual([
      'oom',
      'logExcerpt',
    ])
  })
  test('of another time is one', () => {
    expect(kinds(read(`${kill.replaceAll('14.0', '99.0')}\n\n${whole}`))).toEqual(['oom', 'oom'])
  })
})

describe('what stands above a log', () => {
  test('a prompt names the host of every report below it', () => {
    const text = `[root@db1 ~]# dmesg\n${message(GLOBAL).join('\n')}\n${message(GROUP).join('\n')}\n`
    expect(read(text).map(({ host, headingLine }) => [host, headingLine])).toEqual([
      ['db1', 1],
      ['db1', null],
    ])
  })
})

describe('a Mem-Info block without its head', () => {
  const lines = message(FAILURE)
  const memInfo = lines.slice(lines.indexOf('Mem-Info:'))
  const full = memInfo.map((line) => line.replace(/(DMA32? free:)\d+/, '$110'))

  test('is a kill unless something says otherwise', () => {
    expect(kinds(read(full.join('\n')))).toEqual(['oom'])
  })
  test('is a failed request where the trace goes through warn_alloc', () => {
    expect(kinds(read([' warn_alloc+0x151/0x170', ' vfs_write+0xc7/0x3f0', ...full].join('\n')))).toEqual([
      'allocFailure',
    ])
  })
  test('is none where every zone has blocks and memory to spare', () => {
    const plenty = memInfo.map((line) =>
      line.replace(/0\*4096kB = \d+kB/, '90*4096kB (M)').replace(/(DMA32? free:)\d+/, '$1900000'),
    )
    expect(kinds(read(plenty.join('\n')))).toEqual(['showMem'])
  })
  test('is what SysRq-m asked for', () => {
    expect(kinds(read(['SysRq : Show Memory', ...full].join('\n')))).toEqual(['showMem'])
  })
})

describe('a report that is cut anywhere', () => {
  const wholes = [
    GLOBAL,
    GROUP,
    FAILURE,
    'oom/fixtures/linux-3.10-el7-cgroup-v1.txt',
    'oom/fixtures/linux-2.6.18-el5.txt',
  ]

  test.each(wholes)('%s: its beginning is one report of its kind, and says what it lacks', (name) => {
    const lines = message(name)
    const [kind] = kinds(read(lines.join('\n')))
    for (let count = 1; count < lines.length; count++) {
      const records = read(lines.slice(0, count).join('\n'))
      expect(kinds(records), `${count} lines`).toEqual([kind])
      if (kind === 'oom' && !/Kill/.test(lines.slice(0, count).join('\n'))) {
        expect(said(records[0]!), `${count} lines`).toContain('missing-part: Killed process')
      }
    }
  })

  test.each(wholes)('%s: its end is at most one report', (name) => {
    const lines = message(name)
    for (let count = 1; count < lines.length; count++) {
      const records = read(lines.slice(count).join('\n'))
      expect(records.length, `from line ${count + 1}: ${kinds(records).join()}`).toBeLessThanOrEqual(1)
    }
  })

  test.each(wholes)('%s: any line may be lost', (name) => {
    const lines = message(name)
    for (let at = 1; at < lines.length; at++) {
      const records = read(lines.filter((_, index) => index !== at).join('\n'))
      expect(records.length, `without ${lines[at]!}`).toBe(1)
    }
  })

  test('the lost sections are named in the words of the log', () => {
    const lines = message(GLOBAL)
    const tail = lines.slice(lines.findIndex((line) => line.startsWith('Tasks state')))
    expect(said(read(tail.join('\n'))[0]!)).toEqual([
      'missing-part: invoked oom-killer',
      'missing-part: CPU',
      'missing-part: active_anon',
      'missing-part: free',
      'missing-part: free lists',
      'missing-part: Free swap',
      'missing-part: pages RAM',
    ])
    const head = lines.slice(
      0,
      lines.findIndex((line) => line.startsWith('Node 0 DMA:')),
    )
    expect(said(read(head.join('\n'))[0]!)).toEqual([
      'missing-part: free lists',
      'missing-part: Free swap',
      'missing-part: pages RAM',
      'missing-part: tasks',
      'missing-part: Killed process',
    ])
  })

  test('lines that the log itself says are lost are named', () => {
    const lines = message(GLOBAL)
    const at = lines.findIndex((line) => line.startsWith('lowmem_reserve'))
    const text = [...lines.slice(0, at), '** 12 printk messages dropped **', ...lines.slice(at + 3)].join('\n')
    expect(said(read(text)[0]!)).toContain('missing-part: ** 12 printk messages dropped **')
  })
})

describe('a narrow page', () => {
  /** Breaks lines at the last blank before `width`, as a mail program does, or anywhere, as a terminal does. */
  const wrap = (lines: readonly string[], width: number, anywhere: boolean) =>
    lines.flatMap((line) => {
      const out: string[] = []
      let rest = line
      while (rest.length > width) {
        const blank = rest.lastIndexOf(' ', width)
        const at = anywhere || blank < 20 ? width : blank
        out.push(rest.slice(0, at))
        rest = rest.slice(at).replace(anywhere ? /(?!)/ : /^ /, '')
      }
      return [...out, rest]
    })
  const worth = (record: AnyRecord | undefined) => {
    const { stack: _, hardware: __, ...rest } = data(record) as Record<string, unknown>
    return rest
  }
  const stamped = (lines: readonly string[]) => lines.map((line) => `[  618.441470] ${line}`)

  test.each([GLOBAL, 'oom/fixtures/linux-2.6.32-el6.txt', 'oom/fixtures/linux-7.2.txt', FAILURE])(
    '%s reads the same from a mail of 76 columns',
    (name) => {
      const lines = stamped(message(name).filter((line) => !/^(?:Code|RIP)/.test(line)))
      expect(worth(read(wrap(lines, 76, false).join('\n'))[0])).toEqual(worth(read(lines.join('\n'))[0]))
    },
  )

  /** A mail program moves words, and leaves a word that is longer than a line alone. */
  const mailed = (lines: readonly string[], width: number) =>
    lines.flatMap((line) => {
      const out: string[] = []
      let rest = line
      while (rest.length > width) {
        const blank = rest.lastIndexOf(' ', width)
        const at = rest.slice(0, blank).trim() ? blank : rest.indexOf(' ', width)
        if (at < 0) break
        out.push(rest.slice(0, at))
        rest = rest.slice(at + 1)
      }
      return [...out, rest]
    })

  test.each([
    ['syslog in a mail of 72 columns', 'Oct 12 19:00:20 web-1 kernel: [  618.441470] ', 72, ''],
    ['a quoted mail of 76', '[  618.441470] ', 76, '> '],
    ['a mail of 100', 'Oct 12 19:00:20 web-1 kernel: [  618.441470] ', 100, ''],
  ])('%s: heads, paths, kill lines and tables in pieces', (_, prefix, width, quote) => {
    for (const name of [
      'oom/fixtures/linux-2.6.18-el5.txt',
      'oom/fixtures/linux-2.6.29-capital.txt',
      'oom/fixtures/linux-3.10-el7-cgroup-v1.txt',
      'oom/fixtures/linux-6.1-cgroup-group.txt',
      'oom/fixtures/linux-6.12-panic.txt',
      'oom/fixtures/linux-7.2-cgroup-v2.txt',
      'slub-failure/fixtures/linux-3.10-el7-cgroup-cache.txt',
    ]) {
      const lines = message(name).map((line) => prefix + line)
      const text = mailed(lines, width).map((line) => quote + line)
      expect(worth(read(text.join('\n'))[0]), name).toEqual(worth(read(lines.join('\n'))[0]))
    }
  })

  test('zones and free lists read the same from a terminal of 80 columns', () => {
    const lines = stamped(message('oom/fixtures/linux-2.6.32-el6.txt')).filter((line) => /free:|\*4kB/.test(line))
    expect(data(read(wrap(lines, 80, true).join('\n'))[0])).toEqual(data(read(lines.join('\n'))[0]))
  })

  test('a figure cites the line that it stands on', () => {
    const text = 'Node 0 DMA free:15740kB min:264kB\nlow:328kB high:396kB present:15356kB\nlowmem_reserve[]: 0 3000\n'
    const span = figuresIn(read(text)).find(({ path }) => path.endsWith('.high'))?.span
    expect(span?.line).toBe(2)
    expect(text.slice(span?.from, span?.to)).toBe('high:396kB')
  })
})

test.each([
  '[1] 4711',
  '[1]+  Done                    sleep 1',
  'Task in progress: 12 of 30',
  'Killed process 4711 by hand, see the ticket',
  'Kill process 1234 with kill -9',
  'Mem-info: see below',
  'Mem free: 1024 MB',
  'free: 1024',
  'Total swap = unknown',
  'Memory allocations:',
  'java invoked oom-killer last night',
  'The log says that httpd invoked oom-killer',
  '100 pages of text',
  'Node 0, zone      DMA      1      1',
  'Out of memory: Java heap space',
])('words that only look like a report are none: %s', (line) => {
  expect(
    kinds(read(`${line}\n`)).filter(
      (kind) => /oom|Failure|Excerpt|showMem|kernelEvent/.test(kind) && kind !== 'meminfoExcerpt',
    ),
  ).toEqual([])
})

test('what a mail program moves to the next line: names of processes, the end of the pools, of the machine', () => {
  const text = [
    '[  618.1] '.replace('.1', '.100000') +
      'a invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
    '[  618.100001] Hardware name: System manufacturer System Product',
    'Name/M3A78 PRO, BIOS 1701    01/27/2011',
    '[  618.100002] Node 0 hugepages_total=4 hugepages_free=1 ',
    'hugepages_surp=0 hugepages_size=1048576kB',
    '[  618.100003] [ pid ] uid tgid total_vm rss rss_anon rss_file rss_shmem ',
    'pgtables_bytes swapents oom_score_adj name',
    '[  618.100004] [ 718] 0 718 40965 29598 256 29342 0 368640 0 -250 ',
    'systemd-journal',
  ].join('\n')
  expect(data(read(text)[0])).toMatchObject({
    hardware: 'System manufacturer System Product Name/M3A78 PRO, BIOS 1701    01/27/2011',
    hugepages: [{ total: 4, free: 1, size: 2 ** 30 }],
    tasks: { rows: [{ pid: 718, oomScoreAdj: -250, name: 'systemd-journal' }] },
  })
})

test('lines that a mail program broke inside the words that tell them', () => {
  const stamp = 'Apr 14 06:41:32 vmhost.example.org kernel: [795264.472696] '
  const text = [
    `${stamp}java invoked`,
    'oom-killer: gfp_mask=0x201da, order=0, oom_adj=0',
    `${stamp}java cpuset=/`,
    'mems_allowed=0-1',
    `${stamp}Out of memory: Kill`,
    'process 20120 (java) score 889 or sacrifice child',
    `${stamp}Killed process`,
    '20120, UID 500, (java) total-vm:6876416kB, anon-rss:3807024kB, file-rss:188kB',
    `${stamp}swapper: page allocation`,
    'failure. order:2, mode:0x4020',
    `${stamp}dd: page allocation failure.`,
    'order:2, mode:0x4020',
  ].join('\n')
  const found = read(text)
  expect(kinds(found)).toEqual(['oom', 'allocFailure', 'allocFailure'])
  expect(data(found[0])).toMatchObject({
    trigger: { name: 'java' },
    memsAllowed: '0-1',
    victim: { pid: 20120, uid: 500, score: 889 },
  })
  expect(found.slice(1).map(data)).toMatchObject([{ comm: 'swapper' }, { comm: 'dd' }])
})

test('a figure that the right edge of a page had cut is none', () => {
  const text = 'Node 0 Normal free:36692kB min:36784kB low:45980kB high:5517\nNode 1 Normal free:12kB min:8k\n'
  const [record] = read(text)
  expect(data(record)).toMatchObject({ zones: [{ low: 45980 * 1024 }, { free: 12 * 1024 }] })
  expect(JSON.stringify(data(record))).not.toMatch(/"high"|5517|"min":8/)
  expect(said(record!)).toContain('cut-off: high')
})

test('the subject of a mail is no report', () => {
  expect(kinds(read('Subject: Re: kswapd0: page allocation failure: order:0, mode:0x820(GFP_ATOMIC)\n'))).toEqual([])
})

test('what was left out does not part a call trace from the state of memory below it', () => {
  const text = [
    'Pid: 696, comm: rsyslogd Not tainted 2.6.34-rc1 #3',
    'Call Trace:',
    ' [<ffffffff810c90c1>] dump_header+0x74/0x1af',
    '(...snipped...)',
    '480 total pagecache pages',
    'Free swap  = 0kB',
  ].join('\n')
  expect(data(read(text)[0])).toMatchObject({ trigger: { name: 'rsyslogd', pid: 696 }, kernel: '2.6.34-rc1' })
})

test('the limit that old kernels print in two pieces, each with its stamp', () => {
  const text = [
    'Oct 12 10:00:00 h kernel: Task in /A/B killed',
    'Oct 12 10:00:00 h kernel:  as a result of limit of /A',
    'Oct 12 10:00:00 h kernel: memory: usage 102400kB, limit 102400kB, failcnt 61',
    'Oct 12 10:00:00 h kernel: Memory cgroup out of memory: Kill process 5221 (mmap1) score 500 or sacrifice child',
  ].join('\n')
  expect(data(read(text)[0])).toMatchObject({ cgroup: { limited: '/A', task: '/A/B', limit: 100 * 2 ** 20 } })
})

test('blanks that a web page had eaten', () => {
  const text = [
    'java invoked oom-killer:gfp_mask=0x280da,order=0,oom_adj=0,oom_score_adj=0',
    'Pid: 20133,comm: java Not tainted 2.6.32-642.6.2.el6.x86_64 #1',
    'Node0 DMA32free:50112kB min:50372kB low:62964kB high:75556kB present:3072096kB',
    'lowmem_reserve[]:0 0 1010 1010',
    'Node0 DMA32:28*4kB(UM) 22*8kB 1*16kB=304kB',
    'Out of memory:Kill process 20120(java) score 889 or sacrifice child',
    'Killed process 20120,UID 500,(java) total-vm:6876416kB,anon-rss:3807024kB,file-rss:188kB',
  ].join('\n')
  expect(data(read(text)[0])).toMatchObject({
    trigger: { name: 'java', pid: 20133 },
    gfpMask: '0x280da',
    order: 0,
    zones: [
      { node: 0, zone: 'DMA32', free: 51314688, min: 51580928, lowmemReserve: [0, 0, 1010, 1010], orders: [28, 22, 1] },
    ],
    victim: { pid: 20120, uid: 500, name: 'java', totalVm: 7041449984, anonRss: 3898392576, fileRss: 192512 },
  })
})
