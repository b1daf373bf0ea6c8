import { arithmeticOf } from '../allocation/arithmetic.ts'
import { failureHits, failuresIn } from './failures.ts'
import { eligible, sumOf } from './reach.ts'
import { defineRule } from './rule.ts'

/** F59. A device that can only address low memory asked for some, and the low zone had none; the rest does not count. */
export const dmaZoneExhausted = defineRule({
  id: 'dma-zone-exhausted',
  reference: ['core-api/dma-api.rst', 'core-api/swiotlb.rst', 'include/linux/gfp.h, gfp_zone'],
  explains: ['fragmentation', 'compaction', 'lowmem-reserve'],
  check: (theCase) =>
    failureHits(failuresIn(theCase, 'oom', 'allocFailure', 'slubFailure'), ({ failure }) => {
      const { request } = failure
      if (request?.highestZone !== 'DMA' && request?.highestZone !== 'DMA32') return null
      const zones = eligible(failure)
      const failed = zones.filter(({ verdict }) => verdict === 'low-memory' || verdict === 'fragmented')
      const free = sumOf(zones, 'free')
      const highest = zones.find(({ state }) => state.zone === request.highestZone)
      if (free === null || !highest || !failed.includes(highest)) return null
      return {
        severity: 'warning' as const,
        bytes: free,
        params: { zone: request.highestZone, order: request.order, free, fragmented: highest.verdict === 'fragmented' },
        places: [...request.evidence, ...failed.flatMap(({ evidence }) => evidence)],
        arithmetic: zones.flatMap(arithmeticOf),
      }
    }),
  en: {
    title: ({ zone, free, fragmented }, say) =>
      `A request for ZONE_${zone} failed: ${say.bytes(free)} free there, ${fragmented ? 'in pieces that are too small' : 'below its mark'}`,
    text: ({ zone, order }, say) =>
      `It asked for order ${order}${order > 0 ? ` (${say.count(2 ** order)} pages in a row)` : ''} that a device with a narrow address mask can reach, so only ${zone === 'DMA' ? 'the first 16 MiB' : 'the first 4 GiB'} count. Free memory in Normal is of no use to it, and the OOM killer does not run for such requests.`,
    refute: () => 'A zone that passes its test by now: then the shortage was short.',
    actions: () => [
      { do: 'Find the driver in the call trace, and whether its device really needs the mask (`dma_set_mask`)' },
      { do: 'Let an IOMMU or `swiotlb` remap for it', risk: 'Bounce buffers cost memory and copies.' },
      { do: 'Load the driver at boot, while low memory is whole' },
    ],
  },
  zh: {
    title: ({ zone, free, fragmented }, say) =>
      `对 ZONE_${zone} 的请求失败：那里空闲 ${say.bytes(free)}，${fragmented ? '但块太小' : '低于水位'}`,
    text: ({ zone, order }, say) =>
      `它请求 order ${order}${order > 0 ? `（连续 ${say.count(2 ** order)} 页）` : ''}，且须在寻址能力有限的设备可及之处，因此只有${zone === 'DMA' ? '最前面 16 MiB' : '最前面 4 GiB'}有用。Normal 中的空闲内存对它无用，这类请求也不会触发 OOM killer。`,
    refute: () => '若该 zone 现在已通过检查，则紧张只是短暂的。',
    actions: () => [
      { do: '在调用栈中找出驱动，并确认其设备是否真的需要该掩码（`dma_set_mask`）' },
      { do: '由 IOMMU 或 `swiotlb` 代为重映射', risk: 'bounce 缓冲占用内存并增加拷贝。' },
      { do: '在启动时、低端内存尚完整时加载该驱动' },
    ],
  },
})
