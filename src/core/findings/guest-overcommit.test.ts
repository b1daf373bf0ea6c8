import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** Guests on a host of 16 000 000 kB. */
const host = (...sizes: number[]) =>
  `${meminfo({ AnonPages: 12_000_000, MemFree: 300_000, Cached: 400_000 })}# ps aux\nUSER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n${sizes
    .map(
      (rss, index) =>
        `qemu      ${4000 + index}  9.0 30.0 9000000 ${rss} ?  Sl   10:00   9:01 /usr/libexec/qemu-kvm -name guest=vm${index}\n`,
    )
    .join('')}`

promises('guest-overcommit', {
  finds: { 'three guests with 90 % of the host': host(4_800_000, 4_800_000, 4_800_000) },
  passes: { 'guests with half of it': host(4_000_000, 4_000_000), 'a host without guests': meminfo() },
  threshold: { below: host(6_800_000, 6_799_999), at: host(6_800_000, 6_800_000) },
  says: [/13\.73 GiB/, /15\.26 GiB/, /4\.58 GiB/, /90\.0 %/, /85\.0 %/],
})
