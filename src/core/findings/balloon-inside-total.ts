import { gravity, kB, ofRam, notedFrom, sharesOf } from './figures.ts'
import { dataOf } from '../snapshot/snapshot.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['balloon-lowered-total']

/** F88. A balloon whose pages MemTotal still counts: virtio with deflate-on-OOM, Hyper-V up to 5.10. */
export const balloonInsideTotal = defineRule({
  id: 'balloon-inside-total',
  reference: ['drivers/virtio/virtio_balloon.c (VIRTIO_BALLOON_F_DEFLATE_ON_OOM)'],
  explains: [
    'unaccounted-memory',
    'invisible-consumer',
    'memory-exhausted',
    'swap-exhausted',
    'processes-do-not-explain',
    'driver-pages',
  ],
  check: (theCase) =>
    sharesOf(theCase, 'balloon', 'Balloon').flatMap(({ moment, account, size, share, evidence, arithmetic }) => {
      const severity = gravity(share, threshold)
      // VMware's own tools say more.
      if (severity === null || size < threshold.floor || dataOf(moment, 'vmware')?.balloon) return []
      return [
        {
          severity,
          confidence: account.basis === 'measured' ? 'certain' : 'likely',
          snapshot: moment.index,
          bytes: size,
          params: { size, share, from: notedFrom(threshold) },
          evidence,
          arithmetic: [arithmetic, `balloon ${kB(size)}`],
        } as const,
      ]
    }),
  collect: () => ['/proc/vmstat', 'dmesg | grep -i balloon'],
  en: {
    title: ({ size }, say) => `The host holds ${say.bytes(size)} of this guest in the balloon`,
    text: (params, say) =>
      `The balloon took ${ofRam.en(params, say)}, and \`MemTotal\` still counts it, as this driver does where it gives pages back on OOM. To the guest it looks like memory in use that nobody holds; the books balance with it.`,
    refute: () => 'The host’s side says that the balloon is empty: then something else of this size is missing.',
    actions: () => [
      {
        do: 'On the host: `virsh dommemstat`; give it back with `virsh setmem`',
        risk: 'The host must have that memory free.',
      },
      { do: 'Don’t unload the balloon driver to get at it', risk: 'The host then swaps the guest out instead.' },
    ],
  },
  zh: {
    title: ({ size }, say) => `宿主机在气球（balloon）中占着此虚拟机的 ${say.bytes(size)}`,
    text: (params, say) =>
      `气球取走的部分占${ofRam.zh(params, say)}，而 \`MemTotal\` 仍把它计算在内（会在 OOM 时归还页的驱动即如此）。在虚拟机看来，它像是无人占有的已用内存；计入后账目平衡。`,
    refute: () => '若宿主机一侧显示气球为空，则缺失的是其他同样大小的内存。',
    actions: () => [
      { do: '在宿主机上：`virsh dommemstat`；用 `virsh setmem` 归还', risk: '宿主机须有足够的空闲内存。' },
      { do: '不要为此卸载气球驱动', risk: '宿主机会改为换出该虚拟机。' },
    ],
  },
})
