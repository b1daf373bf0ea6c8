import { describe, expect, test } from 'vitest'
import { spanOf } from './line.ts'
import { linesOf } from './lines.ts'

const read = (text: string) => linesOf({ name: 'test', text }, 0)
const MESSAGE = 'Node 0 DMA free:15728kB min:0kB'

describe('a log prefix hides nothing: the same message behind every logger', () => {
  test.each([
    ['dmesg', `[  123.456789] ${MESSAGE}`],
    ['dmesg of a long uptime', `[69229257.683658] ${MESSAGE}`],
    ['dmesg -d', `[  123.456789 <    0.000012>] ${MESSAGE}`],
    ['dmesg -T', `[Fri Nov 20 12:42:42 2026] ${MESSAGE}`],
    ['dmesg -T in German', `[Di Aug 12 03:54:03 2025] ${MESSAGE}`],
    ['dmesg -T in French', `[mar. nov. 20 12:42:42 2018] ${MESSAGE}`],
    ['dmesg -T in Chinese', `[五 11月 20 12:42:42 2020] ${MESSAGE}`],
    ['dmesg --time-format=iso', `[2026-11-20T12:42:42,123456+00:00] ${MESSAGE}`],
    ['dmesg -H', `[Nov20 12:42] ${MESSAGE}`],
    ['dmesg -H, later lines', `[  +0.000012] ${MESSAGE}`],
    ['dmesg -x', `kern  :warn  : [  123.456789] ${MESSAGE}`],
    ['printk caller, task', `[  123.456789][ T1234] ${MESSAGE}`],
    ['printk caller, processor', `[  123.456789][    C3] ${MESSAGE}`],
    ['MediaTek', `<4>[  123.456789]-(3)[215:kswapd0]${MESSAGE}`],
    ['MediaTek, with blanks', `[  123.456789] (3)[215:kswapd0] ${MESSAGE}`],
    ['Samsung', `<4>[  123.456789] I[3:        kswapd0:  215] ${MESSAGE}`],
    ['Spreadtrum', `<4>[  123.456789] c3    215 ${MESSAGE}`],
    ['Amlogic', `[  123.456789@3] ${MESSAGE}`],
    ['a comment', `#  [  123.456789] ${MESSAGE}`],
    ['syslog-ng with the priority', `Nov 20 12:42:42 node1 kernel: [  123.456789] ${MESSAGE} [kern.warning]`],
    ['raw console', `<4>[  123.456789] ${MESSAGE}`],
    ['/dev/kmsg', `6,7004,192203028735,-;${MESSAGE}`],
    ['syslog', `Nov 20 12:42:42 wv2-f302 kernel: ${MESSAGE}`],
    ['syslog with the uptime', `Aug 4 22:58:15 server1 kernel: : [69229257.683658] ${MESSAGE}`],
    ['syslog in Chinese', `11月 20 12:42:42 node1 kernel: ${MESSAGE}`],
    ['ISO syslog', `2026-11-20T12:42:42.123456+00:00 node1 kernel: [  123.456789] ${MESSAGE}`],
    ['journalctl -o short-iso', `2026-11-20T12:42:42+0000 node1 kernel: ${MESSAGE}`],
    ['netconsole', `2016-12-19 16:14:24 192.168.186.128:6666 [   61.383922] ${MESSAGE}`],
    ['metalog', `Mar 06 19:25:03 [kernel] [168311.801269] ${MESSAGE}`],
    ['adb logcat', `01-12 20:27:31.913     0     0 W kernel  : ${MESSAGE}`],
    ['OpenWrt', `Sat Jan 27 00:14:32 2024 kern.warn kernel: [  795.398379] ${MESSAGE}`],
    ['a SIEM export', `2022-03-04T10:11:54.107177Z,HOST,4,1,kernel:, [77776.905633] ${MESSAGE}`],
    ['CRI', `2024-05-01T10:00:00.123456789Z stdout F [  123.456789] ${MESSAGE}`],
    ['Docker JSON', `{"log":"[  123.456789] ${MESSAGE}\\n","stream":"stdout","time":"2024-05-01T10:00:00Z"}`],
    ['journald JSON', `{"_TRANSPORT":"kernel","MESSAGE":"${MESSAGE}","_HOSTNAME":"node1"}`],
    ['a forum', `[CODE][  123.456789] [COLOR="Red"]${MESSAGE}[/COLOR][/CODE]`],
    ['a web page', `<span style="color: red">[  123.456789] <b>${MESSAGE}</b></span>`],
    ['emphasis', `[  123.456789] **${MESSAGE}**`],
    ['a mail quote', `> > [  123.456789] ${MESSAGE}`],
    ['HTML', `&lt;4&gt;[  123.456789]&nbsp;${MESSAGE}`],
    ['terminal colours', `\x1b[32m[  123.456789] \x1b[0m${MESSAGE}\x1b[K`],
    ['a cut selection', `5193605.506728] ${MESSAGE}`],
    ['an elided host', `... kernel: [430837.196288] ${MESSAGE}`],
    ['CRLF', `[  123.456789] ${MESSAGE}\r`],
  ])('%s', (_, text) => {
    const [line] = read(text)
    expect(line?.text).toBe(MESSAGE)
    expect(line?.origin?.kernel).toBe(true)
  })
})

