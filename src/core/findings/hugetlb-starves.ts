import { bytes } from '../units.ts'
import { booksOf, kB } from './figures.ts'
import { hugePagesOf } from './huge-pages.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { pool, rest: least } = thresholds['hugetlb-starves']

/** F30. The pool of huge pages leaves the machine itself too little. */
export const hugetlbStarves = defineRule({
  id: 'hugetlb-starves',
  reference: ['admin-guide/mm/hugetlbpage.rst'],
  explains: [
    'hugetlb-idle',
    'memory-exhausted',
    'swap-exhausted',
    'thrashing',
    'processes-do-not-explain',
    'oom-kernel-memory',
    'oom-exhaustion',
    'oom-anon',
    'oom-loop',
  ],
  check: (theCase) =>
    hugePagesOf(theCase).flatMap(({ moment, ram, size, total, free, all, evidence }) => {
      if (ram === null) return []
      const held = all?.value ?? total.value * size.value
      const left = ram - held
      if (held < pool * ram || left >= least) return []
      const killed = moment.failures.some(({ kind, scope }) => kind === 'oom' && scope === 'global')
      return [
        {
          severity: killed ? 'critical' : 'warning',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: bytes(held),
          params: { held, left, share: held / ram, unused: free ? free.value * size.value : null, killed },
          evidence: [...evidence, ...(booksOf(moment)[0]?.total.evidence ?? [])],
          arithmetic: [`${kB(ram)} − ${kB(held)} = ${kB(left)}`],
        } as const,
      ]
    }),
  en: {
    title: ({ held, left }, say) =>
      `Huge pages hold ${say.bytes(held)} and leave ${say.bytes(left)} for everything else`,
    text: ({ share, unused, killed }, say) =>
      `The pool takes **${say.percent(share)}** of RAM (noted from ${say.percent(pool)}, where less than ${say.bytes(least)} remain). Programs, page cache and the kernel itself must live on the rest${killed ? ', and the OOM killer has already run' : ''}.${unused === null ? '' : ` Of the pool ${say.bytes(unused)} are not in use.`}`,
    refute: () =>
      'A host that runs nothing but guests on these pages, and for which the rest is enough: watch `MemAvailable`.',
    actions: () => [
      {
        do: 'Shrink the pool: `sysctl vm.nr_hugepages=N`',
        risk: 'Its user fails to start; on a fragmented machine the pages may not be had again.',
      },
    ],
  },
  zh: {
    title: ({ held, left }, say) => `大页占用 ${say.bytes(held)}，其余用途只剩 ${say.bytes(left)}`,
    text: ({ share, unused, killed }, say) =>
      `大页池占内存的 **${say.percent(share)}**（达 ${say.percent(pool)} 且剩余不足 ${say.bytes(least)} 时提示）。程序、页缓存和内核本身只能使用其余部分${killed ? '，OOM killer 已经出动' : ''}。${unused === null ? '' : `池中有 ${say.bytes(unused)} 并未使用。`}`,
    refute: () => '若宿主机只运行使用这些大页的虚拟机，且其余内存足够，则属正常：请关注 `MemAvailable`。',
    actions: () => [
      { do: '缩小大页池：`sysctl vm.nr_hugepages=N`', risk: '其使用者会无法启动；内存碎片化后可能无法再次分配。' },
    ],
  },
})
