import { expect, test } from 'vitest'
import { idsIn, meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A tracing buffer in kB whose pages were free before. */
const host = (size: number) =>
  `${meminfo({ MemFree: 4_000_000 - size, MemAvailable: 10_400_000 - size })}# cat /sys/kernel/tracing/buffer_total_size_kb\n${size}\n`

promises('invisible-consumer', {
  finds: { 'a tracing buffer of 2 000 000 kB': host(2_000_000) },
  passes: { 'the buffer of a kernel that traces nothing': host(2_816), 'no source beside meminfo': meminfo() },
  threshold: { below: host(319_999), at: host(320_000) },
  says: [/ftrace/, /1\.91 GiB/, /12\.5 %/, /2\.0 %/],
})

test('what has a name is not called unaccounted', () => {
  expect(idsIn(host(2_000_000))).not.toContain('unaccounted-memory')
})
