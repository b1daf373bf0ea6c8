import { describe, expect, test } from 'vitest'
import { dumpOf } from '../../testing/fixtures.ts'
import { linesOf } from './lines.ts'

/** Loggers that nobody has told us of: what an engineer pastes from them must not be lost because of a prefix. */

const read = (text: string) => linesOf({ name: 'paste', text }, 0)
const textsOf = (text: string) => read(text).map(({ text: each }) => each)

const two = (number: number) => String(number % 60).padStart(2, '0')
const loggers: readonly (readonly [name: string, write: (line: string, number: number) => string])[] = [
  ['a parallel shell', (line) => `node07: ${line}`],
  ['compose', (line) => `web-1  | ${line}`],
  ['talosctl', (line, n) => `172.20.0.2: kern: warning: [2026-01-12T20:27:31.${913975631 + n}Z]: ${line}`],
  ['logcat', (line, n) => `01-12 20:27:${two(n)}.913     0     0 W kernel  : ${line}`],
  ['klog', (line, n) => `I1012 19:00:20.${123456 + n}       1 kmsg_watcher.go:123] ${line}`],
  ['a log query', (line) => `2025-10-12T19:00:20Z {host="web-1", job="kern"} ${line}`],
  ['an export in CSV', (line, n) => `"2025-10-12T19:00:${two(n)}.000+0000",web-1,"${line}"`],
  ['seconds since 1970', (line, n) => `1697137220.${456000 + n} ${line}`],
  ['TAI64N', (line, n) => `@40000000652843d41dcd6${500 + (n % 400)} ${line}`],
  ['grep -Hn', (line, n) => `/var/log/kern.log.1:${n + 99}:Oct 12 19:00:20 web-1 kernel: ${line}`],
  ['a relay', (line) => `Oct 12 19:00:20 10.0.0.5 web-1 kernel: ${line}`],
  ['code of a chat', (line) => `\`${line}\``],
  ['a list of strings', (line) => `        "${line}",`],
  ['journalctl -o export', (line) => `MESSAGE=${line}`],
]

const dumps = {
  'an OOM report': dumpOf('formats/oom/fixtures/linux-7.2.txt').replace(/^\[ *[\d.]+\] /gm, ''),
  meminfo: dumpOf('formats/meminfo/fixtures/linux-5.10.txt'),
}

describe.each(Object.entries(dumps))('%s', (_, dump) => {
  const plain = dump.trimEnd()
  test.each(loggers)('behind the prefix of %s', (__, write) => {
    expect(textsOf(plain.split('\n').map(write).join('\n'))).toEqual(textsOf(plain))
  })
})

test('the hosts of a parallel shell are told apart', () => {
  const lines = ['MemTotal:  4 kB', 'MemFree:  2 kB', 'Buffers:  1 kB']
  const text = ['db-1', 'db-2'].flatMap((host) => lines.map((each) => `${host}: ${each}`)).join('\n')
  expect(read(text).map(({ origin }) => origin?.host)).toEqual(['db-1', 'db-1', 'db-1', 'db-2', 'db-2', 'db-2'])
})

test('one line of the kernel on a kill is enough', () => {
  const kill = 'Memory cgroup out of memory: Killed process 3504804 (kubectl) total-vm:753508kB, anon-rss:58776kB'
  expect(textsOf(`  Warning  OOMKilling     2m    kernel-monitor, node-1  ${kill}`)).toEqual([kill])
  expect(textsOf(`    "message": "${kill}",`)).toEqual([kill])
})

test.each([
  ['an author’s words before a dump', 'My machine: MemTotal:  4 kB\nMemFree:  2 kB\nBuffers:  1 kB'],
  ['a word on kills', 'Look for Out of memory: Killed process in the log'],
  [
    'a program that repeats the kernel',
    'Nov 20 17:25:01 n kubelet[1]: got: Out of memory: Killed process 1 (a) total-vm:1kB',
  ],
  ['the files of a node', 'Node 0 MemTotal:  4 kB\nNode 0 MemFree:  2 kB\nNode 0 MemUsed:  2 kB'],
  ['keys with a common beginning', 'total_inactive_anon 1\ntotal_active_anon 2\ntotal_inactive_file 3'],
  [
    'the kernel’s own words',
    'oom_reaper: reaped process 1\noom_reaper: reaped process 2\noom_reaper: reaped process 3',
  ],
  ['a key again and again', 'VmPTE:   12 kB\nVmPTE:   16 kB\nVmPTE:   20 kB'],
  ['prompts', '# MemTotal:  4 kB\n# MemFree:  2 kB\n# cat /proc/meminfo'],
])('no prefix: %s', (_, text) => {
  const bare = text.replace(/^Nov.*?: /, '')
  expect(textsOf(text)).toEqual(bare.split('\n').map((each) => each.trim()))
})

test('a million marks are looked through once', () => {
  const text = `${'"'.repeat(1e6)}Mem-Info:\n${'a MemTotal: '.repeat(1e5)}`
  expect(read(text)).toHaveLength(2)
})
