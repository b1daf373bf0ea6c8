import { bytes } from '../units.ts'
import { kB } from './figures.ts'
import { hugePagesOf } from './huge-pages.ts'
import { defineRule } from './rule.ts'

/** F29. HugePages_* count pages of the default size only; a pool of 1 GiB pages shows in Hugetlb alone. */
export const hugetlbOtherSize = defineRule({
  id: 'hugetlb-other-size',
  reference: ['admin-guide/mm/hugetlbpage.rst', 'mm/hugetlb.c (hugetlb_report_meminfo)'],
  explains: ['processes-do-not-explain', 'memory-exhausted'],
  check: (theCase) =>
    hugePagesOf(theCase).flatMap(({ moment, ram, size, total, all, evidence }) => {
      if (all === null || ram === null) return []
      const other = bytes(all.value - total.value * size.value)
      if (other <= 0) return []
      return [
        {
          severity: 'notice',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: other,
          params: { other, size: size.value, share: other / ram },
          evidence,
          arithmetic: [
            `Hugetlb ${kB(all.value)} − HugePages_Total ${total.value} × Hugepagesize ${kB(size.value)} = ${kB(other)}`,
          ],
        } as const,
      ]
    }),
  collect: () => ['sh -c "grep . /sys/kernel/mm/hugepages/*/*"'],
  en: {
    title: ({ other }, say) => `${say.bytes(other)} of huge pages of another size than the default`,
    text: ({ size, share }, say) =>
      `\`HugePages_Total\` counts pages of ${say.bytes(size)} only; \`Hugetlb\` has all of them. The difference is **${say.percent(share)}** of RAM that no other line of meminfo shows, most often 1 GiB pages from the kernel command line.`,
    refute: () =>
      '`/sys/kernel/mm/hugepages` shows no such pool: then the two lines were not printed by the same kernel.',
    actions: () => [
      { do: 'See them by size, and how many are in use: `grep . /sys/kernel/mm/hugepages/*/{nr,free,resv}_hugepages`' },
      {
        do: 'Take `hugepagesz=`/`hugepages=` off the command line where nobody needs them',
        risk: 'Needs a reboot; their user fails to start without them.',
      },
    ],
  },
  zh: {
    title: ({ other }, say) => `有 ${say.bytes(other)} 大页不是默认大小`,
    text: ({ size, share }, say) =>
      `\`HugePages_Total\` 只统计 ${say.bytes(size)} 的页，\`Hugetlb\` 才包含全部。差额占内存的 **${say.percent(share)}**，meminfo 的其他行都看不到，多为内核命令行预留的 1 GiB 页。`,
    refute: () => '若 `/sys/kernel/mm/hugepages` 中没有此类池，则这两行并非同一内核所打印。',
    actions: () => [
      { do: '按大小查看及使用情况：`grep . /sys/kernel/mm/hugepages/*/{nr,free,resv}_hugepages`' },
      { do: '若无人需要，从命令行去掉 `hugepagesz=`/`hugepages=`', risk: '需要重启；依赖它们的程序将无法启动。' },
    ],
  },
})
