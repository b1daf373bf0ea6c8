import { version as release } from '../snapshot/release.ts'
import { evidenceOf, hosts, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { share } = thresholds['vmalloc-used-misread']

/** F27. VmallocUsed is address space up to 4.3, always zero from 4.4 to 5.2, and memory only from 5.3 on. */
export const vmallocUsedMisread = defineRule({
  id: 'vmalloc-used-misread',
  reference: ['mm/vmalloc.c (nr_vmalloc_pages)', 'fs/proc/meminfo.c'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, total, get }) => {
      const [used, chunk] = [get('VmallocUsed'), get('VmallocChunk')]
      if (!used || !chunk) return []
      const { version } = moment.machine
      // A largest hole is computed by the kernels that count address space, and printed as 0 by all later ones.
      const space = chunk.value > 0 && used.value >= share * total.value
      const silent = used.value === 0 && version !== null && version >= release(4, 4)
      if (!space && !silent) return []
      return [
        {
          severity: 'info',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: null,
          params: { used: used.value, space },
          evidence: evidenceOf(used, chunk),
          arithmetic: [`VmallocUsed ${kB(used.value)}, VmallocChunk ${kB(chunk.value)}`],
        } as const,
      ]
    }),
  collect: () => ['/proc/vmallocinfo'],
  en: {
    title: ({ used, space }, say) =>
      space
        ? `VmallocUsed of ${say.bytes(used)} is address space, not memory`
        : 'VmallocUsed is always 0 on this kernel',
    text: ({ space }) =>
      space
        ? 'This kernel counts mapped device registers and guard pages in it, so it is in no account of the ledger. What vmalloc really holds is among the unaccounted.'
        : 'Kernels 4.4 to 5.2 don’t compute it. What vmalloc holds is among the unaccounted.',
    refute: () => 'Sum up `pages=` in `/proc/vmallocinfo`: that is the memory.',
    actions: () => [{ do: 'For the real figure: `/proc/vmallocinfo` (as root)' }],
  },
  zh: {
    title: ({ used, space }, say) =>
      space ? `VmallocUsed 的 ${say.bytes(used)} 是地址空间，不是内存` : '此内核的 VmallocUsed 恒为 0',
    text: ({ space }) =>
      space
        ? '此内核把映射的设备寄存器和保护页也计入其中，因此不进入账目。vmalloc 实际占用的内存包含在未入账部分中。'
        : '4.4 至 5.2 的内核不计算该值。vmalloc 占用的内存包含在未入账部分中。',
    refute: () => '对 `/proc/vmallocinfo` 中的 `pages=` 求和，即为实际内存。',
    actions: () => [{ do: '要得到真实数值，请看 `/proc/vmallocinfo`（需 root）' }],
  },
})