test.each([
  ['a row of a process table is no uptime stamp', '[ 3878]     0  3878 32042399'],
  ['a stack line is no time', '[<ffffffff8112f64a>] ? __alloc_pages_nodemask+0x74a/0x8d0'],
  ['klogd can ask for memory too', 'klogd: page allocation failure. order:0, mode:0x50'],
  ['a notice of printk is no emphasis', '** 12 printk messages dropped **'],
  ['a line of a call trace is no tag', '</TASK>'],
  ['a worker is no file that grep names', 'kworker/0:2 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL)'],
  ['a meminfo field is no program', 'MemTotal:       16267364 kB'],
  ['a row of a CSV keeps its time', '2026-11-20 12:42:42,123,456'],
])('%s', (_, text) => expect(read(text)[0]?.text).toBe(text))

test('the file that grep prints before each line is told apart from the line', () => {
  const [line] = read('kubepods.slice/pod-cache.slice/memory.current:157728768')
  expect(line).toMatchObject({ text: '157728768', path: 'kubepods.slice/pod-cache.slice/memory.current' })
  expect(read('/sys/kernel/mm/ksm/run:1')[0]).toMatchObject({ text: '1', path: '/sys/kernel/mm/ksm/run' })
  expect(read('/sys/block/zram0/mm_stat: 5373952     5451')[0]).toMatchObject({
    text: '5373952     5451',
    path: '/sys/block/zram0/mm_stat',
  })
  const log = String.raw`{"log":"/sys/kernel/mm/ksm/run:1\n","stream":"stdout"}`
  expect(read(log)[0]).toMatchObject({ text: '1', path: '/sys/kernel/mm/ksm/run' })
  const folded = read('Nov 20 12:42:42 h collect[8]: memory.current:5#012memory.max:max')
  expect(folded.map(({ text, path }) => [path, text])).toEqual([
    ['memory.current', '5'],
    ['memory.max', 'max'],
  ])
})

test('rsyslog folds a message into one line; its parts are lines of their own at their own place', () => {
  const text = 'Nov 20 12:42:42 h kernel: active_anon:1 inactive_anon:2#012 active_file:3#012 free:4'
  const parts = read(text)
  expect(parts.map((line) => line.text)).toEqual(['active_anon:1 inactive_anon:2', 'active_file:3', 'free:4'])
  expect(parts.map((line) => line.number)).toEqual([1, 1, 1])
  const { from, to } = spanOf(parts[2]!)
  expect(text.slice(from, to)).toBe('free:4')
})

test('a span leads back to the original characters through entities, escapes and JSON', () => {
  for (const text of ['&lt;4&gt;[ 1.000000]&nbsp;a &amp; b free:4kB', '{"log":"\\u001b[1m\\ta \\"b\\" free:4kB\\n"}']) {
    const [line] = read(text)
    const at = line!.text.indexOf('free')
    const { from, to } = spanOf(line!, at, at + 8)
    expect(text.slice(from, to)).toBe('free:4kB')
  }
})

test('a raw mail is decoded, and its soft breaks joined', () => {
  const text = 'X: =E2=80=99a=3Db\nMemTotal:=20      16267364=\n kB\n=20=20next=3D\nend=\n'
  const lines = read(text)
  expect(lines[1]).toMatchObject({ text: 'MemTotal:       16267364 kB', number: 2, last: 3 })
})

test('a raw mail without a code is known by its full lines', () => {
  const row = (name: string) =>
    `> > Node    0, zone   Normal, type ${name.padStart(12)}     11      5      3      0=\n      0      9\n`
  const lines = read(row('Unmovable') + row('Movable') + row('CMA'))
  expect(lines.map(({ text }) => text.replace(/\s+/g, ' '))).toEqual([
    'Node 0, zone Normal, type Unmovable 11 5 3 0 0 9',
    'Node 0, zone Normal, type Movable 11 5 3 0 0 9',
    'Node 0, zone Normal, type CMA 11 5 3 0 0 9',
    '',
  ])
})

test.each([
  ['<pre>MemTotal: 5 kB</pre>', 'MemTotal: 5 kB'],
  ['<pre><code class="language-text">MemTotal: 5 kB', 'MemTotal: 5 kB'],
  ['{noformat}MemTotal: 5 kB{noformat}', 'MemTotal: 5 kB'],
  ['{code:title=meminfo}', ''],
  ['[code]MemTotal: 5 kB[/code]', 'MemTotal: 5 kB'],
  ['**HugePages_Total:   5**', 'HugePages_Total:   5'],
  ['Mem:  125G   22G   **57G**   4.0G', 'Mem:  125G   22G   57G   4.0G'],
  ['** 12 printk messages dropped **', '** 12 printk messages dropped **'],
  ['[codec] probe of 1-001a failed', '[codec] probe of 1-001a failed'],
])('the marks of a page are no part of the line: %s', (text, bare) => expect(read(text)[0]?.text).toBe(bare))

