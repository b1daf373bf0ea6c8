import { evidenceOf, hosts, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { ofFree } = thresholds['cma-free']

/** F79. Free memory that only movable pages and the CMA's own driver may use. */
export const cmaFree = defineRule({
  id: 'cma-free',
  reference: ['admin-guide/kernel-parameters.txt (cma=)', 'mm/cma.c'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, get }) => {
      const [free, cma] = [get('MemFree'), get('CmaFree')]
      const lows = moment.zoneStates.flatMap((zone) => (zone.low ? [zone.low.value * zone.pageSize] : []))
      if (!free || !cma || lows.length === 0 || cma.value === 0) return []
      const low = lows.reduce((total, each) => total + each, 0)
      if (cma.value < ofFree * free.value || free.value - cma.value >= low) return []
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: cma.value,
          params: { cma: cma.value, free: free.value, rest: free.value - cma.value, low },
          evidence: evidenceOf(cma, free),
          arithmetic: [`MemFree ${kB(free.value)} − CmaFree ${kB(cma.value)} < Σ low ${kB(low)}`],
        } as const,
      ]
    }),
  en: {
    title: ({ cma, free }, say) => `${say.bytes(cma)} of ${say.bytes(free)} free are CMA: the kernel can’t use them`,
    text: ({ rest, low }, say) =>
      `Only movable pages and the driver that owns the area may use CMA (noted from ${say.percent(ofFree)} of what is free). For the kernel’s own requests ${say.bytes(rest)} remain, less than the low watermarks of ${say.bytes(low)}: they wait for reclaim or fail.`,
    refute: () => 'The area fills with anonymous memory as the machine warms up.',
    actions: () => [
      {
        do: 'Make the area smaller: `cma=` on the command line, `linux,cma` in the device tree',
        risk: 'Cameras, displays and codecs may fail to get their buffers.',
      },
    ],
  },
  zh: {
    title: ({ cma, free }, say) => `${say.bytes(free)} 空闲内存中有 ${say.bytes(cma)} 属于 CMA，内核自身无法使用`,
    text: ({ rest, low }, say) =>
      `CMA 只能用于可移动页和拥有该区域的驱动（达空闲内存的 ${say.percent(ofFree)} 时提示）。内核自身的请求只剩 ${say.bytes(rest)}，低于低水位之和 ${say.bytes(low)}：只能等待回收或失败。`,
    refute: () => '若机器运行一段时间后该区域被匿名页填满，则属正常。',
    actions: () => [
      { do: '缩小该区域：命令行 `cma=`，或设备树 `linux,cma`', risk: '摄像头、显示和编解码器可能申请不到缓冲区。' },
    ],
  },
})
