import { expect, test } from 'vitest'
import { findingIn, meminfo, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const host = (locked: number) =>
  meminfo({ Unevictable: locked, Mlocked: locked, AnonPages: 4_400_000 + locked, MemFree: 4_000_000 - locked })

promises('unevictable-large', {
  finds: { 'a database that locked a quarter of RAM': host(3_900_000) },
  passes: {
    'a healthy host without locked memory': host(0),
    'a kernel before 2.6.28, which does not print it': meminfo({ Unevictable: null, Mlocked: null }),
  },
  threshold: { below: host(3_199_999), at: host(3_200_000) },
  says: [/3\.72 GiB/, /24\.4 %/, /20\.0 %/, /mlock/],
})

test.each([
  '# grep -E "Name|VmLck" /proc/812/status\nName:\tmemcached\nVmLck:\t 3900000 kB\n',
  '# ps aux\nUSER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\nroot       812  0.0  1.0 9000000 3900000 ?  SLs  10:00   0:01 /usr/bin/memcached\n',
])('names who has locked pages', (dump) => {
  expect(wordsOf(findingIn('unevictable-large', host(3_900_000) + dump))).toContain('`memcached` has locked pages')
})
