import { expect, test } from 'vitest'
import { findingIn, idsIn, wordsOf } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { promises } from '../../testing/rule.ts'

const id = 'memcg-shmem-kernel'
/** A kill in a group of 100 000 kB; kB. */
const kill = ({
  shmem = 0,
  slab = 0,
  path = '/system.slice/app.service',
}) => `[  100.000000] memory: usage 100000kB, limit 100000kB, failcnt 5
[  100.000000] swap: usage 0kB, limit 0kB, failcnt 0
[  100.000000] Memory cgroup stats for ${path}:
[  100.000000] anon ${(100_000 - shmem - slab) * 1024}
[  100.000000] file ${shmem * 1024}
[  100.000000] kernel ${slab * 1024}
[  100.000000] shmem ${shmem * 1024}
[  100.000000] slab_unreclaimable ${slab * 1024}
[  100.000000] slab ${slab * 1024}
[  100.000000] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=${path},task_memcg=${path},task=app,pid=9,uid=0
[  100.000000] Memory cgroup out of memory: Killed process 9 (app) total-vm:9000kB, anon-rss:8000kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:0
`
/** The files of a group that nobody was killed in. Bytes. */
const files = (usage: number, limit: number, shmem: number) =>
  `# cat /sys/fs/cgroup/app/memory.current\n${usage}\n# cat /sys/fs/cgroup/app/memory.max\n${limit}\n# cat /sys/fs/cgroup/app/memory.stat\nanon ${usage - shmem}\nfile ${shmem}\nshmem ${shmem}\nkernel 0\ninactive_file 0\nactive_file 0\n`

promises(id, {
  finds: {
    'a container that filled its tmpfs': kill({ shmem: 90_000 }),
    'pipes on the account of a group': dumpOf('formats/oom/fixtures/linux-5.10-cgroup-v1-nested.txt').replace(
      /kmem: usage \d+kB/g,
      'kmem: usage 200000kB',
    ),
    'slab on the account of a group': kill({ slab: 40_000 }),
    'a group close to its limit': files(95_000_000, 100_000_000, 60_000_000),
  },
  passes: {
    'a heap that filled the group': kill({ shmem: 1000, slab: 2000 }),
    'a group far from its limit': files(50_000_000, 100_000_000, 40_000_000),
  },
  threshold: { below: kill({ shmem: 19_999 }), at: kill({ shmem: 20_000 }) },
  says: [/87\.9 MiB/, /90\.0 %/, /20\.0 %/, /app\.service/],
})

test('kernel memory counts from three tenths on', () => {
  expect(idsIn(kill({ slab: 29_999 }))).not.toContain(id)
  expect(wordsOf(findingIn(id, kill({ slab: 30_000 })))).toMatch(/^Kernel memory is 29\.3 MiB, 30\.0 %/)
})

test('heads the story from half of the usage on, and stands under the limit below', () => {
  expect(idsIn(kill({ shmem: 50_000 })).slice(0, 2)).toEqual([id, 'memcg-limit-oom'])
  expect(idsIn(kill({ shmem: 49_999 })).slice(0, 2)).toEqual(['memcg-limit-oom', id])
})
