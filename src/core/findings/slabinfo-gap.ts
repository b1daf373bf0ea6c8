import { version } from '../snapshot/release.ts'
import { bytes } from '../units.ts'
import { kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { ofSlab, floor } = thresholds['slabinfo-gap']

/** F22. Slab and the sum of its caches differ. */
export const slabinfoGap = defineRule({
  id: 'slabinfo-gap',
  reference: ['mm/slab_common.c (kmalloc_large)', 'mm/slab.rst'],
  check: ({ moments }) =>
    moments.flatMap((moment) => {
      const gap = moment.crossChecks.find(({ id }) => id === 'slabinfo-slab')
      if (!gap) return []
      const missing = gap.right.bytes - gap.left.bytes
      if (Math.abs(missing) < Math.max(floor, ofSlab * gap.right.bytes)) return []
      const [first, ...rest] = [...gap.right.evidence, ...gap.left.evidence]
      if (!first) return []
      const release = moment.machine.version
      return [
        {
          severity: 'notice',
          confidence: 'likely',
          snapshot: moment.index,
          bytes: bytes(Math.abs(missing)),
          params: {
            missing,
            slab: gap.right.bytes,
            caches: gap.left.bytes,
            counts: release === null || release >= version(5, 4),
          },
          evidence: [first, ...rest] as const,
          arithmetic: [`Slab ${kB(gap.right.bytes)} − ${gap.left.formula} ${kB(gap.left.bytes)} = ${kB(missing)}`],
        } as const,
      ]
    }),
  collect: () => ['/proc/allocinfo'],
  en: {
    title: ({ missing, slab }, say) =>
      missing > 0
        ? `${say.bytes(missing)} of ${say.bytes(slab)} slab are in no cache of slabinfo`
        : `The caches of slabinfo exceed Slab by ${say.bytes(-missing)}`,
    text: ({ missing, caches, counts }, say) =>
      missing > 0
        ? `The caches add up to ${say.bytes(caches)} (noted from ${say.percent(ofSlab)}). ${counts ? 'Kernels from 5.4 on count `kmalloc` of more than two pages in `SUnreclaim` without a cache: that is the likely owner.' : 'This kernel counts no large `kmalloc` in it, so the two files were read at different moments.'}`
        : `The caches add up to ${say.bytes(caches)}, more than the kernel counts: the two files were read at different moments, or of different machines.`,
    refute: () => 'Both files, read again one right after the other, agree.',
    actions: () => [
      { do: 'Name the call sites: `sort -g /proc/allocinfo | tail` (6.10 and later, with allocation profiling)' },
    ],
  },
  zh: {
    title: ({ missing, slab }, say) =>
      missing > 0
        ? `${say.bytes(slab)} 的 slab 中有 ${say.bytes(missing)} 不在 slabinfo 的任何缓存里`
        : `slabinfo 各缓存之和比 Slab 多 ${say.bytes(-missing)}`,
    text: ({ missing, caches, counts }, say) =>
      missing > 0
        ? `各缓存合计 ${say.bytes(caches)}（差额达 ${say.percent(ofSlab)} 时提示）。${counts ? '5.4 及以后的内核把超过两页的 `kmalloc` 计入 `SUnreclaim` 而没有对应缓存，很可能就是它们。' : '此内核不把大块 `kmalloc` 计入其中，因此两个文件的读取时刻不同。'}`
        : `各缓存合计 ${say.bytes(caches)}，超过内核统计：两个文件的读取时刻不同，或来自不同机器。`,
    refute: () => '若紧接着重新读取两个文件后一致，则不成立。',
    actions: () => [{ do: '定位调用点：`sort -g /proc/allocinfo | tail`（6.10 及以后并启用分配剖析）' }],
  },
})