describe('a page that puts a blank below every line', () => {
  const textsOf = (text: string) => read(text).map((each) => each.text)
  const spaced = (text: string) => text.replaceAll('\n', '\n\n')
  const table = 'a 1\nb 2\nc 3\n\nd 4\ne 5\nf 6\ng 7\n'

  test('is read without them; a blank of the dump itself stays', () =>
    expect(textsOf(spaced(table)).slice(0, 8)).toEqual(['a 1', 'b 2', 'c 3', '', 'd 4', 'e 5', 'f 6', 'g 7']))

  test('a short text is spaced as a whole', () =>
    expect(textsOf('a 1\n\nb 2\n\nc 3\n').slice(0, 3)).toEqual(['a 1', 'b 2', 'c 3']))

  test('blanks that part paragraphs stay', () => {
    expect(textsOf(table)).toEqual(table.split('\n'))
    expect(textsOf('some words\nand more\n\nb 2\n\nc 3\n')).toContain('')
  })
})

test('a dump with equals signs is no mail', () => {
  const text =
    '==> /sys/fs/cgroup/memory.pressure <==\nsome avg10=0.00 total=20882313\nNode 0 hugepages_total=0 hugepages_size=2048kB\nNode 1 hugepages_size=2048kB\n'
  expect(read(text)[3]?.text).toBe('Node 1 hugepages_size=2048kB')
})

test('a number after the level is the message, a version only before a date', () => {
  expect(read('<4>0 pages in swap cache')[0]?.text).toBe('0 pages in swap cache')
  expect(read('<34>1 2026-11-20T12:42:42.003Z node1 kernel: - Mem-Info:')[0]?.text).toMatch(/Mem-Info:$/)
})

test('the stamp of dmesg is followed by no host', () => {
  const [line] = read('2026-11-20T12:42:42,123456+00:00 Hardware name: QEMU Standard PC')
  expect(line?.text).toBe('Hardware name: QEMU Standard PC')
  expect(line?.origin).toMatchObject({ kernel: true, host: null })
})

test('a line says who printed it', () => {
  expect(read('[   49.921978][ T6736] Mem-Info:')[0]?.origin?.caller).toBe('T6736')
  expect(read('[   49.921978][    C3] Mem-Info:')[0]?.origin?.caller).toBe('C3')
})

test('numbers that an editor put before the lines are no part of them', () => {
  const lines = read('  1: MemTotal: 5 kB\n  2: MemFree: 4 kB\n  3: Buffers: 3 kB\n  4: Cached: 2 kB\n')
  expect(lines[1]?.text).toBe('MemFree: 4 kB')
})

test.each([
  ['[root@node158 vmware-root]# cat /proc/meminfo', 'cat /proc/meminfo', 'node158'],
  ['root@ws1:~# free -m', 'free -m', 'ws1'],
  ['san:~# free -m', 'free -m', 'san'],
  ['rt1 ~ # cat /proc/meminfo', 'cat /proc/meminfo', 'rt1'],
  ['/sys/fs/cgroup/memory # cat memory.stat', 'cat memory.stat', null],
  ['#cat /proc/buddyinfo', 'cat /proc/buddyinfo', null],
  ['$ uname -a', 'uname -a', null],
  ['==> /proc/meminfo <==', '/proc/meminfo', null],
  ['===== free -m =====', 'free -m', null],
  ['--- cat /proc/meminfo ---', 'cat /proc/meminfo', null],
  ['web01 | CHANGED | rc=0 >>', '', 'web01'],
  ['Every 2.0s: free -m              web01: Thu Nov 20 12:42:42 2025', 'free -m', 'web01'],
  ['Every 2.0s: cat /proc/meminfo | head          Thu Nov 20 12:42:42 2025', 'cat /proc/meminfo | head', null],
])('a prompt or head names what follows: %s', (text, command, host) =>
  expect(read(text)[0]?.heading).toMatchObject({ command, host }),
)

test('a line of megabytes is cut, so that no pattern ever meets it whole', () => {
  expect(read('x'.repeat(5_000_000))[0]?.text.length).toBeLessThan(100_000)
})

// Each of these once took the reader down, or an hour: by the arguments of a call, or by a search begun anew for every line.
test.each([
  ['a million blank lines between two', `x\n${'\n'.repeat(1_000_001)}y\n`],
  ['blank lines before many spaced ones', `${'\n'.repeat(200_000)}${'x\n\ny\n\n\n'.repeat(40_000)}`],
])('%s', (_, text) => expect(read(text).filter((line) => line.text !== '').length).toBeGreaterThan(1))
