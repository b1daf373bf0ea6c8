import { expect, test } from 'vitest'
import { findingIn } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const table = (counts: string) => `# cat /proc/buddyinfo\nNode 0, zone   Normal ${counts}\n`
const before = table('127146 68215 1614 0 0 0 0 0 0 0 1')
const dropped = table('524538 365499 176074 45644 4338 140 6 0 0 0 1')
const compacted = table('145048 131183 76864 38454 20405 11854 5149 1143 96 3 1')
const drop = '# echo 3 > /proc/sys/vm/drop_caches\n'
const compact = '# echo 1 > /proc/sys/vm/compact_memory\n'

promises('reclaim-effect', {
  finds: {
    'caches dropped, then memory compacted': before + drop + dropped + compact + compacted,
    'compaction alone': dropped + compact + compacted,
  },
  passes: {
    'two tables with nothing between': before + dropped,
    'a command that changed nothing': before + drop + before,
    'a command that is only mentioned': `${before}One could run echo 3 > /proc/sys/vm/drop_caches here.\n${dropped}`,
  },
  says: [/drop_caches 3/, /compact_memory/, /8\.12 GiB/, /4.485/, /38.651/],
})

test('counts the blocks of order 4 and above, step by step', () => {
  expect(findingIn('reclaim-effect', before + drop + dropped + compact + compacted)?.arithmetic).toEqual([
    'drop_caches 3: Node 0 Normal free 1084224 kB → 9601120 kB; order ≥ 4: 1 → 4485 blocks',
    'compact_memory: Node 0 Normal free 9601120 kB → 8925144 kB; order ≥ 4: 4485 → 38651 blocks',
  ])
})
