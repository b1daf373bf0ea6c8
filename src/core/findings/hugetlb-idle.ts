import { bytes } from '../units.ts'
import { gravity, kB, notedFrom, ofRam } from './figures.ts'
import { hugePagesOf } from './huge-pages.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['hugetlb-idle']

/** F28. Huge pages in a pool that nobody mapped or reserved: RAM that nothing else can use. */
export const hugetlbIdle = defineRule({
  id: 'hugetlb-idle',
  reference: ['admin-guide/mm/hugetlbpage.rst'],
  explains: [
    'memory-exhausted',
    'swap-exhausted',
    'processes-do-not-explain',
    'oom-kernel-memory',
    'oom-exhaustion',
    'oom-anon',
  ],
  check: (theCase) =>
    hugePagesOf(theCase).flatMap(({ moment, ram, size, free, reserved, total, evidence }) => {
      if (free === null) return []
      const pages = free.value - (reserved?.value ?? 0)
      const idle = bytes(pages * size.value)
      // `grep Huge` does not show of how much RAM: then it takes a size that is missed on any machine.
      const share = ram === null ? null : idle / ram
      const severity = share === null ? (idle >= threshold.alone ? 'notice' : null) : gravity(share, threshold)
      if (severity === null || idle < threshold.floor) return []
      return [
        {
          severity,
          confidence: 'certain',
          snapshot: moment.index,
          bytes: idle,
          params: { idle, pages, all: total.value, size: size.value, share, from: notedFrom(threshold) },
          evidence,
          arithmetic: [
            `(HugePages_Free ${free.value}${reserved ? ` − HugePages_Rsvd ${reserved.value}` : ''}) × Hugepagesize ${kB(size.value)} = ${kB(idle)}`,
          ],
        } as const,
      ]
    }),
  en: {
    title: ({ idle }, say) => `${say.bytes(idle)} of huge pages are reserved and used by nobody`,
    text: ({ pages, all, size, share, from }, say) =>
      `${say.count(pages)} of ${say.count(all)} pages of ${say.bytes(size)} are free and promised to nobody${share === null ? '' : `: ${ofRam.en({ share, from }, say)}`}. Nothing else can use them; \`free\` counts them as used.`,
    refute: () => 'The database or guest they are for is stopped just now.',
    actions: () => [
      {
        do: 'Ask what they were set aside for: `sysctl vm.nr_hugepages`, the kernel command line, the unit that sets them',
      },
      {
        do: 'Give them back: `sysctl vm.nr_hugepages=N`',
        risk: 'On a fragmented machine they may not be had again without a reboot.',
      },
    ],
  },
  zh: {
    title: ({ idle }, say) => `${say.bytes(idle)} 大页已预留却无人使用`,
    text: ({ pages, all, size, share, from }, say) =>
      `共 ${say.count(all)} 个 ${say.bytes(size)} 大页，其中 ${say.count(pages)} 个空闲且未被预订${share === null ? '' : `，占${ofRam.zh({ share, from }, say)}`}。其他用途无法使用它们，\`free\` 把它们算作已用。`,
    refute: () => '若使用它们的数据库或虚拟机只是暂时停机，则属正常。',
    actions: () => [
      { do: '确认预留原因：`sysctl vm.nr_hugepages`、内核命令行、设置它的 unit' },
      { do: '归还：`sysctl vm.nr_hugepages=N`', risk: '内存碎片化后，不重启可能无法再次分配。' },
    ],
  },
})
