import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const host = (committed: number) => meminfo({ Committed_AS: committed })

promises('committed-as-harmless', {
  finds: { 'programs that asked for more than they use': host(16_000_000) },
  passes: {
    'promises within the limit': host(8_000_000),
    'a limit that is enforced': `${host(16_000_000)}# sysctl vm.overcommit_memory\nvm.overcommit_memory = 2\n`,
    'a kernel that prints none': meminfo({ Committed_AS: null }),
  },
  threshold: { below: host(10_000_000), at: host(10_000_001) },
  says: [/15\.26 GiB/, /9\.54 GiB/, /overcommit_memory=2/],
})
