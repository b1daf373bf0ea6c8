import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Article } from './articles.ts'

/** A text that people paste where something has gone on for long. */
export interface Large extends Article {
  /** How often the time of a plain scan the core may take. */
  readonly aim: number
}

const read = (path: string) => readFileSync(join(process.cwd(), path), 'utf8')
const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join('')
const two = (count: number) => String(count).padStart(2, '0')
const clock = (seconds: number) =>
  `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(Math.floor(seconds) % 60)}`

/** A report of the OOM killer without its stamps. */
const report = read('src/core/formats/oom/fixtures/linux-7.2-cgroup-v2.txt')
  .split('\n')
  .flatMap((line) => /^\[ *\d+\.\d+\] (.*)/.exec(line)?.[1] ?? [])

const reportAt = (seconds: number, prefix: string) =>
  report.map((line) => `${prefix}[${seconds.toFixed(6).padStart(12)}] ${line}\n`).join('')

const NOISE: readonly ((index: number) => string)[] = [
  (at) =>
    `sshd[${1000 + at}]: Accepted publickey for deploy from 10.0.3.7 port ${40_000 + at} ssh2: RSA SHA256:abcdefg`,
  (at) => `systemd[1]: Started Session ${at} of user root.`,
  (at) => `nginx: 10.0.0.8 - - "GET /api/v1/items/${at}?page=2 HTTP/1.1" 200 ${at % 5000} "-" "curl/7.68.0"`,
  (at) => `kernel: [${(at / 10).toFixed(6)}] IN=eth0 OUT= SRC=10.0.0.9 DST=10.1.1.1 LEN=60 TTL=64 ID=${at} PROTO=TCP`,
  (at) => `dockerd[812]: time="2026-11-20T12:42:42Z" level=info msg="ignoring event" container=${at.toString(16)}`,
]
const noise = (from: number, count: number) =>
  times(count, (at) => `Nov 20 ${clock((from + at) / 10)} web-1 ${NOISE[at % NOISE.length]!(from + at)}\n`)

const meminfo = read('src/core/formats/meminfo/fixtures/linux-5.10.txt')
const snapshot = (at: number) =>
  `Fri Nov 20 ${clock(at * 10)} UTC 2026\n${meminfo.replace(/^(MemFree: +)\d+/m, (_, name: string) => name + String(9_000_000 - at * 4))}\n`

/** Logs in which next to nothing is ours, reports by the hundred, snapshots by the hundred, rows by the thousand. */
export const large = (): readonly Large[] => [
  {
    name: 'a log of 50 000 lines, 20 reports',
    text: times(20, (at) => noise(at * 2500, 2500) + reportAt(at * 250, `Nov 20 ${clock(at * 250)} web-1 kernel: `)),
    aim: 6,
  },
  { name: '500 reports of the OOM killer', text: times(500, (at) => reportAt(1000 + at * 7, '')), aim: 15 },
  { name: '500 snapshots of /proc/meminfo', text: times(500, snapshot), aim: 60 },
  {
    name: '20 000 rows of vmstat 1',
    text: ' r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st\n'.concat(
      times(
        20_000,
        (at) =>
          ` 1  0      0 ${1_000_000 - at}  20480 ${300_000 + at}    0    0     5    12  100  200  3  1 95  1  0\n`,
      ),
    ),
    aim: 15,
  },
  { name: 'one line of 5 MB', text: 'a b: 12 '.repeat(655_360), aim: 1 },
]
