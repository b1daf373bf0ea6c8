import { evidenceOf, hosts, kB, largeIn, mostly, notedFrom, ofRam, type Large } from './figures.ts'
import { defineRule, type Case, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['slab-unreclaimable-large']

interface Params extends Large {
  /** What it was at an earlier moment, where it doubled since; null where the share alone speaks. */
  readonly before: number | null
}

/** Slab that doubled between two moments is a leak until shown otherwise, though its share be small. */
function grown(theCase: Case): Hit<Params>[] {
  const series = hosts(theCase).flatMap((host) => {
    const slab = host.get('SUnreclaim')
    return slab ? [{ ...host, slab }] : []
  })
  const [first, last] = [series[0], series.at(-1)]
  if (!first || !last || first === last || first.moment.host !== last.moment.host) return []
  const share = last.slab.value / last.total.value
  const more = last.slab.value - first.slab.value
  if (last.slab.value < threshold.growth * first.slab.value || more < threshold.grown * last.total.value) return []
  if (share >= threshold.warning) return []
  return [
    {
      severity: 'warning',
      confidence: 'likely',
      snapshot: last.moment.index,
      bytes: last.slab.value,
      params: { size: last.slab.value, share, from: notedFrom(threshold), parts: [], before: first.slab.value },
      evidence: evidenceOf(last.slab, first.slab, last.total),
      arithmetic: [`SUnreclaim ${kB(last.slab.value)} ≥ ${threshold.growth} × ${kB(first.slab.value)}`],
    },
  ]
}

/** F21. Objects of the kernel that nothing but their owner can free. */
export const slabUnreclaimableLarge = defineRule({
  id: 'slab-unreclaimable-large',
  reference: ['mm/slab.rst', 'mm/allocation-profiling.rst', 'dev-tools/kmemleak.rst'],
  explains: [
    'memory-exhausted',
    'swap-exhausted',
    'processes-do-not-explain',
    'oom-kernel-memory',
    'oom-exhaustion',
    'slabinfo-gap',
  ],
  check: (theCase): Hit<Params>[] => [
    ...largeIn(theCase, 'slab-unreclaimable', 'SUnreclaim', threshold).map((hit) => ({
      ...hit,
      params: { ...hit.params, before: null },
    })),
    ...grown(theCase),
  ],
  collect: ({ parts }) => (parts.length === 0 ? ['/proc/slabinfo'] : []),
  en: {
    title: ({ size }, say) => `Unreclaimable slab holds ${say.bytes(size)}`,
    text: ({ before, ...params }, say) =>
      `\`SUnreclaim\` is ${ofRam.en(params, say)}.${before === null ? '' : ` It was ${say.bytes(before)} in the first snapshot: more than doubled.`}${mostly.en(params, say)} Only the code that took these objects can free them: neither reclaim nor \`drop_caches\` can. Kernels from 5.4 on count \`kmalloc\` above 8 KiB here too, in no row of \`slabinfo\`.`,
    refute: () => 'The caches shrink when the program or connection that feeds them ends: then it is load, not a leak.',
    actions: () => [
      { do: 'See which caches grow: `slabtop -o -s c`, twice, some minutes apart' },
      {
        do: 'Name the code that takes them: `/proc/allocinfo` (6.10 and later), `slabtop` against `lsmod`, kmemleak',
        risk: 'kmemleak and slab debugging cost speed and memory; boot with them on a test machine first.',
      },
      {
        do: 'Update the kernel or the driver that owns the cache, or stop the program that feeds it',
        risk: 'Service interruption.',
      },
    ],
  },
  zh: {
    title: ({ size }, say) => `不可回收 slab 占用 ${say.bytes(size)}`,
    text: ({ before, ...params }, say) =>
      `\`SUnreclaim\` 占${ofRam.zh(params, say)}。${before === null ? '' : `首个快照中为 ${say.bytes(before)}，已增长一倍以上。`}${mostly.zh(params, say)}这些对象只有申请它们的代码才能释放，内存回收与 \`drop_caches\` 都无能为力。5.4 及以后的内核还把大于 8 KiB 的 \`kmalloc\` 计入此项，而 \`slabinfo\` 中没有对应行。`,
    refute: () => '若产生这些对象的程序或连接结束后缓存随之缩小，则是负载而非泄漏。',
    actions: () => [
      { do: '查看哪些缓存在增长：隔几分钟执行两次 `slabtop -o -s c`' },
      {
        do: '定位申请者：`/proc/allocinfo`（6.10 及以后）、对照 `slabtop` 与 `lsmod`、kmemleak',
        risk: 'kmemleak 与 slab 调试会消耗性能和内存，应先在测试机上启用。',
      },
      { do: '升级拥有该缓存的内核或驱动，或停止产生对象的程序', risk: '会中断服务。' },
    ],
  },
})
