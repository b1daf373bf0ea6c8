import { largeIn, ofRam } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

/** F31. The second set of page tables that KVM keeps for its guests, and IOMMUs for their devices. */
export const secondaryPageTables = defineRule({
  id: 'secondary-page-tables',
  reference: ['virt/kvm/x86/mmu.rst', 'filesystems/proc.rst (SecPageTables)'],
  check: (theCase) => largeIn(theCase, 'secondary-page-tables', 'SecPageTables', thresholds['secondary-page-tables']),
  en: {
    title: ({ size }, say) => `Page tables for guests hold ${say.bytes(size)}`,
    text: (params, say) =>
      `\`SecPageTables\` is ${ofRam.en(params, say)}. KVM pays 8 bytes for each page of a guest; guests backed by 4 KiB pages, and nested ones, cost most.`,
    refute: () => 'A host of many guests with 4 KiB backing pays 0.2 % of their memory: compare with its sum.',
    actions: () => [
      {
        do: 'Back guests with huge pages (THP or hugetlbfs)',
        risk: 'Guests must be restarted; reserved huge pages serve nobody else.',
      },
    ],
  },
  zh: {
    title: ({ size }, say) => `虚拟机的二级页表占用 ${say.bytes(size)}`,
    text: (params, say) =>
      `\`SecPageTables\` 占${ofRam.zh(params, say)}。KVM 为虚拟机的每个页付出 8 字节；以 4 KiB 页支撑的虚拟机和嵌套虚拟机开销最大。`,
    refute: () => '若宿主机上有许多以 4 KiB 页支撑的虚拟机，开销约为其内存的 0.2 %，可与总和对照。',
    actions: () => [{ do: '用大页（THP 或 hugetlbfs）支撑虚拟机', risk: '需要重启虚拟机；预留的大页不能再作他用。' }],
  },
})
