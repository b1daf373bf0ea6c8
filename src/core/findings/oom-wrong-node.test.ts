import { expect, test } from 'vitest'
import { findingIn, idsIn, wordsOf } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

const bound = (elsewhere: number) => oomReport({ constraint: 'CONSTRAINT_CPUSET', elsewhere })
const cpuset = dumpOf('formats/oom/fixtures/linux-6.12-cpuset.txt')
const policy = dumpOf('formats/oom/fixtures/linux-7.2-mempolicy.txt')

promises('oom-wrong-node', {
  finds: { 'a cpuset of one node': cpuset, 'a memory policy': policy, 'gigabytes on other nodes': bound(1_000_000) },
  passes: {
    'a machine that is full everywhere': oomReport(),
    // What is missing may be in the lists and zones that were cut off.
    'a report that was cut before its free lists': cpuset.slice(0, cpuset.search(/.*\d\*4kB/)),
    // The kernel says that nothing bound the request, so what is not printed lies in a zone above.
    'memory that is free without a constraint': oomReport({ elsewhere: 1_000_000 }),
  },
  // High marks: 96 000 kB of Normal and 56 kB of DMA, 24 014 pages.
  threshold: { below: bound(48_028), at: bound(48_029) },
  says: [/758\.1 MiB/, /cpuset/, /1/],
})

test('says what bound the task', () => {
  expect(wordsOf(findingIn('oom-wrong-node', policy))).toMatch(/on node 1[^]*memory policy/)
  expect(wordsOf(findingIn('oom-wrong-node', cpuset))).toMatch(/on node 1[^]*its cpuset/)
  expect(idsIn(policy)).not.toContain('oom-exhaustion')
})

test('kernels up to 4.20 do not say it: nodes that could have served show it', () => {
  const node = (number: number, free: number) =>
    `Node ${number} Normal free:${free}kB min:8160kB low:10200kB high:12240kB present:8000000kB managed:7900000kB\nlowmem_reserve[]: 0 0 0 0\n`
  const log = (free: number) =>
    `java invoked oom-killer: gfp_mask=0x280da, order=0, oom_adj=0, oom_score_adj=0\nPid: 30055, comm: java Not tainted 3.0.101-80-default #1\nMem-Info:\n${node(0, 8120)}${node(1, free)}Killed process 30055 (java) total-vm:9000000kB, anon-rss:7000000kB, file-rss:0kB\n`
  expect(findingIn('oom-wrong-node', log(4_000_000))).toMatchObject({
    confidence: 'likely',
    params: { nodes: '0', by: null },
  })
  expect(idsIn(log(8_120))).not.toContain('oom-wrong-node')
})
