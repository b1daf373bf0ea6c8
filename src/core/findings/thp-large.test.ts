import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** AnonPages is 4 400 000 of 16 000 000 kB. */
const host = (huge: number, command = '/usr/bin/redis-server *:6379') =>
  `${meminfo({ AnonHugePages: huge })}# ps aux\nUSER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\nredis      812  0.0  1.0 9000000 900000 ?  Sl   10:00   0:01 ${command}\n`

promises('thp-large', {
  finds: { 'a cache server on huge pages': host(3_300_000) },
  passes: {
    'few huge pages': host(400_000),
    'a program that profits from them': host(3_300_000, '/opt/bin/simulate'),
    'a machine with next to no anonymous memory': meminfo({ AnonPages: 300_000, AnonHugePages: 290_000 }),
  },
  threshold: { below: host(2_199_999), at: host(2_200_000) },
  says: [/75\.0 %/, /3\.15 GiB/, /redis-server/],
})
