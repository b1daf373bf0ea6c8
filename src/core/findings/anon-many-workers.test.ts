import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** Equal processes; AnonPages is 4 400 000 of 16 000 000 kB. */
const workers = (count: number, rss: number) =>
  `${meminfo()}# ps aux\nUSER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n${Array.from(
    { length: count },
    (_, index) => `www      ${100 + index}  0.0  1.0 900000 ${rss} ?  S   10:00   0:01 /usr/bin/gunicorn app:main\n`,
  ).join('')}`

promises('anon-many-workers', {
  finds: { '100 workers of 30 000 kB': workers(100, 30_000) },
  passes: {
    'a handful of large ones': workers(8, 400_000),
    'many that are tiny': workers(300, 4_000),
  },
  threshold: { below: workers(19, 100_000), at: workers(20, 100_000) },
  says: [/gunicorn/, /100/, /2\.86 GiB/, /29\.3 MiB/, /68\.2 %/, /18\.8 %/],
})
