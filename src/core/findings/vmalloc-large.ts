import { largeIn, mostly, ofRam } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

/** F26. What modules and BPF take by vmalloc(), kernel stacks left out. VmallocUsed means pages from 5.3 on only. */
export const vmallocLarge = defineRule({
  id: 'vmalloc-large',
  reference: ['filesystems/proc.rst (vmallocinfo)'],
  explains: ['processes-do-not-explain', 'oom-kernel-memory'],
  check: (theCase) => largeIn(theCase, 'vmalloc', 'VmallocUsed', thresholds['vmalloc-large']),
  collect: ({ parts }) => (parts.length === 0 ? ['/proc/vmallocinfo'] : []),
  en: {
    title: ({ size }, say) => `The kernel's vmalloc area holds ${say.bytes(size)}`,
    text: (params, say) =>
      `Pages taken by \`vmalloc()\`, kernel stacks not among them, are ${ofRam.en(params, say)}.${mostly.en(params, say)} Their owner alone can free them.`,
    refute: () => 'Sizes that were asked for: BPF maps, nftables sets, a file system’s log buffers.',
    actions: () => [
      { do: 'See who took them: `grep vmalloc /proc/vmallocinfo | sort -k2 -nr | head` (as root)' },
      {
        do: 'Shrink or unload what the callers belong to: BPF maps, nftables sets, the module',
        risk: 'Unloading a module stops its service.',
      },
    ],
  },
  zh: {
    title: ({ size }, say) => `内核 vmalloc 区占用 ${say.bytes(size)}`,
    text: (params, say) =>
      `通过 \`vmalloc()\` 申请的页（不含内核栈）占${ofRam.zh(params, say)}。${mostly.zh(params, say)}只有其所有者才能释放。`,
    refute: () => '若大小本来就是有意申请的：BPF map、nftables 集合、文件系统日志缓冲。',
    actions: () => [
      { do: '查看申请者：`grep vmalloc /proc/vmallocinfo | sort -k2 -nr | head`（需 root）' },
      { do: '缩小或卸载对应的 BPF map、nftables 集合或模块', risk: '卸载模块会停止其服务。' },
    ],
  },
})
