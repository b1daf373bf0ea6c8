import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const ps = (...rows: (readonly [rss: number, command: string])[]) =>
  `# ps aux\nUSER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n${rows
    .map(
      ([rss, command], index) => `root      ${100 + index}  0.0  1.0 9000000 ${rss} ?  Sl   10:00   0:01 ${command}\n`,
    )
    .join('')}`

/** AnonPages is 4 400 000 of 16 000 000 kB. */
const host = (rss: number) => meminfo() + ps([rss, '/usr/bin/java -Xmx4g'], [300_000, 'nginx: worker process'])

promises('anon-hog', {
  finds: { 'a JVM with half of the anonymous memory': host(2_200_000) },
  passes: {
    'a program of ordinary size': host(400_000),
    'a process whose resident size is mostly shared memory': host(6_000_000),
    'a third of the little that an idle machine has': meminfo({ AnonPages: 300_000 }) + ps([120_000, 'java']),
    'a list without meminfo': ps([2_200_000, 'java']),
  },
  threshold: { below: host(1_599_999), at: host(1_600_000) },
  says: [/java/, /2\.10 GiB/, /50\.0 %/, /13\.8 %/, /10\.0 %/],
})
