import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** Every figure a multiple of 64 kB, as such a kernel prints them. */
const host = (unit: number) =>
  meminfo(
    Object.fromEntries(
      [
        'MemFree',
        'Cached',
        'Active(anon)',
        'Inactive(anon)',
        'Active(file)',
        'Inactive(file)',
        'AnonPages',
        'Mapped',
        'Shmem',
        'SReclaimable',
        'SUnreclaim',
        'PageTables',
      ].map((name, index) => [name, unit * (1001 + 2 * index)]),
    ),
  )

promises('page-size-64k', {
  finds: { 'an arm64 server with large pages': host(64) },
  passes: { 'pages of 4 KiB': host(4), 'pages of 16 KiB': host(16) },
  says: [/64 KiB/, /512 MiB/],
})
