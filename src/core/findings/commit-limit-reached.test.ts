import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** CommitLimit is 10 000 000 kB. */
const host = (committed: number, mode: number) =>
  `${meminfo({ Committed_AS: committed })}# sysctl vm.overcommit_memory\nvm.overcommit_memory = ${mode}\n`

promises('commit-limit-reached', {
  finds: { 'strict accounting at its end': host(9_500_000, 2) },
  passes: {
    'the same without strict accounting': host(9_500_000, 0),
    'strict accounting with room': host(5_000_000, 2),
  },
  threshold: { below: host(8_999_999, 2), at: host(9_000_000, 2) },
  says: [/95\.0 %/, /9\.54 GiB/, /9\.06 GiB/, /90\.0 %/, /3\.81 GiB/],
})
