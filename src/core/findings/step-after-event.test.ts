import { expect, test } from 'vitest'
import { findingIn, meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'
import { KIB } from '../units.ts'

/** `kbavail` each ten minutes, in thousands of KiB; a restart where the list holds null. */
function sar(values: readonly (number | null)[]): string {
  const head = '# hostname;interval;timestamp;kbmemfree;kbavail\n'
  const rows = values.map((value, index) => {
    const time = `2025-03-14 ${String(2 + Math.floor(index / 6)).padStart(2, '0')}:${index % 6}0:01 UTC`
    return value === null ? `db01;-1;${time};LINUX-RESTART\t(8 CPU)` : `db01;600;${time};200000;${value * 1000}`
  })
  return `${head}${rows.join('\n')}\n`
}
const drop = '\n2025-03-14T03:05:00Z db01 kernel: bash (4242): drop_caches: 3\n'
const snapshots = (before: number, after: number) =>
  `${meminfo({ MemFree: 900_000 })}\n${meminfo({ MemFree: before })}\n# echo 3 > /proc/sys/vm/drop_caches\n${meminfo({ MemFree: after })}`

promises('step-after-event', {
  finds: {
    'what is available after a restart': sar([3000, 3010, 2990, 3005, null, 9000, 9010, 8990]),
    'the same after drop_caches in the log': sar([3000, 3010, 2990, 3005, 3000, 3000, 3000, 9000, 9010]) + drop,
    'snapshots around drop_caches': snapshots(1_000_000, 6_000_000),
  },
  passes: {
    'a step without an event': sar([3000, 3010, 2990, 3005, 3000, 9000, 9010, 8990]),
    'an event without a step': sar([3000, 3010, 2990, 3005, null, 3001, 3010, 2990]),
    'a noisy line': sar([3000, 6000, 2000, 7000, null, 5000, 1000, 8000]),
    'a step long after the event':
      sar([3000, 3000, 3000, 3000, 3000, 3000, 3000, 3000, 3000, 3000, 3000, 9000, 9000]) + drop,
  },
  threshold: { below: snapshots(6_000_000, 6_315_000), at: snapshots(6_000_000, 6_316_000) },
  says: [/kbavail/, /\+5\.72 GiB/, /2\.86 GiB → 8\.58 GiB/],
})

test('it says what followed what, never that it was the cause', () => {
  const finding = findingIn('step-after-event', sar([3000, 3010, 2990, 3005, null, 9000, 9010, 8990]))
  expect(finding).toMatchObject({
    severity: 'info',
    confidence: 'likely',
    bytes: 5_997_500 * KIB,
    arithmetic: ['Restart, 2025-03-14 02:40:01: kbavail 9000000 kB − 3002500 kB = 5997500 kB'],
  })
  expect(finding?.evidence.map(({ line }) => line)).toEqual([6, 5, 7])
})
