import { bytes } from '../units.ts'
import { gravity, kB } from './figures.ts'
import { defineRule, type Evidence } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['balloon-lowered-total']

/** F36. The balloons of virtio, Xen and newer Hyper-V take pages out of MemTotal. */
export const balloonLoweredTotal = defineRule({
  id: 'balloon-lowered-total',
  reference: ['drivers/virtio/virtio_balloon.c (fill_balloon)', 'drivers/xen/balloon.c', 'drivers/hv/hv_balloon.c'],
  explains: ['memtotal-below-installed', 'memory-exhausted', 'swap-exhausted', 'thrashing'],
  check: ({ moments }) =>
    moments.flatMap((moment) => {
      const balloon = moment.ledger?.above.find(({ id }) => id === 'balloon')
      const total = moment.ledger?.total
      const [first, ...rest] = [...(balloon?.evidence ?? []), ...(total?.evidence ?? [])]
      if (!balloon || !total || !first || balloon.bytes < threshold.floor) return []
      const given = bytes(total.bytes + balloon.bytes)
      const share = balloon.bytes / given
      const severity = gravity(share, threshold)
      if (severity === null) return []
      return [
        {
          severity,
          confidence: balloon.basis === 'estimated' ? 'likely' : 'certain',
          snapshot: moment.index,
          bytes: balloon.bytes,
          params: { balloon: balloon.bytes, total: total.bytes, given, share },
          evidence: [first, ...rest] satisfies Evidence,
          arithmetic: [
            `${balloon.formula ?? 'Balloon'} = ${kB(balloon.bytes)}`,
            `${total.formula} ${kB(total.bytes)} + balloon ${kB(balloon.bytes)} = ${kB(given)}`,
          ],
        } as const,
      ]
    }),
  collect: () => ['grep -i balloon /proc/vmstat', 'dmesg | grep -iE "balloon|Memory:"'],
  en: {
    title: ({ balloon }, say) => `The host has taken ${say.bytes(balloon)} of this guest through the balloon`,
    text: ({ total, given, share }, say) =>
      `That is **${say.percent(share)}** of the ${say.bytes(given)} it was started with; this driver lowers \`MemTotal\`, which is ${say.bytes(total)} now. Programs that sized themselves by the old figure don’t know of it.`,
    refute: () =>
      'The host’s side says that the balloon is empty (`virsh dommemstat`, actual): then counters since boot mislead.',
    actions: () => [
      {
        do: 'On the host: `virsh dominfo`, `virsh dommemstat`; give it back with `virsh setmem`',
        risk: 'The host must have that memory free.',
      },
      { do: 'In the guest: size heaps and pools by what is there now', risk: 'Programs must be restarted.' },
    ],
  },
  zh: {
    title: ({ balloon }, say) => `宿主机通过气球（balloon）取走了此虚拟机的 ${say.bytes(balloon)}`,
    text: ({ total, given, share }, say) =>
      `相当于启动时 ${say.bytes(given)} 的 **${say.percent(share)}**；此驱动会降低 \`MemTotal\`，现为 ${say.bytes(total)}。按原值配置的程序并不知情。`,
    refute: () => '若宿主机一侧显示气球为空（`virsh dommemstat` 的 actual），则是自启动累计的计数造成误导。',
    actions: () => [
      {
        do: '在宿主机上：`virsh dominfo`、`virsh dommemstat`；用 `virsh setmem` 归还',
        risk: '宿主机须有足够的空闲内存。',
      },
      { do: '在虚拟机内：按现有内存重新配置堆和缓冲池', risk: '需要重启程序。' },
    ],
  },
})
